"""The top of the page: whose trip, where and when, with the pickers and the filter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from pipeline.timeline import Tables
from viewer import markup, state
from viewer.filters import Filter
from viewer.tables import Opened
from viewer.viewmodel import Headline, TripSummary, headline, joined
from viewer.views import companions, filters


@dataclass(frozen=True, slots=True)
class OnMap:
    """What the map shows: the id of the trip picked and those along with it, rows and headline."""

    trips: tuple[str, ...]
    rows: Tables
    headline: Headline


def show(
    opened: Opened,
    wanted: Filter,
    offered: Sequence[TripSummary],
    found: Callable[[str], Tables],
) -> OnMap:
    """The trips picked, the first of them among those offered; `found` gives the rows of a trip."""
    with st.container(key="top"):
        line, pickers = st.columns(2, vertical_alignment="top")
    with pickers, st.container(key="pickers", horizontal=True, vertical_alignment="bottom"):
        trip_id = _pick(opened.names, offered)
        trips = (trip_id, *companions.pick(opened.trips, trip_id))
        filters.show_button(opened.choices, wanted)
    rows = joined(map(found, trips))
    on_map = OnMap(trips, rows, headline(rows, *trips))
    line.html(markup.headline(on_map.headline))
    filters.show_line(opened, wanted, trip_id)
    return on_map


def _pick(names: Mapping[str, str], offered: Sequence[TripSummary]) -> str:
    known = {trip.traveller for trip in offered}
    traveller = st.selectbox(
        "Traveller",
        [name for name in names if name in known],
        format_func=names.__getitem__,
        key=state.picker(state.TRAVELLER),
        on_change=state.choose_newest_of_traveller,
        args=(offered,),
    )
    labels = {trip.trip_id: trip.label for trip in offered if trip.traveller == traveller}
    return st.selectbox(
        "Trip",
        list(labels),
        format_func=labels.__getitem__,
        key=state.picker(state.TRIP),
        on_change=state.travel_alone,
    )
