"""Questions that the visits of all trips answer, each with the stops behind it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from pipeline.errors import TableError
from viewer import dates, exports, markup, state
from viewer.figures import answers, choice, figure, world_map
from viewer.figures.answers import Drawn
from viewer.filters import NOTHING, Filter, folded
from viewer.source import Source
from viewer.viewmodel import statistics as questions
from viewer.viewmodel.statistics import Statistics
from viewer.views import answered
from viewer.views.answered import Asked, Years

_MAP, _DAYS, _MATRIX = "statistics-map", "statistics-days", "statistics-matrix"

ToFrame = Callable[[Statistics], pd.DataFrame]


@dataclass(frozen=True, slots=True)
class _Page:
    """The answers, their markup, what was asked for them, and who is told of a stop to go to."""

    asked: Asked
    found: Statistics
    drawn: Drawn
    follow: state.Choose


@st.fragment
def show(source: Source, wanted: Filter, follow: state.Choose) -> None:
    """Draw the answers that the stops which fit give; `follow` is told of a stop to go to."""
    try:
        _show(source, wanted, follow)
    except TableError as error:  # a database may go while the page is open
        st.warning(markup.label(f"{error}."))


def _show(source: Source, wanted: Filter, follow: state.Choose) -> None:
    of_filter = (source, source.stamps(), wanted)
    with st.container(key="statistics"):
        travellers, years = _pick(*answered.choices(*of_filter))
        asked = (*of_filter, tuple(travellers), years)
        found = answered.answers_to(*asked)
        _counted(found)
        if found.chosen.visits.empty:
            way_out = "Clear the filter at the top, or choose" if wanted != NOTHING else "Choose"
            st.info(f"None of these stops counts as a visit. {way_out} more travellers or years.")
            return
        page = _Page(asked, found, answered.drawn(*asked), follow)
        for section in (_countries, _latest, _abroad, _matrix, _encounters):
            section(page)


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


def _countries(page: _Page) -> None:
    countries = page.found.countries
    _title(page, "Visits to each country", "visits-per-country", lambda found: found.countries)
    names = dict(zip(countries["country_code"], countries["country"], strict=True))
    wanted = choice(_MAP)
    chosen = wanted if wanted in names else next(iter(names))
    world_map(countries, chosen, key=_MAP, follow=page.follow)
    _behind(
        page,
        f"Visits to {names[chosen]}",
        f"{_MAP}-behind",
        lambda found: questions.behind(found.chosen.visits, country_code=chosen),
        with_country=False,
    )


def _latest(page: _Page) -> None:
    by_country, by_traveller = st.columns(2, gap="large")
    with by_country:
        _title(
            page,
            "Latest visit to each country",
            "latest-by-country",
            lambda found: questions.visits_file(found.by_country),
        )
        figure(page.drawn.by_country, key="statistics-there", follow=page.follow)
        _cut(len(page.found.by_country))
        st.caption(questions.WHAT_IS_LATEST)
    with by_traveller:
        _title(
            page,
            "Latest visit of each traveller",
            "latest-by-traveller",
            lambda found: questions.visits_file(found.by_traveller),
        )
        figure(page.drawn.by_traveller, key="statistics-who", follow=page.follow)
        _cut(len(page.found.by_traveller))
        if page.found.chosen.as_of:
            seen_from = dates.day_in_words(page.found.chosen.as_of)
            st.caption(f"“Days since” counts to {seen_from}, the day of the newest article.")


def _abroad(page: _Page) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _days(page)
    with right:
        _gaps(page)


def _days(page: _Page) -> None:
    title = "Days abroad in each year"
    if page.found.days.empty:
        _nothing(title, "None of these visits has a date.")
        return
    _title(page, title, "days-abroad", lambda found: found.days)
    chosen = choice(_DAYS)
    figure(page.drawn.days, chosen, key=_DAYS, follow=page.follow)
    st.caption(
        "Only days that the sources name. A stay of unknown length counts as one day, and a plus "
        "says that it may have been longer."
    )
    name, _, year = chosen.rpartition("|")
    if name and year.isdecimal():
        _behind(
            page,
            f"{name} in {year}",
            f"{_DAYS}-behind",
            lambda found: questions.behind(found.chosen.visits, name, year=int(year)),
        )


def _gaps(page: _Page) -> None:
    title = "Longest time between visits"
    if page.found.gaps.empty:
        _nothing(title, "No traveller is known to have been abroad on two days with time between.")
        return
    _title(page, title, "time-between-visits", questions.gaps_file)
    figure(page.drawn.gaps, key="statistics-gaps", follow=page.follow)
    _cut(len(page.found.gaps))
    st.caption("Between days that the sources name; a visit without a day may lie between.")


def _matrix(page: _Page) -> None:
    _title(page, "Travellers and countries", "travellers-and-countries", questions.matrix_file)
    chosen = choice(_MATRIX)
    figure(page.drawn.matrix, chosen, key=_MATRIX, follow=page.follow)
    name, _, code = chosen.rpartition("|")
    countries = page.found.countries
    country = next(iter(countries.loc[countries["country_code"] == code, "country"]), "")
    if name and country:
        _behind(
            page,
            f"{name} in {country}",
            f"{_MATRIX}-behind",
            lambda found: questions.behind(found.chosen.visits, name, code),
            with_country=False,
        )


def _encounters(page: _Page) -> None:
    title = "In the same town on the same day"
    if page.found.encounters.empty:
        _nothing(title, "No two travellers are known to have been in one town on the same day.")
        return
    _title(page, title, "same-town", questions.encounters_file)
    figure(page.drawn.encounters, key="statistics-together", follow=page.follow)
    _cut(len(page.found.encounters))
    st.caption("That they met is not said by this alone.")


def _behind(
    page: _Page, title: str, key: str, visits_of: ToFrame, with_country: bool = True
) -> None:
    """The visits behind a figure; nothing if there are none."""
    visits = visits_of(page.found)
    if visits.empty:
        return
    name = f"visits-{key}"
    _title(page, title, name, lambda found: questions.visits_file(visits_of(found)), level=3)
    figure(answers.visits_listing(visits, title, with_country), key=key, follow=page.follow)
    _cut(len(visits))


def _title(page: _Page, title: str, name: str, to_frame: ToFrame, level: int = 2) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", key=f"title-{name}"):
        st.html(f"<h{level}>{escape(title)}</h{level}>", width="stretch")
        st.download_button(
            "CSV",
            partial(_file, page.asked, to_frame),
            file_name=_file_name(title),
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
            key=f"file-{name}",
            help=f"Download: {title}",
        )


def _file_name(title: str) -> str:
    return f"demarche-{'-'.join(re.findall(r'[a-z0-9]+', folded(title)))}.csv"


def _file(asked: Asked, to_frame: ToFrame) -> bytes:
    """The file is made when it is asked for, so that no session has to keep its rows."""
    return exports.csv_table(to_frame(answered.answers_to(*asked)))


def _nothing(title: str, why: str) -> None:
    st.html(f"<h2>{escape(title)}</h2>")
    st.caption(why)


def _cut(count: int) -> None:
    if count > answers.LINES:
        st.caption(f"The first {answers.LINES} of {count:,}; the file has all.")
