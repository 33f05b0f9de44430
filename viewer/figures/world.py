"""The countries of the basemap as shapes of an SVG, in an equal-area projection."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html import escape
from itertools import groupby, pairwise
from math import asin, cos, floor, isnan, radians, sin, sqrt
from pathlib import Path

_BASEMAP = Path(__file__).parents[2] / "data" / "basemap" / "countries.geojson"
WIDTH, HEIGHT = 10_000, 4_500
# Cut at 169 degrees west, in the Bering Strait, where no country is cut in two.
_CENTRE = 11.0
# The units of the projection that the width shows, and the latitude at its top.
_SPAN, _TOP = 5.4133, 84.0
_UNSEEN = 2500.0  # square units of the drawing; a smaller country needs a dot
_LEFT_OUT = {"AQ"}
# Parts that have a code of their own in ISO 3166-1, as in the tables: the code, the name, and the
# degrees between which they lie (west, south, east, north).
_APART = {
    "FR": ("GF", "French Guiana", (-60, 0, -50, 10)),
    "NO": ("SJ", "Svalbard and Jan Mayen", (-10, 70, 35, 85)),
}

Point = tuple[int, int]
Ring = list[Point]
Polygon = list[list[tuple[float, float]]]  # rings of degrees, longitude first


@dataclass(frozen=True, slots=True)
class World:
    """The drawing without its counts: an SVG, and the codes of the countries it shows plainly."""

    svg: str
    seen: frozenset[str]
    dots: dict[str, Point]


@cache
def world() -> World:
    """The world with a path a country, `data-code` its code, and the name as its title.

    `dots` are the places, in units of the drawing, of countries too small to be seen.
    """
    shapes, seen, dots = [], set(), {}
    for code, name, polygons in _territories():
        rings = list(_rings(polygons))
        if code in _LEFT_OUT or not rings:
            continue
        largest = max(rings, key=_area)
        if _area(largest) >= _UNSEEN:
            seen.add(code)
        else:
            dots[code] = _middle(largest)
        shapes.append(f"<path data-code='{code}' data-name='{escape(name)}' d='{_path(rings)}'/>")
    svg = f"<svg viewBox='0 0 {WIDTH} {HEIGHT}'><g>{''.join(shapes)}</g></svg>"
    return World(svg, frozenset(seen), dots)


def dot(code: str, latitude: float, longitude: float) -> Point | None:
    """Where a country gets a dot because its shape is too small or missing, else None.

    The coordinates, in degrees, are used where the basemap lacks the country.
    """
    shown = world()
    if code in shown.seen or isnan(latitude) or isnan(longitude):
        return None
    return shown.dots.get(code) or project(latitude, longitude)


def project(latitude: float, longitude: float) -> Point:
    """Units of the drawing from degrees: Equal Earth (Šavrič, Patterson and Jenny, 2018)."""
    return _place(latitude, longitude - _turns(longitude))


def _place(latitude: float, longitude: float) -> Point:
    x, y = _equal_earth(latitude, longitude - _CENTRE)
    scale = WIDTH / _SPAN
    return round(WIDTH / 2 + x * scale), round((_equal_earth(_TOP, 0)[1] - y) * scale)


def _turns(longitude: float) -> float:
    """The degrees of the full turns that lie between a longitude and the map."""
    return floor((longitude - _CENTRE + 180) / 360) * 360


def _equal_earth(latitude: float, longitude: float) -> tuple[float, float]:
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    slope = 9 * a4 * t**8 + 7 * a3 * t**6 + 3 * a2 * t**2 + a1
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    return x, a4 * t**9 + a3 * t**7 + a2 * t**3 + a1 * t


def _territories() -> Iterator[tuple[str, str, list[Polygon]]]:
    """The code, the name and the polygons of each country, overseas parts apart."""
    for feature in json.loads(_BASEMAP.read_text("utf-8"))["features"]:
        code, polygons = feature["properties"]["code"], feature["geometry"]["coordinates"]
        if code in _APART:
            own_code, name, bounds = _APART[code]
            yield own_code, name, [each for each in polygons if _lies_within(each, bounds)]
            polygons = [each for each in polygons if not _lies_within(each, bounds)]
        yield code, feature["properties"]["name"], polygons


def _lies_within(polygon: Polygon, bounds: tuple[float, float, float, float]) -> bool:
    west, south, east, north = bounds
    return all(west < x < east and south < y < north for ring in polygon for x, y in ring)


def _rings(polygons: list[Polygon]) -> Iterator[Ring]:
    """Every ring in units of the drawing, whole, without points that fall together."""
    for ring in (ring for polygon in polygons for ring in polygon):
        longitudes = [longitude for longitude, _ in ring]
        turns = _turns((min(longitudes) + max(longitudes)) / 2)
        points = [_place(latitude, longitude - turns) for longitude, latitude in ring]
        yield [point for point, _ in groupby(points)]


def _path(rings: list[Ring]) -> str:
    """The rings as steps from point to point, which are shorter than the points."""
    parts = []
    for ring in rings:
        (x, y), *_ = ring
        steps = (f"{u - x},{v - y}" for (x, y), (u, v) in pairwise(ring))
        parts.append(f"M{x},{y}l{' '.join(steps)}z" if len(ring) > 1 else "")
    return "".join(parts)


def _area(ring: Ring) -> float:
    """Never negative; shoelace formula."""
    closed = pairwise([*ring, ring[0]])
    return abs(sum(x * v - u * y for (x, y), (u, v) in closed)) / 2


def _middle(ring: Ring) -> Point:
    xs, ys = zip(*ring, strict=True)
    return (min(xs) + max(xs)) // 2, (min(ys) + max(ys)) // 2
