"""Which days a sentence gives a stop, published on Tuesday 14 May 2024."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from tests.unit.journeys.stories import claims, told

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
