"""What stands before the story in a plain text: a crawl header, a title, a dateline."""

from __future__ import annotations

import re

_CRAWL_HEADER = re.compile(r"\s*date:? (\d{4}-\d{2}-\d{2})\b[^\r\n]*", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_BLANK_LINE = re.compile(r"[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n)")
_MAX_TITLE = 160
_SENTENCE_ENDS = ".!?:;,…。！？"
_CLOSERS = "\"'”’»)] \t\u00a0"

_MONTH = r"[^\W\d_]{3,12}\.?"
WRITTEN_DATE = re.compile(
    rf"\b(?:{_MONTH}[ \u00a0]\d{{1,2}}(?:st|nd|rd|th)?,?[ \u00a0]\d{{4}}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|er|\.|º)?[ \u00a0-](?:de )?{_MONTH},?[ \u00a0-](?:del? )?\d{{4}}"
    rf"|\d{{4}}[ -]{_MONTH}[ -]\d{{1,2}})\b",
    re.IGNORECASE,
)
# `LIMA, Feb. 6, 2018 (Outlet) -`: the place in capitals, the date, then what opens the story.
_DATELINE = re.compile(
    rf"^[ \t]*(?P<place>[^\W\d_][^\n\d]{{1,60}}?)[,(] ?(?P<date>{WRITTEN_DATE.pattern})\)?,?"
    r"[ \u00a0]*(?P<agency>\([^()\n]{2,40}\)|/[^/\n]{2,40}/)?\.?[ \u00a0]*(?:[-–—―:]|$)",
    re.IGNORECASE | re.MULTILINE,
)
_DATE_ALONE = re.compile(
    rf"^[ \t]*(?:(?:published|posted|date|fecha|publié)(?: on| le)?:? )?"
    rf"(?:(?:[^\W\d_]{{3,10}}\.?,|[^\W\d_]{{3,6}}day) )?"
    rf"(?P<date>{WRITTEN_DATE.pattern}|\d{{4}}-\d{{2}}-\d{{2}})"
    r"(?:[ ,]+(?:at )?\d{1,2}[:.]\d{2}[^\r\n]{0,12})?[ \t]*\r?$",
    re.IGNORECASE | re.MULTILINE,
)
_DATELINE_WINDOW = 200


def crawl_date(text: str) -> str:
    """The ISO date of a crawl header in the first line (` date 2018-01-01 HOME | ...`), else ""."""
    match = _CRAWL_HEADER.match(text)
    return match[1] if match else ""


def dateline_date(text: str) -> str:
    """The date as written in a dateline or on a line of its own, else "".

    Only the first 200 characters after a crawl header are searched, and only whole dates count: a
    date in a sentence is what the story tells, not when it was written.
    """
    opening = text[_story_start(text) :].lstrip()[:_DATELINE_WINDOW]
    for match in _DATELINE.finditer(opening):
        if _is_dateline(match):
            return match["date"]
    alone = _DATE_ALONE.search(opening)
    return alone["date"] if alone else ""


def guess_title(text: str) -> str:
    """The first line after a crawl header if it reads like a title, else "".

    A title is short, stands alone before a blank line and does not end like a sentence; the marks
    of a Markdown heading are left out.
    """
    match = _LINE.search(text, _story_start(text))
    while match and not match[0].strip():
        match = _LINE.search(text, match.end())
    if match is None or not _BLANK_LINE.match(text, match.end()):
        return ""
    title = match[0].strip().lstrip("#").strip()
    alone = text[match.end() :].strip() != ""
    sentence = title.rstrip(_CLOSERS).endswith(tuple(_SENTENCE_ENDS))
    return title if alone and len(title) <= _MAX_TITLE and not sentence else ""


def _is_dateline(match: re.Match[str]) -> bool:
    """Whether what looks like one has a place in capitals, or a name in brackets for an agency."""
    place = re.split("[,(]", match["place"])[0]
    return place.isupper() or (match["agency"] or "  ")[1].isupper()


def _story_start(text: str) -> int:
    match = _CRAWL_HEADER.match(text)
    return match.end() if match else 0
