"""One corpus measured in several ways: as it is, beside baselines, and with a stage given."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from spacy.tokens import Doc

from pipeline.errors import InputError
from pipeline.evaluate.agreement import Figures, score
from pipeline.evaluate.baselines import BASELINES
from pipeline.evaluate.given import Given, with_dates, with_places
from pipeline.evaluate.journeys import predictions
from pipeline.evaluate.pairing import Line, gold_stops
from pipeline.extract import Extractor
from pipeline.model import Article, Extraction


def compare(
    articles: Sequence[Article], gold: Sequence[Line], extractor: Extractor
) -> dict[str, Figures]:
    """The figures of each way to measure, by its name; "ours" is the pipeline as it is.

    Raises:
        InputError: the gold knows none of the articles.
    """
    ensure_common(articles, gold)
    ours = list(extractor.extract(articles))
    found = {"ours": list(predictions(ours))}
    found |= guesses(ours, extractor)
    for what in Given:
        found[f"{what} given"] = list(predictions(given(ours, gold, {what}, extractor)))
    return {name: score(lines, gold) for name, lines in found.items()}


def guesses(
    extractions: Sequence[Extraction], extractor: Extractor
) -> dict[str, list[dict[str, Any]]]:
    """What each baseline predicts, by the baseline's name, in the form of the gold."""
    docs = _parsed(extractions, extractor)
    return {
        name: [
            line for one, doc in zip(extractions, docs, strict=True) for line in baseline(one, doc)
        ]
        for name, baseline in BASELINES.items()
    }


def given(
    extractions: Sequence[Extraction],
    gold: Sequence[Line],
    what: Collection[Given],
    extractor: Extractor,
) -> list[Extraction]:
    """The extractions with what the gold gives instead of what was read; places before dates."""
    stops, found = gold_stops(gold), list(extractions)
    if Given.PLACES in what:
        docs = _parsed(found, extractor)
        found = [
            with_places(one, doc, stops.get(one.article.article_id, ()), extractor.gazetteer)
            for one, doc in zip(found, docs, strict=True)
        ]
    if Given.DATES in what:
        found = [with_dates(one, stops.get(one.article.article_id, ())) for one in found]
    return found


def ensure_common(articles: Iterable[Article], gold: Iterable[Line]) -> None:
    """Nothing, where articles and gold have at least one id in common.

    Raises:
        InputError: they have none, so that every figure would be an empty zero.
    """
    read = sorted(article.article_id for article in articles)
    known = [str(line["id"]) for line in gold]
    if set(read).isdisjoint(known):
        raise InputError(
            f"the gold is of other articles: it has {_first(known)}, read were {_first(read)}; "
            "name the folder that its ids start from, or another --gold"
        )


def _first(ids: Sequence[str]) -> str:
    return f"{ids[0]!r} and the like" if ids else "none"


def _parsed(extractions: Iterable[Extraction], extractor: Extractor) -> list[Doc]:
    return list(extractor.model.pipe(one.article.text for one in extractions))
