"""The top of the page: whose trip, where and when, with the pickers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from viewer import markup, state
from viewer.viewmodel import Headline, TripSummary, travellers


def show(summaries: Sequence[TripSummary], headline_of: Callable[[str], Headline]) -> str:
    """The id of the trip picked; `headline_of` gives a trip's headline."""
    with st.container(key="top"):
        line, pickers = st.columns([5, 4], vertical_alignment="top")
    with pickers, st.container(key="pickers", horizontal=True, vertical_alignment="top"):
        trip_id = _pick(summaries)
    line.html(markup.headline(headline_of(trip_id)))
    return trip_id


def _pick(summaries: Sequence[TripSummary]) -> str:
    names = travellers(summaries)
    traveller = st.selectbox(
        "Traveller",
        list(names),
        format_func=names.__getitem__,
        key=state.TRAVELLER,
        on_change=state.choose_newest_of_traveller,
        args=(summaries,),
    )
    labels = {trip.trip_id: trip.label for trip in summaries if trip.traveller == traveller}
    return st.selectbox("Trip", list(labels), format_func=labels.__getitem__, key=state.TRIP)
