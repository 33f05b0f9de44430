"""In which order one article tells the stops of a tour, published on Wednesday 23 February 2022."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import Extractor
from tests.unit.journeys.stories import article, claims, stops, told, trips

PRESIDENT = "Turkish President Recep Tayyip Erdogan"
DAY = "2022-02-23"


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("flew to Kinshasa on Sunday and on to Dakar on Monday", "visited"),
        ("will fly to Kinshasa on Thursday and on to Dakar on Friday", "planned"),
        ("is due in Kinshasa on Thursday and on Friday in Dakar", "planned"),
    ],
)
def test_on_to_the_next_place_is_told_by_the_verb_before(
    extractor: Extractor, words: str, status: str
) -> None:
    (trip,) = trips(extractor, article(f"{PRESIDENT} {words}.", DAY))
    assert stops(trip) == [("Kinshasa", status), ("Dakar", status)]
    assert all(stop.dates.arrival for stop in trip.stops)


def test_a_stop_of_the_headline_alone_is_not_where_the_article_was_written(
    extractor: Extractor,
) -> None:
    text = f"{PRESIDENT} left on Sunday. He goes to Kinshasa on Monday and to Dakar on Tuesday."
    plan = replace(
        article(text, "2022-02-20"), title="Erdogan sets off for Kinshasa, Dakar and Bissau"
    )
    (trip,) = trips(extractor, plan)
    assert [name for name, _ in stops(trip)] == ["Kinshasa", "Dakar", "Bissau"]


def test_before_that_goes_back_behind_what_was_told(extractor: Extractor) -> None:
    text = (
        f"{PRESIDENT} arrived in Lima on Monday. He had spent the night in Quito, where he dined "
        "on Sunday. Before that he had been in Bogota and in Caracas on Sunday."
    )
    (trip,) = trips(extractor, article(text, DAY))
    assert [name for name, _ in stops(trip)] == ["Bogotá", "Caracas", "Quito", "Lima"]
    assert [told(claim)[1] for claim in claims(extractor, text, DAY)][-1] == "Lima"


@pytest.mark.parametrize(
    ("words", "order"),
    [
        ("arrived in Kinshasa on Monday and went on to Dakar on Monday", ["Kinshasa", "Dakar"]),
        ("arrived in Kinshasa on Monday from Dakar", ["Dakar", "Kinshasa"]),
    ],
)
def test_of_one_day_what_was_left_comes_first_and_the_rest_as_it_is_told(
    extractor: Extractor, words: str, order: list[str]
) -> None:
    (trip,) = trips(extractor, article(f"{PRESIDENT} {words}.", DAY))
    assert [name for name, _ in stops(trip)] == order
