"""The route as a still map for paper: shapes in the units of a drawing, nothing of the screen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby, pairwise
from math import cos, radians
from pathlib import Path

from pipeline.model import PlaceKind
from viewer.exports.great_circle import Point, cut, great_circle
from viewer.exports.print_labels import Disc, labelled, spread
from viewer.route_player.route import Route, RouteStop

_BASEMAP = Path(__file__).parents[2] / "data" / "basemap" / "countries.geojson"
WIDTH = 720.0
_TALLEST, _FLATTEST = 0.62, 0.48  # height to width
_NARROWEST = 16.0  # degrees of longitude at the equator
_MARGIN = 0.09  # of the width, on each side
_MOST_NORTHERN = 60.0  # beyond it the parallel that keeps its length is not sought


@dataclass(frozen=True, slots=True)
class Line:
    """One leg: the `d` of an SVG path, its status, whose it is, and the point halfway."""

    path: str
    status: str
    track: int
    middle: tuple[float, float]


@dataclass(frozen=True, slots=True)
class PrintMap:
    """What to draw, in units of which the map is `WIDTH` wide."""

    height: float
    land: str
    lines: tuple[Line, ...]
    discs: tuple[Disc, ...]


@dataclass(frozen=True, slots=True)
class _View:
    """An equidistant cylindrical projection; its standard parallel runs through the middle.

    Source: J. Snyder, Map Projections: A Working Manual, 12.
    """

    west: float
    north: float
    scale: float
    squeeze: float

    def at(self, point: Point) -> Point:
        x = (point[0] - self.west) * self.squeeze * self.scale
        return round(x, 1), round((self.north - point[1]) * self.scale, 1)


def print_map(route: Route) -> PrintMap | None:
    """The map of a route's stops that have coordinates; None if there is none."""
    stops = [stop for stop in route.stops if stop.has_place]
    if not stops:
        return None
    west = _west([stop.longitude for stop in stops])
    at = {stop.stop_id: _inside((stop.longitude, stop.latitude), west) for stop in stops}
    track = {stop.stop_id: stop.track for stop in stops}
    ways = [
        (leg, cut(great_circle(at[leg.start], at[leg.end]), west))
        for leg in route.legs
        if {leg.start, leg.end} <= at.keys()
    ]
    points = [*at.values(), *(p for _, pieces in ways for piece in pieces for p in piece)]
    view, height = _view(points)
    discs = spread([_disc(stop, view.at(at[stop.stop_id])) for stop in stops])
    return PrintMap(
        height=height,
        land=_land(view, height),
        lines=tuple(_line(leg.status, track[leg.end], pieces, view) for leg, pieces in ways),
        discs=labelled(discs, [view.at(point) for point in points], WIDTH, height),
    )


def _west(longitudes: Sequence[float]) -> float:
    """The meridian in the middle of the widest gap, at which the map is cut."""
    ordered = sorted(set(longitudes))
    gaps = list(pairwise([*ordered, ordered[0] + 360]))
    before, after = max(gaps, key=lambda gap: gap[1] - gap[0])
    return (before + after) / 2 - 360 * ((before + after) / 2 > 180)


def _inside(point: Point, west: float) -> Point:
    return west + (point[0] - west) % 360, point[1]


def _view(points: Sequence[Point]) -> tuple[_View, float]:
    """The projection that shows all points, and the height of the map."""
    west, east = min(x for x, _ in points), max(x for x, _ in points)
    south, north = min(y for _, y in points), max(y for _, y in points)
    middle = ((west + east) / 2, (south + north) / 2)
    squeeze = cos(radians(min(abs(middle[1]), _MOST_NORTHERN)))
    wide = max((east - west) * squeeze, _NARROWEST) * (1 + 2 * _MARGIN)
    high = (north - south) + wide * 2 * _MARGIN
    wide = max(wide, high / _TALLEST)
    high = max(high, wide * _FLATTEST)
    scale = WIDTH / wide
    corner = (middle[0] - wide / squeeze / 2, middle[1] + high / 2)
    return _View(*corner, scale, squeeze), round(high * scale, 1)


def _disc(stop: RouteStop, at: Point) -> Disc:
    return Disc(
        point=at,
        at=at,
        number=stop.number,
        status=stop.status,
        vague=stop.place_kind == PlaceKind.COUNTRY,
        track=stop.track,
        name=stop.place,
    )


def _line(status: str, track: int, pieces: Sequence[Sequence[Point]], view: _View) -> Line:
    drawn = [[view.at(point) for point in piece] for piece in pieces]
    longest = max(drawn, key=len)
    path = " ".join(_path(piece) for piece in drawn)
    return Line(path, status, track, longest[len(longest) // 2])


def _land(view: _View, height: float) -> str:
    """The countries in sight as one path; those at the edge are drawn on both sides."""
    east = view.west + WIDTH / (view.scale * view.squeeze)
    south = view.north - height / view.scale
    return "".join(
        _path([view.at((x + turn, y)) for x, y in ring]) + "Z"
        for (left, bottom, right, top), ring in _rings()
        for turn in (-360, 0, 360)
        if left + turn < east and right + turn > view.west and bottom < view.north and top > south
    )


@cache
def _rings() -> tuple[tuple[tuple[float, float, float, float], list[Point]], ...]:
    countries = json.loads(_BASEMAP.read_text("utf-8"))["features"]
    return tuple((_box(ring), ring) for country in countries for ring in _outlines(country))


def _outlines(country: dict[str, dict[str, list[list[list[Point]]]]]) -> Iterator[list[Point]]:
    for polygon in country["geometry"]["coordinates"]:
        yield from polygon


def _box(ring: Sequence[Point]) -> tuple[float, float, float, float]:
    longitudes, latitudes = zip(*ring, strict=True)
    return min(longitudes), min(latitudes), max(longitudes), max(latitudes)


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for (x, y), _ in groupby(points))
