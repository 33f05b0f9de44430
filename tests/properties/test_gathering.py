"""Looking claims up by country, month and name finds what comparing each with all would find."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.intervals import DateInterval
from pipeline.journeys import gathering, identity
from pipeline.journeys.stays import Stay
from pipeline.journeys.telling import Told
from pipeline.model import Claim, Dates, Place, PlaceKind, RoleClass, Status, StopKind, Traveller

_START = date(2018, 1, 1)


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    day = _START + timedelta(days=draw(st.integers(0, 500)))
    length = draw(st.sampled_from([0, 0, 0, 2, 40, 900]))
    whole = st.sampled_from([DateInterval.month(day.year, day.month), DateInterval.year(day.year)])
    return draw(st.just(DateInterval(day, day + timedelta(days=length))) | whole)


@st.composite
def places(draw: st.DrawFn) -> Place:
    country = draw(st.sampled_from(["PE", "CO", ""]))
    name, admin = draw(st.sampled_from("ABC")), draw(st.sampled_from(["", "A"]))
    kind, number = draw(st.sampled_from(list(PlaceKind))), draw(st.none() | st.integers(1, 3))
    return Place(name, kind, country, country, 0.0, 0.0, number, admin)


@st.composite
def tellings(draw: st.DrawFn) -> Told:
    maybe = st.none() | intervals()
    claim = Claim(
        article_id=draw(st.sampled_from("abcdef")),
        traveller=Traveller("Somebody"),
        place=draw(places()),
        status=draw(st.sampled_from(list(Status))),
        snippet="He was there.",
        start=0,
        end=13,
        cue="was",
        dates=Dates(draw(maybe), draw(maybe), draw(maybe)),
        order=draw(st.integers(0, 5)),
        background=draw(st.booleans()),
    )
    return Told(claim, draw(maybe), draw(maybe), draw(st.sampled_from(list(StopKind))))


def told(stays: list[Stay]) -> list[list[Told]]:
    return [stay.told for stay in stays]


@settings(max_examples=200, deadline=None)
@given(st.lists(tellings(), max_size=30))
def test_stays_are_those_of_a_comparison_with_every_stay(claims: list[Told]) -> None:
    found = told(gathering.gather(claims))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gathering, "_months", lambda span: None)  # every time may be every other
        assert told(gathering.gather(claims)) == found


@settings(max_examples=200, deadline=None)
@given(st.lists(tellings(), min_size=1, max_size=12))
def test_what_is_known_of_a_stay_does_not_depend_on_when_it_was_asked(claims: list[Told]) -> None:
    asked, unasked = Stay(), Stay(list(claims))
    for one in claims:
        asked.take(one)
        assert asked.span == Stay(list(asked.told)).span
    for name in ("kind", "place", "span", "dated"):
        assert getattr(asked, name) == getattr(unasked, name)


_NAMES = [
    "Wang Yi",
    "Yi",
    "Wang",
    "Antony Blinken",
    "A. Blinken",
    "Blinken",
    "John Smith",
    "J Smith",
]
_PEOPLE = st.builds(
    Traveller,
    st.sampled_from([*_NAMES, "Smith John", "Mary Jo Smith", ""]),
    st.sampled_from(["", "Minister"]),
    st.just(RoleClass.OTHER),
    st.sampled_from(["", "US", "CN"]),
)


@settings(max_examples=200, deadline=None)
@given(st.lists(_PEOPLE, max_size=20))
def test_people_are_those_of_a_comparison_with_everybody(people: list[Traveller]) -> None:
    found = identity.unify(people)
    groups: list[list[Traveller]] = []
    for one in sorted(dict.fromkeys(people), key=identity._fullest_first):
        group = next((g for g in groups if identity._same(one, g[0])), None)
        groups.append([one]) if group is None else group.append(one)
    for group in groups:
        assert len({found[one] for one in group}) == 1
    assert len({id(g) for g in groups}) >= len(set(found.values()))
