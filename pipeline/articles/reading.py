"""Reading: what is new of the inputs; its libraries take their time to load."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from io import BufferedReader, BytesIO
from pathlib import Path

from pipeline.articles.address import address_origin, is_address
from pipeline.articles.archives import reader_of
from pipeline.articles.fetching import Fetcher
from pipeline.articles.fields import Fields
from pipeline.articles.html import page_fields
from pipeline.articles.linked import begin_links, read_links
from pipeline.articles.markup import text_of_markup
from pipeline.articles.origin import Item, Memory, Origin, Source
from pipeline.articles.piped import is_page, read_piped
from pipeline.articles.plain import given_article, split_front_matter
from pipeline.articles.walk import check_regular, file_origin
from pipeline.articles.web import links_of_file, read_address, read_one_page
from pipeline.errors import InputError, RejectedArticle
from pipeline.model import GivenAddress, GivenFile, GivenText, Rejection
from pipeline.settings import Settings

_MAX_UNUSABLE = 10_000  # of a file of chance bytes, each line would be told for ever
_PASTED = Origin("pasted-text", "pasted text")


def source_of(
    given: str | GivenFile | GivenText | GivenAddress, web: Fetcher, memory: Memory | None
) -> Source:
    """The source that an input is which lies in no file."""
    if isinstance(given, GivenText):
        return Source(_PASTED, partial(_read_text, given))
    if isinstance(given, GivenFile):
        name = Path(given.name).name or "unnamed"
        return Source(file_origin(Path(name), Path()), partial(_read_held, given))
    if isinstance(given, GivenAddress):
        return _typed_address(given.address, web)
    if given == "-":
        return Source(Origin("stdin", "-"), _read_standard_input)
    read = partial(read_address, given, web, memory)
    return Source(address_origin(given), read, is_address=True)


def read_file(path: Path, web: Fetcher, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles in a file, or behind the links of a feed or list in it.

    Raises:
        RejectedArticle: it cannot be used, or not to its end.
        OSError: it cannot be read.
    """
    check_regular(path)
    found = links_of_file(path)
    if found is not None:
        yield from read_links(begin_links(found, origin, web), settings)
        return
    reader = reader_of(path.name)
    with path.open("rb") as stream:
        yield from _while_useful(reader(stream, origin, settings))


def _typed_address(address: str, web: Fetcher) -> Source:
    try:
        if is_address(address):
            return Source(address_origin(address), partial(read_one_page, address, web))
        problem = "not an address; give one that begins with https:// or http://"
    except InputError as error:
        problem = str(error)
    return Source(Origin(address, address), partial(_refuse, problem))


def _refuse(problem: str, origin: Origin, settings: Settings) -> Iterator[Item]:
    yield origin.reject(problem)


def _while_useful(items: Iterator[Item]) -> Iterator[Item]:
    """The items, until so many in a row cannot be used that the rest is hopeless."""
    unusable = 0
    for item in items:
        yield item
        unusable = unusable + 1 if isinstance(item, Rejection) else 0
        if unusable == _MAX_UNUSABLE:
            raise RejectedArticle(
                f"given up after {unusable:,} records in a row that cannot be used;"
                " put the file right, or give the rest by itself"
            )


def _read_held(given: GivenFile, origin: Origin, settings: Settings) -> Iterator[Item]:
    stream: BufferedReader = BufferedReader(BytesIO(given.data))
    yield from _while_useful(reader_of(Path(given.name).name)(stream, origin, settings))


def _read_text(given: GivenText, origin: Origin, settings: Settings) -> Iterator[Item]:
    yield given_article(given, _fields_in(given.text), origin, settings)


def _fields_in(text: str) -> Fields:
    """What a pasted text says; all of its text where it is HTML in which no article is found."""
    page = text.encode("utf-8", "replace").lstrip()
    if not is_page(page):
        return split_front_matter(text)
    try:
        return page_fields(page, charset="utf-8")
    except RejectedArticle:
        return Fields(text=text_of_markup(text))


def _read_standard_input(origin: Origin, settings: Settings) -> Iterator[Item]:
    yield from _while_useful(read_piped(sys.stdin.buffer, origin, settings))
