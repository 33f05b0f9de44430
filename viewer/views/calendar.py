"""The timeline beneath the map: of the trip, of the traveller, or of everybody."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pipeline.timeline import Tables
from viewer import markup
from viewer.timeline_chart import timeline_chart
from viewer.viewmodel import TripSummary, lanes

_TRIP, _TRAVELLER, _ALL = "trip", "traveller", "all"


def show(
    tables: Tables,
    summaries: Sequence[TripSummary],
    trip_id: str,
    choose: Callable[[str, str], None],
) -> None:
    """Draw the timeline; `choose` is told the trip and the stop of a bar chosen."""
    here = next(trip for trip in summaries if trip.trip_id == trip_id)
    with st.container(key="calendar"):
        scope = _scope(summaries, here)
        shown = [trip for trip in summaries if _belongs(trip, here, scope)]
        timeline_chart(
            lanes(tables, shown), trip_id, key="timeline", single=scope == _TRIP, on_choose=choose
        )


def _scope(summaries: Sequence[TripSummary], here: TripSummary) -> str:
    """What the reader wants to see; nothing to choose where there is only one trip."""
    of_traveller = sum(trip.traveller == here.traveller for trip in summaries)
    words = {_TRIP: "This trip"}
    if of_traveller > 1:
        words[_TRAVELLER] = f"{markup.label(here.traveller)}: {of_traveller} trips"
    if len(summaries) > of_traveller:
        words[_ALL] = "All travellers"
    if len(words) == 1:
        return _TRIP
    return st.segmented_control(
        "Timeline",
        list(words),
        default=_TRIP,
        required=True,
        format_func=words.__getitem__,
        key="timeline_scope",
        label_visibility="collapsed",
    )


def _belongs(trip: TripSummary, here: TripSummary, scope: str) -> bool:
    if scope == _TRIP:
        return trip.trip_id == here.trip_id
    return scope == _ALL or trip.traveller == here.traveller
