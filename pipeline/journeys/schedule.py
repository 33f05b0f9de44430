"""Programmes: days as headings, and under each the places of that day, without a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from pipeline.journeys import lexicon

_FEWEST = 2  # headings that make a programme
_BEHIND, _AHEAD = 40, 150  # days from the article's date in which a weekday and a number fit


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """What stands below one heading: offsets of the text, and the day it is about."""

    start: int
    end: int
    day: date
    heading: str


def find_programme(text: str, published: date) -> list[ProgrammeDay]:
    """The days of a programme in their order, empty where the text is none.

    A heading is a day at the start of a line, alone ("Thursday 22 January", "Friday 28") or
    before a colon, full stop or dash ("June 5: Paris", "Tuesday. Wreath at the memorial"). Days
    without a month or year are those nearest to the article's date that fit.
    """
    found = list(_headings(text))
    if len(found) < _FEWEST:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    days = (_day(match, published) for match in found)
    return [
        ProgrammeDay(
            match.end(), _until(text, match.end(), end), day, match.group().strip(" \t\n:.-–—")
        )
        for match, end, day in zip(found, ends, days, strict=True)
        if day is not None
    ]


def _headings(text: str) -> Iterator[re.Match[str]]:
    return _heading().finditer(text)


def _until(text: str, start: int, end: int) -> int:
    """The end of a day's entry: the next heading, for the last day a blank line."""
    blank = re.compile(r"\n\s*\n").search(text, min(start + 1, end), end)
    return blank.start() if blank and blank.start() > start else end


@cache
def _heading() -> re.Pattern[str]:
    words = lexicon.calendar()
    weekday = "|".join(sorted(words.weekdays, key=len, reverse=True))
    month = "|".join(sorted(words.months, key=len, reverse=True))
    number = r"(?:0?[1-9]|[12]\d|3[01])"
    return re.compile(
        rf"^[ \t*•·-]*(?P<when>(?:(?P<weekday>{weekday})\b\.?,?[ \t]+)?(?:the[ \t]+)?"
        rf"(?:(?P<before>{month})\b\.?[ \t]+)?(?P<day>{number})(?:st|nd|rd|th)?\b"
        rf"(?:[ \t]+(?:of[ \t]+)?(?P<after>{month})\b\.?)?(?:,?[ \t]+(?P<year>\d{{4}})\b)?)"
        r"[ \t]*(?:[:.–—-](?=\s)|$)"
        rf"|^[ \t*•·-]*(?P<alone>{weekday})[ \t]*(?:[:.–—-](?=\s)|$)",
        re.IGNORECASE | re.MULTILINE,
    )


def _day(match: re.Match[str], published: date) -> date | None:
    words = lexicon.calendar()
    if match.group("alone"):
        ahead = words.weekdays[match.group("alone").lower()] - published.weekday()
        return published + timedelta(days=ahead % 7)
    named = match.group("before") or match.group("after")
    day, weekday = int(match.group("day")), match.group("weekday")
    fits = [
        near
        for near in _around(published, whole_year=bool(named))
        if near.day == day
        and (not named or near.month == words.months[named.lower()])
        and (not match.group("year") or near.year == int(match.group("year")))
        and (bool(named) or weekday is None or near.weekday() == words.weekdays[weekday.lower()])
    ]
    if not named and weekday is None:
        return None
    return min(fits, key=lambda near: abs((near - published).days), default=None)


def _around(published: date, *, whole_year: bool) -> Sequence[date]:
    behind, ahead = (200, 200) if whole_year else (_BEHIND, _AHEAD)
    first, last = published.toordinal() - behind, published.toordinal() + ahead
    return [
        date.min + timedelta(days=n - 1)
        for n in range(max(first, 1), min(last, date.max.toordinal()) + 1)
    ]
