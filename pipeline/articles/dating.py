"""When an article was published, as exactly as its source says it and no further."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache

from dateparser.date import DateDataParser

from pipeline.articles.opening import WRITTEN_DATE, crawl_date, dateline_date
from pipeline.articles.vocabulary import names
from pipeline.intervals import DateInterval
from pipeline.model import PublishedBasis

_MAX_WRITTEN = 200
_MAX_QUOTED = 40
_YEARS = range(1900, 2101)
_TIME = r"(?:(?:T|[ ,]+)(?:\d{1,2}[:.]?\d{2}.*)?)?"
_YEAR_FIRST = re.compile(rf"(\d{{4}})(?:([-/.])(\d{{1,2}})(?:\2(\d{{1,2}}){_TIME})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T?\d{4,6}(?:Z|[+-]\d{2}:?\d{2})?)?")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/.])(\d{{1,2}})\2(\d{{4}}){_TIME}")
_MONTH_YEAR = re.compile(r"(\d{1,2})[-/.](\d{4})")
_MONTH_WORD_YEAR = re.compile(r"[^\W\d_]{3,12}\.?,? (?:de )?\d{4}")
_EPOCH = re.compile(r"(1[0-8]\d{8})(?:\.\d+|\d{3})?")
_ADDRESS_DAY = re.compile(r"/(\d{4})[/-](\d{1,2}|[a-z]{3})[/-](\d{1,2})(?=[/?#_-]|$)")
_ADDRESS_MONTH = re.compile(r"/(\d{4})[/-](\d{2})(?=[/?#]|$)")


@dataclass(frozen=True, slots=True)
class Publication:
    """When an article came out and what says so; both None where nothing does."""

    when: DateInterval | None = None
    basis: PublishedBasis | None = None


def publication(given: str, declared: str, url: str, text: str, captured: str = "") -> Publication:
    """When the article came out, as far as anything says so.

    What the user says counts first, then what its metadata declare, its address, its dateline, its
    crawl header. A weaker source only makes a stronger one finer (a day inside the year), never
    contradicts it. The day it was `captured` on counts only where there is nothing else: a page
    may have stood there for years.
    """
    known = Publication()
    for weaker in (
        Publication(parse_date(given), PublishedBasis.GIVEN),
        Publication(parse_date(declared), PublishedBasis.STATED),
        Publication(address_date(url), PublishedBasis.ADDRESS),
        Publication(parse_date(dateline_date(text)), PublishedBasis.DATELINE),
        Publication(_crawl_interval(text), PublishedBasis.ARCHIVE),
    ):
        if weaker.when and (known.when is None or _lies_within(weaker.when, known.when)):
            known = weaker
    stored = parse_date(captured)
    return Publication(stored, PublishedBasis.ARCHIVE) if stored and not known.when else known


def unread_date(declared: str) -> str:
    """What is wrong with a date that an article declares, "" if it is one or there is none."""
    written = " ".join(declared.split())
    if not written or parse_date(declared):
        return ""
    quoted = written if len(written) <= _MAX_QUOTED else f"{written[:_MAX_QUOTED]}..."
    return f"its date {quoted!r} is not one that can be read; write it as YYYY-MM-DD"


def parse_date(text: str) -> DateInterval | None:
    """The day, month or year that `text` names; None where it names none of the calendar.

    Reads ISO 8601 and RFC 2822 dates, epoch seconds (as UTC) and dates in words; the day is the one
    written, whatever the time zone. `03/04/2018` may be two days, so only its year is kept.
    """
    return _parsed(" ".join(text[:_MAX_WRITTEN].split()))


@lru_cache(maxsize=1024)
def _parsed(text: str) -> DateInterval | None:
    try:
        found = _numeric(text) or _worded(text)
    except (ValueError, OverflowError):
        return None
    return found if found and found.first.year in _YEARS else None


def address_date(url: str) -> DateInterval | None:
    """The date in the path of an address, such as `/2018/02/06/` or `/2018/feb/06/`, else None."""
    path = url.lower()
    if match := _ADDRESS_DAY.search(path):
        year, month, day = match.groups()
        return parse_date(f"{year}-{month}-{day}" if month.isdigit() else f"{day} {month} {year}")
    match = _ADDRESS_MONTH.search(path)
    return parse_date(f"{match[1]}-{match[2]}") if match else None


def _crawl_interval(text: str) -> DateInterval | None:
    """A crawler that knows only the year writes its first of January."""
    found = parse_date(crawl_date(text))
    if found and (found.first.month, found.first.day) == (1, 1):
        return DateInterval.year(found.first.year)
    return found


def _lies_within(inner: DateInterval, outer: DateInterval) -> bool:
    return inner != outer and outer.first <= inner.first and inner.last <= outer.last


def _numeric(text: str) -> DateInterval | None:
    if match := _YEAR_FIRST.fullmatch(text):
        return _interval(match[1], match[3], match[4])
    if match := _EPOCH.fullmatch(text):
        return DateInterval.day(datetime.fromtimestamp(int(match[1]), UTC).date())
    if match := _COMPACT.fullmatch(text):
        return _interval(*match.groups())
    if match := _YEAR_LAST.fullmatch(text):
        return _day_and_month(int(match[1]), int(match[3]), int(match[4]))
    if match := _MONTH_YEAR.fullmatch(text):
        return _interval(match[2], match[1])
    return None


def _interval(year: str, month: str | None = None, day: str | None = None) -> DateInterval:
    return DateInterval.parse("-".join(p.zfill(2) for p in (year, month, day) if p is not None))


def _day_and_month(one: int, two: int, year: int) -> DateInterval:
    if one > 12 or one == two:
        return DateInterval.day(date(year, two, one))
    if two > 12:
        return DateInterval.day(date(year, one, two))
    date(year, one, two)
    return DateInterval.year(year)


def _worded(text: str) -> DateInterval | None:
    written = WRITTEN_DATE.findall(text)
    if not written and _MONTH_WORD_YEAR.fullmatch(text):
        written = [text]
    if len(written) != 1:
        return None
    found = _date_parser().get_date_data(written[0])
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "month":
        return DateInterval.month(day.year, day.month)
    return DateInterval.day(day)


@cache
def _date_parser() -> DateDataParser:
    """Only absolute dates, so that no answer depends on the day it is asked."""
    return DateDataParser(
        languages=names("languages", "in_dates"),
        settings={
            "PARSERS": ["absolute-time"],
            "REQUIRE_PARTS": ["year", "month"],
            "PREFER_DAY_OF_MONTH": "first",
        },
    )
