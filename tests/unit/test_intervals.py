from __future__ import annotations

from datetime import date

import pytest

from pipeline.intervals import DateInterval, Precision


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2018-02-06", date(2018, 2, 6), date(2018, 2, 6), Precision.DAY),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28), Precision.MONTH),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29), Precision.MONTH),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28), Precision.MONTH),
        ("2018-12", date(2018, 12, 1), date(2018, 12, 31), Precision.MONTH),
        ("2018", date(2018, 1, 1), date(2018, 12, 31), Precision.YEAR),
        (" 2018-02-06\n", date(2018, 2, 6), date(2018, 2, 6), Precision.DAY),
        ("0001", date(1, 1, 1), date(1, 12, 31), Precision.YEAR),
        ("9999-12-31", date(9999, 12, 31), date(9999, 12, 31), Precision.DAY),
    ],
)
def test_an_iso_date_stands_for_every_day_it_may_mean(
    text: str, first: date, last: date, precision: Precision
) -> None:
    found = DateInterval.parse(text)
    assert (found.first, found.last, found.precision) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2018-2",
        "18-02-06",
        "2018-02-06T00:00",
        "2018/02/06",
        "2018-02-30",
        "2019-02-29",
        "2018-13",
        "2018-00",
        "2018-01-00",
        "0000",
        "02-06",
        "Tuesday",
    ],
)
def test_what_names_no_day_of_the_calendar_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        DateInterval.parse(text)


def test_an_interval_cannot_end_before_it_starts() -> None:
    with pytest.raises(ValueError, match="ends before it starts: 2018-02-07 to 2018-02-06"):
        DateInterval(date(2018, 2, 7), date(2018, 2, 6))


@pytest.mark.parametrize("text", ["2018", "2018-02", "2018-02-06"])
def test_a_date_is_written_as_exactly_as_it_is_known(text: str) -> None:
    assert str(DateInterval.parse(text)) == text


@pytest.mark.parametrize(
    ("interval", "exact"),
    [
        (DateInterval.parse("2018-02-06"), date(2018, 2, 6)),
        (DateInterval.parse("2018-02"), None),
        (DateInterval.parse("2018"), None),
        (DateInterval(date(2018, 2, 6), date(2018, 2, 7)), None),
        (DateInterval(date(2018, 2, 6), date(2018, 2, 6), Precision.MONTH), None),
    ],
)
def test_only_one_known_day_is_exact(interval: DateInterval, exact: date | None) -> None:
    assert interval.exact == exact


@pytest.mark.parametrize(
    ("one", "other", "slack_days", "same"),
    [
        ("2018-02-06", "2018-02-06", 0, True),
        ("2018-02-06", "2018-02-07", 0, False),
        ("2018-02-06", "2018-02-07", 1, True),
        ("2018-02-06", "2018-02-08", 1, False),
        ("2018-02", "2018-02-01", 0, True),
        ("2018-02", "2018-02-28", 0, True),
        ("2018-02", "2018-01-31", 0, False),
        ("2018-02", "2018-03-01", 0, False),
        ("2018-02", "2018-01-31", 1, True),
        ("2018-02", "2018-03-01", 1, True),
        ("2018", "2018-12-31", 0, True),
        ("2018", "2019-01-01", 0, False),
        ("2018", "2019-01-01", 1, True),
        ("2018", "2018-06", 0, True),
    ],
)
def test_two_dates_overlap_when_both_may_mean_one_day(
    one: str, other: str, slack_days: int, same: bool
) -> None:
    first, second = DateInterval.parse(one), DateInterval.parse(other)
    assert first.overlaps(second, slack_days) is same
    assert second.overlaps(first, slack_days) is same
