"""The fit mends a weight that was spoilt, on passages of our own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from pipeline.evaluate.place_corpus import read_corpus
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.scoring import trying, weights
from scripts.fit_weights import fit

GOLD = Path(__file__).parents[3] / "data" / "gold" / "places.jsonl"


def test_a_spoilt_weight_is_moved_back(gazetteer: Gazetteer) -> None:
    spoilt = replace(weights(), country=-4.0)
    with trying(spoilt):
        fitted = fit(read_corpus(GOLD)[:12], gazetteer)
    assert fitted.country > spoilt.country


def test_weights_on_trial_are_gone_after_it() -> None:
    kept = weights()
    with trying(replace(kept, nobody=99.0)):
        assert weights().nobody == 99.0
    assert weights() == kept
