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
from viewer import state, tables, viewmodel
from viewer.route_player import route_player
from viewer.route_player.route import Route
from viewer.viewmodel import Card, Headline, TripSummary
from viewer.views import about, articles, downloads, header, missing, stops, table

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
    _stage(route, viewmodel.cards(found, route), viewmodel.headline(found, trip_id))
    with st.container(key="details"):
        in_table, in_articles, in_about = st.tabs(["Table", "Articles", "About"])
    with in_table:
        rows = table.show(found.timeline, trip_id, partial(_choose_row, summaries))
        downloads.show_rows(found, rows)
    with in_articles:
        articles.show(viewmodel.articles(found, trip_id))
    with in_about:
        about.show()


@st.fragment
def _stage(route: Route, cards: Sequence[Card], line: Headline) -> None:
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
        downloads.show_trip(route, cards, line)


def _choose_row(summaries: Sequence[TripSummary], trip_id: str, stop_id: str) -> None:
    state.choose_trip(next(trip for trip in summaries if trip.trip_id == trip_id))
    state.choose_stop(stop_id)
