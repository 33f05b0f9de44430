"""Great circles as points (longitude, latitude; degrees), and cut where a map ends."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

from geographiclib.geodesic import Geodesic

Point = tuple[float, float]

_DIGITS = 9
_SPHERE = Geodesic(6_371_008.8, 0.0)
_FROM_HERE_TO_THERE = Geodesic.LATITUDE | Geodesic.LONGITUDE | Geodesic.LONG_UNROLL


def great_circle(start: Point, end: Point) -> list[Point]:
    """The way in steps of at most a degree; longitudes go on past 180 without a jump."""
    line = _SPHERE.InverseLine(start[1], start[0], end[1], end[0])
    count = max(1, ceil(line.a13))
    steps = (line.ArcPosition(line.a13 * n / count, _FROM_HERE_TO_THERE) for n in range(count + 1))
    # Without its last digits a meridian keeps its longitude.
    return [(round(step["lon2"], _DIGITS), round(step["lat2"], _DIGITS)) for step in steps]


def cut(path: Sequence[Point], west: float = -180.0) -> list[list[Point]]:
    """The path in pieces that lie between the meridian `west` and 360 degrees east of it.

    RFC 7946, 3.1.9: a line that crosses the antimeridian is cut in two there.
    """
    pieces: list[list[Point]] = [[]]
    before: Point | None = None
    for here in path:
        turn = _turn(here, west)
        if before is not None and (step := turn - _turn(before, west)):
            latitude = _latitude_at(west + 360 * max(turn, turn - step), before, here)
            pieces[-1].append((west + 360 * (step > 0), latitude))
            pieces.append([(west + 360 * (step < 0), latitude)])
        pieces[-1].append((here[0] - 360 * turn, here[1]))
        before = here
    return [piece for piece in pieces if len(set(piece)) > 1] or [pieces[-1] * 2]


def _turn(point: Point, west: float) -> int:
    return floor((point[0] - west) / 360)


def _latitude_at(longitude: float, before: Point, here: Point) -> float:
    share = (longitude - before[0]) / (here[0] - before[0])
    return before[1] + share * (here[1] - before[1])
