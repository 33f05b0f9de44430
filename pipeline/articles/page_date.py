"""The publication date a web page declares, as it is written there.

htmldate always answers with a full day, which makes a day of a month and guesses which part of
03/04/2018 is the day; the raw value keeps what the page knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Protocol

from pipeline.articles.dating import parse_date
from pipeline.articles.vocabulary import names

_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"]+)"')
_MARKED = "//*[@itemprop='datePublished' or @pubdate]"
_TIMES = "//article//time | //main//time"
_DATE_CLASS = re.compile(r"(?:^|[\s_-])(?:date|dateline|published|pubdate|timestamp)(?:$|[\s_-])")
_CHANGED_CLASS = re.compile("updat|modif|event")
_MAX_WRITTEN = 100
_MAX_PARTS = 20


class Element(Protocol):
    """What is used of an lxml element, which comes without types."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    def get(self, name: str) -> str | None:
        """The value of an attribute."""

    def iter(self, tag: str) -> Iterator[Element]:
        """All elements of a tag below this one."""

    def itertext(self) -> Iterator[str]:
        """All texts below this one."""

    def xpath(self, path: str) -> list[Element]:
        """The elements a path leads to."""


def declared_date(tree: Element) -> str:
    """The first readable date of metadata, linked data, marked-up and visible dates.

    Where none can be read, the first that the metadata declare, as it is written, else "".
    """
    readable = (value for value in _candidates(tree) if parse_date(value))
    return next(readable, "") or next(filter(None, _metadata(tree)), "")


def _candidates(tree: Element) -> Iterator[str]:
    yield from _metadata(tree)
    for element in tree.xpath(_MARKED) + _first_time(tree) + _dated_by_class(tree):
        yield element.get("datetime") or element.get("content") or ""
        yield " ".join(islice(element.itertext(), _MAX_PARTS))[:_MAX_WRITTEN]


def _metadata(tree: Element) -> Iterator[str]:
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in names("page", "date_metadata"):
            yield meta.get("content") or ""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        yield from _LINKED_DATA.findall(script.text or "")


def _first_time(tree: Element) -> list[Element]:
    """The first time of the article; of the page only if it is the only one there."""
    in_article = tree.xpath(_TIMES)
    anywhere = tree.xpath("//time")
    return in_article[:1] if in_article or len(anywhere) > 1 else anywhere


def _dated_by_class(tree: Element) -> list[Element]:
    return [
        element
        for element in tree.xpath("//body//*[@class]")
        if _DATE_CLASS.search(_class(element)) and not _CHANGED_CLASS.search(_class(element))
    ]


def _class(element: Element) -> str:
    return (element.get("class") or "").lower()
