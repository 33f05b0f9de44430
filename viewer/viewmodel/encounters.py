"""Who was in the same town on the same day."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from pipeline.model import PlaceKind

_TOWNS = (PlaceKind.CITY, PlaceKind.VENUE)
_DAY = pd.Timedelta(days=1)


def encounters(visits: pd.DataFrame, travellers: Collection[str] = ()) -> pd.DataFrame:
    """Every time two or more travellers were in one town on the same known days, latest first.

    `visits` are rows that `assessed` gives. Columns: first and last (day together), travellers
    (tuple of names) and stops (tuple of the index in `visits`, one each). Another one arriving or
    leaving begins a new row. Where `travellers` are named, one of them is there. No stay of
    unknown length lasts longer than a day.
    """
    days = _days_in_towns(visits)
    groups = days.groupby(["town", "day"])["traveller"]
    together = days[groups.transform("size") > 1].sort_values(["town", "day", "traveller"])
    found = together.groupby(["town", "day"], as_index=False).agg(
        travellers=("traveller", tuple), stops=("stop", tuple)
    )
    goes_on = (
        (found["town"] == found["town"].shift())
        & (found["travellers"] == found["travellers"].shift())
        & (found["day"] == found["day"].shift() + _DAY)
    )
    rows = found.groupby((~goes_on).cumsum(), as_index=False).agg(
        first=("day", "first"),
        last=("day", "last"),
        travellers=("travellers", "first"),
        stops=("stops", "first"),
    )
    if travellers:
        wanted = set(travellers)
        rows = rows[rows["travellers"].map(lambda names: not wanted.isdisjoint(names)).astype(bool)]
    rows = rows[["first", "last", "travellers", "stops"]]
    return rows.sort_values("first", ascending=False, kind="stable", ignore_index=True)


def _days_in_towns(visits: pd.DataFrame) -> pd.DataFrame:
    """A row for each traveller, town and day: town, day, traveller, stop (index in `visits`)."""
    stays = visits[visits["place_kind"].isin(_TOWNS) & visits["first"].notna()]
    first, last = (stays[name].to_numpy("datetime64[D]") for name in ("first", "last"))
    counts = (last - first).astype(int) + 1
    each = np.repeat(np.arange(len(stays)), counts)
    later = np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)
    named = stays["country_code"] + " " + stays["place"]
    town = stays["geonameid"].astype("string").fillna(named.astype("string"))
    return pd.DataFrame(
        {
            "town": town.to_numpy(object)[each],
            "day": (first[each] + later).astype("datetime64[s]"),
            "traveller": stays["traveller"].to_numpy(object)[each],
            "stop": stays.index.to_numpy()[each],
        }
    ).drop_duplicates(["town", "day", "traveller"])
