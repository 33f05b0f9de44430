"""Ways to pass a view on: a link to it, and its map for another page."""

from __future__ import annotations

import streamlit as st

from viewer import markup
from viewer.address import View, link

_FRAME_HEIGHT, _EACH_ALONG = 600, 46  # pixels; see embed.css


def show(page: str, view: View, title: str) -> None:
    """Draw the button with the addresses behind it; `page` is where the reader has the app open."""
    with (
        st.popover("Share", icon=":material/share:", type="tertiary"),
        st.container(key="share"),
    ):
        st.markdown("Link to this view")
        st.code(link(page, view), language=None, wrap_lines=True)
        st.markdown("The map alone, for another page")
        embedded = link(page, view, embed=True)
        height = _FRAME_HEIGHT + _EACH_ALONG * len(view.along)
        st.code(markup.frame(embedded, title, height), language="html", wrap_lines=True)


def show_way_back(page: str, view: View) -> None:
    """Draw the link from an embedded map to the whole page."""
    with st.container(key="whole"):
        st.html(markup.link("Open in Demarche", link(page, view)))
