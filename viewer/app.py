"""The page from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from pipeline.errors import TableError
from pipeline.timeline import Tables
from viewer import exports, state, tables, viewmodel
from viewer.route_player import route_player
from viewer.route_player.route import Route
from viewer.viewmodel import Card, TripSummary
from viewer.views import about, articles, header, missing, stops, table, try_own

_STYLE = Path(__file__).with_name("dashboard.css")
_ICON = Path(__file__).with_name("icon.svg")


def run() -> None:
    """Draw the page for the tables named on the command line, or say why it cannot be drawn."""
    st.set_page_config(page_title="Demarche", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    folder = tables.folder(sys.argv[1:], os.environ)
    try:
        found, summaries = tables.load(folder)
    except TableError as error:
        what_happened, _, _ = str(error).rpartition("; ")
        missing.show(f"{what_happened or error}.", folder)
        return
    if summaries:
        _page(found, summaries)
    else:
        missing.show(f"The tables in {folder} hold no trip.", folder)


def _page(found: Tables, summaries: Sequence[TripSummary]) -> None:
    unknown = state.follow_address(summaries)
    trip_id = header.show(summaries, partial(viewmodel.headline, found))
    if unknown:
        st.info("The address names a trip that is not in these tables; this is the newest one.")
    route = viewmodel.route(found, trip_id)
    _stage(route, viewmodel.cards(found, route))
    with st.container(key="details"):
        in_table, in_articles, in_own, in_about = st.tabs(
            ["Table", "Articles", "Try your own", "About"]
        )
    with in_table:
        table.show(found.timeline, trip_id, partial(_choose_row, summaries))
    with in_articles:
        articles.show(viewmodel.articles(found, trip_id))
    with in_own:
        try_own.show()
    with in_about:
        about.show()


@st.fragment
def _stage(route: Route, cards: Sequence[Card]) -> None:
    """The map and its cards: a run of its own, so that an arrival redraws nothing else."""
    seek = state.wanted_stop(route)
    with st.container(key="stage"):
        left, right = st.columns([2, 1], gap="small")
    with left:
        player = route_player(route, key="player", seek=seek)
    here = state.current_stop(route, seek, player)
    with right:
        stops.show(cards, here, route.colour, state.choose_stop)
    if not player.playing:
        state.write_address(route, here)
    with st.container(key="credits", horizontal=True, vertical_alignment="center"):
        about.show_credits()
        st.download_button(
            "Download map",
            partial(exports.trip_html, route, about.CREDITS),
            file_name=f"{route.trip_id}.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


def _choose_row(summaries: Sequence[TripSummary], trip_id: str, stop_id: str) -> None:
    state.choose_trip(next(trip for trip in summaries if trip.trip_id == trip_id))
    state.choose_stop(stop_id)
