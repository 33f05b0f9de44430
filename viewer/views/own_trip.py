"""What was found in a visitor's own articles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from viewer import findings_markup, markup, viewmodel
from viewer.live import Reading
from viewer.route_player import Seek, route_player
from viewer.route_player.route import Route
from viewer.tables_archive import tables_zip
from viewer.viewmodel import Card, TripSummary
from viewer.views import stops

_TRIP, _SEEK = "own-trip", "own-seek"
_PROBLEMS_LISTED = 10
_NONE_FOUND = (
    "No journey was found. It takes a person by name or office, a place, and words that say that "
    "this person went, goes or will not go there: “The minister arrived in Lima on Tuesday.”"
)


def show(reading: Reading, start_again: Callable[[], None]) -> None:
    """Draw the journey, the sentences behind it and the texts, or say why there is none."""
    tables = reading.tables
    with st.container(key="own-bar", horizontal=True, vertical_alignment="center"):
        tally = viewmodel.tally(tables)
        st.html(f"<p><strong>From your own texts</strong>, seen by you alone. {tally}</p>")
        st.button("Change or try another", on_click=start_again, key="own-again")
        st.download_button(
            "Download tables (ZIP)",
            partial(tables_zip, tables),
            file_name="demarche-tables.zip",
            mime="application/zip",
            on_click="ignore",
            icon=":material/download:",
        )
    _show_problems(viewmodel.left_out(tables))
    if trips := viewmodel.trips(tables):
        _show_trip(reading, trips)
    else:
        st.info(_NONE_FOUND)
    _show_texts(reading)


def _show_problems(lines: Sequence[str]) -> None:
    if lines:
        listed = lines[:_PROBLEMS_LISTED]
        st.html(findings_markup.problems(listed, len(lines) - len(listed)))


def _show_trip(reading: Reading, trips: Sequence[TripSummary]) -> None:
    labels = {trip.trip_id: f"{trip.traveller}: {trip.label}" for trip in trips}
    trip_id = trips[0].trip_id
    if len(trips) > 1:
        trip_id = st.selectbox("Trip", list(labels), format_func=labels.__getitem__, key=_TRIP)
    st.html(findings_markup.heading(viewmodel.headline(reading.tables, trip_id)))
    route = viewmodel.route(reading.tables, trip_id)
    _stage(route, viewmodel.cards(reading.tables, route))
    st.html("<h3>What each sentence says</h3>")
    st.html(findings_markup.findings(viewmodel.findings(reading.tables, trip_id)))


@st.fragment
def _stage(route: Route, cards: Sequence[Card]) -> None:
    """The map and its cards: a run of its own, so that an arrival redraws nothing else."""
    with st.container(key="own-stage"):
        left, right = st.columns([2, 1], gap="small")
    seek: Seek | None = st.session_state.get(_SEEK)
    if seek and seek.stop_id not in {stop.stop_id for stop in route.stops}:
        seek = None
    with left:
        player = route_player(route, key="own-player", seek=seek)
    with right:
        stops.show(cards, player.stop_id or "", route.colour, _seek, prefix="own-")


def _seek(stop_id: str) -> None:
    before: Seek | None = st.session_state.get(_SEEK)
    st.session_state[_SEEK] = Seek(stop_id, before.token + 1 if before else 1)


def _show_texts(reading: Reading) -> None:
    texts = viewmodel.marked_texts(reading.tables, reading.texts)
    if not texts:
        return
    st.html(
        "<h3>Your text, as it was read</h3><p class='source'>Places are marked, those of the "
        "journey in colour; the sentences that tell of it are underlined.</p>"
    )
    if len(texts) == 1:
        st.html(findings_markup.marked_text(texts[0]))
        return
    for index, text in enumerate(texts):
        with st.expander(markup.label(text.title), expanded=not index, key=f"own-article-{index}"):
            st.html(findings_markup.marked_text(text))
