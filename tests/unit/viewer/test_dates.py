from __future__ import annotations

from datetime import date

import pytest

from viewer import dates

FEB_5, FEB_6, MAR_1 = date(2018, 2, 5), date(2018, 2, 6), date(2018, 3, 1)


@pytest.mark.parametrize(
    ("arrival", "departure", "precision", "words"),
    [
        (FEB_5, None, "day", "5 Feb 2018"),
        (FEB_5, FEB_5, "day", "5 Feb 2018"),
        (FEB_5, FEB_6, "day", "5–6 Feb 2018"),
        (date(2018, 1, 30), FEB_6, "day", "30 Jan – 6 Feb 2018"),
        (date(2018, 12, 30), date(2019, 1, 2), "day", "30 Dec 2018 – 2 Jan 2019"),
        (None, FEB_6, "day", "until 6 Feb 2018"),
        (FEB_6, FEB_5, "day", "6 Feb 2018"),
        (date(2018, 2, 1), None, "month", "Feb 2018"),
        (date(2018, 2, 1), MAR_1, "month", "Feb – Mar 2018"),
        (date(2018, 1, 1), None, "year", "2018"),
        (None, None, "day", "date not said"),
        (FEB_5, FEB_6, "unknown", "date not said"),
    ],
)
def test_a_stay_in_words(
    arrival: date | None, departure: date | None, precision: str, words: str
) -> None:
    spoken = dates.in_words(arrival, departure, precision)
    assert spoken.replace("\N{THIN SPACE}", " ") == words


@pytest.mark.parametrize(
    ("day", "precision", "text"),
    [
        (FEB_5, "day", "2018-02-05"),
        (FEB_5, "month", "2018-02"),
        (FEB_5, "year", "2018"),
        (FEB_5, "unknown", ""),
        (None, "day", ""),
    ],
)
def test_a_day_is_written_no_more_exactly_than_it_is_known(
    day: date | None, precision: str, text: str
) -> None:
    assert dates.iso(day, precision) == text


@pytest.mark.parametrize(
    ("precision", "words"),
    [("day", ""), ("month", "day not said"), ("year", "month not said"), ("unknown", "")],
)
def test_what_a_date_leaves_open(precision: str, words: str) -> None:
    assert dates.missing(precision) == words
