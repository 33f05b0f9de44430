"""How well places are found in texts and put on the map."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.evaluate.place_corpus import AnnotatedText, read_corpus
from pipeline.evaluate.place_resolution import Resolution, is_nationality, score_resolution
from pipeline.model import Mention, MentionUse
from pipeline.places.candidate import PlaceSource

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and their harmonic mean, each 0 to 1; 0 where nothing was to be found."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Recognition:
    """Recognition by exact spans and by spans that overlap."""

    exact: Score
    overlapping: Score


@dataclass(frozen=True, slots=True)
class PlaceFigures:
    """All figures of one corpus, and what was predicted for each text."""

    texts: int
    toponyms: int
    with_nationalities: Recognition
    without_nationalities: Recognition
    resolution: Resolution
    predicted: tuple[tuple[str, tuple[Mention, ...]], ...]


def evaluate_places(
    corpus: Path,
    predict: Callable[[str], Sequence[Mention]],
    resolve_gold: Callable[[str, Sequence[Mention]], Sequence[Mention]],
    source: PlaceSource,
) -> PlaceFigures:
    """The figures of a corpus.

    `predict` finds and resolves the places of a text, `resolve_gold` resolves given spans, and
    `source` tells which names are countries and nationalities.

    Raises:
        InputError: the corpus cannot be read or one of its lines is broken.
    """
    texts = read_corpus(corpus)
    predicted = [tuple(predict(text.text)) for text in texts]
    return PlaceFigures(
        texts=len(texts),
        toponyms=sum(len(text.toponyms) for text in texts),
        with_nationalities=_recognition(texts, predicted),
        without_nationalities=_recognition(*_without_nationalities(texts, predicted, source)),
        resolution=score_resolution(texts, resolve_gold, source),
        predicted=tuple((t.doc_id, p) for t, p in zip(texts, predicted, strict=True)),
    )


def render(figures: PlaceFigures) -> list[str]:
    """The figures as lines of text."""
    place = figures.resolution
    views = (
        ("nationalities counted", figures.with_nationalities),
        ("nationalities left out", figures.without_nationalities),
    )
    return [
        f"{figures.texts} texts, {figures.toponyms} place names",
        *(f"recognition, {name}: {_line(view)}" for name, view in views),
        f"resolution of {place.spans} gold spans with a point (unresolved is wrong):",
        f"  right {place.right:.1%}   within 161 km or same id {place.near:.1%}"
        f"   most populous {place.most_populous:.1%}",
        f"  country right {place.country:.1%} of {place.country_known}"
        f"   right where confidence is above 0.9: {place.sure_right:.1%} of {place.sure}",
    ]


def prediction_lines(figures: PlaceFigures) -> list[str]:
    """What was predicted, one JSON object a text, in the form of the corpus."""
    return [
        json.dumps({"doc_id": doc_id, "toponyms": [_row(m) for m in mentions]}, ensure_ascii=False)
        for doc_id, mentions in figures.predicted
    ]


def _row(mention: Mention) -> dict[str, object]:
    place = mention.place
    return {
        "start": mention.start,
        "end": mention.end,
        "name": mention.text,
        "lat": place.latitude if place else None,
        "lon": place.longitude if place else None,
        "geonameid": place.geonameid if place else None,
        "country_code": place.country_code if place else None,
    }


def _line(view: Recognition) -> str:
    return "   ".join(
        f"{name} P {score.precision:.1%} R {score.recall:.1%} F1 {score.f1:.1%}"
        for name, score in (("exact", view.exact), ("overlapping", view.overlapping))
    )


def _recognition(
    texts: Sequence[AnnotatedText], predicted: Sequence[Sequence[Mention]]
) -> Recognition:
    pairs = [
        ([(t.start, t.end) for t in text.toponyms], [(m.start, m.end) for m in mentions])
        for text, mentions in zip(texts, predicted, strict=True)
    ]
    exact = sum(len(set(gold) & set(found)) for gold, found in pairs)
    return Recognition(
        _score(exact, exact, pairs),
        _score(
            sum(_hit(found, gold) for gold, found in pairs),
            sum(_hit(gold, found) for gold, found in pairs),
            pairs,
        ),
    )


def _score(right: int, found: int, pairs: Iterable[tuple[list[Span], list[Span]]]) -> Score:
    gold_total = sum(len(gold) for gold, _ in pairs)
    predicted_total = sum(len(spans) for _, spans in pairs)
    return Score(_share(right, predicted_total), _share(found, gold_total))


def _hit(spans: Sequence[Span], others: Sequence[Span]) -> int:
    """How many spans overlap one of the others; both sorted and free of overlaps."""
    rest = sorted(others)
    count = position = 0
    for start, end in sorted(spans):
        while position < len(rest) and rest[position][1] <= start:
            position += 1
        count += position < len(rest) and rest[position][0] < end
    return count


def _without_nationalities(
    texts: Sequence[AnnotatedText], predicted: Sequence[Sequence[Mention]], source: PlaceSource
) -> tuple[list[AnnotatedText], list[list[Mention]]]:
    kept = [
        AnnotatedText(
            text.doc_id,
            text.text,
            tuple(t for t in text.toponyms if not is_nationality(t.name, source)),
        )
        for text in texts
    ]
    return kept, [
        [m for m in mentions if m.use is not MentionUse.DEMONYM] for mentions in predicted
    ]


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
