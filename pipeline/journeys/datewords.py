"""Dates as written, and the days they mean seen from an article's own date."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pipeline.intervals import DateInterval, Precision


class Direction(StrEnum):
    """Whether the event that a date belongs to lies before or after the article's date."""

    PAST = "past"
    FUTURE = "future"


# Days a date may be nearer and still not be meant, for lying on the side that the tense rules out.
# Of a past event told without its year the tense is more often misread than the year left out.
_WRONG_SIDE = {Direction.PAST: 200, Direction.FUTURE: 400}


@dataclass(frozen=True, slots=True)
class DateWord:
    """One date as written: what is said of year, month, day, weekday, or a count of days.

    `years` and `weeks` count from the article's; `long_ago` marks words that name no day at all.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    from_today: int | None = None
    from_told: int | None = None
    shift: int = 0  # -1 "last", 0 "this" or nothing, 1 "next"
    years: int | None = None
    weeks: int | None = None
    long_ago: bool = False
    close: bool = False  # counts only from a day told in the same paragraph


def resolve(
    word: DateWord, reference: DateInterval | None, direction: Direction, told: date | None
) -> DateInterval | None:
    """The days a date word means, seen from the article's date; None where that is too vague.

    Args:
        word: the date as written.
        reference: the article's publication date.
        direction: whether the event lies behind or ahead of it.
        told: the last day the text named before; without one, days count from the article's.
    """
    try:
        if word.year is not None:
            return _written(word, word.year)
        if word.from_told is not None:
            start = told or (reference.exact if reference else None)
            return DateInterval.day(start + timedelta(days=word.from_told)) if start else None
        if reference is None or word.long_ago:
            return None
        if word.years is not None:
            return _written(word, reference.first.year + word.years)
        if reference.precision is Precision.YEAR and word.month and word.day:
            return _written(word, reference.first.year)
        today = reference.exact
        return _from_today(word, today, direction) if today else None
    except (ValueError, OverflowError):  # 31 April, or a year past the calendar's end
        return None


def _written(word: DateWord, year: int) -> DateInterval:
    if word.month is None:
        return DateInterval.year(year)
    if word.day is None:
        return DateInterval.month(year, word.month)
    return DateInterval.day(date(year, word.month, word.day))


def _from_today(word: DateWord, today: date, direction: Direction) -> DateInterval:
    if word.shift:
        direction = Direction.PAST if word.shift < 0 else Direction.FUTURE
    if word.from_today is not None:
        return DateInterval.day(today + timedelta(days=word.from_today))
    if word.weekday is not None:
        return DateInterval.day(_weekday(word, today, direction))
    if word.day is not None and word.month is None:
        return _day_alone(word.day, today, direction)
    if word.month == 0:
        months = today.year * 12 + today.month - 1 + word.shift
        return DateInterval.month(months // 12, months % 12 + 1)
    return _nearest_year(word, today, direction)


def _weekday(word: DateWord, today: date, direction: Direction) -> date:
    """The most recent such day, today included, or the next one; "last" and "next" skip today."""
    assert word.weekday is not None
    if word.weeks is not None:
        return today + timedelta(days=7 * word.weeks + word.weekday - today.weekday())
    if direction is Direction.PAST:
        back = (today.weekday() - word.weekday) % 7
        return today - timedelta(days=back or (7 if word.shift else 0))
    ahead = (word.weekday - today.weekday()) % 7
    return today + timedelta(days=ahead or (7 if word.shift else 0))


def _day_alone(day: int, today: date, direction: Direction) -> DateInterval:
    """ "The 5th" of this month, else of the one before or after, as the tense tells."""
    months = today.year * 12 + today.month - 1
    near = (_month_day(m, day) for m in (months - 1, months, months + 1))
    side = 1 if direction is Direction.PAST else -1
    return DateInterval.day(
        min(
            (found for found in near if found),
            key=lambda found: (side * (found - today).days > 1, abs((found - today).days)),
        )
    )


def _month_day(months: int, day: int) -> date | None:
    try:
        return date(months // 12, months % 12 + 1, day)
    except ValueError:
        return None


def _nearest_year(word: DateWord, today: date, direction: Direction) -> DateInterval:
    """The year that puts a day without one nearest to today, on the side the tense tells.

    A notice published during a tour still says "will travel", so a plan may lie three weeks back.
    """

    def cost(interval: DateInterval) -> int:
        late = (interval.first - today).days
        wrong_side = late > 3 if direction is Direction.PAST else late < -21
        if word.day is None:
            wrong_side = late > 0 if direction is Direction.PAST else interval.last < today
        if word.shift < 0 and interval.first <= today <= interval.last:
            wrong_side = True
        return abs(late) + (_WRONG_SIDE[direction] if wrong_side else 0)

    years = (today.year - 1, today.year, today.year + 1)
    return min((_written(word, year) for year in years if _exists(word, year)), key=cost)


def _exists(word: DateWord, year: int) -> bool:
    try:
        _written(word, year)
    except ValueError:
        return False
    return True


def until(word: DateWord, arrival: DateInterval) -> DateInterval | None:
    """The end of a range: the first such day on or after its beginning."""
    begin = arrival.first
    if word.month is None and word.day is not None:
        return _day_of_range(word.day, begin)
    if word.weekday is not None:
        return DateInterval.day(begin + timedelta(days=(word.weekday - begin.weekday()) % 7))
    for year in (begin.year, begin.year + 1):
        if _exists(word, year):
            end = _written(word, year)
            if end.last >= begin:
                return end
    return None


def _day_of_range(day: int, begin: date) -> DateInterval | None:
    months = begin.year * 12 + begin.month - 1
    near = (_month_day(m, day) for m in (months, months + 1))
    end = next((found for found in near if found and found >= begin), None)
    return DateInterval.day(end) if end else None
