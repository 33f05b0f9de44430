"""Rows of the tables, as the other modules here read them; numbers not known are None."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import fields
from datetime import date
from typing import Any

import pandas as pd

from pipeline.intervals import Precision
from pipeline.model import CancelKind, Status, StopKind
from pipeline.timeline import Tables
from viewer import dates

Record = dict[str, Any]

FINEST_FIRST = (Precision.DAY, Precision.MONTH, Precision.YEAR)


def records(frame: pd.DataFrame) -> list[Record]:
    """The rows of a table, column name to value."""
    names = [str(name) for name in frame.columns]
    # Column by column: pandas' own to_dict goes through each row, which takes three times as long.
    columns = [_values(column) for _, column in frame.items()]
    return [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]


def stops_of(tables: Tables, trip_id: str) -> list[Record]:
    """The rows of one trip in the order of the journey."""
    timeline = tables.timeline
    return stop_records(timeline[timeline["trip_id"] == trip_id].sort_values("sequence"))


def stop_records(timeline: pd.DataFrame) -> list[Record]:
    """Rows of the timeline, without a departure that is vaguer than its arrival.

    The precision in a row is that of the arrival; only where the length of the stay is known is
    the departure sure to be a day too, and not the first of some month.
    """
    rows = records(timeline)
    for row in rows:
        vague = row["date_precision"] == Precision.DAY and row["days"] is None
        if row["arrival"] and vague and is_visit(row):
            row["departure"] = None
    return rows


def only_trip(tables: Tables, trip_id: str) -> Tables:
    """The rows of one trip, of its evidence, and of the articles that printed this."""
    timeline = tables.timeline[tables.timeline["trip_id"] == trip_id]
    evidence = tables.evidence[tables.evidence["stop_id"].isin(timeline["stop_id"])]
    sources, articles = evidence["article_id"].unique(), tables.articles
    return Tables(
        timeline,
        evidence,
        tables.mentions[tables.mentions["article_id"].isin(sources)],
        articles[articles["article_id"].isin(sources) | articles["same_as"].isin(sources)],
    )


def joined(parts: Iterable[Tables]) -> Tables:
    """The rows of several tables in one, those of a part after those of the one before."""
    tables = list(parts)
    if len(tables) == 1:
        return tables[0]
    return Tables(
        *(
            pd.concat([getattr(part, field.name) for part in tables], ignore_index=True)
            for field in fields(Tables)
        )
    )


def evidence_of(tables: Tables, stops: Sequence[Record]) -> dict[str, list[Record]]:
    """The claims behind each stop, by its id, in the order of the table.

    Each has the `published_precision` of its article, too.
    """
    evidence, articles = tables.evidence, tables.articles
    wanted = [stop["stop_id"] for stop in stops]
    found: dict[str, list[Record]] = {stop_id: [] for stop_id in wanted}
    rows = records(evidence[evidence["stop_id"].isin(wanted)])
    told = articles[articles["article_id"].isin({row["article_id"] for row in rows})]
    known = dict(zip(told["article_id"], told["published_precision"], strict=True))
    for row in rows:
        precision = known.get(row["article_id"], Precision.DAY)
        found[row["stop_id"]].append({**row, "published_precision": precision})
    return found


def is_visit(stop: Record) -> bool:
    """Whether a row is a stop, not a departure, a return or a halt on the way."""
    return bool(stop["stop_kind"] == StopKind.STOP)


def is_travelled(stop: Record) -> bool:
    """Whether a leg can start here: a stay cut short was made, any other cancelled stop was not."""
    called_off = stop["status"] == Status.CANCELLED
    return not called_off or bool(stop["cancel_kind"] == CancelKind.CUT_SHORT)


def is_loose(stop: Record) -> bool:
    """Whether a row was called off and has no date: where in the journey it was to be is open."""
    return not is_travelled(stop) and not (stop["arrival"] or stop["departure"])


def span_in_words(stops: Sequence[Record]) -> str:
    """From the first to the last known day of the stops travelled to, never too exactly.

    A stop known only by its month does not blur the days of the others, unless it lies outside;
    where the first or the last stop has no date, its days cannot be those of the trip.
    """
    travelled = [stop for stop in stops if is_travelled(stop)] or stops
    known = [
        (day, Precision(stop["date_precision"]))
        for stop in travelled
        for day in (stop["arrival"], stop["departure"])
        if day
    ]
    if not known:
        return dates.NOT_SAID
    ends_known = all(stop["arrival"] or stop["departure"] for stop in (travelled[0], travelled[-1]))
    precision = _span_precision(known)
    if precision is Precision.DAY and not ends_known:
        precision = Precision.MONTH
    exact_enough = FINEST_FIRST[: FINEST_FIRST.index(precision) + 1]
    days = [day for day, exactness in known if exactness in exact_enough]
    return dates.in_words(min(days), max(days), precision)


def _span_precision(known: Sequence[tuple[date, Precision]]) -> Precision:
    """The finest precision whose days reach over all others, else the coarsest there is."""
    for precision in FINEST_FIRST:
        days = [day for day, exactness in known if exactness is precision]
        if days and all(_covers(days, day, exactness) for day, exactness in known):
            return precision
    return max((exactness for _, exactness in known), key=FINEST_FIRST.index)


def _covers(days: Sequence[date], day: date, precision: Precision) -> bool:
    first, last = dates.iso(min(days), precision), dates.iso(max(days), precision)
    return first <= dates.iso(day, precision) <= last


def first_day(stops: Sequence[Record]) -> date | None:
    """The earliest day that a trip knows of, None where it knows none."""
    days = [day for stop in stops for day in (stop["arrival"], stop["departure"]) if day]
    return min(days, default=None)


def last_day(stops: Sequence[Record]) -> date:
    """The latest day on which a trip is known to go on, else the day it is seen from."""
    days = [day for stop in stops for day in (stop["arrival"], stop["departure"]) if day]
    return max(days, default=stops[0]["as_of"] or date.min)


def _values(column: pd.Series[Any]) -> list[Any]:
    values = column.tolist()
    whole = pd.api.types.is_integer_dtype(column.dtype)
    return [None if value is pd.NA else value for value in values] if whole else values
