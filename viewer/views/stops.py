"""The list of stop cards beside the map."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from viewer import markup
from viewer.follow import follow
from viewer.viewmodel import Card


def show(
    cards: Sequence[Card],
    here: str,
    colour: str,
    choose: Callable[[str], None],
    prefix: str = "",
) -> None:
    """Draw the cards, the one at `here` marked and in view; `choose` is told of a card chosen.

    A second list on the page needs a `prefix` for its keys.
    """
    st.html(f"<style>.st-key-{prefix}stops {{ --route: {colour}; }}</style>")
    with st.container(key=f"{prefix}stops"):
        for index, card in enumerate(cards):
            with st.container(key=f"{prefix}stop-{index}", gap=None):
                name = f"**{card.stop.number}** " if card.stop.number else ""
                st.button(
                    name + markup.label(card.name),
                    key=f"{prefix}choose-{index}",
                    type="tertiary",
                    on_click=choose,
                    args=(card.stop.stop_id,),
                )
                st.html(markup.card(card, card.stop.stop_id == here))
    follow(here, prefix)
