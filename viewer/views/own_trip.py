"""What was found in a visitor's own articles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from html import escape

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from viewer import findings_markup, position, viewmodel
from viewer.live import OwnReading
from viewer.route_player.route import Route
from viewer.tables_archive import tables_zip
from viewer.viewmodel import ArticleView, Card, Headline, Reading, TripSummary
from viewer.views import articles, calendar, downloads, stage

_PREFIX = "own-"  # of the keys of everything that the page has for the collection, too
_TRIP = "own-trip"
_PROBLEMS_LISTED = 10
_NONE_FOUND = (
    "No journey was found. It takes a person by name or office, a place, and words that say that "
    "this person went, goes or will not go there: “The minister arrived in Lima on Tuesday.”"
)
_GIVE_THE_DAY = (
    "A text without a date leaves stops without a day. Give the day it came out (Change the text, "
    "Published), and a “Friday” in it becomes a date."
)


def show(
    own: OwnReading, ways_on: Mapping[str, Callable[[], None]], leave: Callable[[], None]
) -> None:
    """Draw the journey, the sentences behind it and the texts, or say why there is none.

    `ways_on` are callbacks by the words on their buttons: what can be given next; `leave` is one
    that goes back to the collection.
    """
    tables = own.tables
    with show_bar(viewmodel.tally(tables), leave):
        for words, go in ways_on.items():
            st.button(words, on_click=go, key=f"own-{'-'.join(words.lower().split())}")
        downloads.show_rows(tables, tables.timeline, _PREFIX)
        st.download_button(
            "Download tables (ZIP)",
            partial(tables_zip, tables),
            file_name="demarche-tables.zip",
            mime="application/zip",
            on_click="ignore",
            icon=":material/download:",
        )
    _show_problems(viewmodel.left_out(tables))
    if viewmodel.lacks_a_date(tables):
        st.html(f"<p class='hint'>{_GIVE_THE_DAY}</p>")
    colours: dict[str, str] = {}
    if trips := viewmodel.trips(tables):
        colours = _show_trip(own, trips)
    else:
        st.info(_NONE_FOUND)
    _show_texts(own, colours)


def show_bar(words: str, leave: Callable[[], None]) -> DeltaGenerator:
    """Draw the bar that stands in the place of the collection's trip; returns it for more."""
    bar = st.container(key="own-bar", horizontal=True, vertical_alignment="center")
    with bar:
        st.html(f"<p><strong>Your own texts</strong>, seen by you alone. {escape(words)}</p>")
        st.button("Back to all trips", on_click=leave, key="own-leave")
    return bar


def _show_problems(lines: Sequence[str]) -> None:
    if lines:
        listed = lines[:_PROBLEMS_LISTED]
        st.html(findings_markup.problems(listed, len(lines) - len(listed)))


def _show_trip(own: OwnReading, trips: Sequence[TripSummary]) -> dict[str, str]:
    """Draw a trip; returns the colour of its route by its id."""
    labels = {trip.trip_id: f"{trip.traveller}: {trip.label}" for trip in trips}
    trip_id = viewmodel.fullest(trips).trip_id
    if len(trips) > 1:
        if st.session_state.get(_TRIP) not in labels:
            st.session_state[_TRIP] = trip_id
        trip_id = st.selectbox("Trip", list(labels), format_func=labels.__getitem__, key=_TRIP)
    headline = viewmodel.headline(own.tables, trip_id)
    st.html(findings_markup.heading(headline))
    route = viewmodel.route(own.tables, trip_id)
    _stage(route, viewmodel.cards(own.tables, route), headline)
    calendar.show(own.tables, trips, trips, route.colours, _choose, _PREFIX)
    st.html("<h3>What each sentence says</h3>")
    st.html(findings_markup.findings(viewmodel.findings(own.tables, trip_id)))
    return route.colours


@st.fragment
def _stage(route: Route, cards: Sequence[Card], headline: Headline) -> None:
    """The map and its cards: a run of its own, so that an arrival redraws nothing else."""
    stage.draw(route, cards, partial(position.choose, prefix=_PREFIX), prefix=_PREFIX)
    downloads.show_trip(route, cards, headline, _PREFIX)


def _choose(trip_id: str, stop_id: str) -> None:
    st.session_state[_TRIP] = trip_id
    if stop_id:
        position.choose(stop_id, _PREFIX)
    st.rerun()


def _show_texts(own: OwnReading, colours: dict[str, str]) -> None:
    def reading_of(article: ArticleView) -> Reading:
        text = own.texts.get(article.article_id)
        return viewmodel.reading(own.tables, colours, article, text)

    if found := viewmodel.articles_read(own.tables):
        st.html("<h3>Your text, as it was read</h3>")
        articles.show(found, reading_of, _choose, prefix=_PREFIX)
