"""What counts as a visit, and what the visits answer."""

from __future__ import annotations

from datetime import date
from typing import Any

import pandas as pd
import pytest

from tests.unit.viewer.sample_tables import sample_tables
from tests.unit.viewer.stays import Row, stay, timeline
from viewer import dates
from viewer.figures.answers import latest_in_countries
from viewer.viewmodel import statistics as questions
from viewer.viewmodel.statistics import Reason, Statistics


def answers(
    *rows: Row, travellers: tuple[str, ...] = (), years: tuple[int, int] | None = None
) -> Statistics:
    return questions.statistics(questions.assessed(timeline(rows)), travellers, years)


def pairs(frame: pd.DataFrame, *columns: str) -> list[tuple[Any, ...]]:
    return list(frame[list(columns)].itertuples(index=False, name=None))


def countries(found: Statistics) -> dict[str, int]:
    return dict(pairs(found.countries, "country_code", "visits"))


def days(found: Statistics) -> dict[tuple[str, int], tuple[int, bool]]:
    rows = pairs(found.days, "traveller", "year", "days", "at_least")
    return {(name, year): (count, least) for name, year, count, least in rows}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"status": "planned"}, Reason.PLANNED),
        ({"status": "cancelled", "cancel_kind": "postponed"}, Reason.CALLED_OFF),
        ({"status": "cancelled", "cancel_kind": "cut_short"}, Reason.CALLED_OFF),
        ({"stop_kind": "origin"}, Reason.NOT_A_STOP),
        ({"stop_kind": "return"}, Reason.NOT_A_STOP),
        ({"stop_kind": "transit"}, Reason.NOT_A_STOP),
        ({"stop_kind": "return", "status": "planned"}, Reason.NOT_A_STOP),
        ({"home_country_code": "EC"}, Reason.AT_HOME),
        ({"country_code": "", "country": ""}, Reason.NO_COUNTRY),
    ],
    ids=str,
)
def test_a_stop_that_is_no_visit_changes_no_figure_and_is_said(
    changed: Row, reason: Reason
) -> None:
    visit = stay("Ann", "Lima", "2018-03-01", "2018-03-04")
    other = stay("Bob", "Quito", "2018-03-02", "2018-03-09", **changed)
    alone, found = answers(visit), answers(visit, other)
    assert countries(found) == {"PE": 1}
    assert found.chosen.left_out == ((reason, 1),)
    assert f"{reason} (1)" in questions.not_counted(found)
    for name in ("matrix", "by_country", "by_traveller", "days", "gaps", "encounters"):
        pd.testing.assert_frame_equal(getattr(found, name), getattr(alone, name))


def test_a_stay_under_way_is_a_visit() -> None:
    assert countries(answers(stay("Ann", "Lima", "2018-03-01", status="current"))) == {"PE": 1}


def test_a_country_seen_twice_on_one_trip_was_visited_twice() -> None:
    found = answers(stay("Ann", "Lima"), stay("Ann", "Quito"), stay("Ann", "Cusco"))
    assert countries(found) == {"PE": 2, "EC": 1}
    assert questions.headline_figures(found) == "3 visits by 1 traveller to 2 countries"


def test_home_is_known_from_any_trip_and_from_nowhere_else() -> None:
    found = answers(
        stay("Ann", "Lima", home_country_code="PE"),
        stay("Ann", "Cusco", home_country_code="", trip_id="later"),
        stay("Bob", "Cusco", home_country_code=""),
    )
    assert pairs(found.chosen.visits, "traveller", "place") == [("Bob", "Cusco")]
    assert found.chosen.home_unknown == 1
    assert "home country of 1 traveller is not known" in questions.not_counted(found)


def test_namibia_is_a_country() -> None:
    found = answers(stay("Ann", "Lima", country_code="NA", country="Namibia"))
    assert countries(found) == {"NA": 1}


def test_a_country_without_a_name_is_shown_by_its_code() -> None:
    assert list(answers(stay("Ann", "Lima", country="")).countries["country"]) == ["PE"]


def test_some_travellers_and_some_years() -> None:
    rows = (
        stay("Ann", "Lima", "2017-05-01"),
        stay("Ann", "Quito", "2018-05-01"),
        stay("Ann", "Paris"),
        stay("Ann", "Lyon", status="planned"),
        stay("Bob", "Bogotá", "2018"),
    )
    assert countries(answers(*rows, travellers=("Ann",))) == {"PE": 1, "EC": 1, "FR": 1}
    found = answers(*rows, years=(2018, 2019))
    assert countries(found) == {"EC": 1, "CO": 1}
    assert found.chosen.left_out == ((Reason.NO_DATE, 1),)
    assert countries(answers(*rows, travellers=("Bob",), years=(2017, 2017))) == {}


def test_the_number_of_a_stop_is_that_of_the_route() -> None:
    found = answers(
        stay("Ann", "Paris", stop_kind="origin"),
        stay("Ann", "Lima", status="cancelled"),
        stay("Ann", "Quito"),
    )
    assert list(found.chosen.visits["number"]) == [2]


def test_the_matrix_has_the_most_visits_first() -> None:
    table = answers(
        stay("Ann", "Quito"), stay("Bob", "Lima"), stay("Bob", "Cusco"), stay("Bob", "Quito")
    ).matrix
    assert list(table.index) == ["Bob", "Ann"]
    assert table.loc["Bob"].to_dict() == {"EC": 1, "PE": 2}
    assert table.at["Ann", "PE"] == 0


def test_the_latest_visit_to_a_country_and_of_a_traveller() -> None:
    found = answers(
        stay("Ann", "Lima", "2018-03-01", "2018-03-04"),
        stay("Bob", "Cusco", "2018-03-03"),
        stay("Bob", "Quito"),
        stay("Cid", "Quito"),
        stay("Cid", "Bogotá", "2018"),
    )
    assert pairs(found.by_country, "country_code", "traveller") == [
        ("PE", "Ann"),
        ("CO", "Cid"),
        ("EC", "Cid"),
    ]
    assert dict(pairs(found.by_traveller, "traveller", "place")) == {
        "Ann": "Lima",
        "Bob": "Cusco",
        "Cid": "Bogotá",
    }


def test_a_visit_without_its_day_that_may_have_come_after_the_latest_is_named() -> None:
    seen = date(2025, 7, 7)
    found = answers(
        stay("Xi", "Paris", "2024-05-05"),
        stay("Anwar", "Lyon", as_of=seen, stop_id="lyon"),
        stay("Old", "Paris", as_of=date(2024, 5, 1)),
        stay("Ann", "Lima", "2025-03-01"),
        stay("Bob", "Cusco", "2025", as_of=seen, stop_id="cusco"),
        stay("Xi", "Quito", "2024-04"),
        stay("Bob", "Bogotá", "2025-07-02"),
    )
    later = dict(pairs(found.by_country, "country_code", "possibly_later"))
    assert later == {"FR": "lyon", "PE": "cusco", "EC": "", "CO": ""}
    assert dict(pairs(found.by_traveller, "traveller", "possibly_later"))["Bob"] == "cusco"
    page = latest_in_countries(found)
    assert "<td>possibly later</td>" in page
    assert "day not said, known by 7 Jul 2025" in page


def test_days_since_the_last_visit_are_counted_from_the_newest_day_of_the_tables() -> None:
    found = answers(
        stay("Ann", "Lima", "2020-12-01", "2020-12-11"),
        stay("Bob", "Lima", "2020-12-30"),
        stay("Cid", "Lima", "2020-12"),
        stay("Dee", "Lima"),
        stay("Eve", "Lima", status="planned", as_of=date(2021, 1, 2)),
        stay("Fay", "Lima", "2021-01-05"),
    )
    since = found.by_traveller.set_index("traveller")["days_since"]
    assert since[["Ann", "Bob", "Fay"]].to_dict() == {"Ann": 22, "Bob": 3, "Fay": 0}
    assert since[["Cid", "Dee"]].isna().all()


def test_a_later_stop_of_the_same_day_is_the_latest() -> None:
    found = answers(stay("Ann", "Lima", "2018-03-01"), stay("Ann", "Quito", "2018-03-01"))
    assert list(found.by_traveller["place"]) == ["Quito"]


def test_days_abroad_count_each_day_once_and_go_on_into_the_next_year() -> None:
    rows = (
        stay("Ann", "Lima", "2018-12-30", "2019-01-02"),
        stay("Ann", "Quito", "2019-01-02", "2019-01-03"),
    )
    in_2019 = {("Ann", 2019): (3, False)}
    assert days(answers(*rows)) == {("Ann", 2018): (2, False)} | in_2019
    assert days(answers(*rows, years=(2019, 2019))) == in_2019


@pytest.mark.parametrize(
    ("stays", "known"),
    [
        ([("2018-03-01", "")], (1, True)),
        ([("", "2018-03-01")], (1, True)),
        ([("2018-03", "")], (1, True)),
        ([("2018-03", "2018-04")], (1, True)),
        ([("2018", "")], (1, True)),
        ([("2018-03-01", ""), ("2018-03-01", "")], (1, True)),
        ([("2018-03-01", "2018-03-03"), ("2018-03", "")], (3, True)),
        ([("2018-03-01", "2018-05-03"), ("2018-04", "")], (64, True)),
        ([("2018-03-01", "2018-03-03"), ("2018-04", ""), ("2018-04", "")], (4, True)),
        ([("2018-03-01", "2018-03-03"), ("2018", "")], (3, True)),
        ([("2018-03", ""), ("2018", "")], (1, True)),
        ([("2018-03-01", "2018-03-03"), ("", "")], (3, False)),
    ],
    ids=str,
)
def test_a_stay_of_unknown_length_is_at_least_one_day(
    stays: list[tuple[str, str]], known: tuple[int, bool]
) -> None:
    found = answers(*(stay("Ann", "Lima", *when) for when in stays))
    assert days(found) == {("Ann", 2018): known}


def test_visits_without_a_date_are_in_no_year() -> None:
    assert days(answers(stay("Ann", "Lima"))) == {}


def test_the_longest_time_between_two_visits() -> None:
    found = answers(
        stay("Ann", "Lima", "2018-01-01", "2018-01-10"),
        stay("Ann", "Quito", "2018-01-05"),
        stay("Ann", "Paris", "2018-02-10"),
        stay("Ann", "Lyon", "2018-02-12"),
        stay("Ann", "Cusco", "2018-06"),
        stay("Bob", "Lima", "2018-01-01"),
        stay("Bob", "Quito", "2018-01-02"),
    )
    assert pairs(found.gaps, "traveller", "days") == [("Ann", 30)]
    (gap,) = found.gaps.to_dict("records")
    places = found.chosen.visits["place"]
    assert (places[gap["left"]], places[gap["came"]]) == ("Lima", "Paris")
    line = questions.gaps_file(found).to_dict("records")[0]
    assert (line["left_place"], line["came_country"]) == ("Lima", "France")


def met(*rows: Row, travellers: tuple[str, ...] = ()) -> list[tuple[str, str, tuple[str, ...]]]:
    found = answers(*rows, travellers=travellers).encounters
    return [
        (row["first"].date().isoformat(), row["last"].date().isoformat(), row["travellers"])
        for row in found.to_dict("records")
    ]


def test_an_encounter_is_the_same_town_on_the_same_known_days() -> None:
    ann = stay("Ann", "Lima", "2018-03-01", "2018-03-04")
    assert met(ann, stay("Bob", "Lima", "2018-03-03", "2018-03-09")) == [
        ("2018-03-03", "2018-03-04", ("Ann", "Bob"))
    ]
    assert met(ann, stay("Bob", "Lima", "2018-03-04")) == [
        ("2018-03-04", "2018-03-04", ("Ann", "Bob"))
    ]


@pytest.mark.parametrize(
    "other",
    [
        stay("Bob", "Cusco", "2018-03-03"),
        stay("Bob", "Lima", "2018-03-05"),
        stay("Bob", "Lima", "2018-03"),
        stay("Bob", "Lima"),
        stay("Bob", "Lima", "2018-03-03", status="planned"),
        stay("Bob", "Lima", "2018-03-03", home_country_code="PE"),
        stay("Bob", "Lima", "2018-03-03", place_kind="country"),
        stay("Bob", "Lima", "2018-03-03", geonameid=77),
        stay("Ann", "Lima", "2018-03-03", trip_id="again"),
    ],
    ids=range(9),
)
def test_no_encounter(other: Row) -> None:
    assert met(stay("Ann", "Lima", "2018-03-01", "2018-03-04"), other) == []


def test_someone_who_joins_begins_a_new_line_and_names_are_chosen_among_all() -> None:
    rows = (
        stay("Ann", "Lima", "2018-03-01", "2018-03-04"),
        stay("Bob", "Lima", "2018-03-01", "2018-03-04"),
        stay("Cid", "Lima", "2018-03-03", "2018-03-03"),
        stay("Dee", "Quito", "2018-03-03"),
        stay("Eve", "Quito", "2018-03-03"),
    )
    lima = [
        ("2018-03-04", "2018-03-04", ("Ann", "Bob")),
        ("2018-03-03", "2018-03-03", ("Ann", "Bob", "Cid")),
        ("2018-03-01", "2018-03-02", ("Ann", "Bob")),
    ]
    assert met(*rows, travellers=("Ann",)) == lima
    assert met(*rows, travellers=("Cid",)) == lima[1:2]
    assert len(met(*rows)) == 4


def test_a_town_that_is_in_no_gazetteer_is_known_by_its_name() -> None:
    names = [stay(who, "Lima", "2018-03-01", geonameid=None) for who in ("Ann", "Bob")]
    assert met(*names) == [("2018-03-01", "2018-03-01", ("Ann", "Bob"))]


def test_the_stops_behind_a_figure() -> None:
    visits = answers(
        stay("Ann", "Lima", "2018-12-30", "2019-01-02"),
        stay("Ann", "Quito", "2019-05-01"),
        stay("Bob", "Lima"),
    ).chosen.visits
    assert list(questions.behind(visits, country_code="PE")["traveller"]) == ["Ann", "Bob"]
    assert list(questions.behind(visits, "Ann", year=2019)["place"]) == ["Quito", "Lima"]
    assert list(questions.behind(visits, "Ann", "EC")["place"]) == ["Quito"]
    (line,) = questions.lines(questions.behind(visits, "Ann", year=2018))
    assert line.where == "Lima, Peru"
    assert line.when == dates.in_words(date(2018, 12, 30), date(2019, 1, 2), "day")


def test_a_departure_that_may_be_no_day_is_not_told_as_one() -> None:
    vague = stay("Ann", "Lima", "2018-03-01", "2018-03-31", days=None)
    (line,) = questions.lines(answers(vague).chosen.visits)
    assert line.when == "1 Mar 2018"


@pytest.mark.parametrize(
    ("largest", "limits"),
    [(0, ()), (1, (1,)), (5, (1, 2, 3, 4, 5)), (9, (2, 4, 6, 9)), (100, (3, 6, 16, 40, 100))],
)
def test_shades_grow_by_a_factor(largest: int, limits: tuple[int, ...]) -> None:
    assert questions.shade_limits(largest, 5) == limits


def test_files_have_a_row_a_line() -> None:
    found = answers(
        stay("Ann", "Lima", "2018-03-01"),
        stay("Bob", "Lima", "2018-03-01"),
        stay("Bob", "Quito", "2018-04"),
    )
    wide = questions.matrix_file(found)
    assert pairs(wide, "traveller", "Peru", "Ecuador") == [("Bob", 1, 1), ("Ann", 1, 0)]
    together = questions.encounters_file(found)
    assert pairs(together, "place", "travellers") == [("Lima", "Ann; Bob")]
    assert "days_since" in questions.visits_file(found.by_traveller)
    assert "first" not in questions.visits_file(found.by_country)


@pytest.mark.parametrize("rows", [0, 1])
def test_tables_with_nothing_to_count_are_answered(rows: int) -> None:
    planned = [stay("Ann", "Lima", status="planned")] * rows
    found = answers(*planned, travellers=("Ann",), years=(2018, 2019))
    assert found.chosen.visits.empty
    for name in ("countries", "matrix", "by_country", "by_traveller", "days", "gaps"):
        assert getattr(found, name).empty
    assert questions.headline_figures(found) == "0 visits by 0 travellers to 0 countries"


def test_the_tables_given_are_left_as_they_were() -> None:
    given = sample_tables().timeline
    before = given.copy()
    questions.statistics(questions.assessed(given), ("Rex Tillerson",), (2017, 2018))
    pd.testing.assert_frame_equal(given, before)
