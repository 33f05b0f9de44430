from __future__ import annotations

import pytest

from pipeline.evaluate.reliability import Bin, reliability, render
from tests.unit.evaluate.lines import line, stop

WANG = "Wang Yi"


def judged(*stops: tuple[str, str, str, float]) -> list[Bin]:
    gold = [
        line(
            "a",
            WANG,
            stop("Lima", "PE"),
            stop("Quito", "EC", "planned"),
            stop("Bonn", "DE", optional=True),
        )
    ]
    told = [stop(place, code, status, confidence=sure) for place, code, status, sure in stops]
    return reliability([line("a", WANG, *told)], gold)


def test_right_is_a_stop_of_the_gold_with_its_status() -> None:
    bins = judged(
        ("Lima", "PE", "visited", 0.82),
        ("Quito", "EC", "visited", 0.84),
        ("Suva", "FJ", "visited", 0.86),
    )
    (held,) = [one for one in bins if one.stops]
    assert (held.low, held.high, held.stops) == (0.8, 0.9, 3)
    assert held.mean == pytest.approx(0.84)
    assert held.right == pytest.approx(1 / 3)


def test_a_debatable_stop_is_not_judged() -> None:
    assert sum(one.stops for one in judged(("Bonn", "DE", "visited", 0.8))) == 0


@pytest.mark.parametrize(
    ("confidence", "low"),
    [(0.0, 0.0), (0.499, 0.0), (0.5, 0.5), (0.7, 0.7), (0.8, 0.8), (0.9, 0.9), (1.0, 0.9)],
)
def test_a_bin_holds_its_lower_edge_and_the_last_one_certainty(
    confidence: float, low: float
) -> None:
    bins = judged(("Lima", "PE", "visited", confidence))
    assert [one.low for one in bins if one.stops] == [low]


def test_the_table_has_a_line_a_bin_and_no_figure_for_an_empty_one() -> None:
    lines = render(judged(("Lima", "PE", "visited", 0.75)))
    assert [text.split() for text in lines] == [
        ["confidence", "stops", "mean", "right"],
        ["0.0", "to", "0.5", "0", "-", "-"],
        ["0.5", "to", "0.7", "0", "-", "-"],
        ["0.7", "to", "0.8", "1", "0.75", "1.00"],
        ["0.8", "to", "0.9", "0", "-", "-"],
        ["0.9", "to", "1.0", "0", "-", "-"],
    ]
