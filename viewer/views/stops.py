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
    colours: Sequence[str],
    choose: Callable[[str], None],
    prefix: str = "",
) -> None:
    """Draw the cards, the one at `here` marked and in view; `choose` is told of a card chosen.

    `colours` are those of the travellers, by the track of a stop. A second list on the page needs
    a `prefix` for its keys.
    """
    st.html(f"<style>{_colours(cards, colours, prefix)}</style>")
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


def _colours(cards: Sequence[Card], colours: Sequence[str], prefix: str) -> str:
    """The colour of each card's traveller: from the first card of a track on it is the track's."""
    tracks = [card.stop.track for card in cards]
    first = {track: tracks.index(track) + 1 for track in dict.fromkeys(tracks)}
    return "".join(
        f".st-key-{prefix}stops > :nth-child(n + {number}) {{ --route: {colours[track]}; }}"
        for track, number in first.items()
    )
