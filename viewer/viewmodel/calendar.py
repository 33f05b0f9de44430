"""Trips on a calendar: when each stop begins and ends, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Literal, NamedTuple

from pipeline.intervals import DateInterval, Precision
from pipeline.model import PlaceKind, Status, StopKind
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.viewmodel.records import Record, stop_records
from viewer.viewmodel.routes import numbers
from viewer.viewmodel.trips import TripSummary

Fades = Literal["", "start", "end", "both"]

_EPOCH = date(1970, 1, 1)
_OWN: Mapping[str, str] = {}
_COLUMNS = [
    "trip_id",
    "stop_id",
    "stop_kind",
    "place",
    "place_kind",
    "country",
    "status",
    "cancel_kind",
    "arrival",
    "departure",
    "date_precision",
    "days",
    "as_of",
]


@dataclass(frozen=True, slots=True)
class Bar:
    """One stop on the calendar, in days since 1 January 1970; `end` is the day after the last.

    `fades` names the ends that are not known to the day. Without a date (`dated` is False) the
    bar stands where the stops around it leave room. `words` are for those who cannot see it.
    """

    stop_id: str
    number: str
    place: str
    words: str
    status: str
    vague: bool
    start: float
    end: float
    fades: Fades = ""
    dated: bool = True


@dataclass(frozen=True, slots=True)
class Lane:
    """One trip on the calendar; `dated` is False where nothing ties it to any day."""

    trip_id: str
    traveller: str
    label: str
    colour: str
    dated: bool
    bars: tuple[Bar, ...]


class _Span(NamedTuple):
    start: float
    end: float
    fades: Fades = ""
    dated: bool = True


def lanes(
    tables: Tables, summaries: Sequence[TripSummary], colours: Mapping[str, str] = _OWN
) -> tuple[Lane, ...]:
    """The trips on a calendar, in the order of `summaries`.

    `colours` are those of the trips on the map, by their ids; others have their traveller's own.
    """
    timeline = tables.timeline
    wanted = {trip.trip_id: trip for trip in summaries}
    rows = timeline[timeline["trip_id"].isin(list(wanted))].sort_values(["trip_id", "sequence"])
    # Of many trips, turning columns that nobody reads into values would take half of the time.
    told = stop_records(rows[_COLUMNS])
    of_trip = {
        trip_id: list(stops)
        for trip_id, stops in groupby(told, key=lambda row: str(row["trip_id"]))
    }
    return tuple(
        _lane(
            trip,
            of_trip[trip.trip_id],
            colours.get(trip.trip_id) or theme.accent(trip.traveller),
        )
        for trip in summaries
        if trip.trip_id in of_trip
    )


def _lane(trip: TripSummary, rows: Sequence[Record], colour: str) -> Lane:
    known = [_known_span(row) for row in rows]
    as_of = rows[0]["as_of"]
    spans = _placed(known, rows, _day(as_of) if as_of else 0)
    return Lane(
        trip_id=trip.trip_id,
        traveller=trip.traveller,
        label=trip.label,
        colour=colour,
        dated=as_of is not None or any(known),
        bars=tuple(
            _bar(row, number, span)
            for row, number, span in zip(rows, numbers(rows), spans, strict=True)
        ),
    )


def _bar(row: Record, number: str, span: _Span) -> Bar:
    status = theme.stop_words(row["stop_kind"], row["status"], row["cancel_kind"])
    place = ", ".join(dict.fromkeys(filter(None, (row["place"], row["country"]))))
    named = f"{place}, stop {number}" if number else place
    when = dates.in_words(row["arrival"], row["departure"], row["date_precision"])
    return Bar(
        stop_id=row["stop_id"],
        number=number,
        place=row["place"],
        words=straight(f"{named}: {status.lower()}, {when}."),
        status=row["status"],
        vague=row["place_kind"] == PlaceKind.COUNTRY,
        start=span.start,
        end=span.end,
        fades=span.fades,
        dated=span.dated,
    )


def _known_span(row: Record) -> _Span | None:
    """From the first day to the last that the stay may mean; None where no day is said."""
    arrival, departure = row["arrival"], row["departure"]
    first, last = arrival or departure, departure or arrival
    precision = Precision(row["date_precision"])
    if first is None or precision is Precision.UNKNOWN:
        return None
    last = max(first, last)
    if precision is not Precision.DAY:
        return _Span(_day(first), _day(_last_of(last, precision)) + 1, "both")
    if row["stop_kind"] != StopKind.STOP or (arrival and departure):
        return _Span(_day(first), _day(last) + 1)
    return _Span(_day(first), _day(last) + 1, "end" if arrival else "start")


def _last_of(day: date, precision: Precision) -> date:
    width = 7 if precision is Precision.MONTH else 4
    return DateInterval.parse(day.isoformat()[:width]).last


def _placed(known: Sequence[_Span | None], rows: Sequence[Record], as_of: float) -> list[_Span]:
    """Every span; those without a date share the room between the dated ones around them."""
    placed: list[_Span] = []
    for is_known, group in groupby(range(len(known)), key=lambda at: known[at] is not None):
        run = list(group)
        if is_known:
            placed += [span for at in run if (span := known[at])]
        else:
            after = known[run[-1] + 1] if run[-1] + 1 < len(known) else None
            first, last = _room(placed[-1:], after, [rows[at] for at in run], as_of)
            placed += _shared(first, last, len(run))
    return placed


def _room(
    before: Sequence[_Span], after: _Span | None, rows: Sequence[Record], as_of: float
) -> tuple[float, float]:
    """Where stops without a date can be, a day for each where one side or both are open."""
    count = len(rows)
    if before and after:
        left, right = sorted((before[0].end, after.start))
        return left, right
    if before:
        return before[0].end, before[0].end + count
    if after:
        return after.start - count, after.start
    planned = sum(row["status"] == Status.PLANNED for row in rows)
    return as_of - (count - planned), as_of + planned


def _shared(first: float, last: float, count: int) -> Iterator[_Span]:
    width = (last - first) / count
    for index in range(count):
        yield _Span(first + index * width, first + (index + 1) * width, "", False)


def _day(day: date) -> float:
    return (day - _EPOCH) / timedelta(days=1)
