"""No article of the corpora that gives a claim is turned away before its grammar is read."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.extract import Extractor
from pipeline.model import Article
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("folder", ["data/articles", "data/gold/open"])
def test_no_claim_is_lost_at_the_gate(folder: str, extractor: Extractor) -> None:
    articles = [
        article
        for article in read_articles([str(ROOT / folder)], Settings())
        if isinstance(article, Article)
    ]
    assert len(articles) > 30
    ungated = replace(extractor, gate=lambda doc, mentions, model: True)
    found = zip(extractor.extract(articles), ungated.extract(articles), strict=True)
    for gated, read in found:
        assert gated.claims == read.claims, gated.article.article_id


def test_most_general_news_is_turned_away(extractor: Extractor) -> None:
    found = read_articles([str(ROOT / "tests/benchmarks/general")], Settings())
    news = [article for article in found if isinstance(article, Article)]
    parsed = [one for one in extractor.extract(news) if one.claims]
    assert len(news) == 40
    assert len(parsed) <= 4, [one.article.article_id for one in parsed]
