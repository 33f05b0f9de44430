"""Departures that the way onward tells: "on Thursday he leaves for Juba" ends the stay before."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys.governing import Relation
from pipeline.journeys.reading import Tense
from pipeline.journeys.sighting import Sighting
from pipeline.model import Claim, Dates, Status, StopKind, Traveller

Told = tuple[Sighting, Claim]

_ONWARD = frozenset({"set_off", "go", "return"})
_LONGEST = 14  # days of a stay that the next journey may end
_SURE = 0.6
_STAYS = (StopKind.STOP, StopKind.TRANSIT)


def departures(told: Sequence[Told]) -> Iterator[Claim]:
    """For each stop that a dated journey onward ends, a claim of the day it was left.

    What is to come starts from where the traveller is, and goes on from plan to plan; what is over
    is told from stop to stop. The sentence of the journey is the snippet.
    """
    by_person: dict[Traveller, list[Told]] = defaultdict(list)
    for one in sorted(told, key=lambda one: one[0].anchor.root.i):
        by_person[one[1].traveller].append(one)
    for theirs in by_person.values():
        left = {c.place.country_code for s, c in theirs if c.dates.departure is not None}
        for n, (sighting, claim) in enumerate(theirs):
            day = _sets_out(sighting, claim)
            before = _before(theirs[:n], claim) if day is not None else None
            if day is None or before is None or before.place.country_code in left:
                continue
            if _fits(before, day):
                left.add(before.place.country_code)
                yield replace(
                    before,
                    snippet=claim.snippet,
                    start=claim.start,
                    end=claim.end,
                    cue=claim.cue,
                    dates=Dates(departure=DateInterval.day(day), basis=Basis.INFERRED),
                    confidence=min(_SURE, before.confidence, claim.confidence),
                    confidence_reason="the journey onward ends the stay",
                )


def _sets_out(sighting: Sighting, claim: Claim) -> date | None:
    """The day on which somebody sets out for a place, if that is told."""
    onward = sighting.anchor.frame.name in _ONWARD and sighting.anchor.relation is Relation.TO
    if not onward or claim.background or claim.status is Status.CANCELLED:
        return None
    return claim.dates.arrival.exact if claim.dates.arrival else None


def _before(told: Sequence[Told], onward: Claim) -> Claim | None:
    """The stop that a journey starts from: the plan before it, else where the traveller is."""
    stops = [
        (s, c)
        for s, c in told
        if c.stop_kind in _STAYS and not (c.background or c.left or c.implied)
    ]
    if onward.status is Status.PLANNED:
        plans = [c for _, c in stops if c.status is Status.PLANNED]
        now = [c for _, c in stops if c.status is Status.CURRENT]
        before = plans[-1:] or now[-1:]
    else:
        before = [c for s, c in stops if s.reading.tense in (Tense.MADE, Tense.BEFORE)][-1:]
    abroad = [c for c in before if c.place.country_code != onward.place.country_code]
    return abroad[0] if abroad else None


def _fits(stay: Claim, day: date) -> bool:
    """Whether a stay may end on a day: no earlier than it began, and not weeks later."""
    arrival = stay.dates.arrival
    if stay.dates.window is not None or arrival is None:
        return stay.dates.window is None
    return 0 <= (day - arrival.first).days <= _LONGEST
