"""Where the player of a map stands, and where the reader has sent it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from viewer.route_player.route import PlayerState, Route, Seek


@dataclass(slots=True)
class _Position:
    """What a session remembers of one map.

    `seek` is the stop last asked for, `left` where the player stood then, until it has moved, `at`
    where it stands, and `here` the stop that is marked.
    """

    seek: Seek | None = None
    left: str | None = None
    at: str | None = None
    here: str = ""


def choose(stop_id: str, prefix: str = "") -> None:
    """Ask a map to show a stop; `prefix` is that of the map's keys."""
    of_map = _of_map(prefix)
    of_map.seek = Seek(stop_id, of_map.seek.token + 1 if of_map.seek else 1)
    of_map.left = of_map.at


def wanted(route: Route, prefix: str = "") -> Seek | None:
    """The stop of this route that was asked for, by the address or by a choice."""
    seek = _of_map(prefix).seek
    return seek if seek and _has(route, seek.stop_id) else None


def follow(route: Route, player: PlayerState, prefix: str = "") -> str:
    """The id of the stop to mark: where the player stands, or where it was just sent.

    Empty before the player has come to any stop.
    """
    of_map, seek = _of_map(prefix), wanted(route, prefix)
    of_map.at = player.stop_id
    if of_map.at != of_map.left:
        of_map.left = None
    marked = seek.stop_id if seek and of_map.at == of_map.left else of_map.at
    of_map.here = marked if marked and _has(route, marked) else ""
    return of_map.here


def here(prefix: str = "") -> str:
    """The id of the stop marked last, for what is drawn after the map; empty if there is none."""
    return _of_map(prefix).here


def _has(route: Route, stop_id: str) -> bool:
    return any(stop.stop_id == stop_id for stop in route.stops)


def _of_map(prefix: str) -> _Position:
    of_map: _Position = st.session_state.setdefault(f"{prefix}position", _Position())
    return of_map
