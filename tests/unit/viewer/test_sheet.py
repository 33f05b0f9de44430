from __future__ import annotations

import pandas as pd

from tests.unit.viewer.sample_tables import sample_tables
from viewer.viewmodel import sheet, telling
from viewer.viewmodel.sheet import FIRST

TIMELINE = sample_tables().timeline


def test_the_screen_says_dates_as_exactly_as_they_are_known() -> None:
    shown = sheet(TIMELINE).set_index("Place")
    assert shown.loc["Riyadh", "Arrival"] == "2017-10"
    assert shown.loc["Lima", "Departure"] == "2018-02-06"
    assert shown.loc["Paraguay", "Arrival"] == ""


def test_the_screen_uses_words_for_codes() -> None:
    shown = sheet(TIMELINE).set_index("Place")
    assert shown.loc["Quito", "Status"] == "Postponed"
    assert shown.loc["Lima", "The date is"] == "written out"
    assert shown.loc["Paraguay", "The date is"] == ""
    assert list(shown["Kind"])[:2] == ["Departure", "Stop"]
    assert list(shown["Status"])[:2] == ["Departure", "Visited"]


def test_columns_that_say_nothing_are_left_out() -> None:
    columns = telling(sheet(TIMELINE))
    assert "Traveller" in columns
    assert "Purpose" not in columns
    one_trip = sheet(TIMELINE[TIMELINE["traveller"] == "Taro Kono"])
    assert "Traveller" not in telling(one_trip)
    assert "Days" not in telling(one_trip)
    assert "Kind" in telling(one_trip)
    assert "Kind" not in telling(one_trip[one_trip["Kind"] == "Stop"])
    assert "Purpose" in telling(sheet(TIMELINE.assign(purpose="talks")))


def test_what_a_reader_needs_comes_first_and_the_rest_on_demand() -> None:
    shown = sheet(TIMELINE)
    first = telling(shown, FIRST)
    assert {"Place", "Country", "Status", "Arrival", "Departure", "Articles"} <= set(first)
    assert telling(shown)[: len(first)] == first
    assert "The date is" not in first


def test_an_empty_table_keeps_its_columns() -> None:
    assert list(sheet(TIMELINE.iloc[:0]).columns) == list(sheet(TIMELINE).columns)


def test_the_rows_given_are_left_as_they_were() -> None:
    given = TIMELINE.assign(purpose="=1")
    before = given.copy()
    sheet(given)
    pd.testing.assert_frame_equal(given, before)
