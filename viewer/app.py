"""The page from top to bottom."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection
from functools import partial
from pathlib import Path

import streamlit as st

from pipeline.errors import DatabaseUnavailable, TableError
from viewer import position, source, state, tables, viewmodel, widgets
from viewer.filters import Filter
from viewer.route_player.route import Route
from viewer.source import Source
from viewer.tables import Opened
from viewer.viewmodel import ArticleView, Reading
from viewer.views import (
    about,
    articles,
    calendar,
    companions,
    header,
    missing,
    stage,
    statistics,
    table,
    try_own,
)

_STYLE = Path(__file__).with_name("dashboard.css")
_ICON = Path(__file__).with_name("icon.svg")
_TABS, _TAB = ("Table", "Articles", "Statistics", "Try your own", "About"), "tab"


def run() -> None:
    """Draw the page for the tables named on the command line, or say why it cannot be drawn."""
    st.set_page_config(page_title="Demarche", page_icon=_ICON, layout="wide")
    st.html(_STYLE)
    shown = source.chosen(sys.argv[1:], os.environ)
    try:
        opened = tables.load(shown)
    except DatabaseUnavailable as error:
        state.forget_address()
        missing.show_unavailable(str(error))
        return
    except TableError as error:
        what_happened, _, _ = str(error).rpartition("; ")
        _missing(f"{what_happened or error}.", shown)
        return
    if opened.trips:
        _page(opened, shown)
    else:
        _missing(f"The tables in {shown.shown} hold no trip.", shown)


def _missing(reason: str, shown: Source) -> None:
    state.forget_address()
    missing.show(reason, shown)


def _page(opened: Opened, shown: Source) -> None:
    unknown = state.follow_address(opened)
    wanted = widgets.wanted(opened.choices)
    offered = state.offered(opened, wanted)
    found = partial(tables.load_trip, shown)
    if st.context.is_embedded:
        missing.show_unknown(unknown)
        trips = (state.trip(), *companions.chosen(opened.trips, state.trip()))
        stage.show_alone(viewmodel.company(viewmodel.joined(map(found, trips)), trips), wanted)
        return

    on_map = header.show(opened, wanted, offered, found)
    # What a browser calls the page when it is printed or kept.
    st.set_page_config(page_title=f"{on_map.headline.title} · Demarche")
    missing.show_unknown(unknown)
    route = viewmodel.company(on_map.rows, on_map.trips)
    in_text = partial(_choose, opened, wanted, on_map.trips)
    choose = partial(_choose, opened, wanted, on_map.trips, to_article=True)
    stage.show(
        route,
        viewmodel.cards(on_map.rows, route),
        on_map.headline,
        wanted,
        partial(choose, on_map.trips[0]),
        _follow_player,
    )
    calendar.show(opened.tables, opened.trips, offered, route.colours, choose)
    with st.container(key="details"):
        in_table, in_articles, in_statistics, in_own, in_about = st.tabs(
            _TABS, key=_TAB, on_change="rerun"
        )
    with in_table:
        table.show(opened, wanted, on_map.trips, choose)
    with in_articles:
        _articles(opened, shown, route, in_text)
    if in_statistics.open:
        with in_statistics:
            statistics.show(shown, wanted, choose)
    with in_own:
        try_own.show(_to_first_tab)
    with in_about:
        about.show()
    state.keep_choices()


@st.fragment(key=articles.FRAGMENT)
def _articles(opened: Opened, shown: Source, route: Route, choose: state.Choose) -> None:
    def reading_of(article: ArticleView) -> Reading:
        text = shown.read_text(article.article_id)
        return viewmodel.reading(opened.tables, route.colours, article, text)

    quoted = partial(viewmodel.quoted_first, opened.tables)
    articles.show(viewmodel.articles(opened.tables, route.colours), reading_of, choose, quoted)


def _choose(
    opened: Opened,
    wanted: Filter,
    on_map: Collection[str],
    trip_id: str,
    stop_id: str,
    *,
    to_article: bool = False,
) -> None:
    """Go to a stop, of a trip on the map or of another; to a trip as a whole without a stop.

    With `to_article` the articles go to the one quoted for it, too.
    """
    trip = next((trip for trip in opened.trips if trip.trip_id == trip_id), None)
    if trip is None:
        return
    if stop_id:
        position.choose(stop_id)
        if to_article:
            articles.ask(stop_id)
    if trip_id not in on_map:
        state.go_to(trip, wanted)
        st.rerun()
    _redraw(articles.FRAGMENT) if to_article else _follow_player()


def _to_first_tab() -> None:
    st.session_state[_TAB] = _TABS[0]
    st.rerun()


def _follow_player() -> None:
    """Draw again what marks the stop where the player is, and nothing else."""
    _redraw()


def _redraw(*others: str) -> None:
    st.rerun([stage.FRAGMENT, table.FRAGMENT, *others])
