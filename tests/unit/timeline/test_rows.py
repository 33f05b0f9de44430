from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.model import (
    Article,
    CancelKind,
    Extraction,
    Mention,
    PublishedBasis,
    Rejection,
    Status,
    Stop,
    StopKind,
)
from pipeline.timeline import rows
from tests.unit.timeline.made import (
    ARTICLE,
    CLAIM,
    EXTRACTION,
    LUSAKA,
    NAIROBI,
    SNIPPET,
    WINDHOEK,
    dates,
    stop,
    trip,
)

WINDHOEK_LUSAKA_KM, WINDHOEK_NAIROBI_KM, LUSAKA_NAIROBI_KM = 1420, 3185, 1828


def timeline(*stops: Stop) -> list[dict[str, Any]]:
    return rows([EXTRACTION], [trip(*stops)])["timeline"]


def test_stops_are_numbered_in_their_order() -> None:
    found = timeline(stop(LUSAKA), stop(WINDHOEK))
    assert [(row["sequence"], row["place"]) for row in found] == [(1, "Lusaka"), (2, "Windhoek")]
    assert {row["trip_id"] for row in found} == {"doe-2024"}


@pytest.mark.parametrize(
    ("arrival", "departure", "cells"),
    [
        ("", "", (None, None, "unknown", None)),
        ("2024-05-07", "2024-05-09", (date(2024, 5, 7), date(2024, 5, 9), "day", 3)),
        ("2024-05-07", "2024-05-07", (date(2024, 5, 7), date(2024, 5, 7), "day", 1)),
        ("2024-05-07", "", (date(2024, 5, 7), None, "day", None)),
        ("", "2024-05-09", (None, date(2024, 5, 9), "day", None)),
        ("2024-05", "", (date(2024, 5, 1), None, "month", None)),
        ("2024", "", (date(2024, 1, 1), None, "year", None)),
        ("2024-05", "2024-06", (date(2024, 5, 1), date(2024, 6, 1), "month", None)),
        ("2024-05", "2024-05-09", (date(2024, 5, 1), None, "month", None)),
        ("2024-05-07", "2024-05", (date(2024, 5, 7), None, "day", None)),
    ],
)
def test_dates_keep_their_precision(arrival: str, departure: str, cells: tuple[Any, ...]) -> None:
    (row,) = timeline(stop(dates=dates(arrival, departure)))
    columns = ("arrival", "departure", "date_precision", "days")
    assert tuple(row[column] for column in columns) == cells


def test_days_are_counted_for_stops_only() -> None:
    (row,) = timeline(stop(stop_kind=StopKind.TRANSIT, dates=dates("2024-05-07", "2024-05-08")))
    assert row["days"] is None


def test_a_leg_is_the_great_circle_from_the_stop_before() -> None:
    first, second = timeline(stop(WINDHOEK), stop(LUSAKA))
    assert first["leg_km"] is None
    assert second["leg_km"] == WINDHOEK_LUSAKA_KM


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (CancelKind.CANCELLED, WINDHOEK_NAIROBI_KM),
        (CancelKind.POSTPONED, WINDHOEK_NAIROBI_KM),
        (CancelKind.BLOCKED, WINDHOEK_NAIROBI_KM),
        (CancelKind.CUT_SHORT, LUSAKA_NAIROBI_KM),
    ],
)
def test_a_leg_starts_where_the_traveller_really_was(kind: CancelKind, expected: int) -> None:
    called_off = stop(LUSAKA, Status.CANCELLED, cancel_kind=kind)
    *_, last = timeline(stop(WINDHOEK), called_off, stop(NAIROBI))
    assert last["leg_km"] == expected


def test_a_leg_of_a_visit_does_not_start_from_a_plan_one_of_a_plan_does() -> None:
    plan = stop(LUSAKA, Status.PLANNED)
    *_, made = timeline(stop(WINDHOEK), plan, stop(NAIROBI))
    *_, planned = timeline(stop(WINDHOEK), plan, stop(NAIROBI, Status.PLANNED))
    assert (made["leg_km"], planned["leg_km"]) == (WINDHOEK_NAIROBI_KM, LUSAKA_NAIROBI_KM)


def test_figures_are_rounded() -> None:
    (row,) = timeline(stop(confidence=0.8766))
    assert (row["latitude"], row["longitude"], row["confidence"]) == (-22.55972, 17.08323, 0.88)


def test_texts_of_the_claims_are_joined_once() -> None:
    claims = (
        replace(CLAIM, met_with=("A", "B")),
        replace(CLAIM, met_with=("B", "C"), purpose="talks"),
        replace(CLAIM, purpose="a summit", event="G20"),
    )
    (row,) = timeline(stop(claims=claims))
    assert (row["met_with"], row["purpose"], row["event"]) == ("A; B; C", "talks", "G20")


def test_articles_counts_each_article_once() -> None:
    other = Extraction(replace(ARTICLE, article_id="b"))
    claims = (CLAIM, CLAIM, replace(CLAIM, article_id="b"))
    (row,) = rows([EXTRACTION, other], [trip(stop(claims=claims))])["timeline"]
    assert row["articles"] == 2


def test_evidence_quotes_the_article() -> None:
    (row,) = rows([EXTRACTION], [trip(stop())])["evidence"]
    assert (row["stop_id"], row["article_id"], row["snippet"]) == ("doe-Windhoek", "a", SNIPPET)
    assert ARTICLE.text[row["start"] : row["end"]] == row["snippet"]
    assert (row["title"], row["source"], row["url"]) == (ARTICLE.title, ARTICLE.source, ARTICLE.url)
    assert row["published"] == date(2024, 5, 7)


def test_a_mention_knows_the_stop_it_speaks_of() -> None:
    lusaka = Mention(40, 46, "Lusaka", place=LUSAKA, confidence=0.999)
    nowhere = Mention(0, 2, "Mr")
    extraction = replace(EXTRACTION, mentions=(*EXTRACTION.mentions, lusaka, nowhere))
    found = rows([extraction], [trip(stop())])["mentions"]
    assert [row["stop_id"] for row in found] == ["doe-Windhoek", "", ""]
    assert [row["place"] for row in found] == ["Windhoek", "Lusaka", ""]
    assert [row["country_code"] for row in found] == ["NA", "ZM", ""]
    assert found[2]["latitude"] is None
    assert found[2]["geonameid"] is None


def test_an_article_in_another_language_says_why_it_gave_nothing() -> None:
    (row,) = rows([Extraction(replace(ARTICLE, language="fr"))], [])["articles"]
    assert (row["state"], row["reason"]) == ("ok", "in French; only English is read so far")


def test_an_article_says_where_its_date_is_from_and_what_could_not_be_read() -> None:
    noted = replace(ARTICLE, published_basis=PublishedBasis.ADDRESS, note="its date is none")
    (row,) = rows([Extraction(noted)], [])["articles"]
    assert (row["published_basis"], row["reason"]) == ("address", "its date is none")
    (row,) = rows([Extraction(noted)], [], (), {noted.article_id: "b"})["articles"]
    assert row["reason"] == "same text as b; its date is none"


def test_every_input_is_a_row_of_articles() -> None:
    repeated = Extraction(replace(ARTICLE, article_id="c"))
    undated = Extraction(Article("b", "text", published=None))
    near = Extraction(replace(ARTICLE, article_id="e", text="other words"))
    found = rows(
        [EXTRACTION, repeated, undated, near],
        [],
        [Rejection("d", "d.txt", "empty")],
        {"c": "a", "e": "a"},
        {"e"},
    )["articles"]
    columns = ("article_id", "state", "reason", "same_as", "published_precision", "characters")
    assert [tuple(row[column] for column in columns) for row in found] == [
        ("a", "ok", "", "", "day", len(ARTICLE.text)),
        ("b", "ok", "", "", "unknown", 4),
        ("c", "duplicate", "same text as a", "a", "day", len(ARTICLE.text)),
        ("d", "rejected", "empty", "", "unknown", 0),
        ("e", "duplicate", "nearly the same text as a", "a", "day", 11),
    ]
    assert (found[0]["mentions"], found[0]["claims"]) == (1, 0)


def test_an_article_counts_the_claims_that_became_evidence() -> None:
    at_home = replace(EXTRACTION, claims=(CLAIM, replace(CLAIM, place=LUSAKA)))
    repeated = replace(EXTRACTION, article=replace(ARTICLE, article_id="c"))
    found = rows([at_home, repeated], [trip(stop(), stop(NAIROBI))], (), {"c": "a"})
    assert [row["claims"] for row in found["articles"]] == [2, 0]
    assert len(found["evidence"]) == 2
