"""The members of an archive, each with what keeps it from being read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PureWindowsPath

from pipeline.articles.bounded import Bounded
from pipeline.errors import RejectedArticle

_MAX_NAME = 1_000


@dataclass(frozen=True, slots=True)
class Member:
    """One file of an archive; `open` gives its bytes, or raises RejectedArticle."""

    name: str
    open: Callable[[], Bounded]


def passing(name: str, source: Bounded) -> Member:
    """A member whose bytes are just passing."""
    return Member(name, lambda: source)


def parts_of(name: str) -> tuple[str, ...]:
    """The folders and the file that a member's name is made of, however they are divided.

    Raises:
        RejectedArticle: the name leads out of the archive, or is too long.
    """
    path = PureWindowsPath(name)  # knows both kinds of slash, and drives
    if path.drive or path.root or ".." in path.parts:
        raise RejectedArticle("its name leads out of the archive; pack it under a plain name")
    if len(name) > _MAX_NAME:
        raise RejectedArticle(f"its name has {len(name):,} characters; pack it under a short one")
    return path.parts


def refused(reason: str) -> Callable[[], Bounded]:
    """An `open` that rejects the member."""

    def refuse() -> Bounded:
        raise RejectedArticle(reason)

    return refuse
