from __future__ import annotations

from datetime import date
from typing import Any

from spacy.tokens import Doc, Span

from pipeline.evaluate.baselines import every_mention, most_named, motion_sentences
from pipeline.evaluate.comparison import guesses
from pipeline.extract import Extractor
from pipeline.intervals import DateInterval
from pipeline.model import Article

TEXT = """German Foreign Minister Annalena Baerbock flew to Ottawa on Tuesday. \
Canada is a partner, Baerbock said. Her deputy spoke about Nairobi with Mélanie Joly. The minister
likes Ottawa.
"""
TUESDAY = Article("ottawa", TEXT, published=DateInterval.day(date(2024, 5, 14)))


def told(extractor: Extractor, article: Article) -> dict[str, list[dict[str, Any]]]:
    return guesses(list(extractor.extract([article])), extractor)


def places(lines: list[dict[str, Any]]) -> list[str]:
    return [stop["place"] for line in lines for stop in line["stops"]]


def test_every_place_meant_literally_is_a_visit_of_the_day_and_once(extractor: Extractor) -> None:
    lines = told(extractor, TUESDAY)["baseline every mention"]
    assert [(line["id"], line["traveller"]) for line in lines] == [("ottawa", "Annalena Baerbock")]
    assert places(lines) == ["Ottawa", "Canada", "Nairobi"]
    assert {(s["status"], s["arrive"], s["depart"]) for s in lines[0]["stops"]} == {
        ("visited", "2024-05-14", None)
    }
    assert [stop["country_iso2"] for stop in lines[0]["stops"]] == ["CA", "CA", "KE"]


def test_only_sentences_with_a_verb_of_motion_count(extractor: Extractor) -> None:
    assert places(told(extractor, TUESDAY)["baseline motion sentences"]) == ["Ottawa"]


def test_a_region_across_borders_is_no_country_and_no_guess(extractor: Extractor) -> None:
    text = "Annalena Baerbock flew to the Middle East and to Ottawa."
    (extraction,) = extractor.extract([Article("a", text)])
    assert "Middle East" in " ".join(mention.text for mention in extraction.mentions)
    assert places(told(extractor, extraction.article)["baseline every mention"]) == ["Ottawa"]


def test_an_article_without_a_day_gives_none(extractor: Extractor) -> None:
    (line,) = told(extractor, Article("ottawa", TEXT))["baseline every mention"]
    assert {stop["arrive"] for stop in line["stops"]} == {None}


def test_where_nobody_or_no_place_is_named_nothing_is_guessed(extractor: Extractor) -> None:
    for text in ("It rained in Ottawa.", "Annalena Baerbock slept."):
        (extraction,) = extractor.extract([Article("a", text)])
        doc = extractor.model(text)
        assert not [*every_mention(extraction, doc), *motion_sentences(extraction, doc)]


def test_the_most_named_person_is_counted_by_surname(extractor: Extractor) -> None:
    text = "Joe Biden spoke. Mike Pompeo met Joe Biden. Pompeo's plane was late, Pompeo said."
    assert most_named(extractor.model(text)) == "Mike Pompeo"
    assert most_named(extractor.model("It rained.")) is None


def test_a_possessive_is_no_surname(extractor: Extractor) -> None:
    words = ["Sergei", "Lavrov's", "plane", "landed", ";", "Lavrov", "slept", "Joe", "Biden"]
    doc = Doc(extractor.model.vocab, words=words)
    doc.ents = [Span(doc, a, b, label="PERSON") for a, b in ((0, 2), (5, 6), (7, 9))]
    assert most_named(doc) == "Sergei Lavrov"
