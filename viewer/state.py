"""What the reader has chosen, trip, stop and filter, and the address that opens it again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from viewer import address, position, widgets
from viewer.address import WHOLE, View
from viewer.filters import NOTHING, Filter
from viewer.route_player.route import Route
from viewer.tables import Opened
from viewer.viewmodel import TripSummary, candidates, newest

TRAVELLER, TRIP, COMPANIONS = "traveller", "trip", "companions"  # the pickers, see `picker`
Choose = Callable[[str, str], None]  # is told the ids of a trip and of a stop chosen
_MEMORY = "memory"


@dataclass(slots=True)
class Memory:
    """What a session remembers from one run to the next.

    `address` holds the parameters the address had last, `linked` the view they name, `unknown`
    those that name nothing, `left` the addresses that the browser may still have because it was
    given a newer one a moment ago, `shown` the view the address stands for, and `settled` is
    false until a page is drawn for it: an address without a stop stands for whichever the player
    is at. `turn` counts the trips that were gone to other than by the pickers.
    `chosen` is what the pickers and the filter held when the address was followed or the page
    drawn last. `taken` is the view that a filter took away, and `instead` the trip shown for it.
    """

    address: dict[str, list[str]] | None = None
    linked: View = WHOLE
    unknown: tuple[str, ...] = ()
    left: tuple[dict[str, list[str]] | None, ...] = ()
    shown: View = WHOLE
    settled: bool = False
    chosen: dict[str, Any] = field(default_factory=dict)
    taken: View = WHOLE
    instead: str = ""
    turn: int = 0


def picker(name: str) -> str:
    """The key of a picker: another one after each trip that was gone to in another way.

    The browser sends what all pickers hold with whatever it sends. Before it has drawn the new
    trip, that is the old one, and would take the choice back.
    """
    turn = _memory().turn
    return f"{name}-{turn}" if turn else name


def follow_address(opened: Opened) -> tuple[str, ...]:
    """Choose what the address names if it is new: at the start, and when the reader goes back.

    Returns what it names that these tables do not have, as `name=value`.
    """
    memory = _memory()
    given = _given()
    if memory.address is not None and (memory.address == given or _is_late(given)):
        return memory.unknown
    asked, unknown = address.read(given, opened.choices)
    trip, stop_id = opened.find(asked)
    if asked.trip and not trip:
        unknown = (f"trip={asked.trip}", *unknown)
    elif asked.stop and not stop_id:
        unknown = (*unknown, f"stop={asked.stop}")
    front = trip or newest(opened.trips_with(asked.wanted) or opened.trips)
    beside = {each.trip_id for each in candidates(opened.trips, front.trip_id)}
    unknown += tuple(f"with={each}" for each in asked.along if each not in beside)
    widgets.fill(asked.wanted)
    _move_to(front)
    st.session_state[picker(COMPANIONS)] = list(asked.along)
    if stop_id:
        position.choose(stop_id)
    memory.address, memory.unknown, memory.settled = given, unknown, False
    memory.linked = View(
        trip.trip_id if trip else "", asked.stop, stop_id, asked.wanted, asked.along
    )
    memory.shown, memory.instead = memory.linked, ""
    keep_choices()  # a choice may come before this run ends
    return unknown


def _given() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}


def _is_late(given: dict[str, list[str]]) -> bool:
    """Whether the browser sent a choice before it had the address of the page it was made on.

    Who changes a picker has not gone back; nor has who sends an address just left, unless the
    browser says so.
    """
    memory, context = _memory(), get_script_run_ctx()
    if context and context.is_history_navigation:
        return False
    return memory.chosen != _chosen() or given in memory.left


def forget_address() -> None:
    """Read the address again at the next run: without a page, what it chose is lost."""
    _memory().address = None


def keep_choices() -> None:
    """Remember what the pickers and the filter hold: what differs later, somebody has chosen."""
    _memory().chosen = _chosen()


def _chosen() -> dict[str, Any]:
    pickers = map(picker, (TRAVELLER, TRIP, COMPANIONS))
    keys = (*pickers, *(widgets.key_of(wish.name) for wish in fields(Filter)))
    return {key: st.session_state.get(key) for key in keys}


def offered(opened: Opened, asked: Filter) -> tuple[TripSummary, ...]:
    """The trips to choose from: those that fit, or all if none does.

    A trip that a link names, or that was chosen by one of its stops, is among them as long as the
    filter stands: what fitted when a link was made may not fit any more.
    """
    found = {trip.trip_id for trip in opened.trips_with(asked)}
    linked = _memory().linked
    if found and linked.wanted == asked:
        found.add(linked.trip)
    trips = tuple(trip for trip in opened.trips if trip.trip_id in found)
    if asked == NOTHING:
        _bring_back(opened.trips)
    _keep_to(trips or opened.trips)
    return trips or opened.trips


def trip() -> str:
    """The id of the trip chosen."""
    return str(st.session_state[picker(TRIP)])


def _choose_trip(trip: TripSummary) -> None:
    """Go to a trip; nobody travels along on another one."""
    if trip.trip_id != st.session_state.get(picker(TRIP)):
        travel_alone()
    st.session_state[picker(TRAVELLER)] = trip.traveller
    st.session_state[picker(TRIP)] = trip.trip_id


def _move_to(trip: TripSummary) -> None:
    """Go to a trip that was not picked."""
    if st.session_state.get(picker(TRIP)) not in (None, trip.trip_id):
        _memory().turn += 1
    _choose_trip(trip)


def go_to(trip: TripSummary, asked: Filter) -> None:
    """Go to a trip of which a stop was chosen, whether it fits the filter or not."""
    memory = _memory()
    memory.linked = View(trip.trip_id, wanted=asked)
    _move_to(trip)


def travel_alone() -> None:
    """Let nobody travel along."""
    st.session_state[picker(COMPANIONS)] = []


def choose_newest_of_traveller(offered: Sequence[TripSummary]) -> None:
    """Go to the newest trip of the traveller just picked."""
    _choose_trip(newest(offered, st.session_state[picker(TRAVELLER)]))


def view(route: Route, stop_id: str, asked: Filter) -> View:
    """What the page shows; the stop of a companion has no number on the trip in front."""
    stop = next((stop for stop in route.stops if stop.stop_id == stop_id), None)
    number = stop.number if stop and stop.track == 0 else ""
    along = tuple(each.trip_id for each in route.companions)
    return View(route.trip_id, number, stop_id if stop else "", asked, along)


def write_address(now: View) -> None:
    """Put what the page shows into the address."""
    memory = _memory()
    before, fresh = memory.shown, not memory.settled
    memory.shown, memory.settled = now, True
    alike = (before.wanted, before.along) == (now.wanted, now.along)
    followed = fresh and not before.stop_id and alike
    if followed or replace(before, stop=now.stop) == now:
        return
    memory.left = (_given(), memory.address)
    memory.address, memory.unknown = address.write(now), ()
    st.query_params.from_dict(memory.address)


def _keep_to(trips: Sequence[TripSummary]) -> None:
    """Stay with the trip if it is there, else go to the newest, of the same traveller if any."""
    chosen, traveller = trip(), st.session_state[picker(TRAVELLER)]
    if any(trip.trip_id == chosen for trip in trips):
        return
    memory = _memory()
    if chosen != memory.instead:
        along = tuple(st.session_state.get(picker(COMPANIONS), ()))
        memory.taken = View(chosen, stop_id=position.here(), along=along)
    same = [trip for trip in trips if trip.traveller == traveller]
    _move_to(newest(same or trips))
    memory.instead = trip()


def _bring_back(trips: Sequence[TripSummary]) -> None:
    """Go back to what a filter took away, unless the reader has gone to another trip since."""
    memory = _memory()
    taken = next((each for each in trips if each.trip_id == memory.taken.trip), None)
    if taken and memory.instead == trip():
        _move_to(taken)
        st.session_state[picker(COMPANIONS)] = list(memory.taken.along)
        if memory.taken.stop_id:
            position.choose(memory.taken.stop_id)
    memory.taken, memory.instead = WHOLE, ""


def _memory() -> Memory:
    memory: Memory = st.session_state.setdefault(_MEMORY, Memory())
    return memory
