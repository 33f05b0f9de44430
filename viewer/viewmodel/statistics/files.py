"""The answers as tables for a file: plain columns, days as exact as they are known."""

from __future__ import annotations

import pandas as pd

from viewer.viewmodel.statistics.summary import Statistics

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
_OF_LATEST = ("possibly_later", "days_since")


def visits_file(visits: pd.DataFrame) -> pd.DataFrame:
    """A row a visit; of the latest ones also `possibly_later` and `days_since`."""
    return visits[[*_VISIT, *(name for name in _OF_LATEST if name in visits)]]


def matrix_file(found: Statistics) -> pd.DataFrame:
    """The matrix with the names of countries as headings."""
    countries = found.countries
    names = dict(zip(countries["country_code"], countries["country"], strict=True))
    return found.matrix.rename(columns=names).rename_axis(columns=None).reset_index()


def gaps_file(found: Statistics) -> pd.DataFrame:
    """A row a traveller: how many days, and the stops before and after."""
    gaps, visits = found.gaps, found.chosen.visits
    ends = {
        f"{word}_{name}": visits.loc[gaps[word], name].to_numpy()
        for word in ("left", "came")
        for name in ("place", "country", "day", "trip_id", "stop_id")
    }
    return gaps[["traveller", "days"]].assign(**ends)


def encounters_file(found: Statistics) -> pd.DataFrame:
    """A row an encounter: days, place and the travellers with a semicolon between."""
    rows, visits = found.encounters, found.chosen.everyone
    places = visits.loc[[stops[0] for stops in rows["stops"]]]
    stop_ids = visits["stop_id"].to_dict()
    return pd.DataFrame(
        {
            "first": rows["first"].to_numpy(),
            "last": rows["last"].to_numpy(),
            "place": places["place"].to_numpy(),
            "country": places["country"].to_numpy(),
            "travellers": ["; ".join(names) for names in rows["travellers"]],
            "stop_ids": ["; ".join(stop_ids[stop] for stop in s) for s in rows["stops"]],
        }
    )
