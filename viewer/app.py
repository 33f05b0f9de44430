"""The page from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path

import streamlit as st

from pipeline.errors import TableError
from viewer import exports, state, tables, viewmodel
from viewer.filters import Filter
from viewer.route_player import route_player
from viewer.route_player.route import Route
from viewer.tables import Opened
from viewer.viewmodel import Card, TripSummary
from viewer.views import about, articles, companions, header, missing, share, stops, table

_STYLE = Path(__file__).with_name("dashboard.css")
_EMBEDDED = Path(__file__).with_name("embed.css")
_ICON = Path(__file__).with_name("icon.svg")


def run() -> None:
    """Draw the page for the tables named on the command line, or say why it cannot be drawn."""
    st.set_page_config(page_title="Demarche", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    folder = tables.folder(sys.argv[1:], os.environ)
    try:
        opened = tables.load(folder)
    except TableError as error:
        what_happened, _, _ = str(error).rpartition("; ")
        missing.show(f"{what_happened or error}.", folder)
        return
    if opened.trips:
        _page(opened, folder)
    else:
        missing.show(f"The tables in {folder} hold no trip.", folder)


def _page(opened: Opened, folder: Path) -> None:
    unknown = state.follow_address(opened)
    wanted = state.wanted(opened.choices)
    offered = state.offered(opened, wanted)
    found = partial(tables.load_trip, folder)
    if st.context.is_embedded:
        missing.show_unknown(unknown)
        trip_ids = (state.trip(), *companions.chosen(opened.trips, state.trip()))
        _embedded(viewmodel.company(viewmodel.joined(map(found, trip_ids)), trip_ids), wanted)
        return
    trip_id, *along = header.show(
        opened, wanted, offered, lambda trip: viewmodel.headline(found(trip), trip)
    )
    missing.show_unknown(unknown)
    trip = found(trip_id)
    shown = viewmodel.joined([trip, *map(found, along)])
    route = viewmodel.company(shown, (trip_id, *along))
    _stage(route, viewmodel.cards(shown, route), wanted)
    with st.container(key="details"):
        in_table, in_articles, in_about = st.tabs(["Table", "Articles", "About"])
    with in_table:
        table.show(opened, wanted, trip_id, partial(_choose_row, opened.trips))
    with in_articles:
        articles.show(viewmodel.articles(trip, trip_id))
    with in_about:
        about.show()


@st.fragment
def _stage(route: Route, cards: Sequence[Card], wanted: Filter) -> None:
    """The map and its cards: a run of its own, so that an arrival redraws nothing else."""
    seek = state.wanted_stop(route)
    with st.container(key="stage"):
        left, right = st.columns([2, 1], gap="small")
    with left:
        player = route_player(route, key="player", seek=seek)
    here = state.current_stop(route, seek, player)
    with right:
        colours = [route.colour, *(each.colour for each in route.companions)]
        stops.show(cards, here, colours, state.choose_stop)
    view = state.view(route, here, wanted)
    if not player.playing:
        state.write_address(view)
    with st.container(key="credits", horizontal=True, vertical_alignment="center"):
        about.show_credits()
        share.show(st.context.url or "", view, route.title)
        st.download_button(
            "Download map",
            partial(exports.trip_html, route, about.CREDITS),
            file_name=f"{route.trip_id}.html",
            mime="text/html",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


@st.fragment
def _embedded(route: Route, wanted: Filter) -> None:
    """The map alone; the address stays as it is, for the page around has the history."""
    st.html(_EMBEDDED)
    seek = state.wanted_stop(route)
    with st.container(key="embedded"):
        player = route_player(route, key="player", seek=seek)
        here = state.current_stop(route, seek, player)
        share.show_way_back(st.context.url or "", state.view(route, here, wanted))


def _choose_row(summaries: Sequence[TripSummary], trip_id: str, stop_id: str) -> None:
    state.choose_trip(next(trip for trip in summaries if trip.trip_id == trip_id))
    state.choose_stop(stop_id)
