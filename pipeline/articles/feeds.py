"""RSS and Atom feeds, from bytes that are already there; nothing is fetched here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

import feedparser
from feedparser import FeedParserDict

from pipeline.articles.fields import Fields
from pipeline.articles.links import Link, Links, first_links
from pipeline.articles.markup import text_of_markup
from pipeline.articles.origin import Item, Origin
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

_PROLOG_CHARACTERS = 8_192
_END_CHARACTERS = 2_000
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:\w+:)?(\w+)")
_TAG = re.compile(r"<(/?)([\w:.-]++)([^<>]*+)")
_NEVER_CLOSED = ("br", "hr", "img", "input", "link", "meta")
_MAX_DEPTH = 1_000
_START = re.compile(r"<\w")
_ROOTS = ("rss", "feed", "RDF")
_END = re.compile(r"</(?:\w+:)?(?:rss|feed|RDF)\s*>")
_ENTRY_END = re.compile(r"</(?:\w+:)?(?:item|entry)\s*>")
# A character, or a few: what real feeds declare. Entities made of entities grow without end.
_ENTITY = re.compile(r"<!ENTITY")
_SMALL_ENTITY = re.compile(r"""<!ENTITY\s+[\w.-]+\s+(["'])(?:&#\w{1,8};|[^&%"'<>]{0,16})\1\s*>""")


def is_feed(text: str) -> bool:
    """Whether a text is a feed, whatever its server calls it."""
    prolog = _COMMENT.sub("", text[:_PROLOG_CHARACTERS]).lstrip("\ufeff \t\r\n")
    root = _ROOT.search(prolog) if prolog.startswith("<") else None
    return root is not None and root[1] in _ROOTS


def read_feed(text: str, address: str = "") -> Links:
    """The entries of a feed that came from `address`; of one that is cut off, those that are whole.

    Raises:
        RejectedArticle: it has no entries, cannot be parsed, is nested too deeply, or declares
            entities that grow.
    """
    if len(_ENTITY.findall(text)) != len(_SMALL_ENTITY.findall(text)):
        raise RejectedArticle("declares entities, as a feed made to fill the memory does; not read")
    if _is_too_deep(text):
        raise RejectedArticle("a feed nested too deeply; fetch it again")
    parsed = _parsed(_without_blanks(text), address)
    entries = parsed["entries"]
    problem = ""
    if not _END.search(text, max(0, len(text) - _END_CHARACTERS)):
        entries = entries[: len(_ENTRY_END.findall(text))]
        problem = f"the feed is cut off after {len(entries):,} whole entries; fetch it again"
    if not entries:
        raise RejectedArticle(problem or "a feed without entries; nothing to read")
    source = _plain(parsed["feed"].get("title"))
    return first_links([_link(entry, source) for entry in entries], problem)


def read_lone_feed(stream: BinaryIO, origin: Origin, settings: Settings) -> Iterator[Item]:
    """Nothing: the reader of XML that is no feed, or a feed where no address is followed.

    Raises:
        RejectedArticle: always.
    """
    raise RejectedArticle("XML, but no feed; give the address of a feed, or articles as .html")


def _is_too_deep(text: str) -> bool:
    """Whether elements lie so deep in each other that the parser's time is quadratic."""
    depth = 0
    for part in text.split("<![CDATA["):
        _, _, rest = part.rpartition("]]>")
        for end, name, attributes in _TAG.findall(rest):
            if name.lower() not in _NEVER_CLOSED and not attributes.endswith("/"):
                depth = max(depth - 1, 0) if end else depth + 1
            if depth > _MAX_DEPTH:
                return True
    return False


def _without_blanks(text: str) -> str:
    """The feed without blank lines before its root, on which the parser's time is quadratic."""
    root = _START.search(text)
    prolog = text[: root.start()] if root else ""
    return "\n".join(filter(None, map(str.strip, prolog.splitlines()))) + text[len(prolog) :]


def _parsed(text: str, address: str) -> FeedParserDict:
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": address}
    try:
        # From a stream: a text that names a file or an address would be opened.
        return feedparser.parse(
            BytesIO(text.encode("utf-8", "replace")),
            response_headers=headers,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    # Feeds break parsers in ways no list of exceptions foresees; one feed must not end the run.
    except Exception as error:
        raise RejectedArticle("a feed that cannot be parsed; fetch it again") from error


def _link(entry: FeedParserDict, source: str) -> Link:
    said = Fields(
        title=_plain(entry.get("title")),
        published=str(entry.get("published") or entry.get("created") or ""),
        source=_plain(entry.get("source", {}).get("title")) or source,
        url=str(entry.get("link") or "").strip(),
        record_id=str(entry.get("id") or ""),
    )
    told = [str(part.get("value") or "") for part in entry.get("content", ())]
    told.append(str(entry.get("summary") or ""))
    seen = str(entry["updated"]) if dict.__contains__(entry, "updated") else ""
    return Link(said, seen, max(told, key=len))


def _plain(value: object) -> str:
    text = str(value or "")
    return text_of_markup(text) if "<" in text or "&" in text else text.strip()
