"""How the timeline came about, what the words mean, and whose data it stands on."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from viewer import theme

_TEXT = Path(__file__).with_name("about.md")

CREDITS = (
    "Places: GeoNames (CC BY 4.0). Map: Natural Earth (public domain); "
    "borders as they stand on the ground."
)


def show() -> None:
    """Draw the text."""
    meanings = "\n".join(
        f"- {look.icon} **{look.word}**: {theme.STATUS_MEANING[status]}."
        for status, look in theme.STATUS.items()
    )
    with st.container(key="about"):
        st.markdown(_TEXT.read_text(encoding="utf-8").replace("{statuses}", meanings))
