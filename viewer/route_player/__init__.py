"""The animated route map, live in the app and inside the exported file."""

from viewer.route_player.component import route_player
from viewer.route_player.payload import payload
from viewer.route_player.route import Companion, Leg, PlayerState, Route, RouteStop, Seek

__all__ = [
    "Companion",
    "Leg",
    "PlayerState",
    "Route",
    "RouteStop",
    "Seek",
    "payload",
    "route_player",
]
