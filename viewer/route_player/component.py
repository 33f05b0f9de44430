"""The route player as a Streamlit component; registered once, when this module is imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict

import streamlit as st

from viewer.route_player.assets import library_component, player_component
from viewer.route_player.payload import payload
from viewer.route_player.route import PlayerState, Route, Seek

_library = st.components.v2.component("route_player_library", js=library_component())
_player = st.components.v2.component("route_player", js=player_component())


def _ignore() -> None:
    """The state is read from the result; without a callback a component has no such state."""


def route_player(
    route: Route,
    *,
    key: str,
    seek: Seek | None = None,
    on_change: Callable[[], None] | None = None,
) -> PlayerState:
    """The player's state; it has come to no stop before it is started, or when the trip changes.

    With the same `key` a new route of the same trip keeps view and playback, another trip is
    shown from its beginning. `on_change` is a callback for a new stop, and for play and pause.
    """
    data = {"name": key, "route": payload(route), "seek": asdict(seek) if seek else None}
    with st.container(gap=None):
        _library(key=f"{key}_library")
        result = _player(
            key=key,
            data=data,
            on_stop_id_change=on_change or _ignore,
            on_playing_change=on_change or _ignore,
        )
    known = {stop.stop_id for stop in route.stops}
    stop_id = result.stop_id if result.stop_id in known else None
    return PlayerState(stop_id=stop_id, playing=bool(result.playing))
