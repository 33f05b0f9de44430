"""The timeline as a Streamlit component; registered once, when this module is imported."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path

import streamlit as st

from viewer.scripts import joined
from viewer.viewmodel import Lane

_HERE = Path(__file__).parent
_MODULES = (
    "window",
    "axis",
    "rows",
    "bar",
    "lane",
    "board",
    "handling",
    "timeline_chart",
    "component",
)
SCRIPT = joined(
    [
        _HERE.parent / "route_player" / "dom.js",
        _HERE.parent / "follow" / "listening.js",
        *(_HERE / f"{name}.js" for name in _MODULES),
    ]
)
_chart = st.components.v2.component(
    "demarche_timeline",
    js=SCRIPT,
    css=(_HERE / "timeline_chart.css").read_text("utf-8"),
)


def timeline_chart(
    lanes: Sequence[Lane],
    trip_ids: Sequence[str],
    *,
    key: str,
    single: bool,
    on_choose: Callable[[str, str], None],
    prefix: str = "",
) -> None:
    """Draw the lanes: one trip with its stops side by side (`single`), or a lane for each trip.

    `trip_ids` are those on the map, the one in front first. `on_choose` is told the ids of the trip
    and of the stop chosen, the latter empty for a trip as a whole. The stop at which the player is
    comes to the chart by the page: see `viewer.follow`; `prefix` is that of the map's keys.
    """
    data = {
        "prefix": prefix,
        "trip_ids": list(trip_ids),
        "single": single,
        "lanes": [asdict(lane) for lane in lanes],
    }
    _chart(key=key, data=data, on_chosen_change=partial(_chosen, key, on_choose))


def _chosen(key: str, on_choose: Callable[[str, str], None]) -> None:
    chosen = st.session_state[key]["chosen"]
    if chosen:
        on_choose(str(chosen["trip_id"]), str(chosen["stop_id"]))
