"""WARC files of web crawls: every page in them is read as if it had been fetched."""

from __future__ import annotations

import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from io import BufferedReader, BytesIO
from typing import Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader

from pipeline.articles.answer import PAGE_TYPES, PLAIN_TYPE, Answer, declared_kind
from pipeline.articles.bounded import Budget, Rationed, cut_off, is_gzip, size_of, unpacked
from pipeline.articles.content_coding import is_known, unpacked_body
from pipeline.articles.fields import compose
from pipeline.articles.html import MAX_PAGE_BYTES, page_too_large
from pipeline.articles.origin import Item, Origin, printable
from pipeline.articles.page import fields_of_page
from pipeline.errors import DamagedInput, RejectedArticle
from pipeline.settings import Settings

_READ_TYPES = frozenset({*PAGE_TYPES, PLAIN_TYPE} - {""})  # a server that names none sent no page
_MAX_KEY = 200
_MAX_RECORD_BYTES = 2 * MAX_PAGE_BYTES
_CHUNK_BYTES = 65_536


class Headers(Protocol):
    """What is used of warcio's headers."""

    def get_header(self, name: str) -> str | None:
        """The value of a header."""

    def get_statuscode(self) -> str:
        """The status of an answer, such as 200."""


class Content(Protocol):
    """The content of a record; `limit` is how much of it is still to be read."""

    limit: int

    def read(self, size: int | None = None) -> bytes:
        """The next bytes."""


class Record(Protocol):
    """What is used of warcio's records."""

    rec_type: str
    rec_headers: Headers
    http_headers: Headers | None
    raw_stream: Content
    length: int | None


def read_warc(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The article of each page that a server answered with; all other records are left out.

    Raises:
        RejectedArticle: the file is no WARC, holds no page, is damaged or cut off; the last only
            after the pages before the damage.
    """
    number = 0
    for number, record in enumerate(_pages(stream), start=1):
        yield _article(record, number, origin, settings)
    if number == 0:
        raise RejectedArticle("no web page among its records; give a WARC of pages")


def _pages(stream: BufferedReader) -> Iterator[Record]:
    """The records that hold a page or a text; each must be read before the next is asked for."""
    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it prints what is reported here
    budget = Budget(size_of(stream))
    if is_gzip(stream):
        stream = unpacked(stream, budget)
        if is_gzip(stream):
            raise RejectedArticle("packed twice; unpack it once")
    blocks = Rationed(stream)
    records = ArchiveIterator(blocks)
    records.INC_RECORD = ""  # a warning it would print
    while record := blocks.header(partial(next, records, None)):
        if _media_type(record) in _READ_TYPES:
            yield record
        while record.raw_stream.read(_CHUNK_BYTES):
            pass
        if getattr(record.raw_stream, "limit", 1):
            raise cut_off("a record shorter than it says")
    if blocks.last and not blocks.last.endswith(b"\n"):
        raise cut_off("no end of the last record")


def _media_type(record: Record) -> str:
    """The type of what a server sent with success, else ""."""
    headers = record.http_headers
    if record.rec_type != "response" or not headers or headers.get_statuscode() != "200":
        return ""
    return _declared(headers)[0]


def _declared(headers: Headers | None) -> tuple[str, str]:
    return declared_kind({"content-type": _header(headers, "content-type")})


def _article(record: Record, number: int, origin: Origin, settings: Settings) -> Item:
    address = _header(record.rec_headers, "WARC-Target-URI")
    key = printable(re.sub(r"^\w+://", "", address))
    place = origin.member(key if 0 < len(key) <= _MAX_KEY else number, printable(address))
    captured = _header(record.rec_headers, "WARC-Date")
    place = replace(place, told=replace(place.told, url=address, captured=captured))
    try:
        answer = Answer(_body(record), *_declared(record.http_headers), address)
        return compose(place, fields_of_page(answer, address), settings)
    except DamagedInput:
        raise
    except RejectedArticle as error:
        return place.reject(error)


def _body(record: Record) -> bytes:
    """What the server sent, out of its chunks and unpacked."""
    if (record.length or 0) > _MAX_RECORD_BYTES:
        raise page_too_large()
    headers, data = record.http_headers, record.raw_stream.read()
    if record.raw_stream.limit:
        raise cut_off("a record shorter than it says")
    if _header(headers, "transfer-encoding").lower() == "chunked":
        data = ChunkedDataReader(BytesIO(data)).read()
    data = _unpacked(data, _header(headers, "content-encoding").lower())
    if len(data) > MAX_PAGE_BYTES:
        raise page_too_large()
    return bytes(data)


def _unpacked(data: bytes, encoding: str) -> bytes:
    if not is_known(encoding):
        raise RejectedArticle(f"packed as {encoding}; store the page unpacked")
    try:
        return unpacked_body([data], encoding, MAX_PAGE_BYTES)
    except EOFError as error:
        raise RejectedArticle("the page was stored cut off; crawl it again") from error
    except zlib.error:
        # Crawlers often unpack the page and leave the header as it was.
        return data


def _header(headers: Headers | None, name: str) -> str:
    return str((headers and headers.get_header(name)) or "").strip()
