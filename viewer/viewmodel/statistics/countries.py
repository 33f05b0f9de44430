"""How often each country was visited, and by whom."""

from __future__ import annotations

import pandas as pd


def per_country(visits: pd.DataFrame) -> pd.DataFrame:
    """A row a country, the most visited first.

    Columns: country_code, country, visits, travellers (how many), latitude and longitude of one
    of its stops.
    """
    found = visits.groupby("country_code", as_index=False).agg(
        country=("country", "first"),
        visits=("stop_id", "size"),
        travellers=("traveller", "nunique"),
        latitude=("latitude", "first"),
        longitude=("longitude", "first"),
    )
    found["country"] = found["country"].where(found["country"] != "", found["country_code"])
    return found.sort_values(["visits", "country"], ascending=[False, True], ignore_index=True)


def matrix(visits: pd.DataFrame) -> pd.DataFrame:
    """Visits of each traveller (rows) to each country (columns, by code), the most first."""
    table = visits.groupby(["traveller", "country_code"]).size().unstack(fill_value=0)
    rows = table.sum(axis=1).sort_values(ascending=False, kind="stable").index
    columns = table.sum().sort_values(ascending=False, kind="stable").index
    return table.loc[rows, columns]


def shade_limits(largest: int, shades: int) -> tuple[int, ...]:
    """The largest number in each shade, ascending; few numbers get a shade each.

    The limits grow by a constant factor, since most countries are visited once or twice.
    """
    if largest <= shades:
        return tuple(range(1, largest + 1))
    limits = (round(largest ** (step / shades)) for step in range(1, shades + 1))
    return tuple(sorted({max(limit, 1) for limit in limits}))
