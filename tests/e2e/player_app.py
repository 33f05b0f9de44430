"""The smallest app around the route player, for its tests: run by `streamlit run`."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tests.long_routes import long_route
from tests.sample_routes import EMPTY, TOUR
from viewer.route_player import Seek, route_player


def _count(name: str) -> None:
    st.session_state[name] = st.session_state.get(name, 0) + 1


_count("runs")
st.button("Run again")
st.button("Seek Riyadh", on_click=_count, args=("token",))
noted = st.checkbox("With a note")
other = st.checkbox("Another trip")
long = st.checkbox("A long trip")
shown = st.checkbox("Shown", value=True)

route = EMPTY if other else long_route(300) if long else TOUR
if noted:
    route = replace(route, stops=tuple(replace(stop, note="A new note") for stop in route.stops))
token = st.session_state.get("token", 0)
if shown:
    state = route_player(route, key="player", seek=Seek("riyadh", token) if token else None)
    st.text(f"at {state.stop_id}, playing {state.playing}")
st.text(f"run {st.session_state['runs']}")
