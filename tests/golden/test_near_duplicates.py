"""Near-duplicates with the real extraction: prints of one story, notices, and our own corpora."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.duplicates import Known, repeats, signature
from pipeline.extract import Extractor
from pipeline.fingerprint import words
from pipeline.model import Article, GivenFile
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.timeline import Tables
from tests.wire import STORY, notices, prints

DATA = Path(__file__).parents[2] / "data"
PRINTS = 200


def read(articles: list[Article], extractor: Extractor) -> Tables:
    given = [GivenFile(f"{each.article_id}.jsonl", record(each)) for each in articles]
    outcome = run(given, extractor, Settings())
    assert not outcome.rejections
    return timeline.to_frames(outcome.rows())


def record(article: Article) -> bytes:
    fields = {
        "id": article.article_id,
        "text": article.text,
        "title": article.title,
        "date": str(article.published),
        "source": article.source,
        "url": article.url,
    }
    return json.dumps(fields).encode()


def test_a_story_in_two_hundred_papers_is_one_source_with_their_addresses(
    extractor: Extractor,
) -> None:
    articles = list(prints(PRINTS))
    tables = read(articles, extractor)
    (source,) = tables.articles[tables.articles["state"] == "ok"]["article_id"]
    again = tables.articles[tables.articles["state"] == "duplicate"]
    assert len(again) == PRINTS - 1
    assert set(again["same_as"]) == {source}
    assert again["url"].nunique() == PRINTS - 1
    assert set(again["reason"]) == {f"nearly the same text as {source}", f"same text as {source}"}
    stops = tables.timeline[["place", "status"]].itertuples(index=False, name=None)
    assert sorted(stops) == [
        ("Addis Ababa", "planned"),
        ("Djibouti", "planned"),
        ("Khartoum", "cancelled"),
        ("Nairobi", "current"),
    ]
    assert set(tables.timeline["articles"]) == {1}
    assert set(tables.evidence["article_id"]) == {source}


def test_notices_of_one_template_each_tell_their_stop(extractor: Extractor) -> None:
    tables = read(list(notices(8)), extractor)
    assert set(tables.articles["state"]) == {"ok"}
    visits = tables.timeline[tables.timeline["stop_kind"] == "stop"]
    assert len(visits) == 16
    assert set(visits["articles"]) == {1}


@pytest.mark.parametrize(
    ("addition", "stop"),
    [
        ("On Sunday Brandvold will visit Kigali.", ("Kigali", "planned")),
        ("Brandvold has called off her visit to Djibouti.", ("Djibouti", "cancelled")),
    ],
)
def test_an_update_is_a_source_of_its_own(
    extractor: Extractor, addition: str, stop: tuple[str, str]
) -> None:
    first = next(prints(1))
    first = Article("first", STORY, first.title, first.published, "Wire", first.url)
    update = Article("later", f"{STORY}\n\n{addition}", "An update", first.published, "Wire", "")
    tables = read([first, update], extractor)
    told = zip(tables.timeline["place"], tables.timeline["status"], strict=True)
    assert stop in set(told)
    of_update = tables.articles[tables.articles["article_id"].str.endswith("later")]
    assert list(of_update["state"]) == ["ok"]


@pytest.mark.parametrize("folder", ["articles", "gold/open", "gold/held"])
def test_no_text_of_ours_nearly_repeats_another(folder: str) -> None:
    found = read_articles([str(DATA / folder)], Settings())
    articles = [each for each in found if isinstance(each, Article)]
    assert len(articles) > 70
    assert repeats(lenient(each) for each in articles) == {}


def lenient(article: Article) -> Known:
    """As if it told nothing and were of no day: the words alone keep it apart."""
    text = article.text
    return Known(article.article_id, None, signature(text), words(text), frozenset())
