"""Web pages: the article in them, without navigation, advertising and comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

import trafilatura
from trafilatura.settings import Document

from pipeline.articles.encoding import decode
from pipeline.articles.fields import Fields, compose
from pipeline.articles.origin import Item, Origin
from pipeline.articles.page_date import declared_date
from pipeline.errors import RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

MAX_PAGE_BYTES = 5_000_000
_CHARSET = re.compile(rb"<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]+)", re.I)
_HEAD_BYTES = 4096
_STOPS = tuple(".!?。！？…")
_CLOSERS = "\"'”’»)] \t"
_MIN_SENTENCE = 16
# Possessive: a page made to be slow is searched once from end to end like any other.
_TAG = re.compile(r"""<[a-zA-Z](?:[^"'>]++|"[^"]*"|'[^']*'|["'])*+""")
_QUOTED = re.compile(r""""[^"]*"|'[^']*'""")
_ATTRIBUTE = re.compile(r"[^\s/]+")
_MAX_TAGS = 50_000  # a large page of a newspaper has a tenth
_MAX_ATTRIBUTES = 500  # the time a tag takes grows with the square of their number
# The latest day accepted by default is today, and the tables must not depend on it.
_DATE_SEARCH = {"extensive_search": False, "original_date": True, "max_date": "2100-12-31"}


def read_html(stream: BinaryIO, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The one article of a saved page.

    Raises:
        RejectedArticle: the page is empty, too large, or holds no article.
    """
    data = stream.read(MAX_PAGE_BYTES + 1)
    if len(data) > MAX_PAGE_BYTES:
        raise page_too_large()
    yield page_article(data, origin, settings)


def page_article(
    data: bytes, origin: Origin, settings: Settings, url: str = "", charset: str = ""
) -> Article:
    """The article of a page; `url` is where it was fetched, `charset` what the server said.

    Raises:
        RejectedArticle: the page is empty or holds no article.
    """
    return compose(origin, page_fields(data, url, charset), settings)


def page_fields(data: bytes, url: str = "", charset: str = "") -> Fields:
    """What a page says, with the text of its article; see `page_article`.

    Raises:
        RejectedArticle: the page is empty or holds no article.
    """
    document, published = _parsed(decode(data, charset or charset_in(data)), url)
    text = (document.text or "").strip()
    if not _has_a_sentence(text):
        raise no_article()
    return Fields(
        text=text,
        title=document.title or "",
        published=published,
        source=document.sitename or "",
        url=url or document.url or "",
    )


def page_too_large() -> RejectedArticle:
    """The rejection of a page of more than `MAX_PAGE_BYTES`."""
    megabytes = MAX_PAGE_BYTES // 1_000_000
    return RejectedArticle(f"page of over {megabytes} MB; save only the article's text as .txt")


def no_article() -> RejectedArticle:
    """The rejection of a page that is only navigation, pictures or scripts."""
    return RejectedArticle("no article found in the page; save its text as .txt")


def charset_in(data: bytes) -> str:
    """The encoding that a page or an XML file declares in its first lines, else ""."""
    match = _CHARSET.search(data, 0, _HEAD_BYTES)
    return match[1].decode("ascii", "replace") if match else ""


def _parsed(page: str, url: str) -> tuple[Document, str]:
    """The article as trafilatura finds it, and the date the page declares."""
    if not page.strip():
        raise RejectedArticle("empty: no text to read; remove the file or fill it")
    if page.count("<") > _MAX_TAGS:
        raise RejectedArticle(
            f"page of over {_MAX_TAGS:,} tags; save only the article's text as .txt"
        )
    if any(_is_overloaded(tag[0]) for tag in _TAG.finditer(page)):
        raise no_article()
    if "<" in page and "<html" not in page[:_HEAD_BYTES].lower():
        page = f"<html><body>{page}</body></html>"
    try:
        tree = trafilatura.load_html(page)
        published = "" if tree is None else declared_date(tree)
        document = trafilatura.bare_extraction(
            tree,
            url=url or None,
            with_metadata=True,
            include_comments=False,
            date_extraction_params=_DATE_SEARCH,
        )
    # Pages break parsers in ways no list of exceptions foresees; one page must not end the run.
    except Exception as error:
        raise no_article() from error
    if not isinstance(document, Document):
        raise no_article()
    return document, published


def _is_overloaded(tag: str) -> bool:
    if len(tag) < 2 * _MAX_ATTRIBUTES:
        return False
    return len(_ATTRIBUTE.findall(_QUOTED.sub(" ", tag))) > _MAX_ATTRIBUTES


def _has_a_sentence(text: str) -> bool:
    """A page without an article is navigation: nothing in it ends like a sentence."""
    lines = (line.rstrip(_CLOSERS) for line in text.splitlines())
    return any(len(line) >= _MIN_SENTENCE and line.endswith(_STOPS) for line in lines)
