"""The stops as a table, of the trip or of all trips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from viewer import position, state
from viewer.filters import Filter, matching
from viewer.tables import Opened
from viewer.viewmodel import telling
from viewer.views import downloads

FRAGMENT = "table"
_MAP, _ALL = "map", "all"
_KEY = "rows"
_HERE, _MARK = "Here", "●"
_WIDTHS = {
    "Place": 130,
    "Country": 130,
    "Status": 90,
    "Arrival": 90,
    "Departure": 90,
    "Days": 55,
    "Articles": 65,
}
_DATES_WIDTH = 150
_CONFIG = {
    # Left to itself, the table takes a width from the first rows and cuts what is longer below.
    **{name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
    "Confidence": st.column_config.ProgressColumn(
        min_value=0, max_value=1, format="percent", width=140, help="How sure the reading is"
    ),
    _HERE: st.column_config.Column(width=50, help="The stop that the map shows"),
    "Dates are": st.column_config.Column(width=_DATES_WIDTH, help="How the day came to be known"),
    "Way there, km": st.column_config.NumberColumn(
        format="localized", help="Great circle from the stop before"
    ),
}


@st.fragment(key=FRAGMENT)
def show(
    opened: Opened,
    wanted: Filter,
    on_map: Collection[str],
    choose: state.Choose,
) -> None:
    """Draw the rows that fit, the stop where the player is marked; `choose` is told of a choice.

    `on_map` are the trips on the map. An arrival of the player redraws it.
    """
    these = "This trip" if len(on_map) == 1 else "These trips"
    scope = st.segmented_control(
        "Show",
        (_MAP, _ALL),
        default=_MAP,
        required=True,
        format_func={_MAP: these, _ALL: "All trips"}.__getitem__,
        key="table_scope",
        label_visibility="collapsed",
    )
    fits = matching(opened.index, wanted)
    if scope == _MAP:
        fits &= opened.tables.timeline["trip_id"].isin(list(on_map)).to_numpy()
    rows, shown = opened.tables.timeline[fits], opened.sheet[fits]
    if rows.empty:
        st.info("No stop fits the filter. Show all trips, or clear the filter at the top.")
        return
    keys = list(zip(rows["trip_id"], rows["stop_id"], strict=True))
    here = position.here()
    marks = [_MARK if key[0] in on_map and key[1] == here else "" for key in keys]
    # A tick made here would come back from the browser like one of the reader's, late enough to
    # send the player back. So ticks are the reader's, and a new table after each has none.
    key = f"{_KEY}-{st.session_state.get(_KEY, 0)}"
    st.dataframe(
        shown.assign(**{_HERE: marks}),
        hide_index=True,
        column_order=[_HERE, *telling(shown)],
        column_config=_CONFIG,
        key=key,
        on_select=partial(_chosen, key, keys, choose),
        selection_mode="single-row",
        placeholder="",
    )
    downloads.show_rows(opened.tables, rows)


def _chosen(key: str, stops: Sequence[tuple[str, str]], choose: state.Choose) -> None:
    for row in st.session_state[key]["selection"]["rows"]:
        if row < len(stops):
            st.session_state[_KEY] = st.session_state.get(_KEY, 0) + 1
            choose(*stops[row])
