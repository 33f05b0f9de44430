from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles.dating import (
    Publication,
    address_date,
    parse_date,
    publication,
    unread_date,
)
from pipeline.intervals import DateInterval
from pipeline.model import PublishedBasis


def as_written(interval: DateInterval | None) -> str | None:
    return None if interval is None else str(interval)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2018", "2018"),
        ("2018-02", "2018-02"),
        ("2018-02-06", "2018-02-06"),
        ("2018-2-6", "2018-02-06"),
        ("2018/02/06", "2018-02-06"),
        ("2018-02-06T23:59:00-05:00", "2018-02-06"),
        ("2018-02-06 10:00", "2018-02-06"),
        ("20180206", "2018-02-06"),
        ("20180206T101500Z", "2018-02-06"),
        ("1517900000", "2018-02-06"),
        ("1517900000000", "2018-02-06"),
        ("Tue, 06 Feb 2018 23:30:00 -0500", "2018-02-06"),
        ("6 February 2018", "2018-02-06"),
        ("Feb. 6, 2018", "2018-02-06"),
        ("Tuesday, February 6th, 2018", "2018-02-06"),
        ("Published: 6 February 2018 at 10:30 GMT", "2018-02-06"),
        ("06-Feb-2018", "2018-02-06"),
        ("Sept. 2018", "2018-09"),
        ("6 de febrero de 2018", "2018-02-06"),
        ("1er mars 2018", "2018-03-01"),
        ("2018-01-01", "2018-01-01"),
    ],
)
def test_a_date_is_read_as_exactly_as_it_is_written(written: str, expected: str) -> None:
    assert as_written(parse_date(written)) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("03/04/2018", "2018"),
        ("03.04.2018", "2018"),
        ("25/12/2018", "2018-12-25"),
        ("12/25/2018", "2018-12-25"),
        ("03/03/2018", "2018-03-03"),
        ("02/2018", "2018-02"),
    ],
)
def test_day_and_month_are_not_guessed(written: str, expected: str) -> None:
    assert as_written(parse_date(written)) == expected


@pytest.mark.parametrize(
    "written",
    [
        "",
        "0000-00-00",
        "2018-04-31",
        "31 April 2018",
        "Feb. 30, 2018",
        "13/13/2018",
        "03/04/18",
        "9999-12-31",
        "99999999999999999999",
        "yesterday",
        "Feb. 6",
        "Tuesday",
        "5 March 2018 to 7 March 2018",
        "2018-02-06 to 2018-02-08",
        "2018-W06-2",
    ],
)
def test_what_names_no_single_date_gives_none(written: str) -> None:
    assert parse_date(written) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://outlet.example/2018/02/06/lima", "2018-02-06"),
        ("https://outlet.example/world/2018/feb/06/lima", "2018-02-06"),
        ("https://outlet.example/2018-02-06-lima.html", "2018-02-06"),
        ("https://outlet.example/2018/02/lima", "2018-02"),
        ("https://outlet.example/2018/02/30/lima", None),
        ("https://outlet.example/lima-2018", None),
        ("", None),
    ],
)
def test_the_address_dates_an_article(url: str, expected: str | None) -> None:
    assert as_written(address_date(url)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2018-01-01 HOME | Venezuela (Click here)\n\nTalks\n\nLIMA – He", "2018"),
        (" date 2018-03-04 HOME | Venezuela\n\nTalks\n\nLIMA – He", "2018-03-04"),
        ("Talks\n date 2018-03-04 HOME", None),
        ("LIMA, Feb. 6, 2018 (Outlet) - The secretary", "2018-02-06"),
        ("Talks in Lima\n\nLIMA, Feb. 6, 2018 (Outlet) -- The secretary", "2018-02-06"),
        ("WASHINGTON, D.C., February 6, 2018 — The secretary", "2018-02-06"),
        ("Lima, 6 feb 2018 (EFE).- El secretario", "2018-02-06"),
        ("LIMA (Outlet), Feb. 6, 2018 — The secretary", "2018-02-06"),
        ("Press release\nFebruary 6, 2018\nThe secretary", "2018-02-06"),
        ("LIMA, Feb. 6 (Outlet) - The secretary", None),
        ("On Feb. 6, 2018, the secretary will travel to Lima.", None),
        ("A day of talks, Feb. 6, 2018 - a first for both", None),
        ("On Tuesday, Feb. 6, 2018 - the day he left, he spoke.", None),
        ("The secretary will arrive on Tuesday, February 6, 2018.\n\nHe", None),
        ("x" * 300 + "\nLIMA, Feb. 6, 2018 (Outlet) - The secretary", None),
    ],
)
def test_the_opening_of_a_text_dates_it(text: str, expected: str | None) -> None:
    assert as_written(publication("", "", "", text).when) == expected


CRAWLED = " date 2018-01-01 HOME | World\n\nLIMA, Feb. 6, 2018 (Outlet) - The secretary"


@pytest.mark.parametrize(
    ("declared", "url", "text", "expected"),
    [
        ("2018-02-05", "https://outlet.example/2018/02/06/", CRAWLED, "2018-02-05"),
        ("2018-01-01", "", "", "2018-01-01"),
        ("03/04/2018", "https://outlet.example/2018/03/04/", "", "2018-03-04"),
        ("2018", "https://outlet.example/2017/03/04/", "", "2018"),
        ("", "https://outlet.example/2018/02/", CRAWLED, "2018-02-06"),
        ("", "", CRAWLED, "2018-02-06"),
        ("0000-00-00", "", " date 2018-01-01 HOME", "2018"),
    ],
)
def test_a_weaker_source_only_makes_a_date_finer(
    declared: str, url: str, text: str, expected: str
) -> None:
    assert as_written(publication("", declared, url, text).when) == expected


@pytest.mark.parametrize(
    ("given_date", "declared", "url", "text", "captured", "expected", "basis"),
    [
        ("2019", "2018-02-05", "", "", "", "2019", PublishedBasis.GIVEN),
        ("2018", "2018-02-05", "", "", "", "2018-02-05", PublishedBasis.STATED),
        ("", "2018-02-05", "https://o.example/2018/02/06/", "", "", "2018-02-05", "stated"),
        ("", "2018", "https://o.example/2018/02/06/", "", "", "2018-02-06", "address"),
        ("", "", "", "LIMA, Feb. 6, 2018 (Outlet) - He", "", "2018-02-06", "dateline"),
        ("", "", "", CRAWLED.partition("LIMA")[0], "", "2018", "archive"),
        ("", "", "", "", "2018-02-07", "2018-02-07", "archive"),
        ("", "2018", "", "", "2018-02-07", "2018", "stated"),
        ("soon", "never", "", "", "", None, None),
    ],
)
def test_a_date_says_where_it_is_from(
    given_date: str,
    declared: str,
    url: str,
    text: str,
    captured: str,
    expected: str | None,
    basis: str | None,
) -> None:
    found = publication(given_date, declared, url, text, captured)
    assert (as_written(found.when), found.basis) == (expected, basis)


def test_nothing_dates_an_article_that_says_nothing() -> None:
    assert publication("", "", "", "He arrived on Tuesday.") == Publication(None, None)


@pytest.mark.parametrize("declared", ["", "  ", "2018", "03/04/2018", "6 Feb 2018"])
def test_a_date_that_is_read_needs_no_word(declared: str) -> None:
    assert unread_date(declared) == ""


@pytest.mark.parametrize("declared", ["0000-00-00", "31 April 2018", "soon", "x" * 9999])
def test_a_date_that_is_not_read_is_quoted(declared: str) -> None:
    assert declared[:40] in unread_date(declared)
    assert len(unread_date(declared)) < 150


@settings(deadline=None)
@given(st.dates(min_value=DateInterval.year(1900).first, max_value=DateInterval.year(2100).last))
def test_every_iso_date_is_read_back(day: object) -> None:
    assert as_written(parse_date(str(day))) == str(day)


@settings(deadline=None)
@given(st.text(max_size=60) | st.from_regex(r"\A[\d/.: T-]{4,20}\Z"))
def test_no_text_breaks_the_reader_of_dates(text: str) -> None:
    found = parse_date(text)
    assert found is None or 1900 <= found.first.year <= 2100
