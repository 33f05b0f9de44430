"""The map with its player beside the stop cards; or the map alone, for another page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from viewer import state
from viewer.filters import Filter
from viewer.route_player import route_player
from viewer.route_player.route import Route
from viewer.viewmodel import Card, Headline
from viewer.views import about, downloads, share, stops

FRAGMENT = "stage"
_ALONE = Path(__file__).parents[1] / "embed.css"


@st.fragment(key=FRAGMENT)
def show(
    route: Route,
    cards: Sequence[Card],
    headline: Headline,
    wanted: Filter,
    choose: Callable[[str], None],
    on_change: Callable[[], None],
) -> None:
    """Draw the map and the cards: a run of its own, so that an arrival redraws little else.

    `choose` is told of a card chosen, `on_change` is a callback for what the player does.
    """
    seek = state.wanted_stop(route)
    with st.container(key="stage"):
        left, right = st.columns([2, 1], gap="small")
    with left:
        player = route_player(route, key="player", seek=seek, on_change=on_change)
    here = state.current_stop(route, seek, player)
    with right:
        stops.show(cards, here, list(route.colours.values()), choose)
    view = state.view(route, here, wanted)
    if not player.playing:
        state.write_address(view)
    with st.container(key="credits", horizontal=True, vertical_alignment="center"):
        about.show_credits()
        share.show(st.context.url or "", view, route.title)
        downloads.show_trip(route, cards, headline)


@st.fragment
def show_alone(route: Route, wanted: Filter) -> None:
    """Draw the map alone; the address stays as it is, for the page around has the history."""
    st.html(_ALONE)
    seek = state.wanted_stop(route)
    with st.container(key="embedded"):
        player = route_player(route, key="player", seek=seek)
        here = state.current_stop(route, seek, player)
        share.show_way_back(st.context.url or "", state.view(route, here, wanted))
