"""The articles behind the trip, with what each says."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from viewer import markup
from viewer.viewmodel import ArticleView


def show(articles: Sequence[ArticleView]) -> None:
    """Draw the articles, the oldest first."""
    if not articles:
        st.info("The tables name no article for this trip.")
    with st.container(key="articles"):
        for article in articles:
            st.html(markup.article(article))
