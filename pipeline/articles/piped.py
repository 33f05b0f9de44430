"""Standard input: one article as plain text or HTML, or articles as JSON."""

from __future__ import annotations

import io
import re
from codecs import BOM_UTF8
from collections.abc import Callable, Iterator
from typing import BinaryIO

from pipeline.articles.feeds import is_feed
from pipeline.articles.html import read_html
from pipeline.articles.origin import Item, Origin
from pipeline.articles.plain import read_plain
from pipeline.articles.records import line_limit, parse_json, read_json, read_jsonl
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

_MAX_BYTES = 200_000_000
_HEAD_BYTES = 8_192
_BEFORE = re.compile(rb"<!--.*?-->|<\?xml[^>]*>", re.DOTALL)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|title|meta|article|main|section|div|h1|p)\b)",
    re.IGNORECASE,
)


def read_piped(stream: BinaryIO, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles of JSON lines, of one JSON text, or the one article of a page or plain text.

    Raises:
        RejectedArticle: more is piped in than can be held, or the one article is unusable; or it
            is a feed, whose pages would be fetched.
    """
    data = stream.read(_MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise RejectedArticle("more than can be read from standard input; give it as a file")
    return _reader_of(data, settings)(io.BufferedReader(io.BytesIO(data)), origin, settings)


def is_page(data: bytes) -> bool:
    """Whether what was piped in or pasted begins as HTML."""
    return _HTML.match(_BEFORE.sub(b"", data[:_HEAD_BYTES]).lstrip()) is not None


def _reader_of(data: bytes, settings: Settings) -> Callable[..., Iterator[Item]]:
    """JSON lines if the first line is an object, or a later one where the first is damaged."""
    start = data.removeprefix(BOM_UTF8).lstrip()
    if is_feed(start[:_HEAD_BYTES].decode("utf-8", "replace")):
        raise RejectedArticle("a feed; give its address, or save it as .xml and give the file")
    if is_page(start):
        return read_html
    limit = line_limit(settings)
    first = start.partition(b"\n")[0]
    if not start.startswith((b"{", b"[")):
        return read_plain
    if _is_record(first, limit):
        return read_jsonl
    if (len(first) <= limit or start.startswith(b"[")) and _is_json(start):
        return read_json
    if start.startswith(b"{") and any(_is_record(line, limit) for line in io.BytesIO(start)):
        return read_jsonl
    return read_plain


def _is_record(line: bytes, limit: int) -> bool:
    return line.startswith(b"{") and len(line) <= limit and _is_json(line)


def _is_json(data: bytes) -> bool:
    try:
        parse_json(data.decode("utf-8", "replace"))
    except RejectedArticle:
        return False
    return True
