"""Whether the confidence of a stop tells how often such stops are right."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.evaluate.journeys import predictions, read_gold
from pipeline.evaluate.reliability import Bin, reliability
from pipeline.extract import Extractor
from pipeline.model import Article
from pipeline.settings import Settings

GOLD = Path(__file__).parents[2] / "data" / "gold"
ENOUGH = 20  # stops in a bin; fewer say little
OFF = 0.15


@pytest.fixture(scope="module")
def bins(extractor: Extractor) -> list[Bin]:
    read = read_articles([str(GOLD / "open")], Settings())
    found = extractor.extract([a for a in read if isinstance(a, Article)])
    every = reliability(predictions(found), read_gold(GOLD / "open.jsonl"))
    return [one for one in every if one.stops >= ENOUGH]


def test_surer_stops_are_right_more_often(bins: list[Bin]) -> None:
    assert len(bins) >= 3
    assert all(low.right < high.right for low, high in pairwise(bins))


def test_the_mean_confidence_is_near_the_share_that_is_right(bins: list[Bin]) -> None:
    assert [one for one in bins if abs(one.mean - one.right) > OFF] == []
