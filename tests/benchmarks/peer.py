"""The yardstick of the player: folium's TimestampedGeoJson, its scripts from this machine."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import folium
from folium.plugins import TimestampedGeoJson
from platformdirs import user_cache_path

from viewer.route_player.route import Route

_COUNTRIES = Path(__file__).parents[2] / "data" / "basemap" / "countries.geojson"
_PACKAGES = {
    "leaflet": "1.9.3",
    "jquery": "3.7.1",
    "jquery-ui-dist": "1.13.3",
    "bootstrap": "5.2.2",
    "leaflet.awesome-markers": "2.0.5",
    "@fortawesome/fontawesome-free": "6.2.0",
    "iso8601-js-period": "0.2.1",
    "leaflet-timedimension": "1.1.1",
    "moment": "2.18.1",
}
# What folium would fetch from four hosts, in its order, less two style sheets that nothing here
# needs: that can only make the yardstick faster.
_MAP_SCRIPTS = (
    "leaflet/dist/leaflet.js",
    "jquery/dist/jquery.min.js",
    "bootstrap/dist/js/bootstrap.bundle.min.js",
    "leaflet.awesome-markers/dist/leaflet.awesome-markers.js",
)
_MAP_STYLES = (
    "leaflet/dist/leaflet.css",
    "bootstrap/dist/css/bootstrap.min.css",
    "@fortawesome/fontawesome-free/css/all.min.css",
    "leaflet.awesome-markers/dist/leaflet.awesome-markers.css",
)
_PLAYER_SCRIPTS = (
    "jquery/dist/jquery.min.js",
    "jquery-ui-dist/jquery-ui.min.js",
    "iso8601-js-period/iso8601.js",
    "leaflet-timedimension/dist/leaflet.timedimension.min.js",
    "moment/min/moment.min.js",
)
_PLAYER_STYLES = ("leaflet-timedimension/dist/leaflet.timedimension.control.css",)


def assets() -> Path:
    """A folder with the packages' files, brought by npm on the first call on a machine.

    Raises:
        OSError: npm could not bring them; the text is what it said.
    """
    folder = user_cache_path("demarche") / "bench"
    wanted = json.dumps({"private": True, "dependencies": _PACKAGES}, indent=1)
    manifest = folder / "package.json"
    if manifest.is_file() and manifest.read_text("utf-8") == wanted:
        return folder / "node_modules"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    npm = Path(sys.executable).with_name("npm")
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock"]
    named = [f"{name}@{version}" for name, version in _PACKAGES.items()]
    command = [str(npm), "install", *options, *named]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise OSError(f"npm: {done.stderr.strip()}")
    manifest.write_text(wanted, "utf-8")
    return folder / "node_modules"


def peer_html(route: Route, prefix: str, land: bool) -> str:
    """The route on a map without tiles, a day a stop; scripts are asked for below `prefix`.

    With `land` the countries lie beneath, as they do in our player; without, nothing does.
    """
    route_map = folium.Map(location=(20, 0), zoom_start=1, tiles=None)
    if land:
        folium.GeoJson(json.loads(_COUNTRIES.read_text("utf-8"))).add_to(route_map)
    collection = {"type": "FeatureCollection", "features": list(_features(route))}
    player = TimestampedGeoJson(  # type: ignore[no-untyped-call]
        collection, period="P1D", auto_play=False, loop=False
    )
    player.add_to(route_map)
    route_map.default_js = _named(prefix, _MAP_SCRIPTS)
    route_map.default_css = _named(prefix, _MAP_STYLES)
    player.default_js = _named(prefix, _PLAYER_SCRIPTS)
    player.default_css = _named(prefix, _PLAYER_STYLES)
    return str(route_map.get_root().render())


def _named(prefix: str, files: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(Path(file).name, f"{prefix}/{file}") for file in files]


def _features(route: Route) -> Iterator[dict[str, Any]]:
    """A point a stop with its sentence, and a straight line a leg."""
    days = {stop.stop_id: _day(index) for index, stop in enumerate(route.stops)}
    places = {stop.stop_id: [stop.longitude, stop.latitude] for stop in route.stops}
    for stop in route.stops:
        words = f"{stop.place}, {stop.when}: {stop.snippet}"
        point = {"type": "Point", "coordinates": places[stop.stop_id]}
        yield _feature(point, times=[days[stop.stop_id]], popup=words, icon="circle")
    for leg in route.legs:
        line = {"type": "LineString", "coordinates": [places[leg.start], places[leg.end]]}
        yield _feature(line, times=[days[leg.start], days[leg.end]])


def _feature(geometry: dict[str, Any], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "geometry": geometry, "properties": properties}


def _day(index: int) -> str:
    return (date(2000, 1, 1) + timedelta(days=index)).isoformat()
