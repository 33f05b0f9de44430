"""Who else is shown on the map: a button beside the pickers that opens a list."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from viewer import state, widgets
from viewer.viewmodel import TripSummary, candidates

# As many as there are colours for, with the traveller in front.
_MOST = 5
_OFFERED = 200
_ALONE = (
    "Travellers are played together by the calendar: it takes a date on this trip, and on one of "
    "somebody else’s."
)


def chosen(summaries: Sequence[TripSummary], trip_id: str) -> tuple[str, ...]:
    """The ids of the trips that the address or the reader has chosen to show along with a trip."""
    known = {trip.trip_id for trip in candidates(summaries, trip_id)}
    asked = dict.fromkeys(st.session_state.get(state.picker(state.COMPANIONS), ()))
    return tuple(each for each in asked if each in known)[:_MOST]


def pick(summaries: Sequence[TripSummary], trip_id: str) -> tuple[str, ...]:
    """The ids of the trips to show along with a trip, those nearest to it in time offered first."""
    found = {trip.trip_id: trip for trip in candidates(summaries, trip_id)}
    if not found:
        # Were it left out, what stands behind it would be drawn anew: an open filter would close.
        _popover("Add travellers", alone=True)
        return ()
    before = chosen(summaries, trip_id)
    key = state.picker(state.COMPANIONS)
    widgets.keep_known(key, before)
    offered = list(dict.fromkeys([*list(found)[:_OFFERED], *before]))
    label = f"With {len(before)} more" if before else "Add travellers"
    with _popover(label), st.container(key="along"):
        return tuple(
            st.multiselect(
                "Travellers on the same map",
                offered,
                format_func=lambda each: f"{found[each].traveller} · {found[each].label}",
                key=key,
                max_selections=_MOST,
                placeholder="Those nearest in time come first",
                filter_mode="contains",  # any other mode puts what fits in an order of its own
                select_all=False,
                help="All are played together, by the calendar.",
            )
        )


def _popover(label: str, *, alone: bool = False) -> DeltaGenerator:
    return st.popover(
        label,
        icon=":material/group_add:",
        type="tertiary",
        disabled=alone,
        help=_ALONE if alone else None,
    )
