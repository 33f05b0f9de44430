from __future__ import annotations

from itertools import pairwise

import pytest
from geopy.distance import great_circle as distance
from hypothesis import given
from hypothesis import strategies as st

from viewer.exports.great_circle import Point, cut, great_circle

POINTS = st.tuples(st.floats(-180, 180), st.floats(-89, 89))


@given(POINTS, POINTS)
def test_a_great_circle_is_as_long_as_the_way_and_without_a_jump(start: Point, end: Point) -> None:
    path = great_circle(start, end)
    assert path[0] == pytest.approx(start, abs=1e-9)
    assert path[-1][1] == pytest.approx(end[1], abs=1e-6)
    assert (path[-1][0] - end[0]) % 360 == pytest.approx(0, abs=1e-6) or (
        (path[-1][0] - end[0]) % 360 == pytest.approx(360, abs=1e-6)
    )
    length = sum(distance(a[::-1], b[::-1]).km for a, b in pairwise(path))
    assert length == pytest.approx(distance(start[::-1], end[::-1]).km, rel=1e-4, abs=1e-3)


@given(POINTS, POINTS, st.floats(-180, 180))
def test_pieces_stay_on_the_map_and_join_at_its_edge(start: Point, end: Point, west: float) -> None:
    pieces = cut(great_circle(start, end), west)
    for piece in pieces:
        assert len(piece) >= 2
        assert all(west - 1e-9 <= longitude <= west + 360 + 1e-9 for longitude, _ in piece)
    for before, after in pairwise(pieces):
        # Where a path only touches the edge there is nothing between its pieces.
        assert abs(before[-1][0] - after[0][0]) in (0, pytest.approx(360))
        assert before[-1][1] == after[0][1]


def test_a_way_that_ends_at_the_edge_is_one_piece() -> None:
    assert cut([(170.0, 0.0), (180.0, 10.0)]) == [[(170.0, 0.0), (180.0, 10.0)]]
    assert len(cut([(190.0, 0.0), (180.0, 0.0), (170.0, 0.0)])) == 2


def test_a_way_to_the_same_place_is_still_a_line() -> None:
    assert len(great_circle((13.4, 52.5), (13.4, 52.5))) == 2
    assert len(cut(great_circle((13.4, 52.5), (13.4, 52.5)))) == 1


def test_a_way_along_the_edge_is_one_piece() -> None:
    (piece,) = cut(great_circle((180.0, -40.0), (180.0, 40.0)))
    assert {abs(longitude) for longitude, _ in piece} == {180}


def test_a_way_over_the_pole_is_followed() -> None:
    path = great_circle((0.0, 80.0), (180.0, 80.0))
    assert max(latitude for _, latitude in path) == pytest.approx(90)
