"""Where two travellers were in the same town on the same days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

import pandas as pd

from pipeline.intervals import Precision
from pipeline.model import PlaceKind, Status
from viewer.viewmodel.records import Record, is_visit, stop_records

_MADE = (Status.VISITED, Status.CURRENT)
_TOWNS = (PlaceKind.CITY, PlaceKind.VENUE)


@dataclass(frozen=True, slots=True)
class Encounter:
    """Two stops of two travellers in one town; `first` to `last` are the days they share."""

    place: str
    country: str
    first: date
    last: date
    stop_ids: tuple[str, str]
    travellers: tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Stay:
    first: date
    last: date
    row: Record


def encounters(timeline: pd.DataFrame) -> tuple[Encounter, ...]:
    """The encounters that the rows tell of, the earliest first.

    Both stops took place (visited or current, never planned or called off) and their days are known
    as days; of a stay whose end is not known only the day of arrival counts. A stop of which only
    the country or region is named is in no town.
    """
    stays = sorted(filter(None, map(_stay, stop_records(timeline))), key=_town)
    found = [
        encounter
        for _, in_town in groupby(stays, key=_town)
        for encounter in _overlaps(sorted(in_town, key=lambda stay: stay.first))
    ]
    return tuple(sorted(found, key=lambda each: (each.first, each.stop_ids)))


def _stay(row: Record) -> _Stay | None:
    arrival, departure = row["arrival"], row["departure"]
    first, last = arrival or departure, departure or arrival
    known = first and last and first <= last and row["date_precision"] == Precision.DAY
    if not (known and is_visit(row) and row["status"] in _MADE and row["place_kind"] in _TOWNS):
        return None
    return _Stay(first, last, row)


def _town(stay: _Stay) -> tuple[str, ...]:
    row = stay.row
    if row["geonameid"] is not None:
        return (str(row["geonameid"]),)
    return (row["place"], row["country_code"])


def _overlaps(stays: Sequence[_Stay]) -> Iterator[Encounter]:
    """Pairs of stays that share a day; `stays` are those of one town by their first day."""
    for index, one in enumerate(stays):
        for other in stays[index + 1 :]:
            if other.first > one.last:
                break
            if one.row["traveller"] != other.row["traveller"]:
                yield _encounter(one, other)


def _encounter(one: _Stay, other: _Stay) -> Encounter:
    return Encounter(
        place=one.row["place"],
        country=one.row["country"],
        first=other.first,
        last=min(one.last, other.last),
        stop_ids=(one.row["stop_id"], other.row["stop_id"]),
        travellers=(one.row["traveller"], other.row["traveller"]),
    )
