"""What it costs to tell that articles print one story, as their number grows."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator, Sequence
from functools import partial
from math import nan
from random import Random

import numpy as np
from datasketch import MinHash, MinHashLSH

from pipeline.duplicates import Known, repeats, signature
from pipeline.fingerprint import words
from pipeline.model import Article
from tests.benchmarks.measure import limited, line, seconds, timed

_NUMBERS = (1_000, 10_000, 100_000)
_INDEXED = 10_000  # beyond it the library's own index takes minutes
_SENTENCES = 12
_CHARACTERS = 3_000


def duplicates(articles: Sequence[Article]) -> None:
    """Print milliseconds a signature, and for each number seconds and bytes an article."""
    text = " ".join(article.text for article in articles)[:_CHARACTERS]
    ours, theirs = (1000 * taken for taken in seconds(lambda: signature(text), lambda: _sha1(text)))
    line("ms a signature, 3,000 characters", "datasketch, hashing by SHA-1", ours, theirs)
    for number in _NUMBERS:
        known = list(_permuted(articles, number))
        taken = timed(partial(repeats, known))
        indexed = timed(partial(_index, known)) if number <= _INDEXED else nan
        what = f"compare {number:,} articles, seconds"
        limited(what, taken, yardstick="datasketch.MinHashLSH, found only", beside=indexed)
        limited("the same, bytes an article at the peak", _peak(known) / number)


def _permuted(articles: Sequence[Article], number: int) -> Iterator[Known]:
    """Articles of sentences drawn from the corpus; every fourth is a print of the one before."""
    chance = Random(number)
    sentences = [sentence for each in articles for sentence in each.text.split(". ")]
    text = ""
    for index in range(number):
        again = index % 4 == 3
        drawn = chance.sample(sentences, _SENTENCES)
        text = f"LIMA (Wire) - {text[:-200]}" if again else ". ".join(drawn)
        yield Known(f"{index:06}", None, signature(text), words(text), frozenset())


def _sha1(text: str) -> MinHash:
    said = text.lower().split()
    sketch = MinHash(128)
    sketch.update_batch({" ".join(said[i : i + 4]).encode() for i in range(len(said) - 3)})
    return sketch


def _index(known: Sequence[Known]) -> None:
    """The library's index with the same bands: each article looked up, then put in."""
    index = MinHashLSH(params=(64, 2), num_perm=128)
    for one in known:
        values = np.frombuffer(one.signature, "<u4")[1:]
        sketch = MinHash(hashvalues=values, scheme="affine32")
        index.query(sketch)
        index.insert(one.article_id, sketch)


def _peak(known: Sequence[Known]) -> int:
    """Bytes that the comparison holds at its peak, beside what it is given."""
    tracemalloc.start()
    repeats(known)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak
