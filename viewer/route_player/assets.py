"""The player's scripts and styles, read from their files and joined; none of them fetches a thing.

Leaflet comes from the package django-js-lib-leaflet. The files are ES modules, so that editors and
node's test runner can read each by itself; joined, they share one scope and need no imports.
"""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from pathlib import Path

from viewer.route_player.basemap import basemap
from viewer.scripts import in_ascii, without_modules

_HERE = Path(__file__).parent
_MODULES = (
    "geometry",
    "clock",
    "calendar",
    "itinerary",
    "tally",
    "layout",
    "dom",
    "appearance",
    "card",
    "options",
    "controls",
    "totals",
    "legend",
    "journey",
    "readout",
    "keys",
    "printing",
    "disc_paint",
    "map_view",
    "world_svg",
    "land",
    "pin_layer",
    "stop_pin",
    "stop_markers",
    "map_canvas",
    "stop_canvas",
    "leg_lines",
    "leg_canvas",
    "flyer",
    "route_map",
    "route_player",
    "library",
)


@cache
def leaflet() -> str:
    """Leaflet's script; it sets the global `L`."""
    return _leaflet_file("leaflet.js") + "\n"


@cache
def library() -> str:
    """A JavaScript expression for the player's functions `createPlayer` and `playOn`; needs `L`."""
    style = _leaflet_file("leaflet.css") + _file("route_player.css")
    parts = [
        f"const BASEMAP = {json.dumps(basemap())};",
        f"const STYLE = {json.dumps(style)};",
        *(without_modules(_file(f"{name}.js")) for name in _MODULES),
        "return { createPlayer, playOn };",
    ]
    return in_ascii("(() => {\n" + "\n".join(parts) + "\n})()")


def library_component() -> str:
    """The script of the component that only brings the library to the page."""
    return leaflet() + _file("library_component.js").replace("LIBRARY", library())


def player_component() -> str:
    """The script of the component that shows a route."""
    return _file("component.js")


def _file(name: str) -> str:
    return (_HERE / name).read_text("utf-8")


def _leaflet_file(name: str) -> str:
    folder = resources.files("js_lib_leaflet") / "static" / "js_lib_leaflet"
    return (folder / name).read_text("utf-8")
