"""What calls a stop off and what only shortens it, published on Tuesday 6 February 2018."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from tests.unit.journeys.stories import article, claims, stops, told, trips

SECRETARY = "US Secretary of State Rex Tillerson"


@pytest.mark.parametrize(
    "words",
    [
        "A night in Lima had been dropped from the plan.",
        "An overnight stay in Lima was scrapped.",
        "A rest day in Lima was dropped.",
        "He dropped a night in Lima.",
    ],
)
def test_a_night_that_is_dropped_is_no_stop_that_is_called_off(
    extractor: Extractor, words: str
) -> None:
    text = f"{SECRETARY} visited Quito on Monday and went on to Lima. {words}"
    assert [told(claim)[1:] for claim in claims(extractor, text)] == [
        ("Quito", "visited"),
        ("Lima", "visited"),
    ]


def test_what_is_dropped_behind_a_semicolon_is_something_else(extractor: Extractor) -> None:
    text = (
        f"{SECRETARY} flew out of Quito on Monday and will now spend only a few hours each in Peru "
        "and Chile before heading home; an overnight stay in Lima has been dropped."
    )
    found = {told(claim)[1:] for claim in claims(extractor, text)}
    assert {("Peru", "planned"), ("Chile", "planned")} <= found
    assert "cancelled" not in {status for _, status in found}


@pytest.mark.parametrize(
    "words", ["was meant to fly to Lima", "was supposed to visit Lima", "is meant to visit Lima"]
)
def test_what_was_meant_is_a_plan(extractor: Extractor, words: str) -> None:
    (claim,) = claims(extractor, f"{SECRETARY} {words} on Thursday.")
    assert told(claim)[1:] == ("Lima", "planned")


@pytest.mark.parametrize(
    ("first", "conflict"),
    [
        ("flew to Lima on Monday", "visited (Wire) or cancelled (Wire)"),
        ("left for Lima on Monday", ""),
        ("was to fly to Lima on Monday", ""),
    ],
)
def test_an_article_that_tells_a_visit_and_its_calling_off_is_at_odds_with_itself(
    extractor: Extractor, first: str, conflict: str
) -> None:
    text = f"{SECRETARY} {first}. The visit to Lima was cancelled."
    (trip,) = trips(extractor, article(text, source="Wire"))
    assert stops(trip) == [("Lima", "cancelled")]
    assert trip.stops[0].conflict == conflict
