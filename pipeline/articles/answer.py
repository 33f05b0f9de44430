"""What a server answered, and what it says the answer is."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import responses

from pipeline.articles.html import MAX_PAGE_BYTES
from pipeline.errors import RejectedArticle

MAX_LIST_BYTES = 20_000_000
PAGE_TYPES = ("", "text/html", "application/xhtml+xml")
PLAIN_TYPE = "text/plain"
FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
)
JSON_TYPES = ("application/json", "text/json")
CSV_TYPES = ("text/csv", "application/csv", "text/tab-separated-values")
_LIST_TYPES = (*FEED_TYPES, *JSON_TYPES, *CSV_TYPES)
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_CURES = {
    401: "save the page as .html",
    403: "save the page as .html",
    404: "check the address",
    410: "the page is gone",
    451: "save the page as .html",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """The whole body, decompressed, and the address it came from after all redirects.

    `media_type` is in lower case, "" where the server names none; `charset` is what it declares.
    """

    data: bytes
    media_type: str
    charset: str
    address: str


class StatusError(RejectedArticle):
    """The server answered, but not with what was asked for."""

    def __init__(self, status: int) -> None:
        again = "try again later" if status in (408, 425, 429) or status >= 500 else ""
        cure = again or _CURES.get(status, "check the address")
        named = f"{status} {responses.get(status, '')}".strip()
        super().__init__(f"the server answered {named}; {cure}")
        self.status = status
        self.gone = status in (404, 410)


def declared_kind(headers: Mapping[str, str]) -> tuple[str, str]:
    """The media type and the charset that the headers declare, "" where they are silent."""
    declared = headers.get("content-type", "")
    charset = _CHARSET.search(declared)
    return declared.partition(";")[0].strip().lower(), charset[1] if charset else ""


def most_bytes(media_type: str) -> int:
    """How many bytes of an answer of this type are read.

    Raises:
        RejectedArticle: nothing of this type is read.
    """
    if media_type in (*PAGE_TYPES, PLAIN_TYPE):
        return MAX_PAGE_BYTES
    if media_type in _LIST_TYPES:
        return MAX_LIST_BYTES
    raise RejectedArticle(
        f"not a web page but {media_type[:60]}; give the address of an article, a feed or a list"
    )


def too_large(most: int) -> RejectedArticle:
    """The rejection of an answer of more than `most` bytes."""
    kind = "page" if most == MAX_PAGE_BYTES else "file"
    return RejectedArticle(
        f"{kind} of over {most // 1_000_000} MB; save only the article's text as .txt"
    )
