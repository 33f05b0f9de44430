"""Ids of trips and stops: each says what the first article to tell of it told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from pipeline.intervals import DateInterval, Precision
from pipeline.journeys.identity import name_key
from pipeline.model import Article, Claim, StopKind, Trip

_UNDATED = "undated"
_Moment = tuple[str, str, int, int, int]


def with_ids(trips: Iterable[Trip], articles: Mapping[str, Article]) -> list[Trip]:
    """The trips with ids for them and their stops, which articles published later do not change.

    An id is made of the traveller, the place and the month as the first article told them; a
    second of the same is `-2`, in the order they were first told.
    """
    trips = list(trips)

    def told(claim: Claim) -> _Moment:
        published = articles[claim.article_id].published
        day = published.first.isoformat() if published else _UNDATED  # which sorts after any day
        return day, claim.article_id, claim.start, claim.mention_start, claim.order

    def month(claims: Sequence[Claim]) -> str:
        return _month(claims, articles[claims[0].article_id].published)

    def of_stop(claims: Sequence[Claim]) -> str:
        first = min(claims, key=told)
        kind = "" if first.stop_kind is StopKind.STOP else f"{first.stop_kind}-"
        return f"{_person(first)}-{name_key(first.place.name)}-{kind}{month([first])}"

    def of_trip(claims: Sequence[Claim]) -> str:
        first = min(claims, key=told)
        return f"{_person(first)}-{month([c for c in claims if c.article_id == first.article_id])}"

    stop_ids = iter(_ids([stop.claims for trip in trips for stop in trip.stops], of_stop, told))
    trip_ids = iter(_ids([_visits(trip) for trip in trips], of_trip, told))
    return [
        replace(
            trip,
            trip_id=next(trip_ids),
            stops=tuple(replace(stop, stop_id=next(stop_ids)) for stop in trip.stops),
        )
        for trip in trips
    ]


def _ids(
    things: Sequence[Sequence[Claim]],
    base_of: Callable[[Sequence[Claim]], str],
    told: Callable[[Claim], _Moment],
) -> list[str]:
    """An id for the claims of each thing; a number tells a second of the same base apart."""
    ids = [base_of(claims) for claims in things]
    seen: Counter[str] = Counter()
    for i in sorted(range(len(things)), key=lambda i: min(map(told, things[i]))):
        seen[ids[i]] += 1
        if seen[ids[i]] > 1:
            ids[i] += f"-{seen[ids[i]]}"
    return ids


def _visits(trip: Trip) -> list[Claim]:
    """The claims of visits: one of a way home may be older than what made a trip of it."""
    told = (claim for stop in trip.stops for claim in stop.claims)
    return [claim for claim in told if claim.stop_kind is StopKind.STOP]


def _person(claim: Claim) -> str:
    return name_key(claim.traveller.name)


def _month(claims: Iterable[Claim], published: DateInterval | None) -> str:
    """Year and month of the first date told, else of the article, as far as they are known."""
    dates = [claim.dates for claim in claims]
    told = [d.arrival or d.departure or d.window for d in dates]
    first = min((interval for interval in told if interval), default=published)
    if first is None:
        return _UNDATED
    return str(first)[: 4 if first.precision is Precision.YEAR else 7]
