"""What feeds and lists of articles name: addresses, and what is said of the articles there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.articles.fields import Fields

MAX_LINKS = 5_000


@dataclass(frozen=True, slots=True)
class Link:
    """An article's address with its title, date, source and language as far as they are told.

    `seen` is when somebody came across it, the last resort for its date; `markup` what the feed
    itself tells of it, in HTML.
    """

    said: Fields
    seen: str = ""
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Links:
    """The articles that a feed or a list names, and the problem if these are not all of them."""

    links: tuple[Link, ...]
    problem: str = ""


def first_links(found: Sequence[Link], problem: str = "") -> Links:
    """The links, each page once, and no more of them than are followed."""
    once: dict[str, Link] = {}
    for number, link in enumerate(found):
        once.setdefault(link.said.url.partition("#")[0] or str(number), link)
    links = tuple(once.values())
    if len(links) > MAX_LINKS:
        problem = f"{len(links):,} addresses, of which the first {MAX_LINKS:,} are read; split it"
    return Links(links[:MAX_LINKS], problem)
