"""The stops as a table, of the trip or of all trips."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial

import streamlit as st

from viewer import position, state
from viewer.filters import Filter, matching
from viewer.tables import Opened
from viewer.viewmodel import telling
from viewer.viewmodel.sheet import COLUMNS, FIRST
from viewer.views import downloads

FRAGMENT = "table"
_MAP, _ALL = "map", "all"
_KEY = "rows"
_HERE, _MARK = "Here", "●"
_WIDTHS = {
    "Traveller": 165,
    "Kind": 85,
    "Place": 145,
    "Country": 145,
    "Status": 135,
    "Arrival": 90,
    "Departure": 90,
    "Days": 50,
    "Met with": 200,
    "The date is": 190,
}
_ROW_HEIGHT, _MOST_ROWS, _BORDERS = 35, 12, 2  # pixels, rows in sight, pixels
_CONFIG = {
    # Left to itself, the table takes a width from the first rows and cuts what is longer below.
    **{name: st.column_config.Column(width=width) for name, width in _WIDTHS.items()},
    "Articles": st.column_config.Column(width=65, help="How many articles tell of the stop"),
    "How sure": st.column_config.ProgressColumn(
        min_value=0,
        max_value=1,
        format="percent",
        width=110,
        help="How sure the program is that it has read the articles rightly",
    ),
    _HERE: st.column_config.Column(width=45, help="The stop that the map shows"),
    "Distance, km": st.column_config.NumberColumn(
        format="localized", help="From the stop before, by the shortest way over the globe"
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
    with st.container(horizontal=True, vertical_alignment="center"):
        scope = _scope("This trip" if len(on_map) == 1 else "These trips")
        columns = COLUMNS if st.toggle("All columns", key="table_columns") else FIRST
    fits = matching(opened.index, wanted)
    if scope == _MAP:
        fits &= opened.tables.timeline["trip_id"].isin(list(on_map)).to_numpy()
    rows, shown = opened.tables.timeline[fits], opened.sheet[fits]
    if rows.empty:
        way_out = "Show all trips, or clear" if scope == _MAP else "Clear"
        st.info(f"No stop fits the filter. {way_out} the filter at the top of the page.")
        return
    keys = list(zip(rows["trip_id"], rows["stop_id"], strict=True))
    here = position.here()
    marks = [_MARK if key[0] in on_map and key[1] == here else "" for key in keys]
    # A tick made here would come back from the browser like one of the reader's, late enough to
    # send the player back. So ticks are the reader's, and a new table after each has none.
    key = f"{_KEY}-{st.session_state.get(_KEY, 0)}"
    st.dataframe(
        shown.assign(**{_HERE: marks}),
        height=_ROW_HEIGHT * (1 + min(len(shown), _MOST_ROWS)) + _BORDERS,
        row_height=_ROW_HEIGHT,
        hide_index=True,
        column_order=[*([_HERE] if any(marks) else []), *telling(shown, columns)],
        column_config=_CONFIG,
        key=key,
        on_select=partial(_chosen, key, keys, choose),
        selection_mode="single-row",
        placeholder="",
    )
    downloads.show_rows(opened.tables, rows)


def _scope(these: str) -> str:
    return st.segmented_control(
        "Show",
        (_MAP, _ALL),
        default=_MAP,
        required=True,
        format_func={_MAP: these, _ALL: "All trips"}.__getitem__,
        key="table_scope",
        label_visibility="collapsed",
    )


def _chosen(key: str, stops: Sequence[tuple[str, str]], choose: state.Choose) -> None:
    for row in st.session_state[key]["selection"]["rows"]:
        if row < len(stops):
            st.session_state[_KEY] = st.session_state.get(_KEY, 0) + 1
            choose(*stops[row])
