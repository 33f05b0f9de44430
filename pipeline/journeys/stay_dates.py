"""Arrival, departure or window of a stop: how an event takes the days that belong to it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from pipeline.intervals import Basis, DateInterval, Precision
from pipeline.journeys.datewords import Direction
from pipeline.journeys.dating import Dated
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import Relation
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.sighting import PRESENCE
from pipeline.model import Dates

_GOING = frozenset({"go", "set_off", "return"})


def dates_of(
    anchor: Anchor,
    reading: Reading,
    dated: Dated,
    published: DateInterval | None,
    told: date | None,
) -> Dates:
    """Arrival, departure or window of a stop, from its date and how the event takes it."""
    ahead = reading.tense is Tense.AHEAD or (
        reading.tense is Tense.NOW and not _goes_on(anchor, reading)
    )
    ahead = ahead or (reading.tense is Tense.OFF and anchor.frame.name != "skip")
    ahead = ahead or _is_later_day(anchor, reading, dated)
    when = None if ahead and _is_of_something_past(anchor, reading, dated) else dated.when
    direction = Direction.FUTURE if ahead and not dated.past else Direction.PAST
    dates = when.dates(published, direction, told) if when else Dates()
    over = anchor.frame.name == "be" and reading.tense in (Tense.MADE, Tense.BEFORE)
    end = Direction.PAST if over else Direction.FUTURE
    until = dated.until.dates(published, end, told) if dated.until else None
    dates = _placed(anchor, reading, dated, dates or Dates())
    if until is not None and until.arrival is not None and dates.departure is None:
        dates = replace(dates, departure=until.arrival, basis=dates.basis or until.basis)
    return dates


def _is_later_day(anchor: Anchor, reading: Reading, dated: Dated) -> bool:
    """ "On Friday he is in Tirana": present tense about a weekday looks ahead."""
    if (
        reading.tense is not Tense.NOW
        or anchor.frame.name == "way"
        or dated.when is None
        or dated.past
    ):
        return False
    return dated.when.first is not None and dated.when.first.weekday is not None


def _is_of_something_past(anchor: Anchor, reading: Reading, dated: Dated) -> bool:
    """ "Inaugurated on Tuesday, he is expected in Beijing", but not "on Tuesday he was to fly"."""
    return dated.past and reading.tense is not Tense.OFF and anchor.event.dep_ != "xcomp"


def _goes_on(anchor: Anchor, reading: Reading) -> bool:
    """ "Is in Paris" goes on now; "the last stop is Paris", "is to leave for Paris" are to come."""
    going = anchor.relation is Relation.TO and anchor.frame.name in _GOING
    return reading.ongoing and not going and anchor.event.pos_ not in ("NOUN", "PROPN")


def _placed(anchor: Anchor, reading: Reading, dated: Dated, dates: Dates) -> Dates:
    """Which end of the stop the days are: of a place that is left, the last one."""
    if dates.arrival is None:
        return dates
    if anchor.countries > 1 and dates.departure is not None:
        return Dates(
            window=DateInterval(dates.arrival.first, dates.departure.last), basis=dates.basis
        )
    if anchor.countries > 2 or (anchor.countries > 1 and reading.tense is Tense.BEFORE):
        if dates.precision is not Precision.DAY:
            return Dates(window=dates.arrival, basis=dates.basis)
        return Dates(basis=None)  # no one is in three countries on one day
    left = anchor.relation is Relation.FROM or (reading.ended and anchor.event.pos_ == "NOUN")
    if left and not dated.there:
        return Dates(departure=dates.departure or dates.arrival, basis=dates.basis)
    basis = Basis.INFERRED if dated.there or anchor.frame.name in PRESENCE else dates.basis
    exact = dates.arrival.exact
    if dates.departure is None and dated.length and exact:
        until = DateInterval.day(exact + timedelta(days=dated.length - 1))
        return Dates(dates.arrival, until, basis=basis)
    return replace(dates, basis=basis)
