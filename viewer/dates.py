"""Dates in words, never more exact than the sources: 5–6 Feb 2018, Feb 2018, 2018."""

from __future__ import annotations

from datetime import date

from babel.dates import format_interval, format_skeleton

from pipeline.intervals import Precision

NOT_SAID = "date not said"
_MISSING = {Precision.MONTH: "day not said", Precision.YEAR: "month not said"}
_LOCALE = "en_GB"
_SKELETON = {Precision.DAY: "yMMMd", Precision.MONTH: "yMMM", Precision.YEAR: "y"}
_ISO_WIDTH = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4, Precision.UNKNOWN: 0}


def in_words(arrival: date | None, departure: date | None, precision: str) -> str:
    """A stay in words; `precision` is how exactly its days are known.

    Wording of spans: Unicode CLDR, interval formats of British English.
    """
    skeleton = _SKELETON.get(Precision(precision))
    if skeleton is None or (arrival is None and departure is None):
        return NOT_SAID
    if arrival and departure and arrival <= departure:
        return format_interval(arrival, departure, skeleton, locale=_LOCALE)
    if arrival:
        return format_skeleton(skeleton, arrival, locale=_LOCALE)
    assert departure is not None
    return "until " + format_skeleton(skeleton, departure, locale=_LOCALE)


def missing(precision: str) -> str:
    """What a date in words leaves open, empty where it names the day or where there is none."""
    return _MISSING.get(Precision(precision), "")


def day_in_words(day: date | None) -> str:
    """One day in words, or that it is not said."""
    return in_words(day, None, Precision.DAY)


def published_in_words(day: date | None, precision: str) -> str:
    """When an article came out, as exactly as that is known; empty where it is not."""
    return in_words(day, None, precision) if day else ""


def iso(day: date | None, precision: str) -> str:
    """The day as 2018-02-05, 2018-02 or 2018, so that a column of them sorts; empty if unknown."""
    return day.isoformat()[: _ISO_WIDTH[Precision(precision)]] if day else ""
