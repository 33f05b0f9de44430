"""Articles a second, beside the language model alone on the same texts."""

from __future__ import annotations

import importlib
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extract import BATCH, Extractor
from pipeline.model import Article, Mention
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings
from pipeline.workers import Workers
from tests.benchmarks.measure import ROUNDS, line, seconds, timed

_ALONE = "spaCy's pipeline alone, same texts"
_TIMES = 8  # each article, for two processes: the start of a worker is no part of its rate
_WARM = 4 * BATCH


def places(extractor: Extractor, articles: Sequence[Article]) -> None:
    """Print the rate of spaCy with recognition and resolution, and what these two add to it."""
    texts = [article.text for article in articles]
    plain = _plain(extractor.model)
    rounds = [_one_round(extractor, plain, texts) for _ in range(ROUNDS + 1)][1:]
    alone, added = (median(times) for times in zip(*rounds, strict=True))
    share = median(ours / spacy for spacy, ours in rounds)
    line(
        "articles a second, spaCy + places",
        _ALONE,
        *(len(texts) / s for s in (alone + added, alone)),
    )
    line("places, % added to spaCy's time", "the most it should be", 100 * share, 15.0)


def extraction(extractor: Extractor, articles: Sequence[Article], kind: str) -> None:
    """Print the rate of a whole extraction, claims included, with one process and with two."""
    texts = [article.text for article in articles]
    plain = _plain(extractor.model)
    ours, alone = seconds(
        lambda: list(extractor.extract(articles)), lambda: list(plain.pipe(texts))
    )
    line(f"{kind} a second, whole extraction", _ALONE, len(texts) / ours, len(texts) / alone)
    many = [replace(a, article_id=str(n)) for n, a in enumerate([*articles] * _TIMES)]
    workers = Workers(Settings(processes=2))
    ours = timed(lambda: list(workers.extract(many)))
    alone = timed(lambda: list(plain.pipe(texts * _TIMES, n_process=2)))
    line(f"{kind} a second, two processes", _ALONE, len(many) / ours, len(many) / alone)
    # here, for a process that extracts imports this module and would wait for Dask
    from pipeline.cluster import Cluster
    from tests.dask_cluster import cluster

    with tempfile.TemporaryDirectory() as scratch, cluster(Path(scratch), workers=2) as running:
        dask = Cluster(Settings(), running.address)
        list(dask.extract(many[:_WARM]))  # here, too, no worker's start counts
        ours = timed(lambda: list(dask.extract(many)))
    line(f"{kind} a second, two Dask workers", _ALONE, len(many) / ours, len(many) / alone)


def _plain(model: Language) -> Language:
    """The same model as spaCy itself loads and runs it."""
    package = f"{model.meta['lang']}_{model.meta['name']}"
    plain: Language = importlib.import_module(package).load()
    return plain


def _one_round(extractor: Extractor, plain: Language, texts: Sequence[str]) -> tuple[float, float]:
    """Seconds of spaCy and of recognition and resolution, with nothing remembered of before."""
    alone = timed(lambda: list(plain.pipe(texts)))
    docs = list(extractor.model.pipe(texts))
    gazetteer = open_gazetteer()
    added = timed(lambda: [find_places(doc, gazetteer) for doc in docs])
    gazetteer.close()
    return alone, added


def find_places(doc: Doc, gazetteer: Gazetteer) -> list[Mention]:
    """Recognition and resolution, as a run does them."""
    return resolve(doc.text, recognise(doc, gazetteer), gazetteer)
