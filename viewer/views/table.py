"""The stops as a table, of the trip or of all trips, and as a file."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pandas as pd
import streamlit as st

from viewer.filters import Filter, matching
from viewer.tables import Opened
from viewer.viewmodel import csv_file, telling

_THIS, _ALL = "This trip", "All trips"
_KEY = "table"
_WIDTHS = {"Place": 140, "Country": 140, "Status": 100, "Arrival": 95, "Departure": 95}
_DATES_WIDTH = 190
_CONFIG = {
    # Left to itself, the table takes a width from the first rows and cuts what is longer below.
    **{name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
    "Confidence": st.column_config.ProgressColumn(
        min_value=0, max_value=1, format="percent", help="How sure the reading is"
    ),
    "Dates are": st.column_config.Column(width=_DATES_WIDTH, help="How the day came to be known"),
    "Way there, km": st.column_config.NumberColumn(
        format="localized", help="Great circle from the stop before"
    ),
}


def show(opened: Opened, wanted: Filter, trip_id: str, choose: Callable[[str, str], None]) -> None:
    """Draw the rows that fit; `choose` is told the trip and the stop of a row chosen."""
    scope = st.segmented_control("Show", (_THIS, _ALL), default=_THIS, required=True)
    fits = matching(opened.index, wanted)
    if scope == _THIS:
        fits &= (opened.tables.timeline["trip_id"] == trip_id).to_numpy()
    rows, shown = opened.tables.timeline[fits], opened.sheet[fits]
    if rows.empty:
        st.info("No stop fits the filter. Show all trips, or clear the filter at the top.")
        return
    st.dataframe(
        shown,
        hide_index=True,
        column_order=telling(shown),
        column_config=_CONFIG,
        key=_KEY,
        on_select=partial(_chosen, rows, choose),
        selection_mode="single-row",
        placeholder="",
    )
    st.download_button(
        "Download table (CSV)",
        partial(csv_file, rows),
        file_name="demarche-stops.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
    )


def _chosen(rows: pd.DataFrame, choose: Callable[[str, str], None]) -> None:
    for number in st.session_state[_KEY]["selection"]["rows"]:
        if number < len(rows):
            row = rows.iloc[number]
            choose(row["trip_id"], row["stop_id"])
