from __future__ import annotations

from typing import Any

import pytest

from pipeline.intervals import DateInterval
from tests.unit.viewer.sample_tables import sample_tables
from viewer.filters import NOTHING, Filter, findable, folded, index, matching
from viewer.regions import regions_of

TIMELINE = sample_tables().timeline


def places(wanted: Filter, changed: dict[str, Any] | None = None) -> list[str]:
    rows = TIMELINE.assign(**changed or {})
    return list(rows["place"][matching(index(rows), wanted)])


def since(text: str) -> Filter:
    return Filter(first=DateInterval.parse(text))


def until(text: str) -> Filter:
    return Filter(last=DateInterval.parse(text))


def test_nothing_asked_gives_every_row() -> None:
    assert len(places(NOTHING)) == len(TIMELINE)
    assert NOTHING.wishes() == ()


def test_one_of_some_statuses() -> None:
    assert places(Filter(statuses=("current", "cancelled"))) == ["Lima", "Quito", "Doha"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bogota", ["Bogotá"]),
        ("BOGOTÁ", ["Bogotá"]),
        ("jamaica tillerson", ["Kingston"]),
        ("jamaica kono", []),
        ("(", []),
        (".", []),
    ],
)
def test_every_word_must_be_there_whatever_its_capitals_and_accents(
    text: str, found: list[str]
) -> None:
    assert places(Filter(text=text)) == found


def test_a_country_is_one_of_a_stop_not_of_a_departure_or_a_return() -> None:
    assert places(Filter(countries=("US", "SA"))) == ["Riyadh", "Honolulu"]
    assert places(Filter(text="Washington")) == []


def test_who_travels_brings_all_of_the_journey() -> None:
    assert places(Filter(homes=("JP",))) == ["Tokyo", "Apia", "Honolulu"]
    assert places(Filter(travellers=("Taro Kono",))) == ["Tokyo", "Apia", "Honolulu"]
    assert len(places(Filter(roles=("foreign_minister",)))) == len(TIMELINE)
    assert places(Filter(roles=("envoy",))) == []


def test_regions_are_continents_and_their_parts() -> None:
    assert places(Filter(regions=("Western Asia",))) == ["Riyadh", "Doha"]
    assert places(Filter(regions=("Asia", "Polynesia"))) == ["Riyadh", "Doha", "Apia"]


@pytest.mark.parametrize(
    ("code", "regions"),
    [
        ("PE", ("Americas", "Latin America and the Caribbean")),
        ("NA", ("Africa", "Sub-Saharan Africa")),
        ("XK", ("Europe", "Southern Europe")),
        ("AQ", ()),
        ("??", ()),
        ("", ()),
    ],
)
def test_a_country_lies_in_a_continent_and_a_part_of_it(
    code: str, regions: tuple[str, ...]
) -> None:
    assert regions_of(code) == regions


def test_namibia_is_a_country_and_no_missing_value() -> None:
    assert places(Filter(countries=("NA",)), {"country_code": "NA"}) != []


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (since("2018-02-06"), ["Lima", "Quito", "Bogotá", "Kingston"]),
        (since("2018-02-07"), ["Kingston"]),
        (since("2019"), []),
        (until("2017-08-18"), ["Apia"]),
        (until("2017-09"), ["Apia", "Honolulu"]),
        (until("2017-10-01"), ["Riyadh", "Doha", "Apia", "Honolulu"]),
        (
            Filter(first=DateInterval.parse("2017-10-31"), last=DateInterval.parse("2017-12")),
            ["Riyadh", "Doha"],
        ),
    ],
)
def test_a_stop_fits_dates_on_which_it_may_have_been(wanted: Filter, found: list[str]) -> None:
    assert places(wanted) == found


def test_a_stop_without_a_date_fits_none() -> None:
    assert "Paraguay" in places(Filter(statuses=("planned",)))
    assert "Paraguay" not in places(since("1900")) + places(until("2100"))


def test_a_year_reaches_to_its_last_day() -> None:
    assert places(since("2018-12-31"), {"date_precision": "year"})[:2] == [
        "Mexico City",
        "Bariloche",
    ]


def test_confidence_is_counted_in_whole_shares_of_a_hundred() -> None:
    share = [0.57, 0.58] + [0.1] * (len(TIMELINE) - 2)
    kept: dict[str, Any] = {"confidence": share, "stop_kind": "stop"}
    assert places(Filter(confidence=57), kept) == ["Washington", "Mexico City"]
    assert places(Filter(confidence=58), kept) == ["Mexico City"]


def test_all_wishes_hold_together_and_can_be_given_up() -> None:
    wanted = Filter(text="tillerson", countries=("JM", "PE"), statuses=("planned",))
    assert places(wanted) == ["Kingston"]
    assert wanted.wishes() == ("text", "countries", "statuses")
    assert places(wanted.without("statuses")) == ["Lima", "Kingston"]


def test_an_empty_timeline_has_nothing_that_fits() -> None:
    assert matching(index(TIMELINE.iloc[:0]), since("2018")).tolist() == []


def test_letters_that_are_no_accents_are_written_plainly() -> None:
    assert folded("Łukasz Ørsted, Đilas, Yıldız") == "lukasz orsted, dilas, yildiz"


def test_only_words_with_accents_have_a_second_form() -> None:
    assert (
        findable("Gabriel López · 3 stops", "\n")
        == "Gabriel López · 3 stops\ngabriel lopez · 3 stops"
    )
    assert findable("Rex Tillerson · 9 stops", "\n") == "Rex Tillerson · 9 stops"
