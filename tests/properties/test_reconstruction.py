"""What must hold for any articles, in any order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import timeline
from pipeline.intervals import DateInterval
from pipeline.journeys import reconstruct
from pipeline.model import (
    Article,
    Claim,
    Dates,
    Extraction,
    Place,
    PlaceKind,
    RoleClass,
    Status,
    StopKind,
    Traveller,
    Trip,
)

PLACES = [
    Place("Lima", PlaceKind.CITY, "PE", "Peru", -12.04, -77.03, 3936456),
    Place("Peru", PlaceKind.COUNTRY, "PE", "Peru", -12.04, -77.03, 3932488),
    Place("Bogotá", PlaceKind.CITY, "CO", "Colombia", 4.61, -74.08, 3688689),
    Place("Kingston", PlaceKind.CITY, "JM", "Jamaica", 17.99, -76.79, 3489854),
    Place("Washington", PlaceKind.CITY, "US", "United States", 38.9, -77.04, 4140963),
]
PEOPLE = [
    Traveller("Rex Tillerson", "Secretary of State", RoleClass.FOREIGN_MINISTER, "US"),
    Traveller("Tillerson"),
    Traveller("Sergey Lavrov", "Foreign Minister", RoleClass.FOREIGN_MINISTER, "RU"),
]
DAYS = st.integers(0, 60).map(lambda n: DateInterval.day(date(2018, 1, 20) + timedelta(days=n)))


@st.composite
def claims(draw: st.DrawFn, article_id: str) -> Claim:
    arrival, length = draw(st.none() | DAYS), draw(st.none() | st.integers(0, 3))
    departure = None
    if arrival is not None and length is not None:
        departure = DateInterval.day(arrival.first + timedelta(days=length))
    return Claim(
        article_id=article_id,
        traveller=draw(st.sampled_from(PEOPLE)),
        place=draw(st.sampled_from(PLACES)),
        status=draw(st.sampled_from(list(Status))),
        snippet="He was there.",
        start=0,
        end=13,
        cue="was",
        dates=Dates(arrival, departure),
        stop_kind=draw(st.sampled_from(list(StopKind))),
        order=draw(st.integers(0, 9)),
        background=draw(st.booleans()),
        confidence=draw(st.floats(0.1, 0.99)),
    )


@st.composite
def corpora(draw: st.DrawFn) -> list[Extraction]:
    found = []
    for number in range(draw(st.integers(1, 6))):
        name = f"a{number}"
        article = Article(name, "He was there.", published=draw(st.none() | DAYS), source=name)
        told = draw(st.lists(claims(name), max_size=4))
        placed = tuple(replace(c, start=20 * n, end=20 * n + 13) for n, c in enumerate(told))
        found.append(Extraction(article, (), placed))
    return found


@settings(max_examples=150, deadline=None)
@given(corpora(), st.randoms(use_true_random=False))
def test_the_order_of_the_articles_is_no_matter(corpus: list[Extraction], random: object) -> None:
    shuffled = list(corpus)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    tables, again = (timeline.rows(corpus, reconstruct(c)) for c in (corpus, shuffled))
    assert tables["timeline"] == again["timeline"]
    assert tables["evidence"] == again["evidence"]


@settings(max_examples=150, deadline=None)
@given(corpora())
def test_every_stop_has_evidence_and_no_stop_ends_before_it_begins(
    corpus: list[Extraction],
) -> None:
    for trip in reconstruct(corpus):
        assert any(stop.stop_kind is StopKind.STOP for stop in trip.stops)
        for stop in trip.stops:
            assert stop.claims
            assert all(claim.snippet for claim in stop.claims)
            if stop.dates.arrival and stop.dates.departure:
                assert stop.dates.arrival.first <= stop.dates.departure.last


@settings(max_examples=100, deadline=None)
@given(corpora())
def test_ids_are_unique_and_one_stop_at_most_is_current(corpus: list[Extraction]) -> None:
    trips = reconstruct(corpus)
    stop_ids = [stop.stop_id for trip in trips for stop in trip.stops]
    assert len(stop_ids) == len(set(stop_ids))
    assert len({trip.trip_id for trip in trips}) == len(trips)
    for trip in trips:
        assert sum(stop.status is Status.CURRENT for stop in trip.stops) <= 1


Ids = dict[frozenset[tuple[str, int]], str]


def ids(trips: Iterable[Trip], known: set[str]) -> tuple[Ids, Ids]:
    """The ids of trips and of stops by those of their claims that the known articles make."""
    of_trips: Ids = {}
    of_stops: Ids = {}
    for trip in trips:
        claims_of = {
            stop.stop_id: frozenset(
                (c.article_id, c.start) for c in stop.claims if c.article_id in known
            )
            for stop in trip.stops
        }
        of_trips[frozenset[tuple[str, int]]().union(*claims_of.values())] = trip.trip_id
        of_stops |= {claims: stop_id for stop_id, claims in claims_of.items()}
    return of_trips, of_stops


@settings(max_examples=200, deadline=None)
@given(corpora())
def test_an_article_published_later_changes_no_id(corpus: list[Extraction]) -> None:
    def published(one: Extraction) -> tuple[str, str]:
        return str(one.article.published or "undated"), one.article.article_id

    corpus = sorted(corpus, key=published)
    for n in range(1, len(corpus)):
        known = {one.article.article_id for one in corpus[:n]}
        then, now = reconstruct(corpus[:n]), reconstruct(corpus[: n + 1])
        for before, after in zip(ids(then, known), ids(now, known), strict=True):
            after.pop(frozenset(), None)
            if before.keys() == after.keys():  # else something was merged or split
                assert after == before
