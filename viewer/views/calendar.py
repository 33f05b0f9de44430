"""The timeline beneath the map: of the trips on it, of the traveller, or of everybody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from pipeline.timeline import Tables
from viewer import markup, state
from viewer.timeline_chart import timeline_chart
from viewer.viewmodel import TripSummary, lanes

_MAP, _TRAVELLER, _ALL = "map", "traveller", "all"


@st.fragment
def show(
    tables: Tables,
    summaries: Sequence[TripSummary],
    colours: Mapping[str, str],
    choose: state.Choose,
    prefix: str = "",
) -> None:
    """Draw the timeline; `choose` is told the trip and the stop of a bar chosen.

    `colours` are those of the trips on the map, by their ids, the one in front first;
    `prefix` is that of the map's keys.
    """
    known = {trip.trip_id: trip for trip in summaries}
    on_map = [known[trip_id] for trip_id in colours]
    with st.container(key=f"{prefix}calendar"):
        scope = _scope(summaries, on_map, prefix)
        rest = {_MAP: "", _TRAVELLER: on_map[0].traveller}
        shown = [
            trip
            for trip in summaries
            if trip in on_map or scope == _ALL or trip.traveller == rest[scope]
        ]
        timeline_chart(
            lanes(tables, shown, colours),
            list(colours),
            key=f"{prefix}timeline",
            single=scope == _MAP and len(on_map) == 1,
            on_choose=choose,
            prefix=prefix,
        )


def _scope(summaries: Sequence[TripSummary], on_map: Sequence[TripSummary], prefix: str) -> str:
    """What the reader wants to see; nothing to choose where there is no other trip."""
    traveller = on_map[0].traveller
    of_traveller = sum(trip.traveller == traveller for trip in summaries)
    words = {_MAP: "This trip" if len(on_map) == 1 else "These trips"}
    if of_traveller > 1:
        words[_TRAVELLER] = f"{markup.label(traveller)}: {of_traveller} trips"
    if len(summaries) > max(of_traveller, len(on_map)):
        words[_ALL] = "All travellers"
    if len(words) == 1:
        return _MAP
    return st.segmented_control(
        "Timeline",
        list(words),
        default=_MAP,
        required=True,
        format_func=words.__getitem__,
        key=f"{prefix}timeline_scope",
        label_visibility="collapsed",
    )
