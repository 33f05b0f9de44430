"""Make data/basemap/countries.geojson from the npm package world-atlas 2.0.2.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python scripts/make_basemap.py package

The package holds Natural Earth (public domain) as TopoJSON. The 110m map leaves out small states
that diplomats do visit, so those come from the 50m map. Its rings run on across 180 degrees; here
each ring is unwrapped, so that longitudes may pass 180 and no line crosses the whole map.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pycountry

Point = tuple[float, float]
Ring = list[Point]


class Country(NamedTuple):
    """A country with its ISO 3166-1 numeric code, empty if it has none."""

    name: str
    code: str
    polygons: list[list[Ring]]


OUTPUT = Path(__file__).parents[1] / "data" / "basemap" / "countries.geojson"
DECIMALS = 2
# Lies on ground that the 110m map already gives to its neighbours.
LEFT_OUT = {"Siachen Glacier"}
# Has no code in ISO 3166-1; GeoNames writes it so.
OWN_CODES = {"Kosovo": "XK"}


def main(folder: Path) -> None:
    """Write the basemap made from the unpacked package in `folder`."""
    coarse = list(countries(json.loads((folder / "countries-110m.json").read_text())))
    fine = countries(json.loads((folder / "countries-50m.json").read_text()))
    known = {country.name for country in coarse} | LEFT_OUT
    codes = {country.code for country in coarse if country.code}
    small = [c for c in fine if c.name not in known and c.code not in codes]
    ordered = sorted(coarse + small, key=lambda country: country.name)
    lines = ",\n".join(as_line(country) for country in ordered)
    OUTPUT.write_text(
        f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8"
    )
    print(f"{len(ordered)} countries, {OUTPUT.stat().st_size:,} bytes in {OUTPUT.name}")


def countries(topology: dict[str, Any]) -> Iterator[Country]:
    """Every country of a TopoJSON file, its rings unwrapped."""
    arcs = [list(decoded(arc, topology["transform"])) for arc in topology["arcs"]]
    for geometry in topology["objects"]["countries"]["geometries"]:
        shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        polygons = [[unwrapped(stitched(ring, arcs)) for ring in shape] for shape in shapes]
        yield Country(geometry["properties"]["name"], geometry.get("id", ""), polygons)


def decoded(arc: Iterable[Point], transform: dict[str, list[float]]) -> Iterator[Point]:
    """The points of a delta-encoded, quantised arc in degrees (TopoJSON 1.0, section 2.1.3)."""
    (scale_x, scale_y), (shift_x, shift_y) = transform["scale"], transform["translate"]
    for x, y in accumulate(arc, lambda a, b: (a[0] + b[0], a[1] + b[1])):
        yield x * scale_x + shift_x, y * scale_y + shift_y


def stitched(indices: list[int], arcs: list[Ring]) -> Ring:
    """One ring from its arcs; a negative index is the ones' complement, an arc run backwards."""
    ring: Ring = []
    for index in indices:
        points = arcs[index] if index >= 0 else arcs[~index][::-1]
        ring.extend(points[1:] if ring else points)
    return ring


def unwrapped(ring: Ring) -> Ring:
    """The ring with no step longer than 180 degrees; one around a pole is closed over the pole."""
    longitude, points = ring[0][0], [ring[0]]
    for (before, _), (after, latitude) in pairwise(ring):
        longitude += (after - before + 180) % 360 - 180
        points.append((longitude, latitude))
    if abs(points[-1][0] - points[0][0]) > 180:
        pole = 90.0 if points[0][1] > 0 else -90.0
        points += [(points[-1][0], pole), (points[0][0], pole), points[0]]
    centre = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    turns = round(centre / 360) * 360
    return [(x - turns, y) for x, y in points]


def as_line(country: Country) -> str:
    """The GeoJSON feature of one country on one line, rings too small to see left out."""
    polygons = [[rounded(ring) for ring in polygon] for polygon in country.polygons]
    visible = [[ring for ring in polygon if len(ring) > 3] for polygon in polygons]
    feature = {
        "type": "Feature",
        "properties": {"name": country.name, "code": letters(country)},
        "geometry": {"type": "MultiPolygon", "coordinates": [p for p in visible if p]},
    }
    return json.dumps(feature, ensure_ascii=False, separators=(",", ":"))


def letters(country: Country) -> str:
    """The ISO 3166-1 alpha-2 code, as in the tables; empty where there is none."""
    found = pycountry.countries.get(numeric=country.code) if country.code else None
    return found.alpha_2 if found else OWN_CODES.get(country.name, "")


def rounded(ring: Ring) -> list[list[float]]:
    """The ring at a hundredth of a degree, about a kilometre, without repeated points."""
    points: list[list[float]] = []
    for x, y in ring:
        point = [round(x, DECIMALS), round(y, DECIMALS)]
        if not points or points[-1] != point:
            points.append(point)
    return points


if __name__ == "__main__":
    main(Path(sys.argv[1]))
