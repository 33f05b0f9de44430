"""What the visits answer to what was asked, kept for whoever asks the same next."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from viewer import tables
from viewer.figures import answers
from viewer.figures.answers import Drawn
from viewer.filters import Filter, matching
from viewer.source import Source, Stamps
from viewer.viewmodel import statistics as questions
from viewer.viewmodel.statistics import Statistics

_KEPT = 8  # choices of travellers and years

Years = tuple[int, int] | None
Asked = tuple[Source, Stamps, Filter, tuple[str, ...], Years]


@st.cache_data(max_entries=4, show_spinner=False)
def _assessed(source: Source, stamps: Stamps) -> pd.DataFrame:
    return questions.assessed(tables.load(source).tables.timeline)


@st.cache_data(max_entries=4, show_spinner=False)
def _rows(source: Source, stamps: Stamps, wanted: Filter) -> pd.DataFrame:
    rows, opened = _assessed(source, stamps), tables.load(source)
    return rows[rows.index.isin(opened.tables.timeline.index[matching(opened.index, wanted)])]


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def choices(source: Source, stamps: Stamps, wanted: Filter) -> tuple[list[str], list[int]]:
    """The travellers with visits, the most visits first, and the years of visits."""
    rows = _rows(source, stamps, wanted)
    visits = rows[rows["reason"] == ""]
    return list(visits["traveller"].value_counts().index), sorted(visits["year"].dropna().unique())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def answers_to(
    source: Source, stamps: Stamps, wanted: Filter, travellers: tuple[str, ...], years: Years
) -> Statistics:
    """The answers that the visits of these travellers and years give; of nobody means of all."""
    return questions.statistics(_rows(source, stamps, wanted), travellers, years)


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def drawn(
    source: Source, stamps: Stamps, wanted: Filter, travellers: tuple[str, ...], years: Years
) -> Drawn:
    """The same answers as they are drawn."""
    return answers.draw(answers_to(source, stamps, wanted, travellers, years))
