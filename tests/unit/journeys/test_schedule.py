"""Programmes with days as headings."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.extract import Extractor
from pipeline.journeys.schedule import find_programme
from tests.unit.journeys.stories import article, extract

PROGRAMME = """Programme of the visit of His Holiness Pope Francis to Cuba.

Saturday 19 September
Departure from Rome. Welcome at the airport of Havana.

Monday 21 September
By air to Holguin. Mass in Revolution Square.

Tuesday 22 September
By road to Santiago de Cuba. Blessing of the city. Departure for Rome.

It is the third visit of a Pope to the island."""


@pytest.mark.parametrize(
    ("lines", "days"),
    [
        ("Thursday 22 January\nA.\nFriday 23 January\nB.", [(1, 22), (1, 23)]),
        ("January 22: A\n23 January - B", [(1, 22), (1, 23)]),
        ("Thursday 22\nA\n\nFriday 23\nB", [(1, 22), (1, 23)]),
        ("Thursday. A.\n\nFriday. B.", [(1, 15), (1, 16)]),
        ("Thursday 22 January 1998: A\nFriday 23 January 1998: B", [(1, 22), (1, 23)]),
        ("Only one day:\n\nThursday 22 January\nA.", []),
        ("On Thursday 22 January he went.\nOn Friday 23 January he left.", []),
        ("12 eggs\n6 apples\n", []),
    ],
)
def test_headings(lines: str, days: list[tuple[int, int]]) -> None:
    found = find_programme(lines, date(1998, 1, 14))
    assert [(entry.day.month, entry.day.day) for entry in found] == days


def test_an_entry_ends_where_the_next_begins_and_the_last_at_a_blank_line() -> None:
    first, second = find_programme("June 5: Paris\nJune 6: Rome\n\nNothing.", date(2024, 6, 1))
    text = "June 5: Paris\nJune 6: Rome\n\nNothing."
    assert text[first.start : first.end].strip() == "Paris"
    assert text[second.start : second.end].strip() == "Rome"


def test_the_places_of_a_programme_are_stops_of_whom_it_is_about(extractor: Extractor) -> None:
    (extraction,) = extract(extractor, article(PROGRAMME, "2015-09-01"))
    stops = {
        (c.traveller.name, c.place.name, str(c.status), str(c.dates.arrival))
        for c in extraction.claims
        if c.stop_kind == "stop" and c.place.country_code == "CU" and c.dates.arrival
    }
    assert stops == {
        ("Francis", "Havana", "planned", "2015-09-19"),
        ("Francis", "Holguín", "planned", "2015-09-21"),
        ("Francis", "Santiago de Cuba", "planned", "2015-09-22"),
    }
