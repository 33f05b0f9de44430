"""The answers as tables for a file: plain columns, days as exact as they are known."""

from __future__ import annotations

import pandas as pd

_VISIT = [
    "traveller",
    "place",
    "country",
    "country_code",
    "status",
    "arrival",
    "departure",
    "date_precision",
    "trip_id",
    "stop_id",
]


def visits_file(visits: pd.DataFrame) -> pd.DataFrame:
    """A row a visit, with `days_since` where it is known."""
    return visits[[*_VISIT, *(["days_since"] if "days_since" in visits else [])]]


def matrix_file(table: pd.DataFrame, countries: pd.DataFrame) -> pd.DataFrame:
    """The matrix with the names of countries as headings; `countries` as `per_country` gives."""
    names = dict(zip(countries["country_code"], countries["country"], strict=True))
    return table.rename(columns=names).rename_axis(columns=None).reset_index()


def gaps_file(gaps: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """A row a traveller: how many days, and the stops before and after."""
    ends = {
        f"{word}_{name}": visits.loc[gaps[word], name].to_numpy()
        for word in ("left", "came")
        for name in ("place", "country", "day", "trip_id", "stop_id")
    }
    return gaps[["traveller", "days"]].assign(**ends)


def encounters_file(found: pd.DataFrame, visits: pd.DataFrame) -> pd.DataFrame:
    """A row an encounter: days, place and the travellers with a semicolon between."""
    places = visits.loc[[stops[0] for stops in found["stops"]]]
    return pd.DataFrame(
        {
            "first": found["first"].to_numpy(),
            "last": found["last"].to_numpy(),
            "place": places["place"].to_numpy(),
            "country": places["country"].to_numpy(),
            "travellers": ["; ".join(names) for names in found["travellers"]],
            "stop_ids": ["; ".join(visits.loc[list(s), "stop_id"]) for s in found["stops"]],
        }
    )
