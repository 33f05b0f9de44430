from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from tests.unit.viewer.sample_tables import sample_tables
from viewer.viewmodel import csv_file, sheet, telling

TIMELINE = sample_tables().timeline


def read(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def test_the_screen_says_dates_as_exactly_as_they_are_known() -> None:
    shown = sheet(TIMELINE).set_index("Place")
    assert shown.loc["Riyadh", "Arrival"] == "2017-10"
    assert shown.loc["Lima", "Departure"] == "2018-02-06"
    assert shown.loc["Paraguay", "Arrival"] == ""


def test_the_screen_uses_words_for_codes() -> None:
    shown = sheet(TIMELINE).set_index("Place")
    assert shown.loc["Quito", "Status"] == "Postponed"
    assert shown.loc["Lima", "Dates are"] == "written out"
    assert shown.loc["Paraguay", "Dates are"] == ""
    assert list(shown["Kind"])[:2] == ["Departure", "Stop"]


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


def test_an_empty_table_keeps_its_columns() -> None:
    assert list(sheet(TIMELINE.iloc[:0]).columns) == list(sheet(TIMELINE).columns)


def test_the_file_holds_the_columns_of_the_timeline() -> None:
    rows = read(csv_file(TIMELINE))
    assert list(rows[0]) == list(TIMELINE.columns)
    assert [row["place"] for row in rows] == list(TIMELINE["place"])
    assert rows[4]["arrival"] == "2018-02-05"
    assert rows[7]["arrival"] == ""


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_a_formula_becomes_harmless_and_a_number_stays_one(start: str) -> None:
    rows = read(csv_file(TIMELINE.assign(purpose=f"{start}1+1", event="x=1")))
    assert rows[1]["purpose"] == f"'{start}1+1"
    assert rows[1]["event"] == "x=1"
    assert float(rows[1]["longitude"]) == TIMELINE["longitude"][1] < 0


def test_a_heading_that_is_a_formula_becomes_harmless() -> None:
    rows = read(csv_file(TIMELINE.assign(**{"=1+1": 3})))
    assert rows[0]["'=1+1"] == "3"


def test_namibia_is_a_country_code_in_the_file() -> None:
    assert read(csv_file(TIMELINE.assign(country_code="NA")))[0]["country_code"] == "NA"


def test_the_rows_given_are_left_as_they_were() -> None:
    given = TIMELINE.assign(purpose="=1")
    before = given.copy()
    csv_file(given)
    sheet(given)
    pd.testing.assert_frame_equal(given, before)
