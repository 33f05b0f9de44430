"""Articles from the web: from a page, from the pages that a feed or a list names, from a table."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path

from pipeline.articles.answer import CSV_TYPES, JSON_TYPES, MAX_LIST_BYTES, Answer, too_large
from pipeline.articles.article_lists import is_article_list, read_article_list
from pipeline.articles.encoding import decode
from pipeline.articles.feeds import is_feed, read_feed
from pipeline.articles.fetching import Fetcher
from pipeline.articles.fields import compose
from pipeline.articles.html import charset_in
from pipeline.articles.kinds import FEEDS
from pipeline.articles.linked import Begun, begin_links, read_links
from pipeline.articles.links import Links
from pipeline.articles.origin import Item, Memory, Origin
from pipeline.articles.page import fields_of_page
from pipeline.articles.records import read_json
from pipeline.articles.tabular import read_csv
from pipeline.errors import RejectedArticle
from pipeline.model import KeptArticle
from pipeline.settings import Settings

_LIST_SUFFIXES = (".json", ".csv")
_HEAD_BYTES = 65_536


def read_address(
    address: str, web: Fetcher, memory: Memory | None, origin: Origin, settings: Settings
) -> Iterator[Item | KeptArticle]:
    """The articles at an address: one of a page, those of a feed, a list or a table.

    It is asked for now. What it named once and names no more is there too, if `memory` knows it.

    Raises:
        RejectedArticle: it cannot be fetched, or holds none; while the articles are taken.
    """
    begun = web.start(address, partial(_begin, web, origin))
    items = _read_answer(begun, origin, settings)
    return memory.keep(origin, items) if memory else items


def read_one_page(address: str, web: Fetcher, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The one article of the page at an address, whatever else its server sends.

    Raises:
        RejectedArticle: it cannot be fetched, or is no page.
    """
    answer = web.fetch(address)
    if _links_in(answer.data, answer.charset, answer.address) is not None:
        raise RejectedArticle("a feed or a list; give the address of one of its articles")
    yield compose(origin, fields_of_page(answer, origin.path), settings)


def names_pages(path: Path) -> bool:
    """Whether a file may be a feed or a list: what it gives does not lie in itself alone."""
    suffix = path.suffix.lower()
    if suffix not in _LIST_SUFFIXES:
        return suffix in FEEDS
    with path.open("rb") as stream:
        return is_article_list(stream.read(_HEAD_BYTES).decode("utf-8", "replace"))


def links_of_file(path: Path) -> Links | None:
    """What a feed or a list in a file names, None if the file is neither.

    Raises:
        RejectedArticle: it is one of them, but broken or too large.
    """
    if not names_pages(path):
        return None
    with path.open("rb") as stream:
        data = stream.read(MAX_LIST_BYTES + 1)
    if len(data) > MAX_LIST_BYTES:
        raise too_large(MAX_LIST_BYTES)
    return _links_in(data, "", "")


def _begin(web: Fetcher, origin: Origin, answer: Answer) -> Answer | Begun:
    """What an address holds, or the begun links where it is a feed or a list."""
    found = _links_in(answer.data, answer.charset, answer.address)
    return answer if found is None else begin_links(found, origin, web)


def _read_answer(
    begun: Future[Answer | Begun], origin: Origin, settings: Settings
) -> Iterator[Item]:
    answer = begun.result()
    if isinstance(answer, Begun):
        yield from read_links(answer, settings)
    elif answer.media_type in JSON_TYPES:
        yield from read_json(_stream(answer), origin, settings)
    elif answer.media_type in CSV_TYPES:
        yield from read_csv(_stream(answer), origin, settings)
    else:
        yield compose(origin, fields_of_page(answer, origin.path), settings)


def _links_in(data: bytes, charset: str, address: str) -> Links | None:
    text = decode(data, charset or charset_in(data))
    if is_feed(text):
        return read_feed(text, address)
    return read_article_list(text) if is_article_list(text) else None


def _stream(answer: Answer) -> BufferedReader:
    return BufferedReader(BytesIO(answer.data))
