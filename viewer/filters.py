"""Which rows of the timeline the reader wants to see."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

import pandas as pd

_SEARCHED = ["traveller", "traveller_role", "place", "country", "purpose", "event", "met_with"]


def matching(
    timeline: pd.DataFrame, trip_id: str = "", statuses: Collection[str] = (), text: str = ""
) -> pd.DataFrame:
    """The rows of one trip (or all), with one of some statuses (or any), that hold every word.

    Capitals and accents make no difference: bogota finds Bogotá.
    """
    rows = timeline
    if trip_id:
        rows = rows[rows["trip_id"] == trip_id]
    if statuses:
        rows = rows[rows["status"].isin(list(statuses))]
    words = _folded(text).split()
    if words:
        searched = rows[_SEARCHED].agg(" ".join, axis=1).map(_folded)
        rows = rows[[all(word in line for word in words) for line in searched]]
    return rows


def _folded(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
