"""Where an article comes from: the name and path it bears in the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.model import Article, KeptArticle, Rejection

Item = Article | Rejection


@dataclass(frozen=True, slots=True)
class Origin:
    """The id of an input and its path below the input folder; neither depends on the machine."""

    article_id: str
    path: str

    def record(self, key: str | int) -> Origin:
        """The origin of one record in a file of many, by its own id or its number from 1."""
        return Origin(f"{self.article_id}/{key}", self.path)

    def reject(self, reason: object) -> Rejection:
        """The rejection of this input; the reason is put on one line."""
        return Rejection(self.article_id, self.path, " ".join(str(reason).split()))


class Recall(Protocol):
    """Whoever remembers what files gave."""

    def recall(
        self, path: Path, origin: Origin, read: Callable[[], Iterator[Item | KeptArticle]], /
    ) -> Iterator[Item | KeptArticle]:
        """The items of a file: as remembered if it has not changed, else as `read` gives them."""
