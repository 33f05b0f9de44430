"""The pipeline run on what a visitor gives: in memory, and for one visitor after the other.

The only module of the viewer that may call the run. What it needs is imported when it is first
used: the language model takes a hundred megabytes that a dashboard without visitors' texts can do
without.
"""

from __future__ import annotations

import textwrap
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Any

from pipeline.model import GivenAddress, GivenFile, GivenText
from pipeline.timeline import Tables, to_frames
from viewer.limits import Limits

Given = GivenText | GivenFile | GivenAddress

_TURN = threading.Lock()
_LOOK_UP_SECONDS = 0.5
_PASTED = "pasted text"  # the path that the tables give to a text without a file
_TITLE_LENGTH = 70


class Stage(StrEnum):
    """What a run is busy with."""

    WAITING = "waiting"
    COMPILING = "compiling"
    OPENING = "opening"
    READING = "reading"
    JOINING = "joining"


Progress = Callable[[Stage, int, int], None]


@dataclass(frozen=True, slots=True)
class OwnReading:
    """What a visitor's articles gave; `texts` are theirs by id, as the tables' offsets count."""

    tables: Tables
    texts: Mapping[str, str]


def read(given: Sequence[Given], limits: Limits, progress: Progress) -> OwnReading:
    """The tables of what is given; nothing of it is written anywhere, or kept here.

    Only one run at a time uses the processor and the memory; others wait for their turn.

    Args:
        given: texts, files and addresses; what cannot be used is a row of `articles`.
        limits: how much of it to read.
        progress: told the stage, and how many are done of how many (0 of 0 where unknown); what
            it raises ends the run.

    Raises:
        SettingsError: the language model or a source of the gazetteer is missing.
    """
    with _turn(progress):
        from pipeline.extract import open_extractor
        from pipeline.run import run
        from pipeline.settings import Settings

        settings = Settings(
            max_characters=limits.max_article_characters,
            max_characters_in_all=limits.max_characters,
            max_articles=limits.max_articles,
            private_hosts=False,
            keep_pages=False,
        )
        progress(Stage.OPENING, 0, 0)
        extractor = open_extractor(settings, progress=partial(progress, Stage.COMPILING))
        # opened anew each time: it remembers the names it was asked
        with closing(extractor.gazetteer):
            outcome = run(given, extractor, settings, partial(_read, progress))
        with closing(outcome.store):  # it is in memory, and goes with this
            texts = dict(outcome.listing.texts())
            rows = {name: list(of_table) for name, of_table in outcome.rows().items()}
    _give_title(rows, texts)
    return OwnReading(to_frames(rows), texts)


def first_words(text: str) -> str:
    """The first line of a text, cut at a word, as its title."""
    line = next(filter(None, map(str.strip, text.splitlines())), "")
    cut = textwrap.shorten(line, _TITLE_LENGTH, placeholder="…")
    return (cut if cut != "…" else f"{line[: _TITLE_LENGTH - 1]}…") or "Pasted text"


def _give_title(rows: Mapping[str, Sequence[dict[str, Any]]], texts: Mapping[str, str]) -> None:
    """Call a pasted text without a title by its first words."""
    for row in rows["articles"]:
        if row["path"] == _PASTED and not row["title"]:
            row["title"] = first_words(texts.get(row["article_id"], ""))


def _read(progress: Progress, done: int, total: int) -> None:
    progress(Stage.READING, done, total)
    if done == total:
        progress(Stage.JOINING, done, total)


@contextmanager
def _turn(progress: Progress) -> Iterator[None]:
    while not _TURN.acquire(timeout=_LOOK_UP_SECONDS):
        progress(Stage.WAITING, 0, 0)
    try:
        yield
    finally:
        _TURN.release()
