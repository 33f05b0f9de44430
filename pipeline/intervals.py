"""Dates with their precision: what a text says about a day, without pretending to know more."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


class Basis(StrEnum):
    """How a date came to be known: written out, counted from the article's date, or concluded."""

    STATED = "stated"
    RELATIVE = "relative"
    INFERRED = "inferred"


@dataclass(frozen=True, slots=True, order=True)
class DateInterval:
    """Every day an imprecise date may mean, both ends included.

    Raises:
        ValueError: the last day lies before the first.
    """

    first: date
    last: date
    precision: Precision = Precision.DAY

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"interval ends before it starts: {self.first} to {self.last}")

    @classmethod
    def day(cls, value: date) -> DateInterval:
        """One known day."""
        return cls(value, value, Precision.DAY)

    @classmethod
    def month(cls, year: int, month: int) -> DateInterval:
        """Some day of a month."""
        last = calendar.monthrange(year, month)[1]
        return cls(date(year, month, 1), date(year, month, last), Precision.MONTH)

    @classmethod
    def year(cls, year: int) -> DateInterval:
        """Some day of a year."""
        return cls(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)

    @classmethod
    def parse(cls, text: str) -> DateInterval:
        """The interval of an ISO 8601 date of any precision: 2018, 2018-02 or 2018-02-06.

        Raises:
            ValueError: the text is not an ISO date or names no day of the calendar.
        """
        match = re.fullmatch(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", text.strip())
        if match is None:
            raise ValueError(f"not an ISO date: {text!r}")
        year, month, day = (int(part) if part else None for part in match.groups())
        assert year is not None
        if month is None:
            return cls.year(year)
        if day is None:
            return cls.month(year, month)
        return cls.day(date(year, month, day))

    @property
    def exact(self) -> date | None:
        """The day itself, or None where only a month or a year is known."""
        return self.first if self.precision is Precision.DAY and self.first == self.last else None

    def overlaps(self, other: DateInterval, slack_days: int = 0) -> bool:
        """Whether both may mean the same day, give or take `slack_days`."""
        slack = timedelta(days=slack_days)
        return self.first - slack <= other.last and other.first - slack <= self.last

    def __str__(self) -> str:
        width = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}.get(self.precision, 10)
        return self.first.isoformat()[:width]
