from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import DateInterval, Precision

# Slack of a few weeks must not leave the calendar.
days = st.dates(date(1900, 1, 1), date(2100, 12, 31))
slack = st.integers(0, 40)


@st.composite
def intervals(draw: st.DrawFn) -> DateInterval:
    first, last = sorted((draw(days), draw(days)))
    return DateInterval(first, last, draw(st.sampled_from(Precision)))


written = st.one_of(
    days.map(DateInterval.day),
    days.map(lambda day: DateInterval.month(day.year, day.month)),
    days.map(lambda day: DateInterval.year(day.year)),
)


@given(written)
def test_writing_and_parsing_gives_the_same_interval(interval: DateInterval) -> None:
    assert DateInterval.parse(str(interval)) == interval


@given(days)
def test_a_day_lies_within_its_month_and_its_year(day: date) -> None:
    one, month, year = (
        DateInterval.day(day),
        DateInterval.month(day.year, day.month),
        DateInterval.year(day.year),
    )
    assert year.first <= month.first <= one.first == one.last <= month.last <= year.last
    assert (month.last + timedelta(days=1)).day == 1


@given(intervals(), intervals(), slack)
def test_overlapping_is_mutual_and_grows_with_slack(
    one: DateInterval, other: DateInterval, slack_days: int
) -> None:
    assert one.overlaps(other, slack_days) == other.overlaps(one, slack_days)
    assert not one.overlaps(other, slack_days) or one.overlaps(other, slack_days + 1)


@given(intervals(), intervals(), slack)
def test_intervals_overlap_exactly_when_the_gap_between_them_is_within_the_slack(
    one: DateInterval, other: DateInterval, slack_days: int
) -> None:
    gap = max((one.first - other.last).days, (other.first - one.last).days, 0)
    assert one.overlaps(other, slack_days) == (gap <= slack_days)


@given(st.text())
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        interval = DateInterval.parse(text)
    except ValueError:
        return
    assert str(interval) == text.strip()
