"""The land of the map as SVG paths, ready to be drawn."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from math import log, pi, radians, sin
from pathlib import Path

_COUNTRIES = Path(__file__).parents[2] / "data" / "basemap" / "countries.geojson"
_WORLD = 256  # pixels of the world at zoom 0, as Leaflet has it
_UNIT = 1024  # of the path's units make one of these pixels: a quarter of a pixel at zoom 8
_MERCATOR_END = 85.0511287798
# Rings that begin in the same rectangle, in units of the path, are one path: a browser paints
# anew only the paths that touch what it paints.
_RECTANGLE = (32 * _UNIT, 64 * _UNIT)


@cache
def basemap() -> dict[str, list[str] | int]:
    """The `paths` of all countries' rings, and their `unit`: how many make a pixel of zoom 0."""
    features = json.loads(_COUNTRIES.read_text("utf-8"))["features"]
    paths: dict[tuple[int, int], str] = {}
    for feature in features:
        for polygon in feature["geometry"]["coordinates"]:
            for ring in polygon:
                points = [_point(place) for place in ring[:-1]]
                rectangle = _rectangle(points[0])
                paths[rectangle] = paths.get(rectangle, "") + _path(points)
    return {"paths": list(paths.values()), "unit": _UNIT}


def _rectangle(point: tuple[int, int]) -> tuple[int, int]:
    return point[0] // _RECTANGLE[0], point[1] // _RECTANGLE[1]


def _path(points: list[tuple[int, int]]) -> str:
    """A closed ring, each point by its distance from the one before."""
    (x, y), *others = points
    return f"M{x} {y}l{' '.join(_steps(x, y, others))}z"


def _steps(x: int, y: int, points: list[tuple[int, int]]) -> Iterator[str]:
    for to_x, to_y in points:
        if (to_x, to_y) != (x, y):
            yield f"{to_x - x} {to_y - y}"
        x, y = to_x, to_y


def _point(place: list[float]) -> tuple[int, int]:
    """Spherical Mercator (EPSG:3857) in units of the path."""
    longitude, latitude = place
    sine = sin(radians(max(-_MERCATOR_END, min(_MERCATOR_END, latitude))))
    y = 0.5 - log((1 + sine) / (1 - sine)) / (4 * pi)
    return round(_WORLD * _UNIT * (longitude / 360 + 0.5)), round(_WORLD * _UNIT * y)
