"""The tab in which a visitor's own articles become a journey."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from pipeline.errors import DemarcheError, SettingsError
from pipeline.model import GivenAddress, GivenFile, GivenText
from viewer import live
from viewer.limits import Limits, limits
from viewer.live import Given, Stage
from viewer.views import own_trip

_EXAMPLE = Path(__file__).with_name("example.toml")
_STYLE = Path(__file__).with_name("try_own.css")
_TEXT, _TITLE, _DAY, _FILES, _ADDRESS = "own-text", "own-title", "own-day", "own-files", "own-page"
_WRITTEN = (_TEXT, _TITLE, _DAY)
_WAITING, _READING, _PROBLEM, _DRAFT = "own-waiting", "own-reading", "own-problem", "own-draft"
_GIVEN, _KEPT = "own-given", "own-kept"  # what was read last, and what is read with the next
_BYTES = 1_000_000
_KINDS = ".txt, .md, .html, .json, .jsonl, .csv or .tsv"

_INVITATION = (
    "Paste a news article about an official’s journey and see it as a map: who went where, when, "
    "what is planned and what was called off, each with the sentence that says so."
)
_PROMISE = (
    "Your texts stay in this session: they are read in the server’s memory, never saved, shown to "
    "no one else, and forgotten when you close the page."
)
_TOGETHER = "What stands in the box and each file are read together, each as an article."
_STAGE_WORDS = {
    Stage.WAITING: "Another visitor’s articles are being read; yours come next",
    Stage.OPENING: "Getting ready to read",
    Stage.COMPILING: "Preparing the list of the world’s places; once, for about a minute",
    Stage.READING: "Reading",
    Stage.JOINING: "Putting the journey together",
}


@st.fragment
def show(leave: Callable[[], None]) -> None:
    """Draw the form or, once something was read, what was found in it.

    `leave` is a callback that goes back to the collection.
    """
    try:
        most = limits(os.environ)
    except SettingsError as error:
        st.error(str(error))
        return
    st.html(_STYLE)
    # One slot for the three, so that nothing of the one is left to see beside the next.
    slot = st.empty()
    if _WAITING in st.session_state:
        with slot.container():
            _read(most)
    with slot.container(key="own"):
        if _READING in st.session_state:
            own_trip.show(st.session_state[_READING], _WAYS_ON, leave)
        else:
            _ask(most, leave)


@cache
def example() -> dict[str, Any]:
    """The article that one press fills in: its `text`, `title` and day `published`."""
    return tomllib.loads(_EXAMPLE.read_text(encoding="utf-8"))


def _read(most: Limits) -> None:
    """Read what waits; it goes on waiting if the reader's next choice interrupts the run."""
    bar = st.progress(0.0, _STAGE_WORDS[Stage.OPENING])

    def progress(stage: Stage, done: int, total: int) -> None:
        count = f": {done:,} of {total:,} articles" if stage is Stage.READING else ""
        bar.progress(done / total if total else 0.0, _STAGE_WORDS[stage] + count)

    try:
        reading = live.read(st.session_state[_WAITING], most, progress)
    except DemarcheError as error:
        st.session_state[_PROBLEM] = str(error)
    except Exception:
        del st.session_state[_WAITING]
        raise
    else:
        st.session_state[_READING] = reading
    del st.session_state[_WAITING]


def _ask(most: Limits, leave: Callable[[], None]) -> None:
    if _KEPT in st.session_state:
        own_trip.show_bar(_kept_words(), leave)
    with st.container(key="own-start", horizontal=True, vertical_alignment="bottom"):
        st.html(f"<h2>Try your own</h2><p class='summary'>{_INVITATION}</p>")
        st.button("Show me an example", on_click=_show_example, key="own-example")
    with st.form("own-form", border=False):
        written, given = st.columns([3, 2], gap="medium")
        with written:
            _ask_for_text()
        with given:
            _ask_for_files(most)
        if problem := st.session_state.get(_PROBLEM, ""):
            st.error(problem)
        st.caption(_TOGETHER)
        st.form_submit_button(
            "Show the journey", type="primary", on_click=_start, args=(most,), key="own-submit"
        )
    st.html(f"<p class='promise'>{_PROMISE}</p>")


def _ask_for_text() -> None:
    st.text_area("Article", key=_TEXT, height=230, placeholder="Paste the text of an article")
    title, day = st.columns([3, 2], gap="small")
    title.text_input("Title (optional)", key=_TITLE)
    day.date_input(
        "Published (optional)",
        value=None,
        min_value="1900-01-01",
        max_value="2100-12-31",
        format="DD/MM/YYYY",
        key=_DAY,
        help="Tells which day “on Tuesday” is, where the text itself bears no date.",
    )


def _ask_for_files(most: Limits) -> None:
    st.file_uploader(
        "Or files",
        accept_multiple_files=True,
        max_upload_size=most.max_megabytes,
        key=_FILES,
        help=f"Up to {most.max_files} files of {most.max_megabytes} MB and "
        f"{most.max_characters:,} characters together: {_KINDS}.",
    )
    if most.allow_addresses:
        st.text_input("Or the address of an article", key=_ADDRESS, placeholder="https://")


def _start(most: Limits) -> None:
    given, st.session_state[_PROBLEM] = _given(most)
    if given:
        _wait(given)


def _show_example() -> None:
    given = example()
    st.session_state[_TEXT] = given["text"]
    st.session_state[_TITLE] = given["title"]
    st.session_state[_DAY] = given["published"]
    _wait([GivenText(given["text"], given["title"], given["published"].isoformat())])


def _wait(given: list[Given]) -> None:
    st.session_state[_WAITING] = st.session_state[_GIVEN] = given
    st.session_state[_DRAFT] = {key: st.session_state[key] for key in _WRITTEN}


def _add() -> None:
    """Keep all that was read, and offer an empty form for more."""
    st.session_state[_KEPT] = st.session_state[_GIVEN]
    del st.session_state[_READING]


def _change() -> None:
    """Offer the text last written once more; what else was read is kept."""
    given, draft = st.session_state[_GIVEN], st.session_state[_DRAFT]
    st.session_state[_KEPT] = given[:-1] if draft[_TEXT].strip() else given
    st.session_state.update(draft)
    del st.session_state[_READING]


def _start_anew() -> None:
    """Forget what was read."""
    st.session_state[_KEPT] = []
    del st.session_state[_READING]


_WAYS_ON: dict[str, Callable[[], None]] = {
    "Add an article": _add,
    "Change the text": _change,
    "Start anew": _start_anew,
}


def _kept_words() -> str:
    """What is read with what is given next."""
    names = [_name(each) for each in st.session_state[_KEPT]]
    return f"Read with what you give now: {'; '.join(names)}" if names else ""


def _name(given: Given) -> str:
    if isinstance(given, GivenText):
        return f"“{given.title or live.first_words(given.text)}”"
    return given.name if isinstance(given, GivenFile) else given.address


def _given(most: Limits) -> tuple[list[Given], str]:
    """What the visitor gave, the text last, and what keeps it from being read."""
    kept: list[Given] = st.session_state.get(_KEPT, [])
    text, files = st.session_state[_TEXT], st.session_state[_FILES] or []
    address = st.session_state.get(_ADDRESS, "").strip() if most.allow_addresses else ""
    sizes = [len(each.data) for each in kept if isinstance(each, GivenFile)]
    if problem := _problem(most, text, sizes + [file.size for file in files]):
        return [], problem
    given = [*kept, *(GivenFile(file.name, file.getvalue()) for file in files)]
    if address:
        given.append(GivenAddress(address))
    if text.strip():
        day = st.session_state[_DAY]
        given.append(GivenText(text, st.session_state[_TITLE], day.isoformat() if day else ""))
    return given, "" if given else "Paste a text or choose a file first, or look at the example."


def _problem(most: Limits, text: str, sizes: list[int]) -> str:
    if len(text) > most.max_article_characters:
        return (
            f"Your text has {len(text):,} characters; at most {most.max_article_characters:,} are "
            "read of one article. Shorten it, or split it into files."
        )
    if len(sizes) > most.max_files:
        return (
            f"You chose {len(sizes)} files; at most {most.max_files} are read at once. "
            "Take some away and give them in a second go."
        )
    if sum(sizes) > most.max_megabytes * _BYTES:
        return (
            f"Your files have {sum(sizes) / _BYTES:.1f} MB; at most {most.max_megabytes} MB are "
            "read at once. Take some away and give them in a second go."
        )
    return ""
