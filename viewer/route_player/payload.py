"""A route as data for the player's script."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from viewer.route_player.route import Route


def payload(route: Route) -> dict[str, Any]:
    """The route as JSON-ready data; `unplaced` counts the stops without coordinates, left out.

    `tracks` are the travellers with a stop on the map; `track` of a stop is its place among them.
    """
    stops = [stop for stop in route.stops if stop.has_place]
    present = sorted({stop.track for stop in stops}) or [0]
    travellers = [(route.traveller, route.colour)]
    travellers += [(each.traveller, each.colour) for each in route.companions]
    known = {stop.stop_id for stop in stops}
    legs = [leg for leg in route.legs if {leg.start, leg.end} <= known]
    return {
        "trip_id": route.trip_id,
        "title": route.title,
        "traveller": route.traveller,
        "colour": route.colour,
        "tracks": [
            {"traveller": traveller, "colour": colour}
            for traveller, colour in (travellers[track] for track in present)
        ],
        "stops": [asdict(replace(stop, track=present.index(stop.track))) for stop in stops],
        "legs": [asdict(leg) for leg in legs],
        "unplaced": len(route.stops) - len(stops),
    }
