"""What must not change the tables, on the sample corpus; what every claim and stop must keep."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from pipeline import run as runs
from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.extract import Extractor
from pipeline.journeys import reconstruct
from pipeline.model import Article, Extraction
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]
ARTICLES = ROOT / "data" / "articles"
TRIP_GAP_DAYS = 7


@pytest.fixture(scope="module")
def articles() -> list[Article]:
    return [a for a in read_articles([str(ARTICLES)], Settings()) if isinstance(a, Article)]


@pytest.fixture(scope="module")
def extractions(extractor: Extractor, articles: Sequence[Article]) -> list[Extraction]:
    return list(extractor.extract(articles))


@pytest.mark.parametrize("seed", range(3))
def test_shuffled_articles_give_the_same_trips(
    extractor: Extractor, articles: list[Article], extractions: list[Extraction], seed: int
) -> None:
    shuffled = Random(seed).sample(articles, len(articles))
    again = list(extractor.extract(shuffled))
    assert reconstruct(again, TRIP_GAP_DAYS) == reconstruct(extractions, TRIP_GAP_DAYS)


@pytest.mark.parametrize("cut", [1, 35, 70])
def test_extraction_in_two_parts_gives_the_same_trips(
    extractor: Extractor, articles: list[Article], extractions: list[Extraction], cut: int
) -> None:
    parts = [*extractor.extract(articles[:cut]), *extractor.extract(articles[cut:])]
    assert reconstruct(parts, TRIP_GAP_DAYS) == reconstruct(extractions, TRIP_GAP_DAYS)


def test_the_same_article_once_more_changes_no_stop(extractor: Extractor, tmp_path: Path) -> None:
    folder = ARTICLES / "tillerson-latin-america-2018"
    inside = tmp_path / "in"
    for name in (*sorted(p.name for p in folder.iterdir()), "99-again.md"):
        source = folder / name if (folder / name).exists() else sorted(folder.iterdir())[3]
        inside.mkdir(exist_ok=True)
        (inside / name).write_bytes(source.read_bytes())
    tables = []
    for used in (inside, folder):
        out = tmp_path / f"out-{used.name}"
        runs.write(runs.run([str(used)], extractor, Settings()), out, Settings())
        tables.append(timeline.read(out))
    assert tables[0].timeline.equals(tables[1].timeline)
    assert sorted(tables[0].articles["state"]).count("duplicate") == 1


def test_every_snippet_is_what_the_article_says(extractions: list[Extraction]) -> None:
    claims = [(e.article, claim) for e in extractions for claim in e.claims]
    titled = [claim for article, claim in claims if claim.end == 0]
    assert len(claims) > 300
    assert len(claims) / 20 > len(titled) > 0
    for article, claim in claims:
        said = article.text[claim.start : claim.end] if claim.end else article.title
        assert claim.snippet.strip()
        assert said == claim.snippet


def test_every_stop_has_a_claim_and_ends_no_earlier_than_it_begins(
    extractions: list[Extraction],
) -> None:
    for trip in reconstruct(extractions, TRIP_GAP_DAYS):
        for stop in trip.stops:
            assert stop.claims
            arrival, departure = stop.dates.arrival, stop.dates.departure
            assert not (arrival and departure) or arrival.first <= departure.last
