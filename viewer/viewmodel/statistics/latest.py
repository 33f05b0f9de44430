"""Who went where last, and how long ago that is."""

from __future__ import annotations

from datetime import date

import pandas as pd


def latest_per_country(visits: pd.DataFrame) -> pd.DataFrame:
    """The latest visit to each country: its row of `visits`, the latest first.

    A visit known by its month or year stands at the first day it may mean, so that it never
    passes for later than it was; one without a date is the latest only where it is alone.
    """
    return _latest(visits, "country_code")


def latest_per_traveller(visits: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The latest visit of each traveller: its row of `visits` and `days_since`.

    Days are counted from the last known day of the stay to `as_of`; they are missing where no
    day is known, and never below zero.
    """
    found = _latest(visits, "traveller")
    since = (pd.Timestamp(as_of) - found["last"]).dt.days if as_of else None
    return found.assign(days_since=pd.Series(since, index=found.index, dtype="Int64").clip(lower=0))


def _latest(visits: pd.DataFrame, by: str) -> pd.DataFrame:
    return visits.drop_duplicates(by, keep="last").iloc[::-1]
