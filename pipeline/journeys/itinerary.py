"""Reconstruction: from all claims to stops in order, trip by trip."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys.consensus import confidence_of, conflict_of, dates_of, status_of
from pipeline.journeys.gathering import gather
from pipeline.journeys.identity import is_home, unify
from pipeline.journeys.ids import with_ids
from pipeline.journeys.route import in_order, journeys
from pipeline.journeys.stays import Stay
from pipeline.journeys.telling import Told
from pipeline.model import (
    MADE,
    Article,
    Claim,
    Dates,
    Extraction,
    RoleClass,
    Status,
    Stop,
    StopKind,
    Traveller,
    Trip,
)

_OF_A_COUNTRY = frozenset(
    {
        RoleClass.HEAD_OF_STATE,
        RoleClass.HEAD_OF_GOVERNMENT,
        RoleClass.FOREIGN_MINISTER,
        RoleClass.DEFENCE_MINISTER,
        RoleClass.FINANCE_MINISTER,
    }
)


def reconstruct(extractions: Sequence[Extraction], gap_days: int = 7) -> list[Trip]:
    """The trips that all claims add up to, by traveller and date, whatever the order of the input.

    A journey of which only the way home is told is no trip. A stop that articles call `current`
    is `visited` once a later stop was reached.

    Args:
        extractions: one an article.
        gap_days: a longer gap between two stops cuts a journey in two.
    """
    articles = {e.article.article_id: e.article for e in extractions}
    around = {e.article.article_id: _around(e) for e in extractions}
    by_person = _by_person([claim for e in extractions for claim in e.claims])
    trips: list[Trip] = []
    for traveller in sorted(by_person, key=lambda t: (t.name, t.role)):
        told = [
            Told(c, articles[c.article_id].published, around[c.article_id], _kind(c, traveller))
            for c in by_person[traveller]
        ]
        for stays in journeys(gather(told), gap_days):
            if any(stay.kind is StopKind.STOP for stay in stays):
                trips.append(_trip(traveller, in_order(stays), articles))
    return sorted(with_ids(trips, articles), key=lambda trip: trip.trip_id)


def _around(extraction: Extraction) -> DateInterval | None:
    """The days around which an article tells: its publication, else those it gives its stops."""
    if extraction.article.published:
        return extraction.article.published
    dates = [claim.dates for claim in extraction.claims if not claim.background]
    given = [d for d in (d.arrival or d.departure or d.window for d in dates) if d]
    return DateInterval(min(given).first, max(d.last for d in given)) if given else None


def _by_person(claims: Sequence[Claim]) -> dict[Traveller, list[Claim]]:
    same = _at_home(unify(claim.traveller for claim in claims), claims)
    found: dict[Traveller, list[Claim]] = {}
    for claim in claims:
        person = same[claim.traveller]
        if not (_is_presence(claim) and is_home(claim.place, person)):
            found.setdefault(person, []).append(claim)
    return found


def _at_home(
    same: Mapping[Traveller, Traveller], claims: Iterable[Claim]
) -> dict[Traveller, Traveller]:
    """The same people; the one country a minister returns to is his home, if nobody tells it."""
    returned: defaultdict[Traveller, set[str]] = defaultdict(set)
    visited: defaultdict[Traveller, set[str]] = defaultdict(set)
    for claim in claims:
        person = same[claim.traveller]
        if person.role_class in _OF_A_COUNTRY and not person.home_country_code:
            if claim.stop_kind is StopKind.RETURN:
                returned[person].add(claim.place.country_code)
            elif claim.stop_kind is StopKind.STOP:
                visited[person].add(claim.place.country_code)
    homes = {
        person: replace(person, home_country_code=next(iter(codes)))
        for person, codes in returned.items()
        if len(codes) == 1 and codes.isdisjoint(visited[person])
    }
    return {told: homes.get(person, person) for told, person in same.items()}


def _is_presence(claim: Claim) -> bool:
    """Whether somebody is only said to do something there: at home that is no journey."""
    present = claim.dates.basis is Basis.INFERRED and claim.stop_kind is not StopKind.RETURN
    return claim.implied or (present and not claim.left)


def _kind(claim: Claim, person: Traveller) -> StopKind:
    """A stop in a country that only another article tells to be home is where a journey ends."""
    told = claim.traveller.home_country_code
    if told or claim.stop_kind is not StopKind.STOP or not is_home(claim.place, person):
        return claim.stop_kind
    return StopKind.ORIGIN if claim.left else StopKind.RETURN


def _trip(traveller: Traveller, stays: Sequence[Stay], articles: Mapping[str, Article]) -> Trip:
    def source(article_id: str) -> str:
        return articles[article_id].source or article_id

    published = [told.published for stay in stays for told in stay.told if told.published]
    newest = max(published, default=None, key=lambda interval: (interval.last, interval.first))
    stops = [_stop(traveller, stay, newest, source) for stay in stays]
    as_of = newest.last if newest else None
    return Trip("", traveller, as_of, tuple(_settle(stops, newest.exact if newest else None)))


def _stop(
    traveller: Traveller, stay: Stay, newest: DateInterval | None, source: Callable[[str], str]
) -> Stop:
    status, cancel_kind = status_of(stay)
    dates = dates_of(stay, status)
    put_right = ""
    if status in MADE and newest and _is_after(dates, newest):
        # Nobody reports a visit before it is made: it is to come, or its day is another's.
        planned = any(told.claim.status is Status.PLANNED for told in stay.told)
        status = Status.PLANNED if planned else status
        dates = dates_of(stay, status) if planned else Dates()
        put_right = "planned: its day is to come" if planned else "the day told lies ahead"
    confidence, reason = confidence_of(stay, status)
    return Stop(
        stop_id="",
        traveller=traveller,
        place=stay.place,
        stop_kind=stay.kind,
        status=status,
        claims=tuple(told.claim for told in stay.told),
        dates=dates,
        cancel_kind=cancel_kind,
        conflict=conflict_of(stay, status, source),
        confidence=confidence,
        confidence_reason="; ".join(filter(None, (reason, put_right))),
    )


def _is_after(dates: Dates, published: DateInterval) -> bool:
    arrival = dates.arrival.exact if dates.arrival else None
    return arrival is not None and arrival > published.last


def _settle(stops: Sequence[Stop], today: date | None) -> Iterator[Stop]:
    """Only the last stop reached can be where the traveller is `today`, if that day is known."""
    reached = [i for i, stop in enumerate(stops) if stop.status in MADE]
    last = reached[-1] if reached else -1
    for i, stop in enumerate(stops):
        if i < last and stop.status is Status.CURRENT:
            yield _put(stop, Status.VISITED, "over: a later stop was reached")
        elif i == last and _is_there(stop, stops[i + 1 :], today):
            yield _put(stop, Status.CURRENT, "just reached: the next stop is to come")
        else:
            yield stop


def _put(stop: Stop, status: Status, why: str) -> Stop:
    """A stop of another status than its claims give it, with the reason for that."""
    if stop.status is status:
        return stop
    return replace(stop, status=status, confidence_reason=f"{stop.confidence_reason}; {why}")


def _is_there(stop: Stop, later: Sequence[Stop], today: date | None) -> bool:
    """A visit of the day or the day before, with the next stop still to come."""
    arrival = stop.dates.arrival.exact if stop.dates.arrival else None
    if stop.stop_kind is not StopKind.STOP or today is None or arrival is None:
        return False
    departure = stop.dates.departure.exact if stop.dates.departure else None
    goes_on = any(s.status is Status.PLANNED for s in later)
    return (
        goes_on and 0 <= (today - arrival).days <= 1 and (departure is None or departure >= today)
    )
