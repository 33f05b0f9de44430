"""No article of the corpora that gives a claim is turned away before its grammar is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.extract import Extractor, is_read
from pipeline.journeys import find_claims
from pipeline.model import Article
from pipeline.places.publisher import home
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["data/articles", "data/gold/open"])
def test_no_claim_is_lost_at_the_gate(folder: str, extractor: Extractor) -> None:
    found = read_articles([str(ROOT / folder)], Settings())
    articles = [article for article in found if isinstance(article, Article)]
    assert len(articles) > 30
    for gated in extractor.extract(articles):
        article = gated.article
        if is_read(article):
            doc = extractor.model(article.text)
            named = recognise(doc, extractor.gazetteer)
            near = home(article.source, article.url, extractor.gazetteer)
            mentions = resolve(article.text, named, extractor.source, near)
            told = find_claims(doc, article, mentions)
            assert list(gated.claims) == told, article.article_id


def test_most_general_news_is_turned_away(extractor: Extractor) -> None:
    found = read_articles([str(ROOT / "tests/benchmarks/general")], Settings())
    news = [article for article in found if isinstance(article, Article)]
    parsed = [one for one in extractor.extract(news) if one.claims]
    assert len(news) == 40
    assert len(parsed) <= 4, [one.article.article_id for one in parsed]
