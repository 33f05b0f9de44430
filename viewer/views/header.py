"""The top of the page: whose trip, where and when, with the pickers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from viewer import markup, state
from viewer.viewmodel import Headline, TripSummary, travellers
from viewer.views import companions


def show(
    summaries: Sequence[TripSummary], headline_of: Callable[[str], Headline]
) -> tuple[str, ...]:
    """The id of the trip picked, then those shown along; `headline_of` gives a trip's headline."""
    with st.container(key="top"):
        line, pickers = st.columns([5, 4], vertical_alignment="top")
    with pickers, st.container(key="pickers", horizontal=True, vertical_alignment="bottom"):
        trip_id = _pick(summaries)
        along = companions.pick(summaries, trip_id)
    line.html(markup.headline(headline_of(trip_id)))
    return (trip_id, *along)


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
    return st.selectbox(
        "Trip",
        list(labels),
        format_func=labels.__getitem__,
        key=state.TRIP,
        on_change=state.travel_alone,
    )
