"""Which days a sentence gives a stop, published on Tuesday 14 May 2024."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from tests.unit.journeys.stories import article, claims, days, stops, told, trips

MINISTER = "Serbian Foreign Minister Ana Markovic"


@pytest.mark.parametrize("day", ["May 20", "May 20, 2024"])
@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("A visit to Havana planned for {} has been called off.", "cancelled"),
        ("Her visit to Havana planned for {} has been called off.", "cancelled"),
        ("The visit to Cuba planned for {} was called off, officials said.", "cancelled"),
        ("A visit to Havana, scheduled for {}, has been called off.", "cancelled"),
        ("The visit to Cuba planned for {} will go ahead, officials said.", "planned"),
    ],
)
def test_the_day_of_a_plan_is_that_of_the_visit_that_was_planned(
    extractor: Extractor, words: str, status: str, day: str
) -> None:
    text = f"{MINISTER} arrived in Tokyo on Monday. {words.format(day)}"
    tokyo, other = claims(extractor, text, "2024-05-14")
    assert told(other)[2] == status
    assert [str(one.dates.arrival) for one in (tokyo, other)] == ["2024-05-13", "2024-05-20"]


@pytest.mark.parametrize(
    ("words", "arrival"),
    [
        ("Last year Markovic visited Tokyo.", "2023"),
        ("Two years ago she travelled to Tokyo for talks.", "2022"),
        ("She last came to Tokyo in September last year.", "2023-09"),
        ("On May 3 last year she flew to Tokyo.", "2023-05-03"),
        ("A decade ago she went to Tokyo.", ""),
        ("In her first term Markovic visited Tokyo.", ""),
    ],
)
def test_what_was_years_ago_is_no_stop_of_this_tour(
    extractor: Extractor, words: str, arrival: str
) -> None:
    tour = f"{MINISTER} arrived in Seoul on Monday and goes on to Hanoi on Thursday."
    found = trips(extractor, article(f"{tour} {words}", "2024-05-14"))
    assert sorted(stops(trip) for trip in found) == [
        [("Seoul", "current"), ("Hanoi", "planned")],
        [("Tokyo", "visited")],
    ]
    (past,) = (trip for trip in found if len(trip.stops) == 1)
    assert days(past.stops[0]) == (arrival, "")


def test_what_is_told_with_a_visit_of_years_ago_was_made_then(extractor: Extractor) -> None:
    text = (
        f"{MINISTER} flew to Seoul on Monday. Her first trip, last year, took her to Tokyo, with "
        "a brief stop in Hanoi."
    )
    found = trips(extractor, article(text, "2024-05-14"))
    assert [stops(trip) for trip in found] == [
        [("Tokyo", "visited"), ("Hanoi", "visited")],
        [("Seoul", "visited")],
    ]


def test_a_visit_of_an_unknown_day_of_a_year_is_of_no_other_journey(extractor: Extractor) -> None:
    tour = article(f"{MINISTER} visited Tokyo on March 3 and Seoul on March 5.", "2023-03-06", "a")
    later = article(f"{MINISTER} visited Hanoi last year.", "2024-05-14", "b")
    assert [stops(trip) for trip in trips(extractor, tour, later)] == [
        [("Hanoi", "visited")],
        [("Tokyo", "visited"), ("Seoul", "visited")],
    ]


def test_a_weekday_of_last_week_said_on_that_weekday(extractor: Extractor) -> None:
    text = f"{MINISTER} was in Canberra on Monday of last week."
    (claim,) = claims(extractor, text, "2022-05-30")
    assert str(claim.dates.arrival) == "2022-05-23"
