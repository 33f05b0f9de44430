from __future__ import annotations

import pytest

from tests.unit.viewer.sample_tables import AMERICAS, GULF, sample_tables
from viewer.filters import matching

TIMELINE = sample_tables().timeline


def places(**wanted: object) -> list[str]:
    return list(matching(TIMELINE, **wanted)["place"])  # type: ignore[arg-type]


def test_nothing_asked_gives_every_row() -> None:
    assert len(places()) == len(TIMELINE)


def test_one_trip() -> None:
    assert places(trip_id=GULF) == ["Riyadh", "Doha"]


def test_some_statuses() -> None:
    assert places(statuses=["current", "cancelled"]) == ["Lima", "Quito", "Doha"]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("bogota", ["Bogotá"]),
        ("BOGOTÁ", ["Bogotá"]),
        ("jamaica tillerson", ["Kingston"]),
        ("jamaica kono", []),
        ("(", []),
    ],
)
def test_every_word_must_be_there_whatever_its_capitals_and_accents(
    text: str, found: list[str]
) -> None:
    assert places(text=text) == found


def test_all_conditions_hold_together() -> None:
    assert places(trip_id=AMERICAS, statuses=["planned"], text="jamaica") == ["Kingston"]
    assert places(trip_id=GULF, text="jamaica") == []
