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
    trips: Sequence[TripSummary],
    offered: Sequence[TripSummary],
    colours: Mapping[str, str],
    choose: state.Choose,
    prefix: str = "",
) -> None:
    """Draw the timeline; `choose` is told the trip and the stop of a bar chosen.

    `trips` are all there are, `offered` those that the filter leaves. `colours` are those of the
    trips on the map, by their ids, the one in front first; `prefix` is that of the map's keys.
    """
    on_map = [trip for trip in trips if trip.trip_id in colours]
    traveller = next(trip.traveller for trip in on_map if trip.trip_id == next(iter(colours)))
    shown = {
        _MAP: on_map,
        _TRAVELLER: [trip for trip in offered if trip.traveller == traveller],
        _ALL: offered,
    }
    with st.container(key=f"{prefix}calendar"):
        scope = _scope(shown, traveller, " that fit" if len(offered) < len(trips) else "", prefix)
        timeline_chart(
            lanes(tables, shown[scope], colours),
            list(colours),
            key=f"{prefix}timeline",
            single=scope == _MAP and len(on_map) == 1,
            on_choose=choose,
            prefix=prefix,
        )


def _scope(
    shown: Mapping[str, Sequence[TripSummary]], traveller: str, which: str, prefix: str
) -> str:
    """What the reader wants to see, with the number of trips; only what shows more is offered."""
    on_map, of_traveller, all_trips = (len(shown[scope]) for scope in (_MAP, _TRAVELLER, _ALL))
    words = {_MAP: "This trip" if on_map == 1 else "These trips"}
    if of_traveller > 1:
        words[_TRAVELLER] = f"Trips of {markup.label(traveller)}{which} ({of_traveller:,})"
    if all_trips > max(of_traveller, on_map):
        words[_ALL] = f"All trips{which} ({all_trips:,})"
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
