"""What the player is given: the route as data, its scripts joined, the basemap."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from math import asinh, dist, nan, pi, radians, tan
from pathlib import Path
from typing import Any

import pytest

import viewer.route_player
from tests.sample_routes import LONDON, RIYADH, TOUR
from viewer.route_player import Companion, assets, payload
from viewer.route_player.basemap import basemap

_FOLDER = Path(viewer.route_player.__file__).parent
_BASEMAP = Path(__file__).parents[3] / "data" / "basemap" / "countries.geojson"


@pytest.fixture(scope="module")
def countries() -> dict[str, list[list[list[list[float]]]]]:
    features = json.loads(_BASEMAP.read_text("utf-8"))["features"]
    return {f["properties"]["name"]: f["geometry"]["coordinates"] for f in features}


def test_a_route_is_json() -> None:
    data = json.loads(json.dumps(payload(TOUR), allow_nan=False))
    assert [stop["stop_id"] for stop in data["stops"]] == [stop.stop_id for stop in TOUR.stops]
    assert data["legs"][0] == {"start": "london", "end": "riyadh", "status": "made", "km": 4950}
    assert data["unplaced"] == 0


def test_a_stop_without_coordinates_is_counted_and_left_out_with_its_legs() -> None:
    nowhere = replace(RIYADH, latitude=nan, longitude=nan)
    data = payload(replace(TOUR, stops=(LONDON, nowhere, *TOUR.stops[2:])))
    assert data["unplaced"] == 1
    assert "riyadh" not in {stop["stop_id"] for stop in data["stops"]}
    assert [(leg["start"], leg["end"]) for leg in data["legs"]] == [("tokyo", "washington")]


def test_a_traveller_without_a_place_on_the_map_is_no_track() -> None:
    nowhere = replace(RIYADH, latitude=nan, longitude=nan, track=1)
    third = replace(LONDON, stop_id="third", track=2)
    others = tuple(Companion(name, name, "#000") for name in ("Second", "Third"))
    data = payload(replace(TOUR, stops=(LONDON, nowhere, third), companions=others))
    assert [track["traveller"] for track in data["tracks"]] == ["Anna Example", "Third"]
    assert [stop["track"] for stop in data["stops"]] == [0, 1]
    assert len(payload(replace(TOUR, stops=()))["tracks"]) == 1


def test_every_script_is_joined() -> None:
    apart = {"component", "library_component"}
    scripts = {path.stem for path in _FOLDER.glob("*.js")} - apart
    joined = assets.library()
    missing = {name for name in scripts if _first_comment(name) not in joined}
    assert missing == set()


def test_a_joined_script_comes_after_what_it_imports() -> None:
    joined = assets.library()
    for path in _FOLDER.glob("*.js"):
        for imported in re.findall(r'from "\./(\w+)\.js"', path.read_text("utf-8")):
            earlier, later = _first_comment(imported), _first_comment(path.stem)
            assert joined.index(earlier) < joined.index(later), f"{path.name}: {imported}"


def test_the_joined_scripts_are_no_module_and_cannot_end_a_script_element() -> None:
    joined = assets.leaflet() + assets.library()
    assert re.findall(r"^(?:import|export)\b.*", joined, flags=re.MULTILINE) == []
    assert "</script" not in joined.lower()
    assert "<!--" not in joined


def test_names_at_the_top_of_the_scripts_are_distinct() -> None:
    top = re.findall(r"^(?:function|class|const|let) (\w+)", assets.library(), flags=re.MULTILINE)
    assert sorted(top) == sorted(set(top))


def test_the_basemap_has_the_small_states(countries: dict[str, Any]) -> None:
    assert {"Singapore", "Malta", "Bahrain", "Vatican", "Monaco", "France"} <= countries.keys()
    assert len(countries) == 239


def test_no_line_of_the_basemap_crosses_the_map(
    countries: dict[str, list[list[list[list[float]]]]],
) -> None:
    for name, polygons in countries.items():
        for ring in (ring for polygon in polygons for ring in polygon):
            steps = [abs(b[0] - a[0]) for a, b in pairwise(ring) if abs(a[1]) < 90]
            assert max(steps) < 180, name
            assert ring[0] == ring[-1], name


def test_the_land_to_draw_is_all_of_the_basemap(
    countries: dict[str, list[list[list[list[float]]]]],
) -> None:
    given = basemap()
    unit, paths = given["unit"], given["paths"]
    assert isinstance(unit, int)
    assert isinstance(paths, list)
    rings = [ring for path in paths for ring in path.split("M")[1:]]
    all_rings = [
        ring for polygons in countries.values() for polygon in polygons for ring in polygon
    ]
    assert len(rings) == len(all_rings)
    assert all(ring.endswith("z") for ring in rings)
    # Web Mercator has Greenwich in the middle and 85.05 degrees north at the top of 256 pixels.
    starts = {tuple(map(int, ring.split("l")[0].split())) for ring in rings}
    longitude, latitude = countries["France"][0][0][0]
    x, y = (longitude / 360 + 0.5) * 256, 128 - 128 / pi * asinh(tan(radians(latitude)))
    assert any(dist(start, (x * unit, y * unit)) < 1 for start in starts)
    # None is so long that it is painted wherever the map is looked at.
    assert max(map(len, paths)) < sum(map(len, paths)) / 4


def _first_comment(name: str) -> str:
    return (_FOLDER / f"{name}.js").read_text("utf-8").splitlines()[0]
