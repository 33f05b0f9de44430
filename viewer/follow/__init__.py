"""Keeps the marked card of the list in view while the player moves on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_follow = st.components.v2.component(
    "demarche_follow", js=Path(__file__).with_name("follow.js").read_text(encoding="utf-8")
)


def follow(stop_id: str, prefix: str = "") -> None:
    """Scroll the list of cards, whose key has this prefix, to the marked one at a new `stop_id`."""
    _follow(key=f"{prefix}follow", data={"stop": stop_id, "prefix": prefix}, height=1)
