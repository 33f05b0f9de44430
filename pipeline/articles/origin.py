"""Where an article comes from: its name and path in the tables, and what is known of it there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from pipeline.errors import RejectedArticle
from pipeline.model import Article, KeptArticle, Rejection
from pipeline.settings import Settings

Item = Article | Rejection
TOLD_BY_FEED = "as its feed tells it, for its page cannot be read"  # in the note of an article

# Controls, marks that turn the direction of writing, and bytes of a name that are no characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of the articles of an input from outside them, "" where nothing is.

    `published` and `language` count before what an article says, `source` and `url` where it is
    silent, and `captured`, when a crawler stored it, last of all. `columns` maps fields to the
    names they have in a foreign table.
    """

    published: str = ""
    source: str = ""
    language: str = ""
    url: str = ""
    captured: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Origin:
    """The id of an input and its path below the input folder; neither depends on the machine."""

    article_id: str
    path: str
    told: Told = Told()

    def record(self, key: str | int) -> Origin:
        """The origin of one record in a file of many, by its own id or its number from 1."""
        return replace(self, article_id=f"{self.article_id}/{key}")

    def member(self, key: str | int, name: str) -> Origin:
        """The origin of a file in an archive, by its name there and, as its id, `key`."""
        return replace(self, article_id=f"{self.article_id}/{key}", path=f"{self.path}/{name}")

    def reject(self, reason: object) -> Rejection:
        """The rejection of this input; the reason is put on one line."""
        line = printable(" ".join(str(reason).split()))
        gone = isinstance(reason, RejectedArticle) and reason.gone
        return Rejection(self.article_id, self.path, line, gone)


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read; what lies at an address is asked for when `read` is called."""

    origin: Origin
    read: Callable[[Origin, Settings], Iterator[Item | KeptArticle]]
    is_address: bool = False


def printable(name: str) -> str:
    """A name that can be written on one line: what cannot be shown stands as U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", name)


class Memory(Protocol):
    """Whoever remembers what inputs gave."""

    def recall(
        self,
        path: Path,
        origin: Origin,
        read: Callable[[], Iterator[Item]],
        lasts: Callable[[], bool],
        /,
    ) -> Iterator[Item | KeptArticle]:
        """The items of a file: as remembered if it has not changed, else as `read` gives them.

        They are remembered where `lasts` says that they are the same as long as the file is.
        """

    def keep(self, origin: Origin, items: Iterator[Item], /) -> Iterator[Item]:
        """The items that an address gives, but for pages that could not be had."""

    def rest(self) -> Iterator[Item | KeptArticle]:
        """The articles that the addresses once named and do not give any more, then the rejections.

        It comes after all addresses: what one names no more another may still give.
        """
