"""The gate lets through every text that may tell of a journey, and turns plain news away."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from pipeline.journeys.cues import cues_of
from pipeline.journeys.gate import may_travel
from pipeline.language import read_names
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve


def _passes(text: str, extractor: Extractor) -> bool:
    (doc,) = read_names(extractor.model, [text])
    mentions = resolve(text, recognise(doc, extractor.gazetteer), extractor.source, [])
    return may_travel(doc, mentions, extractor.model)


@pytest.mark.parametrize(
    "text",
    [
        "Foreign Minister Wang Yi flew to Lima on Tuesday.",
        "Prime Minister Jonas Holt will visit Peru, Chile and Bolivia.",
        "President Adela Ruiz spent two days on the road. Her trip to Lima was cut short.",
        "The French foreign minister, Anne Roux, met her counterpart in Lima.",
        "LIMA - U.S. Secretary of State Rex Tillerson met the president on Monday.",
        "Foreign Minister Wang Yi is on a tour. Jamaica completes the tour.",
        "Foreign Minister Wang Yi is due in Lima on Monday.",
        "The UN secretary-general, Ban Ki-moon, spoke in Lima.",
        "Foreign Minister Wang Yi praised Lima, where he had stayed overnight.",
    ],
)
def test_lets_through(text: str, extractor: Extractor) -> None:
    assert _passes(text, extractor)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Ollie Prentice flew to Lima on Tuesday.",
        "The minister told parliament that rents in Lima had risen.",
        "Rain is expected in Lima. The mayor asked people to stay at home.",
        "Foreign Minister Wang Yi spoke about trade.",
    ],
    ids=["nothing", "nobody in office", "no journey", "not the mayor", "no place"],
)
def test_turns_away(text: str, extractor: Extractor) -> None:
    assert not _passes(text, extractor)


@pytest.mark.parametrize(
    "form",
    ["flew", "flown", "flies", "travelled", "traveled", "travelling", "went", "left", "trips"],
)
def test_knows_the_forms_of_the_lexicon(form: str, extractor: Extractor) -> None:
    assert form in cues_of(extractor.model).motion


def test_a_preposition_is_not_needed_by_all(extractor: Extractor) -> None:
    motion = cues_of(extractor.model).motion
    assert motion["visited"] == frozenset()
    assert "to" in motion["travelling"]
