"""Date expressions and the days they mean, seen from Tuesday 6 February 2018."""

from __future__ import annotations

from datetime import date

import pytest

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys.datewords import Direction
from pipeline.journeys.temporal import find_dates

TUESDAY = DateInterval.day(date(2018, 2, 6))
PAST, FUTURE = Direction.PAST, Direction.FUTURE


def _stay(text: str, direction: Direction, reference: DateInterval | None = TUESDAY) -> str:
    (expression,) = find_dates(text)
    dates = expression.dates(reference, direction, told=date(2018, 2, 4))
    if dates is None:
        return "unknown"
    if dates.window:
        return f"within {dates.window.first} {dates.window.last}"
    return f"{dates.arrival} {dates.departure}" if dates.departure else f"{dates.arrival}"


@pytest.mark.parametrize(
    ("text", "direction", "expected"),
    [
        ("on Tuesday", PAST, "2018-02-06"),
        ("on Tuesday", FUTURE, "2018-02-06"),
        ("last Tuesday", PAST, "2018-01-30"),
        ("next Tuesday", FUTURE, "2018-02-13"),
        ("on Monday", PAST, "2018-02-05"),
        ("on Monday of last week", PAST, "2018-01-29"),
        ("on Tuesday of this week", FUTURE, "2018-02-06"),
        ("on Monday of this week", FUTURE, "2018-02-05"),
        ("Friday of next week", FUTURE, "2018-02-16"),
        ("on Wednesday last week", PAST, "2018-01-31"),
        ("Monday and Tuesday of next week", FUTURE, "2018-02-12 2018-02-13"),
        ("on Monday", FUTURE, "2018-02-12"),
        ("last Thursday", FUTURE, "2018-02-01"),
        ("Monday and Tuesday", PAST, "2018-02-05 2018-02-06"),
        ("from Saturday to Monday", FUTURE, "2018-02-10 2018-02-12"),
        ("yesterday", PAST, "2018-02-05"),
        ("tomorrow", FUTURE, "2018-02-07"),
        ("a day earlier", PAST, "2018-02-03"),
        ("the next day", PAST, "2018-02-05"),
        ("March 20-21", FUTURE, "2018-03-20 2018-03-21"),
        ("December 20-21", PAST, "2017-12-20 2017-12-21"),
        ("June 30 to 7 July", FUTURE, "2018-06-30 2018-07-07"),
        ("30 June to 7 July", FUTURE, "2018-06-30 2018-07-07"),
        ("Dec. 30 to Jan. 2", PAST, "2017-12-30 2018-01-02"),
        ("December 30, 2021 to January 2, 2022", PAST, "2021-12-30 2022-01-02"),
        ("on June 15 and 16", FUTURE, "2018-06-15 2018-06-16"),
        ("5-6 February", PAST, "2018-02-05 2018-02-06"),
        ("Thursday, June 24", FUTURE, "2018-06-24"),
        ("6 February 2018", PAST, "2018-02-06"),
        ("2018-02-05", PAST, "2018-02-05"),
        ("between February 19 and 22", FUTURE, "within 2018-02-19 2018-02-22"),
        ("in January", FUTURE, "2019-01"),
        ("in January", PAST, "2018-01"),
        ("last July", PAST, "2017-07"),
        ("last month", PAST, "2018-01"),
        ("next month", FUTURE, "2018-03"),
        ("in 2016", PAST, "2016"),
        ("last year", PAST, "2017"),
        ("next year", FUTURE, "2019"),
        ("three years ago", PAST, "2015"),
        ("in June of last year", PAST, "2017-06"),
        ("on May 3 last year", PAST, "2017-05-03"),
        ("a decade ago", PAST, "unknown"),
        ("the 5th", PAST, "2018-02-05"),
        ("the 5th and 6th", PAST, "2018-02-05 2018-02-06"),
    ],
)
def test_a_date_means_these_days(text: str, direction: Direction, expected: str) -> None:
    assert _stay(text, direction) == expected


@pytest.mark.parametrize("text", ["on Tuesday", "yesterday", "in March", "the 5th"])
@pytest.mark.parametrize("reference", [None, DateInterval.year(2018)])
def test_without_the_articles_day_it_stays_unknown(
    text: str, reference: DateInterval | None
) -> None:
    assert _stay(text, PAST, reference) == "unknown"


def test_the_year_of_a_thing_dates_nothing() -> None:
    assert find_dates("at last year's summit, as he has done this year") == []


def test_a_written_day_needs_only_the_year() -> None:
    assert _stay("on April 13-14", FUTURE, DateInterval.year(2018)) == "2018-04-13 2018-04-14"


@pytest.mark.parametrize("text", ["31 April", "February 30, 2018", "2018-02-30"])
def test_days_that_do_not_exist_are_no_dates(text: str) -> None:
    stays = [e.dates(TUESDAY, PAST, None) for e in find_dates(text)]
    assert all(stay is None for stay in stays)


def test_a_duration_is_counted_in_days() -> None:
    assert [e.length for e in find_dates("a three-day visit, then 2 days at sea")] == [3, 2]


def test_offsets_are_those_of_the_text() -> None:
    text = "He came on Monday, stayed until March 3 and left."
    assert [text[e.start : e.end] for e in find_dates(text)] == ["Monday", "March 3"]


@pytest.mark.parametrize(("text", "basis"), [("March 3", Basis.STATED), ("Monday", Basis.RELATIVE)])
def test_the_basis_tells_written_days_from_counted_ones(text: str, basis: Basis) -> None:
    dates = find_dates(text)[0].dates(TUESDAY, PAST, None)
    assert dates is not None
    assert dates.basis is basis
