"""What must hold for any articles that repeat each other, in any order."""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.duplicates import Known, repeats, signature
from pipeline.fingerprint import words
from pipeline.intervals import DateInterval
from tests.wire import PARAGRAPHS

DAYS = st.none() | st.integers(0, 9).map(
    lambda n: DateInterval.day(date(2031, 3, 12) + timedelta(days=n))
)
KEPT = st.lists(st.integers(0, len(PARAGRAPHS) - 1), max_size=6).map(tuple)
TOLD = st.frozensets(st.sampled_from(["lima", "quito", "oslo"]), max_size=2)


@cache
def printed(kept: tuple[int, ...]) -> tuple[bytes, bytes]:
    text = " ".join(PARAGRAPHS[number] for number in kept)
    return signature(text), words(text)


ARTICLES = st.lists(st.tuples(DAYS, KEPT, TOLD), max_size=12).map(
    lambda drawn: [
        Known(f"{number:02}", day, *printed(kept), said)
        for number, (day, kept, said) in enumerate(drawn)
    ]
)


@given(articles=ARTICLES, seed=st.integers(0, 99))
def test_the_order_of_the_articles_changes_nothing(articles: list[Known], seed: int) -> None:
    shuffled = Random(seed).sample(articles, len(articles))
    assert repeats(shuffled) == repeats(articles)


@given(articles=ARTICLES)
def test_a_repetition_adds_nothing_to_a_source_that_repeats_nothing(articles: list[Known]) -> None:
    found, by_id = repeats(articles), {one.article_id: one for one in articles}
    copies = {one.digest: one.article_id for one in reversed(articles)}
    for article_id, source_id in found.items():
        assert source_id not in found
        one, source = by_id[article_id], by_id[source_id]
        alone = sum(each.digest == one.digest for each in articles) == 1
        assert one.told <= source.told or not alone
    for one in articles:
        same = copies[one.digest]
        assert found.get(one.article_id, one.article_id) == found.get(same, same)
