from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from viewer.viewmodel.quotes import Piece, Quote, quotes

STOP = {"stop_id": "lima", "place": "Lima", "status": "visited"}
SENTENCE = "He arrived in Lima and was to have arrived at noon."
ARRIVED, LIMA = "arrived", "Lima"


def claim(**values: object) -> dict[str, Any]:
    return {
        "article_id": "a",
        "snippet": SENTENCE,
        "start": 100,
        "end": 100 + len(SENTENCE),
        "cue": ARRIVED,
        "status": "visited",
        "confidence": 0.9,
        "published": date(2018, 2, 6),
        "published_precision": "day",
        "source": "Wire",
        "title": "",
        "url": "https://wire.example/a",
    } | values


def mention(start: int, end: int, **values: object) -> dict[str, Any]:
    return {"article_id": "a", "start": start, "end": end, "place": LIMA, "stop_id": ""} | values


def pieces(*mentions: dict[str, Any], **values: object) -> list[Piece]:
    (quote,) = quotes(STOP, [claim(**values)], mentions)
    return list(quote.pieces)


def test_the_place_and_the_first_deciding_word_are_marked() -> None:
    assert pieces(mention(114, 118)) == [
        Piece("He "),
        Piece("arrived", "cue"),
        Piece(" in "),
        Piece("Lima", "place"),
        Piece(" and was to have arrived at noon."),
    ]


def test_the_words_are_the_sentence_whatever_is_marked() -> None:
    marked = pieces(mention(114, 118), mention(116, 125), mention(90, 104), mention(148, 200))
    assert "".join(piece.text for piece in marked) == SENTENCE
    assert [piece.text for piece in marked if piece.kind == "place"] == ["Lima"]


@pytest.mark.parametrize(
    "other",
    [
        mention(114, 118, place="Lima, Ohio"),
        mention(114, 118, article_id="b"),
    ],
)
def test_another_place_and_another_article_mark_nothing(other: dict[str, Any]) -> None:
    assert [piece.kind for piece in pieces(other)] == ["", "cue", ""]


def test_a_name_for_the_place_is_marked_where_the_stop_rests_on_it() -> None:
    capital = mention(100, 102, place="Casa de Pizarro", stop_id="lima")
    assert pieces(capital)[0] == Piece("He", "place")


def test_of_a_sentence_that_is_the_title_the_place_is_marked_by_its_name() -> None:
    title = "Minister in Lima, seen from Lima"
    marked = pieces(mention(9, 11), snippet=title, start=0, end=0, cue="")
    assert [piece.text for piece in marked if piece.kind == "place"] == ["Lima", "Lima"]
    assert "".join(piece.text for piece in marked) == title


@pytest.mark.parametrize("cue", ["", "landed", "arriv", "(", "in Lima"])
def test_a_cue_that_is_no_word_of_the_sentence_or_is_the_place_marks_nothing(cue: str) -> None:
    kinds = [piece.kind for piece in pieces(mention(111, 118), cue=cue)]
    assert kinds == ["", "place", ""]


def test_each_sentence_stands_once_the_one_to_quote_first_then_by_day() -> None:
    def said(snippet: str, day: int, **values: object) -> dict[str, Any]:
        return claim(snippet=snippet, published=date(2018, 2, day), **values)

    found = quotes(
        STOP,
        [
            said("third", 7, confidence=0.5),
            said("second", 5, status="planned"),
            said("second", 5, status="planned", cue="again"),
            said("first", 6),
            said("undated", 1) | {"published": None, "confidence": 0.1},
        ],
        [],
    )
    assert ["".join(p.text for p in quote.pieces) for quote in found] == [
        "first",
        "second",
        "third",
        "undated",
    ]
    assert [quote.status_words for quote in found[:2]] == ["Visited", "Planned"]
    assert [quote.published for quote in found] == ["6 Feb 2018", "5 Feb 2018", "7 Feb 2018", ""]


def test_a_quotation_says_where_it_is_from() -> None:
    (quote,) = quotes(STOP, [claim(snippet="x", cue="")], [])
    expected = Quote((Piece("x"),), "Wire", "https://wire.example/a", "6 Feb 2018", "Visited", "a")
    assert quote == expected
    (bare,) = quotes(STOP, [claim(source="", title="", url="javascript:x")], [])
    assert (bare.source, bare.url) == ("Article", "")


@pytest.mark.parametrize(("status", "told"), [("visited", "current"), ("current", "visited")])
def test_a_stop_that_was_made_is_headed_by_a_sentence_that_tells_so(status: str, told: str) -> None:
    plan = claim(status="planned", snippet="He is to go to Lima.", confidence=0.95)
    there = claim(status=told, snippet="He landed in Lima.", start=200, confidence=0.6)
    first, *_ = quotes(STOP | {"status": status}, [plan, there], [])
    assert "".join(piece.text for piece in first.pieces) == "He landed in Lima."
