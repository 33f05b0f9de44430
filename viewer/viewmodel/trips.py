"""The trips of the tables, newest first, with a line to pick each by."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from pipeline.timeline import Tables
from viewer.direction import straight
from viewer.viewmodel.records import (
    Record,
    first_day,
    is_travelled,
    is_visit,
    last_day,
    span_in_words,
    stop_records,
)

_COUNTRIES_IN_LABEL = 2


@dataclass(frozen=True, slots=True)
class TripSummary:
    """One trip in the picker; `last` is the latest day it knows of, `label` is its alone.

    `first` is the earliest day it knows of, None where it knows none.
    `stops` counts those of the headline: the ones called off only where there are no others, as
    `called_off` says.
    """

    trip_id: str
    traveller: str
    label: str
    last: date
    stops: int
    first: date | None = None
    called_off: bool = False


def trips(tables: Tables) -> tuple[TripSummary, ...]:
    """All trips, the one with the latest known day first."""
    rows = stop_records(tables.timeline.sort_values(["trip_id", "sequence"]))
    found = [
        _summary(trip_id, list(stops))
        for trip_id, stops in groupby(rows, key=lambda row: str(row["trip_id"]))
    ]
    found.sort(key=lambda trip: trip.last, reverse=True)
    return _told_apart(found)


def newest(summaries: Sequence[TripSummary], traveller: str = "") -> TripSummary:
    """The newest trip, of one traveller if one is named; `summaries` are as `trips` gives them."""
    return next(trip for trip in summaries if traveller in ("", trip.traveller))


def fullest(summaries: Sequence[TripSummary]) -> TripSummary:
    """The trip with the most stops made or planned, the newest of several."""
    return max(summaries, key=lambda trip: 0 if trip.called_off else trip.stops)


def travellers(summaries: Sequence[TripSummary]) -> dict[str, str]:
    """The line to pick each traveller by; those with the most stops first, then by name."""
    stops: Counter[str] = Counter()
    for trip in summaries:
        stops[trip.traveller] += trip.stops
    ordered = sorted(stops.items(), key=lambda item: (-item[1], item[0]))
    return {name: f"{straight(name)} · {_stops(count)}" for name, count in ordered}


def _summary(trip_id: str, stops: list[Record]) -> TripSummary:
    visits = [stop for stop in stops if is_visit(stop)] or stops
    made = [visit for visit in visits if is_travelled(visit)]
    count = _stops(len(made)) if made else f"{_stops(len(visits))} called off"
    label = f"{span_in_words(stops)} · {count} · {_countries(made or visits)}"
    label = straight(label[0].upper() + label[1:])
    return TripSummary(
        trip_id,
        stops[0]["traveller"],
        label,
        last_day(stops),
        len(made or visits),
        first_day(stops),
        not made,
    )


def _stops(count: int) -> str:
    return f"{count:,} stop{'' if count == 1 else 's'}"


def _countries(stops: Sequence[Record]) -> str:
    names = list(dict.fromkeys(stop["country"] or stop["place"] for stop in stops))
    more = len(names) - _COUNTRIES_IN_LABEL
    shown = ", ".join(names[:_COUNTRIES_IN_LABEL])
    return f"{shown} and {more} more" if more > 0 else shown


def _told_apart(found: Sequence[TripSummary]) -> tuple[TripSummary, ...]:
    """Number the trips of a traveller whose lines are alike: a picker knows them by their line."""
    seen: Counter[tuple[str, str]] = Counter()
    apart: list[TripSummary] = []
    for trip in found:
        seen[trip.traveller, trip.label] += 1
        count = seen[trip.traveller, trip.label]
        label = trip.label if count == 1 else f"{trip.label} ({count})"
        apart.append(replace(trip, label=label))
    return tuple(apart)
