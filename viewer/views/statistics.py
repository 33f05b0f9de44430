"""Questions that the visits of all trips answer, each with the stops behind it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from viewer import dates, tables
from viewer.figures import Follow, answers, choice, figure, world_map
from viewer.viewmodel import csv_file
from viewer.viewmodel import statistics as questions
from viewer.viewmodel.statistics import Statistics

_MAP, _DAYS, _MATRIX = "statistics-map", "statistics-days", "statistics-matrix"
_KEPT = 32

Years = tuple[int, int] | None
Stamps = tuple[int, ...]


@st.fragment
def show(folder: Path, follow: Follow) -> None:
    """Draw the answers that the tables in `folder` give; `follow` is told of a stop to go to.

    Raises:
        TableError: a table is missing or damaged.
    """
    source, stamps = str(folder), tables.stamps(folder)
    with st.container(key="statistics"):
        travellers, years = _pick(*_choices(source, stamps))
        found = _answers(source, stamps, tuple(travellers), years)
        _counted(found)
        if found.chosen.visits.empty:
            st.info("None of these stops counts as a visit. Choose more travellers or years.")
            return
        _countries(found, follow)
        _latest(found, follow)
        _abroad(found, follow)
        _matrix(found, follow)
        _encounters(found, follow)


@st.cache_data(max_entries=4, show_spinner=False)
def _rows(source: str, stamps: Stamps) -> pd.DataFrame:
    found, _ = tables.load(Path(source))
    return questions.assessed(found.timeline)


@st.cache_data(max_entries=4, show_spinner=False)
def _choices(source: str, stamps: Stamps) -> tuple[list[str], list[int]]:
    """The travellers with visits, the most visits first, and the years of visits."""
    rows = _rows(source, stamps)
    visits = rows[rows["reason"] == ""]
    return list(visits["traveller"].value_counts().index), sorted(visits["year"].dropna().unique())


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _answers(source: str, stamps: Stamps, travellers: tuple[str, ...], years: Years) -> Statistics:
    return questions.statistics(_rows(source, stamps), travellers, years)


def _pick(names: Sequence[str], years: Sequence[int]) -> tuple[list[str], Years]:
    with st.container(horizontal=True, vertical_alignment="top", key="statistics-choice"):
        travellers = st.multiselect(
            "Travellers",
            names,
            placeholder="All travellers",
            key="statistics-travellers",
            persist_state="session",
        )
        if len(years) < 2:
            return travellers, None
        span = st.select_slider(
            "Years",
            range(years[0], years[-1] + 1),
            (years[0], years[-1]),
            key=f"statistics-years-{years[0]}-{years[-1]}",
            persist_state="session",
        )
    return travellers, None if span == (years[0], years[-1]) else span


def _counted(found: Statistics) -> None:
    st.html(
        f"<p><strong>{escape(questions.headline_figures(found))}.</strong> "
        f"{escape(questions.WHAT_COUNTS)} {escape(questions.not_counted(found))}</p>"
    )


def _countries(found: Statistics, follow: Follow) -> None:
    _title("Visits to each country", "visits-per-country", found.countries)
    codes = found.countries["country_code"]
    wanted = choice(_MAP)
    chosen = wanted if wanted in set(codes) else codes[0]
    world_map(found.countries, chosen, key=_MAP, follow=follow)
    name = next(iter(found.countries.loc[codes == chosen, "country"]))
    visits = questions.behind(found.chosen.visits, country_code=chosen)
    _behind(f"Visits to {name}", visits, f"{_MAP}-behind", follow, with_country=False)


def _latest(found: Statistics, follow: Follow) -> None:
    by_country, by_traveller = st.columns(2, gap="large")
    with by_country:
        _title(
            "Latest visit to each country",
            "latest-by-country",
            questions.visits_file(found.by_country),
        )
        figure(answers.latest_in_countries(found), key="statistics-there", follow=follow)
        _cut(len(found.by_country))
    with by_traveller:
        frame = questions.visits_file(found.by_traveller)
        _title("Latest visit of each traveller", "latest-by-traveller", frame)
        figure(answers.latest_of_travellers(found), key="statistics-who", follow=follow)
        _cut(len(found.by_traveller))
        if found.chosen.as_of:
            seen_from = dates.day_in_words(found.chosen.as_of)
            st.caption(f"Days since are counted to {seen_from}, the newest day of these tables.")


def _abroad(found: Statistics, follow: Follow) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _title("Days abroad in each year", "days-abroad", found.days)
        if found.days.empty:
            st.caption("None of these visits has a date.")
        else:
            _days(found, follow)
    with right:
        frame = questions.gaps_file(found.gaps, found.chosen.visits)
        _title("Longest time between visits", "time-between-visits", frame)
        if found.gaps.empty:
            st.caption("No traveller is known to have been abroad on two days with time between.")
            return
        figure(answers.gaps_listing(found), key="statistics-gaps", follow=follow)
        _cut(len(found.gaps))
        st.caption("Between days that the sources name; a visit without a day may lie between.")


def _days(found: Statistics, follow: Follow) -> None:
    chosen = choice(_DAYS)
    figure(answers.days_grid(found), chosen, key=_DAYS, follow=follow)
    st.caption(
        "Only days that the sources name. A stay of unknown length counts as one day, and a plus "
        "says that it may have been longer."
    )
    name, _, year = chosen.rpartition("|")
    in_year = int(year) if year.isdecimal() else 0
    visits = questions.behind(found.chosen.visits, name, year=in_year)
    if name and not visits.empty:
        _behind(f"{name} in {year}", visits, f"{_DAYS}-behind", follow)


def _matrix(found: Statistics, follow: Follow) -> None:
    frame = questions.matrix_file(found.matrix, found.countries)
    _title("Travellers and countries", "travellers-and-countries", frame)
    name, _, code = choice(_MATRIX).rpartition("|")
    figure(answers.matrix_grid(found), choice(_MATRIX), key=_MATRIX, follow=follow)
    visits = questions.behind(found.chosen.visits, name, code)
    if name and not visits.empty:
        country = visits["country"].iloc[0]
        _behind(f"{name} in {country}", visits, f"{_MATRIX}-behind", follow, with_country=False)


def _encounters(found: Statistics, follow: Follow) -> None:
    frame = questions.encounters_file(found.encounters, found.chosen.everyone)
    _title("In the same town on the same day", "same-town", frame)
    if found.encounters.empty:
        st.caption("No two travellers are known to have been in one town on the same day.")
        return
    figure(answers.encounters_listing(found), key="statistics-together", follow=follow)
    _cut(len(found.encounters))
    st.caption("That they met is not said by this alone.")


def _behind(
    title: str, visits: pd.DataFrame, key: str, follow: Follow, with_country: bool = True
) -> None:
    _title(title, f"visits-{key}", questions.visits_file(visits), level=3)
    html = answers.visits_listing(visits, title, with_country)
    figure(html, key=key, follow=follow)
    _cut(len(visits))


def _title(title: str, name: str, frame: pd.DataFrame, level: int = 2) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"title-{name}"):
        st.html(f"<h{level}>{escape(title)}</h{level}>", width="stretch")
        if frame.empty:
            return
        st.download_button(
            "CSV",
            partial(csv_file, frame),
            file_name=f"demarche-{name}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            key=f"file-{name}",
            help=f"Download: {title}",
        )


def _cut(count: int) -> None:
    if count > answers.LINES:
        st.caption(f"The first {answers.LINES} of {count:,}; the file has all.")
