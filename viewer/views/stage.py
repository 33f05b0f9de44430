"""The map with its player beside the stop cards; or the map alone, for another page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import streamlit as st

from viewer import markup, position, state
from viewer.filters import Filter
from viewer.route_player import route_player
from viewer.route_player.route import PlayerState, Route
from viewer.viewmodel import Card, Headline
from viewer.views import downloads, share, stops

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
    player = draw(route, cards, choose, on_change)
    view = state.view(route, position.here(), wanted)
    if not player.playing:
        state.write_address(view)
    with st.container(key="take-away", horizontal=True, horizontal_alignment="right"):
        share.show(st.context.url or "", view, route.title)
        downloads.show_trip(route, cards, headline)


def draw(
    route: Route,
    cards: Sequence[Card],
    choose: Callable[[str], None],
    on_change: Callable[[], None] | None = None,
    prefix: str = "",
) -> PlayerState:
    """Draw the map beside the cards; a second map on the page needs a `prefix` for its keys."""
    with st.container(key=f"{prefix}stage"):
        left, right = st.columns([2, 1], gap="small")
    with left:
        player = route_player(
            route,
            key=f"{prefix}player",
            seek=position.wanted(route, prefix),
            on_change=on_change,
        )
    here = position.follow(route, player, prefix)
    with right:
        stops.show(cards, here, list(route.colours.values()), choose, prefix)
    return player


@st.fragment
def show_alone(route: Route, wanted: Filter) -> None:
    """Draw the map alone; the address stays as it is, for the page around has the history."""
    st.html(_ALONE)
    st.html(f"<style>.stApp {{ --along: {len(route.companions)}; }}</style>")
    with st.container(key="embedded"):
        st.html(markup.whose(route.title))
        player = route_player(route, key="player", seek=position.wanted(route))
        here = position.follow(route, player)
        share.show_way_back(st.context.url or "", state.view(route, here, wanted))
