"""A trip's own part of the tables shows the same as all of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.timeline import Tables, read
from tests.unit.viewer.sample_tables import sample_tables
from viewer import viewmodel

CORPUS = Path(__file__).parents[3] / "data" / "timeline"


@pytest.mark.parametrize("tables", [sample_tables(), read(CORPUS)], ids=["sample", "corpus"])
def test_all_that_is_shown_of_a_trip_is_in_its_part(tables: Tables) -> None:
    for trip_id in tables.timeline["trip_id"].unique():
        part = viewmodel.only_trip(tables, trip_id)
        assert set(part.timeline["trip_id"]) == {trip_id}
        route = viewmodel.route(tables, trip_id)
        assert viewmodel.route(part, trip_id) == route
        assert viewmodel.cards(part, route) == viewmodel.cards(tables, route)
        assert viewmodel.headline(part, trip_id) == viewmodel.headline(tables, trip_id)
        assert viewmodel.articles(part, trip_id) == viewmodel.articles(tables, trip_id)


def test_a_trip_there_is_not_has_no_part() -> None:
    part = viewmodel.only_trip(sample_tables(), "gone")
    assert [len(frame) for frame in (part.timeline, part.evidence, part.mentions)] == [0, 0, 0]
