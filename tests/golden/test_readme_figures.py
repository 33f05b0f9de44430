"""The figures on journeys in the README are those measured today, and no worse than they were."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass

import pytest

from pipeline.evaluate.agreement import Figures, score
from pipeline.evaluate.journeys import predictions, read_gold
from pipeline.extract import Extractor
from scripts.readme_figures import CORPORA, HEAD, README, ROOT, articles_of, with_rows

WAYS = (
    "ours",
    "baseline every mention",
    "baseline motion sentences",
    "places given",
    "dates given",
)


@dataclass(frozen=True)
class Floor:
    """What a corpus must reach; `never` is the most that it may have."""

    stop_f1: float
    status_f1: float
    place: float
    dates: float
    order: float
    never: int


FLOORS = {
    "data/gold/sample.jsonl": Floor(0.82, 0.74, 0.94, 0.74, 0.86, 3),
    "data/gold/open.jsonl": Floor(0.72, 0.68, 0.91, 0.60, 0.89, 13),
    "data/gold/held.jsonl": Floor(0.57, 0.49, 0.87, 0.58, 0.81, 12),
}


@pytest.fixture(scope="module", params=CORPORA)
def corpus(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture(scope="module")
def figures(corpus: str, extractor: Extractor) -> Figures:
    found = predictions(extractor.extract(articles_of(corpus)))
    return score(found, read_gold(ROOT / corpus))


def told(corpus: str) -> dict[str, list[str]]:
    """The cells after the date of each of the table's rows on a corpus, by the way to measure."""
    table = README.read_text("utf-8").partition(HEAD)[2].partition("\n\n")[0]
    rows = re.findall(rf"^\| `{corpus}` \| (.+?) \| \d{{4}}-\d\d-\d\d \| (.+) \|$", table, re.M)
    return {way: cells.split(" | ") for way, cells in rows}


def test_the_first_row_is_what_evaluate_prints(corpus: str, figures: Figures) -> None:
    now = [str(len(articles_of(corpus))), *figures.cells]
    assert told(corpus)["ours"] == now, "run: python -m scripts.readme_figures"


def test_no_figure_falls_below_its_floor(corpus: str, figures: Figures) -> None:
    floor = FLOORS[corpus]
    shares = ("stop_f1", "status_f1", "place", "dates", "order")
    below = {n: getattr(figures, n) for n in shares if getattr(figures, n) < getattr(floor, n)}
    assert not below
    assert figures.never <= floor.never


def test_every_way_to_measure_has_its_row(corpus: str) -> None:
    assert tuple(told(corpus)) == WAYS


def test_our_rules_beat_the_baselines(corpus: str, figures: Figures) -> None:
    for way in WAYS[1:3]:
        stop_f1, status_f1 = map(float, told(corpus)[way][1:3])
        assert figures.stop_f1 > stop_f1
        assert figures.status_f1 > status_f1


def test_every_gold_of_journeys_is_measured() -> None:
    found = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "data" / "gold").glob("*.jsonl")
        if {"id", "stops"} <= json.loads(path.read_text("utf-8").partition("\n")[0]).keys()
    }
    assert found == set(CORPORA) == set(FLOORS)


def test_new_rows_take_the_place_of_the_old_ones() -> None:
    text = f"Before.\n\n{HEAD}\n| --- |\n| old |\n| older |\n\nAfter | that.\n"
    new = f"Before.\n\n{HEAD}\n| --- |\n| new |\n\nAfter | that.\n"
    assert with_rows(text, ["| new |"]) == new
    assert with_rows(new, ["| new |"]) == new


def test_a_text_without_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="no table with this head"):
        with_rows("Before.\n", ["| new |"])
