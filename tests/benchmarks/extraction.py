"""Articles a second, beside the language model alone on the same texts."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from spacy.tokens import Doc

from pipeline.extract import Extractor
from pipeline.model import Article, Mention
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from tests.benchmarks.measure import ROUNDS, line, seconds, timed

_ALONE = "spaCy's pipeline alone, same texts"


def places(extractor: Extractor, articles: Sequence[Article]) -> None:
    """Print the rate of spaCy with recognition and resolution, and what these two add to it."""
    texts = [article.text for article in articles]
    rounds = [_one_round(extractor, texts) for _ in range(ROUNDS + 1)][1:]
    alone, added = (median(times) for times in zip(*rounds, strict=True))
    share = median(ours / spacy for spacy, ours in rounds)
    line(
        "articles a second, spaCy + places",
        _ALONE,
        *(len(texts) / s for s in (alone + added, alone)),
    )
    line("places, % added to spaCy's time", "the most it should be", 100 * share, 15.0)


def extraction(extractor: Extractor, articles: Sequence[Article]) -> None:
    """Print the rate of a whole extraction, claims included."""
    texts = [article.text for article in articles]
    ours, alone = seconds(
        lambda: list(extractor.extract(articles)), lambda: list(extractor.model.pipe(texts))
    )
    line("articles a second, whole extraction", _ALONE, len(texts) / ours, len(texts) / alone)


def _one_round(extractor: Extractor, texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of spaCy and of recognition and resolution, with nothing remembered of before."""
    docs: list[Doc] = []
    alone = timed(lambda: docs.extend(extractor.model.pipe(texts)))
    gazetteer = open_gazetteer()
    added = timed(lambda: [find_places(doc, gazetteer) for doc in docs])
    gazetteer.close()
    return alone, added


def find_places(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Recognition and resolution, as a run does them."""
    return resolve(doc.text, recognise(doc, gazetteer), gazetteer)
