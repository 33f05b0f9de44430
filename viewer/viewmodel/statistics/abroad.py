"""Days abroad in each year, and the longest time between two visits."""

from __future__ import annotations

import numpy as np
import pandas as pd

from pipeline.intervals import Precision

_DAY = pd.Timedelta(days=1)


def days_abroad(visits: pd.DataFrame) -> pd.DataFrame:
    """A row for each traveller and year: traveller, year, days, at_least.

    A day in two countries is one day, and a stay over the new year counts in both years. A stay
    of unknown length counts as one day, and `at_least` says that there was one. A visit known
    by its month or year counts as one day unless a known day of that month or year may be it.
    """
    known = _months(_together(visits))
    vague = visits[visits["first"].isna() & visits["day"].notna()]
    by_month = _once(vague[vague["date_precision"] == Precision.MONTH], "month", known)
    known = pd.concat([known, by_month])
    by_year = _once(vague[vague["date_precision"] == Precision.YEAR], "year", known)
    days = pd.concat([known, by_year]).groupby(["traveller", "year"])["days"].sum()
    longer = visits[visits["open"]].groupby(["traveller", "year"]).size()
    table = days.astype(int).to_frame().reset_index()
    keys = pd.MultiIndex.from_frame(table[["traveller", "year"]])
    return table.assign(at_least=keys.isin(longer.index))


def longest_gaps(visits: pd.DataFrame) -> pd.DataFrame:
    """The longest time of each traveller without a known day abroad, the longest first.

    Columns: traveller, days (between, neither end counted), left and came: the index in
    `visits` of the stops before and after. Who has only one known time abroad has no row.
    """
    spans = _together(visits)
    spans["came"] = spans.groupby("traveller")["opens"].shift(-1)
    spans["until"] = spans.groupby("traveller")["start"].shift(-1)
    spans = spans.dropna(subset="until").rename(columns={"closes": "left"})
    spans["days"] = (spans["until"] - spans["end"]).dt.days - 1
    longest = spans.sort_values("days", ascending=False, kind="stable")
    return longest.drop_duplicates("traveller")[["traveller", "days", "left", "came"]]


def _together(visits: pd.DataFrame) -> pd.DataFrame:
    """The known days of each traveller as spans without a day between: start, end.

    `opens` and `closes` are the index in `visits` of a span's first and last stop.
    """
    stays = visits[visits["first"].notna()].sort_values(["traveller", "first", "last"])
    stays = stays.assign(stop=stays.index)
    reach = stays.groupby("traveller")["last"].cummax()
    before = reach.groupby(stays["traveller"]).shift()
    span = (before.isna() | (stays["first"] > before + _DAY)).cumsum()
    opens = stays.groupby(span).first()
    closes = stays.sort_values("last", kind="stable").groupby(span).last()
    return pd.DataFrame(
        {
            "traveller": opens["traveller"],
            "start": opens["first"],
            "end": closes["last"],
            "opens": opens["stop"],
            "closes": closes["stop"],
        }
    ).reset_index(drop=True)


def _months(spans: pd.DataFrame) -> pd.DataFrame:
    """Each span cut at the ends of months: traveller, year, month (of all time), days."""
    start, end = (spans[name].to_numpy("datetime64[D]") for name in ("start", "end"))
    first, last = (_month_number(days) for days in (start, end))
    counts = last - first + 1
    each = np.repeat(np.arange(len(spans)), counts)
    month = first[each] + np.arange(len(each)) - np.repeat(np.cumsum(counts) - counts, counts)
    begins = np.maximum(start[each], _first_day(month))
    ends = np.minimum(end[each], _first_day(month + 1) - np.timedelta64(1, "D"))
    return pd.DataFrame(
        {
            "traveller": spans["traveller"].to_numpy()[each],
            "year": _year(month),
            "month": month,
            "days": (ends - begins).astype(int) + 1,
        }
    )


def _once(vague: pd.DataFrame, unit: str, known: pd.DataFrame) -> pd.DataFrame:
    """A day for every month (or year) of `vague` in which no day is known."""
    month = _month_number(vague["day"].to_numpy("datetime64[D]"))
    days = pd.DataFrame(
        {"traveller": vague["traveller"], "year": _year(month), "month": month, "days": 1}
    ).drop_duplicates(["traveller", unit])
    keys = pd.MultiIndex.from_frame(days[["traveller", unit]])
    return days[~keys.isin(pd.MultiIndex.from_frame(known[["traveller", unit]]))]


def _month_number(days: np.ndarray) -> np.ndarray:
    return days.astype("datetime64[M]").astype(int)


def _first_day(month: np.ndarray) -> np.ndarray:
    return month.astype("datetime64[M]").astype("datetime64[D]")


def _year(month: np.ndarray) -> np.ndarray:
    return month // 12 + 1970
