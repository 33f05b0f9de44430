"""The stops as a table, of the trip or of all trips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import pandas as pd
import streamlit as st

from pipeline.model import Status
from viewer import filters, theme
from viewer.viewmodel import sheet, telling

_THIS, _ALL = "This trip", "All trips"
_KEY = "table"
_CONFIG = {
    "Confidence": st.column_config.ProgressColumn(
        min_value=0, max_value=1, format="percent", help="How sure the reading is"
    ),
    "Dates are": st.column_config.Column(help="How the day came to be known"),
    "Way there, km": st.column_config.NumberColumn(
        format="localized", help="Great circle from the stop before"
    ),
}


def show(timeline: pd.DataFrame, trip_id: str, choose: Callable[[str, str], None]) -> pd.DataFrame:
    """Draw the table; returns its rows. `choose` is told the trip and the stop of a row chosen."""
    rows = _filtered(timeline, trip_id)
    if rows.empty:
        st.info("No stop fits. Take away a status or a word to see more.")
        return rows
    keys = list(zip(rows["trip_id"], rows["stop_id"], strict=True))
    shown = sheet(rows)
    st.dataframe(
        shown,
        hide_index=True,
        column_order=telling(shown),
        column_config=_CONFIG,
        key=_KEY,
        on_select=partial(_chosen, keys, choose),
        selection_mode="single-row",
        placeholder="",
    )
    return rows


def _filtered(timeline: pd.DataFrame, trip_id: str) -> pd.DataFrame:
    with st.container(horizontal=True, vertical_alignment="top"):
        scope = st.segmented_control("Show", (_THIS, _ALL), default=_THIS, required=True)
        statuses = st.pills(
            "Status",
            list(Status),
            selection_mode="multi",
            format_func=lambda status: theme.STATUS[status].word,
        )
        text = st.text_input("Find", placeholder="Place, country, person, purpose", width=320)
    return filters.matching(timeline, trip_id if scope == _THIS else "", statuses, text)


def _chosen(keys: Sequence[tuple[str, str]], choose: Callable[[str, str], None]) -> None:
    for row in st.session_state[_KEY]["selection"]["rows"]:
        if row < len(keys):
            choose(*keys[row])
