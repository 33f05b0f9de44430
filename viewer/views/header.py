"""The top of the page: whose trip, where and when, with the pickers and the filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from viewer import markup, state
from viewer.filters import Filter
from viewer.tables import Opened
from viewer.viewmodel import Headline, TripSummary
from viewer.views import companions, filters


def show(
    opened: Opened,
    wanted: Filter,
    offered: Sequence[TripSummary],
    headline_of: Callable[[Sequence[str]], Headline],
) -> tuple[str, ...]:
    """The id of the trip picked among those offered, then those shown along with it.

    `headline_of` gives the headline of trips.
    """
    with st.container(key="top"):
        line, pickers = st.columns(2, vertical_alignment="top")
    with pickers, st.container(key="pickers", horizontal=True, vertical_alignment="bottom"):
        trip_id = _pick(opened.names, offered)
        on_map = (trip_id, *companions.pick(opened.trips, trip_id))
        filters.show_button(opened.choices, wanted)
    line.html(markup.headline(headline_of(on_map)))
    filters.show_line(opened, wanted, trip_id)
    return on_map


def _pick(names: Mapping[str, str], offered: Sequence[TripSummary]) -> str:
    known = {trip.traveller for trip in offered}
    traveller = st.selectbox(
        "Traveller",
        [name for name in names if name in known],
        format_func=names.__getitem__,
        key=state.TRAVELLER,
        on_change=state.choose_newest_of_traveller,
        args=(offered,),
    )
    labels = {trip.trip_id: trip.label for trip in offered if trip.traveller == traveller}
    return st.selectbox(
        "Trip",
        list(labels),
        format_func=labels.__getitem__,
        key=state.TRIP,
        on_change=state.travel_alone,
    )
