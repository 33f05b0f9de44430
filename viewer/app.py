"""The page from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

import pandas as pd
import streamlit as st

from pipeline.errors import TableError
from pipeline.timeline import Tables
from viewer import exports, state, tables, viewmodel
from viewer.route_player import route_player
from viewer.route_player.route import Route
from viewer.viewmodel import ArticleView, Card, Reading, TripSummary
from viewer.views import about, articles, calendar, header, missing, stops, table

_STYLE = Path(__file__).with_name("dashboard.css")
_ICON = Path(__file__).with_name("icon.svg")
_STAGE, _TABLE = "stage", "table"  # keys of fragments

Choose = Callable[[str, str], None]  # the ids of a trip and of a stop


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
        _page(found, summaries, folder)
    else:
        missing.show(f"The tables in {folder} hold no trip.", folder)


def _page(found: Tables, summaries: Sequence[TripSummary], folder: Path) -> None:
    unknown = state.follow_address(summaries)
    trip_id = header.show(summaries, partial(viewmodel.headline, found))
    if unknown:
        st.info("The address names a trip that is not in these tables; this is the newest one.")
    route = viewmodel.route(found, trip_id)
    choose = partial(_choose, summaries)
    _stage(route, viewmodel.cards(found, route), choose)
    _calendar(found, summaries, trip_id, choose)
    with st.container(key="details"):
        in_table, in_articles, in_about = st.tabs(["Table", "Articles", "About"])
    with in_table:
        _table(found.timeline, trip_id, choose)
    with in_articles:
        _articles(found, folder, route, choose)
    with in_about:
        about.show()


@st.fragment(key=_STAGE)
def _stage(route: Route, cards: Sequence[Card], choose: Choose) -> None:
    """The map and its cards: a run of its own, so that an arrival redraws nothing else."""
    seek = state.wanted_stop(route)
    with st.container(key="stage"):
        left, right = st.columns([2, 1], gap="small")
    with left:
        player = route_player(route, key="player", seek=seek, on_change=_follow_player)
    here = state.current_stop(route, seek, player)
    with right:
        stops.show(cards, here, route.colour, partial(choose, route.trip_id))
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


@st.fragment
def _calendar(
    found: Tables, summaries: Sequence[TripSummary], trip_id: str, choose: Choose
) -> None:
    calendar.show(found, summaries, trip_id, choose)


@st.fragment(key=_TABLE)
def _table(timeline: pd.DataFrame, trip_id: str, choose: Choose) -> None:
    table.show(timeline, trip_id, state.here(), choose)


@st.fragment
def _articles(found: Tables, folder: Path, route: Route, choose: Choose) -> None:
    def reading_of(article: ArticleView) -> Reading:
        text = tables.text(folder, article.article_id)
        return viewmodel.reading(found, route.trip_id, article, text)

    articles.show(viewmodel.articles(found, route.trip_id), reading_of, route.colour, choose)


def _choose(summaries: Sequence[TripSummary], trip_id: str, stop_id: str) -> None:
    """Go to a stop, of this trip or of another; to the trip as a whole if there is no stop."""
    trip = next((trip for trip in summaries if trip.trip_id == trip_id), None)
    if trip is None:
        return
    if stop_id:
        state.choose_stop(stop_id)
    if trip_id != st.session_state[state.TRIP]:
        state.choose_trip(trip)
        st.rerun()
    _follow_player()


def _follow_player() -> None:
    """Draw again what marks the stop where the player is, and nothing else."""
    st.rerun([_STAGE, _TABLE])
