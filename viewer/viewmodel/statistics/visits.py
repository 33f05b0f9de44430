"""Which stops count as visits, and why the others do not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import pandas as pd

from pipeline.intervals import Precision
from pipeline.model import Status, StopKind

_KEPT = [
    "trip_id",
    "stop_id",
    "sequence",
    "traveller",
    "place",
    "place_kind",
    "geonameid",
    "country",
    "country_code",
    "latitude",
    "longitude",
    "status",
    "arrival",
    "departure",
    "date_precision",
    "as_of",
]


class Reason(StrEnum):
    """Why a stop is no visit, in words that go with a number."""

    NOT_A_STOP = "departures, returns and stopovers"
    PLANNED = "planned"
    CALLED_OFF = "called off or cut short"
    AT_HOME = "in the traveller’s own country"
    NO_COUNTRY = "in no single country"
    NO_DATE = "without a date"


@dataclass(frozen=True, slots=True)
class Chosen:
    """The visits of some travellers in some years, and what was left out of them.

    `everyone` are the visits of all travellers in the same years, `left_out` pairs of a reason
    and a number of stops, `home_unknown` how many travellers have no known home, so that all
    their stops count, and `as_of` the newest day from which any trip is seen.
    """

    visits: pd.DataFrame
    everyone: pd.DataFrame
    left_out: tuple[tuple[Reason, int], ...]
    home_unknown: int
    as_of: date | None


def assessed(timeline: pd.DataFrame) -> pd.DataFrame:
    """Every row of the timeline with what counting needs, in the order of the days.

    A visit is one stop that was made or is under way, in a country that is not the traveller's
    own; a country seen twice on one trip was visited twice. Further columns: `reason` (a
    `Reason`, empty for a visit), `number` (of the stop in its trip), `home` (whether the
    traveller's home is known), `day` (by which it is ordered), `year`, and `first` and `last`,
    the days of the stay that are known to the day, NaT for others; `open` where the length of
    the stay is not known: only then can it have been longer.
    """
    rows = timeline[_KEPT].copy()
    is_stop = timeline["stop_kind"] == StopKind.STOP
    in_order = is_stop[timeline.sort_values(["trip_id", "sequence"]).index]
    rows["number"] = in_order.groupby(timeline["trip_id"]).cumsum()
    homes = timeline.loc[timeline["home_country_code"] != "", ["traveller", "home_country_code"]]
    pairs = pd.MultiIndex.from_frame(timeline[["traveller", "country_code"]])
    at_home = pd.Series(pairs.isin(pd.MultiIndex.from_frame(homes)), index=timeline.index)
    rows["home"] = timeline["traveller"].isin(homes["traveller"])
    rows["reason"] = _reasons(timeline, is_stop, at_home)
    _add_days(rows, timeline["days"].notna())
    return rows.sort_values(["day", "as_of", "trip_id", "sequence"], na_position="first").drop(
        columns="sequence"
    )


def choose(
    rows: pd.DataFrame, travellers: Collection[str] = (), years: tuple[int, int] | None = None
) -> Chosen:
    """The visits of some travellers (or all) in a span of years (or at any time).

    `rows` are as `assessed` gives them. Where years are chosen, a visit without a date is left
    out: nothing says that it belongs to them.
    """
    newest = rows["as_of"].dropna().max() if rows["as_of"].notna().any() else None
    if years is not None:
        undated = rows["year"].isna() & (rows["reason"] == "")
        rows = rows.assign(reason=rows["reason"].mask(undated, Reason.NO_DATE))
        rows = rows[undated | rows["year"].between(*years).fillna(False).astype(bool)]
    everyone = rows[rows["reason"] == ""]
    if travellers:
        rows = rows[rows["traveller"].isin(list(travellers))]
    visits = rows[rows["reason"] == ""]
    counts = rows["reason"].value_counts()
    left_out = tuple((reason, int(counts.get(reason, 0))) for reason in Reason)
    return Chosen(
        visits=visits,
        everyone=everyone,
        left_out=tuple(pair for pair in left_out if pair[1]),
        home_unknown=int(visits.loc[~visits["home"], "traveller"].nunique()),
        as_of=newest,
    )


def _reasons(
    timeline: pd.DataFrame, is_stop: pd.Series[bool], at_home: pd.Series[bool]
) -> pd.Series[str]:
    """The first reason that holds, in the order in which a reader would ask."""
    holds = {
        Reason.NOT_A_STOP: ~is_stop,
        Reason.PLANNED: timeline["status"] == Status.PLANNED,
        Reason.CALLED_OFF: timeline["status"] == Status.CANCELLED,
        Reason.AT_HOME: at_home,
        Reason.NO_COUNTRY: timeline["country_code"] == "",
    }
    reasons = pd.Series("", index=timeline.index, dtype=object)
    for reason, rows in reversed(holds.items()):
        reasons = reasons.mask(rows, str(reason))
    return reasons


def _add_days(rows: pd.DataFrame, length_known: pd.Series[bool]) -> None:
    arrival, departure = (
        pd.to_datetime(rows[name]).astype("datetime64[s]") for name in ("arrival", "departure")
    )
    exact = rows["date_precision"] == Precision.DAY
    rows["first"] = arrival.fillna(departure).where(exact)
    # Only where the length is known is the departure sure to be a day.
    ends = departure.where(length_known).fillna(rows["first"])
    rows["last"] = ends.where(exact & (ends >= rows["first"]), rows["first"])
    rows["day"] = rows["last"].fillna(arrival).fillna(departure)
    rows["year"] = arrival.fillna(departure).dt.year.astype("Int64")
    rows["open"] = ~length_known
