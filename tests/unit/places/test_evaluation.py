from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.evaluate.places import evaluate_places, prediction_lines, render
from pipeline.model import Mention, MentionUse, Place, PlaceKind
from pipeline.places.gazetteer import Gazetteer

TEXT = "Lima and the French town of Nice, then Peru and Ohio."
GOLD = [
    {"start": 0, "end": 4, "name": "Lima", "lat": 40.74, "lon": -84.11, "geonameid": 4516412},
    {"start": 13, "end": 19, "name": "French", "lat": 46.0, "lon": 2.0, "geonameid": 3017382},
    {"start": 28, "end": 32, "name": "Nice", "lat": 43.7, "lon": 7.27, "geonameid": None},
    {"start": 39, "end": 43, "name": "Peru", "lat": -10.0, "lon": -75.25, "geonameid": 3932488},
    {"start": 48, "end": 52, "name": "Ohio", "lat": None, "lon": None, "geonameid": None},
]


def corpus(folder: Path, *lines: str) -> Path:
    path = folder / "corpus.jsonl"
    record = {"doc_id": "1", "text": TEXT, "toponyms": GOLD}
    path.write_text("\n".join([json.dumps(record), *lines]), encoding="utf-8")
    return path


def place(name: str, code: str, latitude: float, longitude: float, kind: PlaceKind) -> Place:
    return Place(name, kind, code, "", latitude, longitude)


LIMA_PERU = place("Lima", "PE", -12.04, -77.03, PlaceKind.CITY)
PERU = place("Peru", "PE", -12.04, -77.03, PlaceKind.COUNTRY)
FRANCE = place("France", "FR", 48.85, 2.35, PlaceKind.COUNTRY)
NEAR_NICE = place("Near Nice", "FR", 43.7, 9.2, PlaceKind.CITY)


def predict(text: str) -> Sequence[Mention]:
    """Lima exact, French exact, "of Nice" overlapping, "then" wrong, Peru and Ohio missed."""
    return [
        Mention(0, 4, "Lima", place=LIMA_PERU),
        Mention(13, 19, "French", MentionUse.DEMONYM, FRANCE),
        Mention(25, 32, "of Nice"),
        Mention(34, 38, "then"),
    ]


def resolve_gold(text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """Lima in the wrong country, France and Peru by country, Nice 155 km off, Ohio unresolved."""
    found: list[Place | None] = [LIMA_PERU, FRANCE, NEAR_NICE, PERU, None]
    return [replace(m, place=p) for m, p in zip(mentions, found, strict=True)]


def test_recognition_counts_exact_and_overlapping_spans(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    figures = evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer)
    exact, overlapping = figures.with_nationalities.exact, figures.with_nationalities.overlapping
    assert (exact.precision, exact.recall) == (2 / 4, 2 / 5)
    assert exact.f1 == pytest.approx(2 * 0.5 * 0.4 / 0.9)
    assert (overlapping.precision, overlapping.recall) == (3 / 4, 3 / 5)


def test_nationalities_can_be_left_out_on_both_sides(tmp_path: Path, gazetteer: Gazetteer) -> None:
    figures = evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer)
    exact = figures.without_nationalities.exact
    assert (exact.precision, exact.recall) == (1 / 3, 1 / 4)


def test_resolution_judges_countries_by_code_and_the_rest_by_distance(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    figures = evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer).resolution
    assert figures.spans == 4  # Ohio has no gold point
    assert figures.right == 3 / 4  # France, Nice, Peru
    assert figures.near == 1 / 4  # only Nice; the capitals are far from the gold points
    assert (figures.country, figures.country_known) == (3 / 4, 4)


def test_the_baseline_takes_the_largest_namesake(tmp_path: Path, gazetteer: Gazetteer) -> None:
    figures = evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer).resolution
    assert figures.most_populous == 3 / 4  # Lima in Peru is larger than the one in Ohio


def test_predictions_are_written_in_the_form_of_the_corpus(
    tmp_path: Path, gazetteer: Gazetteer
) -> None:
    figures = evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer)
    (line,) = prediction_lines(figures)
    row = json.loads(line)
    assert row["doc_id"] == "1"
    assert row["toponyms"][0] == {
        "start": 0,
        "end": 4,
        "name": "Lima",
        "lat": -12.04,
        "lon": -77.03,
        "geonameid": None,
        "country_code": "PE",
    }
    assert row["toponyms"][2]["lat"] is None


def test_the_figures_are_rendered_as_percentages(tmp_path: Path, gazetteer: Gazetteer) -> None:
    lines = render(evaluate_places(corpus(tmp_path), predict, resolve_gold, gazetteer))
    assert lines[0] == "1 texts, 5 place names"
    assert "exact P 50.0% R 40.0% F1 44.4%" in lines[1]
    assert "right 75.0%" in lines[4]


def test_nothing_predicted_scores_nought(tmp_path: Path, gazetteer: Gazetteer) -> None:
    figures = evaluate_places(corpus(tmp_path), lambda _: [], lambda _, m: m, gazetteer)
    assert figures.with_nationalities.exact.f1 == 0.0
    assert figures.resolution.right == 0.0


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{broken", "line 3: not an annotated text"),
        ('{"doc_id": "2", "text": "Lima"}', "'toponyms' is missing"),
        ('{"doc_id": "2", "text": "Lima", "toponyms": [{"start": 0, "end": 9}]}', "lie outside"),
        ("[]", "line 3: not an annotated text"),
    ],
)
def test_a_broken_line_is_reported_with_its_number(
    tmp_path: Path, gazetteer: Gazetteer, line: str, reason: str
) -> None:
    path = corpus(tmp_path, "", line)
    with pytest.raises(InputError, match="line 3") as raised:
        evaluate_places(path, predict, resolve_gold, gazetteer)
    assert reason in str(raised.value)


def test_a_missing_or_empty_corpus_is_named(tmp_path: Path, gazetteer: Gazetteer) -> None:
    with pytest.raises(InputError, match="cannot read"):
        evaluate_places(tmp_path / "none.jsonl", predict, resolve_gold, gazetteer)
    (tmp_path / "empty.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(InputError, match="holds no annotated text"):
        evaluate_places(tmp_path / "empty.jsonl", predict, resolve_gold, gazetteer)
