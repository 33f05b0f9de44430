"""What the reader has chosen, a trip and a stop, and the address that opens both again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from viewer.route_player.route import PlayerState, Route, Seek
from viewer.viewmodel import TripSummary, newest

TRAVELLER, TRIP = "traveller", "trip"  # keys of the pickers
_MEMORY = "memory"


@dataclass(slots=True)
class Memory:
    """What a session remembers from one run to the next.

    `seek` is the stop last asked for, `left` where the player stood then, until it has moved, `at`
    where it stands, and `here` the stop that is marked. `address` is what the address said last,
    `number` the stop that a new one names, and `shown` the trip and stop it stands for: without a
    trip, the newest one, and without a stop (None) whichever the player is at.
    """

    seek: Seek | None = None
    left: str | None = None
    at: str | None = None
    here: str = ""
    number: str = ""
    address: tuple[str, str] | None = None
    shown: tuple[str, str | None] | None = None


def follow_address(summaries: Sequence[TripSummary]) -> str:
    """Choose what the address names if it is new: at the start, and when the reader goes back.

    Returns the trip it names if there is no such trip, else an empty text.
    """
    asked, number = st.query_params.get("trip", ""), st.query_params.get("stop", "")
    known = {trip.trip_id: trip for trip in summaries}
    memory = _memory()
    if memory.address != (asked, number):
        trip = known.get(asked) or newest(summaries)
        memory.address, memory.shown, memory.number = (
            (asked, number),
            (trip.trip_id, number),
            number,
        )
        choose_trip(trip)
    return "" if asked in known else asked


def choose_trip(trip: TripSummary) -> None:
    """Go to a trip."""
    st.session_state[TRAVELLER] = trip.traveller
    st.session_state[TRIP] = trip.trip_id


def choose_newest_of_traveller(summaries: Sequence[TripSummary]) -> None:
    """Go to the newest trip of the traveller just picked."""
    choose_trip(newest(summaries, st.session_state[TRAVELLER]))


def choose_stop(stop_id: str) -> None:
    """Ask the map to show a stop."""
    memory = _memory()
    memory.seek = Seek(stop_id, memory.seek.token + 1 if memory.seek else 1)
    memory.left = memory.at


def wanted_stop(route: Route) -> Seek | None:
    """The stop of this route that was asked for, by the address or by a choice."""
    memory = _memory()
    number, memory.number = memory.number, ""
    stop_id = next((stop.stop_id for stop in route.stops if number and stop.number == number), "")
    if stop_id:
        choose_stop(stop_id)
    return memory.seek if memory.seek and memory.seek.stop_id in _ids(route) else None


def current_stop(route: Route, seek: Seek | None, player: PlayerState) -> str:
    """The id of the stop to mark: where the player stands, or where it was just sent.

    Empty before the player has come to any stop.
    """
    memory = _memory()
    memory.at = player.stop_id
    if memory.at != memory.left:
        memory.left = None
    here = seek.stop_id if seek and memory.at == memory.left else memory.at
    memory.here = here if here and here in _ids(route) else ""
    return memory.here


def here() -> str:
    """The id of the stop marked last, for what is drawn after the map; empty if there is none."""
    return _memory().here


def write_address(route: Route, stop_id: str) -> None:
    """Put the trip and the number of the stop into the address."""
    number = next((stop.number for stop in route.stops if stop.stop_id == stop_id), "")
    memory = _memory()
    told = memory.shown in ((route.trip_id, number), (route.trip_id, None))
    memory.shown = (route.trip_id, number)
    if told:
        return
    memory.address = (route.trip_id, number)
    st.query_params.from_dict({"trip": route.trip_id} | ({"stop": number} if number else {}))


def _ids(route: Route) -> list[str]:
    return [stop.stop_id for stop in route.stops]


def _memory() -> Memory:
    memory: Memory = st.session_state.setdefault(_MEMORY, Memory())
    return memory
