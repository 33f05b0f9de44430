"""The article reader as a Streamlit component; registered once, when this module is imported."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import streamlit as st

from viewer.scripts import joined
from viewer.viewmodel import Reading

_HERE = Path(__file__).parent
SCRIPT = joined(
    [
        _HERE.parent / "route_player" / "dom.js",
        _HERE.parent / "follow" / "listening.js",
        _HERE / "article_reader.js",
        _HERE / "component.js",
    ]
)
_reader = st.components.v2.component(
    "demarche_article",
    js=SCRIPT,
    css=(_HERE / "article_reader.css").read_text("utf-8"),
)


def article_reader(
    shown: Reading, *, key: str, on_choose: Callable[[str, str], None], prefix: str = ""
) -> None:
    """Draw an article; `on_choose` is told the ids of the trip and the stop of a claim chosen.

    `prefix` is that of the keys of the map whose stop is marked.
    """
    _reader(
        key=key,
        data={"prefix": prefix, **asdict(shown)},
        on_chosen_change=partial(_chosen, key, on_choose),
    )


def _chosen(key: str, on_choose: Callable[[str, str], None]) -> None:
    chosen = st.session_state[key]["chosen"]
    if chosen:
        on_choose(str(chosen["trip_id"]), str(chosen["stop_id"]))
