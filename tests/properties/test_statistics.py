"""Whatever the tables hold, plans change no figure, and the figures agree with one another."""

from __future__ import annotations

from dataclasses import fields

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.viewer.stays import COUNTRIES, Row, stay, timeline
from viewer.viewmodel import statistics as questions
from viewer.viewmodel.statistics import Statistics

_PLACES = sorted(COUNTRIES)
_WHEN = ("", "2018", "2018-02", "2018-02-01", "2018-02-03", "2018-12-31", "2019-02-01")
_KINDS = ("stop", "stop", "stop", "origin", "return", "transit")
_STATUSES = ("visited", "current", "planned", "cancelled")


@st.composite
def rows(draw: st.DrawFn, statuses: tuple[str, ...] = _STATUSES) -> Row:
    arrival = draw(st.sampled_from(_WHEN))
    later = [when for when in _WHEN if len(when) == len(arrival) and when >= arrival]
    row = stay(
        draw(st.sampled_from(("Ann", "Bob", "Cid"))),
        draw(st.sampled_from(_PLACES)),
        arrival,
        draw(st.sampled_from(["", *later])),
        stop_kind=draw(st.sampled_from(_KINDS)),
        status=draw(st.sampled_from(statuses)),
        home_country_code="PE",
    )
    return row | {"trip_id": f"{row['traveller']} {draw(st.integers(1, 2))}"}


def answers(found: list[Row]) -> Statistics:
    return questions.statistics(questions.assessed(timeline(found)))


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(), max_size=12), st.lists(rows(("planned", "cancelled")), max_size=6))
def test_plans_and_what_was_called_off_change_no_figure(made: list[Row], plans: list[Row]) -> None:
    before, after = answers(made), answers(made + plans)
    for field in fields(Statistics):
        if field.name != "chosen":
            left, right = getattr(before, field.name), getattr(after, field.name)
            pd.testing.assert_frame_equal(left, right)
    pd.testing.assert_frame_equal(before.chosen.visits, after.chosen.visits)


@settings(max_examples=60, deadline=None)
@given(st.lists(rows(), max_size=12))
def test_every_row_is_a_visit_or_left_out_and_each_figure_counts_the_same(found: list[Row]) -> None:
    told = answers(found)
    visits = len(told.chosen.visits)
    assert visits + sum(count for _, count in told.chosen.left_out) == len(found)
    assert told.countries["visits"].sum() == visits
    assert told.matrix.to_numpy().sum() == visits
    assert "PE" not in set(told.countries["country_code"])
    assert (told.days["days"] >= 1).all()
    assert (told.gaps["days"] >= 1).all()
    for names, stops in zip(told.encounters["travellers"], told.encounters["stops"], strict=True):
        assert len(names) == len(set(names)) > 1
        assert tuple(told.chosen.visits.loc[list(stops), "traveller"]) == names
