"""The figures on places in the README are those that the command prints today."""

from __future__ import annotations

import json
import re
from pathlib import Path

from pipeline.articles import read_articles
from pipeline.evaluate.place_corpus import read_corpus
from pipeline.evaluate.places import PlaceFigures, evaluate_places
from pipeline.extract import Extractor
from pipeline.model import Article
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]
GOLD = ROOT / "data" / "gold" / "places.jsonl"


def test_the_row_on_places_is_what_evaluate_places_prints(extractor: Extractor) -> None:
    (row,) = re.findall(
        r"^\| `data/gold/places\.jsonl` \| \d{4}-\d\d-\d\d \|(.+)\|$",
        (ROOT / "README.md").read_text("utf-8"),
        re.M,
    )
    told = [cell.strip() for cell in row.split("|")]
    assert told == cells(measure(extractor)), (
        f"put the output of `python -m pipeline evaluate-places {GOLD.relative_to(ROOT)}` "
        "into the README's table"
    )


def measure(extractor: Extractor) -> PlaceFigures:
    return evaluate_places(
        GOLD,
        lambda text: resolve(
            text, recognise(extractor.model(text), extractor.gazetteer), extractor.source
        ),
        lambda text, mentions: resolve(text, mentions, extractor.source),
        extractor.gazetteer,
    )


def cells(figures: PlaceFigures) -> list[str]:
    place = figures.resolution
    shares = (
        figures.with_nationalities.exact.f1,
        figures.without_nationalities.exact.f1,
        place.right,
        place.country,
        place.most_populous,
    )
    sure = f"{place.sure_right:.1%} of {place.sure}"
    return [str(figures.texts), str(figures.toponyms), *(f"{s:.1%}" for s in shares), sure]


def test_there_are_sixty_passages_and_half_of_their_names_are_hard() -> None:
    passages = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    hard = [name["hard"] for passage in passages for name in passage["toponyms"]]
    assert len({passage["doc_id"] for passage in passages}) == len(passages) >= 60
    assert len(hard) >= 300
    assert 2 * sum(hard) >= len(hard)


def test_a_passage_is_hard_where_half_of_its_names_are() -> None:
    for passage in map(json.loads, GOLD.read_text("utf-8").splitlines()):
        hard = [name["hard"] for name in passage["toponyms"]]
        assert passage["hard"] is (2 * sum(hard) >= len(hard)), passage["doc_id"]


def test_every_offset_gives_its_name_and_none_overlaps() -> None:
    for passage in read_corpus(GOLD):
        end = 0
        for name in passage.toponyms:
            assert passage.text[name.start : name.end] == name.name, passage.doc_id
            assert name.start >= end, passage.doc_id
            end = name.end


def test_a_name_with_an_id_has_a_point() -> None:
    for passage in read_corpus(GOLD):
        for name in passage.toponyms:
            assert name.geonameid is None or name.latitude is not None, (passage.doc_id, name.name)


def test_no_passage_shares_a_sentence_with_the_articles() -> None:
    found = read_articles([str(ROOT / "data" / "articles")], Settings())
    articles = {
        sentence for item in found if isinstance(item, Article) for sentence in sentences(item.text)
    }
    passages = {sentence for passage in read_corpus(GOLD) for sentence in sentences(passage.text)}
    assert articles
    assert not passages & articles


def sentences(text: str) -> set[str]:
    """The sentences of a text in lower case, by the stop that ends them and without white space."""
    parts = re.split(r"(?<=[.!?])\s+|\n+", text.lower())
    return {" ".join(part.split()) for part in parts if len(part.split()) > 3}
