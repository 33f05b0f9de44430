"""Keeps timeline, reader and the list of cards at the stop to which the player has moved."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

_follow = st.components.v2.component(
    "demarche_follow", js=Path(__file__).with_name("follow.js").read_text(encoding="utf-8")
)


def follow(stop_id: str, prefix: str = "") -> None:
    """Mark `stop_id` wherever it is drawn, and scroll the list of cards to it, when it changes.

    `prefix` is that of the keys of a second map on the page.
    """
    _follow(key=f"{prefix}follow", data={"stop": stop_id, "prefix": prefix}, height=1)
