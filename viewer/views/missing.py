"""What is said when something asked for is not there."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from viewer import markup
from viewer.source import Source


def show(reason: str, source: Source) -> None:
    """Say what is wrong in one sentence, and give the command that puts it right."""
    st.header("No trip to show yet", anchor=False)
    st.markdown(f"{markup.label(reason)} Build the tables from a folder of articles with:")
    st.code(source.command, language="bash")


def show_unavailable(problem: str) -> None:
    """Say what is wrong with a database and what to do, as the error tells it."""
    st.header("No trip to show now", anchor=False)
    st.markdown(markup.label(f"{problem}, then load this page again."))


def show_unknown(asked: Sequence[str]) -> None:
    """Say what an address asks for that is not in the tables; what it names is left out."""
    # Drawn in any case: a part of the page that came and went would move those below it.
    with st.container(key="unknown"):
        if asked:
            names = ", ".join(markup.label(each) for each in asked)
            what = "what this collection does not have or cannot show"
            st.info(f"This page’s address asks for {what}; left out here: {names}")
