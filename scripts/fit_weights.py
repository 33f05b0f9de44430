"""Fit pipeline/places/weights.toml to annotated corpora: python -m scripts.fit_weights CORPUS...

Prints how the weights of the file and the fitted ones do on texts that the fit has not seen, and
the fitted weights; the file is changed by hand, and only for a gain on every corpus.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, fields, replace
from pathlib import Path

from pipeline.evaluate.place_corpus import AnnotatedText, Toponym, read_corpus
from pipeline.evaluate.place_resolution import are_right, gold_mentions, score_resolution
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.resolve import Decision, decide, resolve
from pipeline.places.scoring import Weights, trying, weights

_FOLDS = 5
_STEPS = (0.2, 0.1)  # shares of a weight, up and down, largest first
_PULL = 0.1  # how much a weight is drawn to where it stood, per squared share moved
_FLOOR = 1e-6
_NOT_FITTED = {"geocoded", "nobody", "local_texts", "renown"}
_SIDES = (1.0, -1.0)

Texts = Sequence[AnnotatedText]


def main(paths: Sequence[str]) -> None:
    """Fit with each fifth of the texts held out in turn, then on everything."""
    gazetteer = open_gazetteer()
    corpora = {Path(path).stem: read_corpus(Path(path)) for path in paths}
    fitted = [fit(_without(corpora, fold), gazetteer) for fold in range(_FOLDS)]
    for name, texts in corpora.items():
        held = [texts[fold::_FOLDS] for fold in range(_FOLDS)]
        _report(f"{name}, as in the file", [weights()] * _FOLDS, held, gazetteer)
        _report(f"{name}, fitted, held out", fitted, held, gazetteer)
    for key, value in asdict(fit(_without(corpora, _FOLDS), gazetteer)).items():
        print(f"{key} = {value:.2f}")


def fit(texts: Texts, gazetteer: Gazetteer) -> Weights:
    """Weights that make the right places likelier, found by moving one at a time."""
    start = best = weights()
    most = _worth(best, start, texts, gazetteer)
    for step in _STEPS:
        for field in fields(Weights):
            if field.name in _NOT_FITTED:
                continue
            for side in _SIDES:
                now = getattr(best, field.name)
                moved = replace(best, **{field.name: now + side * step * max(abs(now), 1.0)})
                worth = _worth(moved, start, texts, gazetteer)
                if worth > most:
                    best, most = moved, worth
                    break
        print(f"step {step}: mean log-likelihood {most:.4f}", file=sys.stderr)
    return best


def _worth(trial: Weights, start: Weights, texts: Texts, gazetteer: Gazetteer) -> float:
    """The mean log-likelihood of right places, less a penalty for moving away."""
    with trying(trial):
        found = [value for text in texts for value in _likelihoods(text, gazetteer)]
    moved = (
        (a - b) / max(abs(b), 1.0)
        for a, b in zip(asdict(trial).values(), asdict(start).values(), strict=True)
    )
    return float(
        sum(found) / len(found) - _PULL * sum(share**2 for share in moved) / len(fields(Weights))
    )


def _likelihoods(text: AnnotatedText, gazetteer: Gazetteer) -> Iterator[float]:
    mentions = gold_mentions(text, gazetteer)
    for gold, decision in zip(text.toponyms, decide(text.text, mentions, gazetteer), strict=True):
        if gold.latitude is not None:
            yield from _likelihood(gold, decision, gazetteer)


def _likelihood(gold: Toponym, decision: Decision, gazetteer: Gazetteer) -> Iterator[float]:
    """Nothing for a name of which no candidate is right: no weight can help it."""
    right = are_right(gold, [c.place for c in decision.name.candidates], gazetteer)
    if any(right):
        mass = sum(p for p, yes in zip(decision.probable, right, strict=True) if yes)
        yield math.log(max(mass, _FLOOR))


def _without(corpora: dict[str, list[AnnotatedText]], fold: int) -> list[AnnotatedText]:
    return [t for texts in corpora.values() for n, t in enumerate(texts) if n % _FOLDS != fold]


def _report(
    name: str, tried: Sequence[Weights], held: Sequence[Texts], gazetteer: Gazetteer
) -> None:
    right = country = spans = known = 0.0
    for trial, texts in zip(tried, held, strict=True):
        with trying(trial):
            found = score_resolution(
                texts, lambda text, mentions: resolve(text, mentions, gazetteer), gazetteer
            )
        right, spans = right + found.right * found.spans, spans + found.spans
        country, known = country + found.country * found.country_known, known + found.country_known
    print(f"{name:34} right {right / spans:.1%}   country {country / known:.1%}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:] or sys.exit("name a corpus: python -m scripts.fit_weights CORPUS..."))
