"""The page shown when there is nothing to show yet."""

from __future__ import annotations

import shlex
from pathlib import Path

import streamlit as st

from viewer import markup


def show(reason: str, folder: Path) -> None:
    """Say what is wrong in one sentence, and give the command that puts it right."""
    st.header("No trip to show yet", anchor=False)
    st.markdown(f"{markup.label(reason)} Build the tables from a folder of articles with:")
    output = shlex.quote(str(folder))
    st.code(f"python -m pipeline run data/articles --output {output}", language="bash")
