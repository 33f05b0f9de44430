"""Who went where last, and how long ago that is."""

from __future__ import annotations

from datetime import date

import pandas as pd

from pipeline.intervals import Precision

_PERIODS = {Precision.MONTH: "M", Precision.YEAR: "Y"}


def latest_per_country(visits: pd.DataFrame) -> pd.DataFrame:
    """The latest visit to each country: its row of `visits`, the latest first.

    A visit known by its month or year stands at the first day it may mean, so that it never
    passes for later than it was; one without a date is the latest only where it is alone.
    `possibly_later` is the `stop_id` of the one that may have come after it, empty if none may:
    by the end of its month or year, or by the day from which its trip is seen.
    """
    return _latest(visits, "country_code")


def latest_per_traveller(visits: pd.DataFrame, as_of: date | None) -> pd.DataFrame:
    """The latest visit of each traveller: its row of `visits`, `possibly_later`, `days_since`.

    Days are counted from the last known day of the stay to `as_of`; they are missing where no
    day is known, and never below zero.
    """
    found = _latest(visits, "traveller")
    since = (pd.Timestamp(as_of) - found["last"]).dt.days if as_of else None
    return found.assign(days_since=pd.Series(since, index=found.index, dtype="Int64").clip(lower=0))


def _latest(visits: pd.DataFrame, by: str) -> pd.DataFrame:
    latest = visits.drop_duplicates(by, keep="last").iloc[::-1]
    known = visits.groupby(by)["day"].transform("last")
    until = _until(visits)
    others = visits.assign(until=until)[(until > known) & ~visits.index.isin(latest.index)]
    others = others.sort_values("until", kind="stable").drop_duplicates(by, keep="last")
    later = dict(zip(others[by], others["stop_id"], strict=True))
    return latest.assign(possibly_later=[later.get(key, "") for key in latest[by]])


def _until(visits: pd.DataFrame) -> pd.Series[pd.Timestamp]:
    """The latest day that a visit may mean; NaT where nothing says."""
    seen = pd.to_datetime(visits["as_of"])
    until = visits["day"].fillna(seen)
    for precision, period in _PERIODS.items():
        end = until.dt.to_period(period).dt.end_time.dt.normalize()
        until = until.where(visits["date_precision"] != precision, end.clip(upper=seen))
    return until
