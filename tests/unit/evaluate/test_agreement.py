from __future__ import annotations

import pytest

from pipeline.evaluate.agreement import Figures, score
from pipeline.evaluate.pairing import pair, same_person
from tests.unit.evaluate.lines import line, stop

WANG = "Wang Yi"


def test_what_is_found_too_much_and_what_is_missed_both_count() -> None:
    gold = [line("a", WANG, stop("Lima", "PE"), stop("Quito", "EC"))]
    figures = score([line("a", WANG, stop("Lima", "PE"), stop("Bonn", "DE"))], gold)
    assert (figures.matched, figures.extra, figures.missed) == (1, 1, 1)
    assert figures.stop_f1 == pytest.approx(0.5)
    assert figures.notes == ("a: extra Wang Yi Bonn visited", "a: missed Wang Yi Quito visited")


def test_a_gold_stop_is_meant_once() -> None:
    twice = line("a", WANG, stop("Lima", "PE"), stop("Cusco", "PE"))
    figures = score([twice], [line("a", WANG, stop("Lima", "PE"))])
    assert (figures.matched, figures.extra) == (1, 1)


def test_of_two_towns_of_a_country_the_right_one_is_meant() -> None:
    gold = [line("a", WANG, stop("Beijing", "CN"), stop("Xian", "CN"))]
    (paired,) = pair([line("a", WANG, stop("Xian", "CN"))], gold)
    assert [meant["place"] for _, meant in paired.pairs if meant] == ["Xian"]
    assert [missed["place"] for missed in paired.missed] == ["Beijing"]


def test_of_two_stops_of_a_country_the_status_goes_before_the_town() -> None:
    gold = [line("a", WANG, stop("Xian", "CN", "planned"), stop("Beijing", "CN"))]
    (paired,) = pair([line("a", WANG, stop("Xian", "CN"))], gold)
    assert [meant["place"] for _, meant in paired.pairs if meant] == ["Beijing"]


def test_of_a_debatable_stop_and_one_that_counts_the_latter_is_meant() -> None:
    gold = [line("a", WANG, stop("Lima", "PE", optional=True), stop("Lima", "PE"))]
    assert score([line("a", WANG, stop("Lima", "PE"))], gold).matched == 1


@pytest.mark.parametrize("mark", ["optional", "historic"])
def test_a_debatable_or_earlier_stop_counts_neither_way(mark: str) -> None:
    gold = [line("a", WANG, {**stop("Lima", "PE"), mark: True}, stop("Quito", "EC"))]
    quito = stop("Quito", "EC")
    without = score([line("a", WANG, quito)], gold)
    with_it = score([line("a", WANG, stop("Lima", "PE"), quito)], gold)
    assert without == with_it
    assert with_it.stop_f1 == 1.0


def test_a_status_may_have_an_alternative() -> None:
    gold = [line("a", WANG, stop("Lima", "PE", "visited", alt_status=["current"]))]
    status_f1 = {
        status: score([line("a", WANG, stop("Lima", "PE", status))], gold).status_f1
        for status in ("visited", "current", "planned")
    }
    assert status_f1 == {"visited": 1.0, "current": 1.0, "planned": 0.0}


def test_only_days_that_the_gold_knows_are_judged() -> None:
    month = stop("Quito", "EC", arrive="2022-05")
    gold = [line("a", WANG, stop("Lima", "PE", arrive="2022-05-27"), month)]
    right = stop("Lima", "PE", arrive="2022-05-27")
    late = stop("Lima", "PE", arrive="2022-05-28")
    quito = stop("Quito", "EC", arrive="2022-05-30")
    assert score([line("a", WANG, right, quito)], gold).dates == 1.0
    assert score([line("a", WANG, late, quito)], gold).dates == 0.0


def test_order_counts_the_pairs_of_one_traveller() -> None:
    stops = [stop("Lima", "PE"), stop("Quito", "EC"), stop("Bonn", "DE")]
    gold = [line("a", WANG, *stops), line("a", "Penny Wong", stop("Suva", "FJ"))]
    told = [line("a", "Penny Wong", stop("Suva", "FJ")), line("a", WANG, *stops[1:], stops[0])]
    assert score(told, gold).order == pytest.approx(1 / 3)


def test_a_place_only_spoken_of_that_became_a_stop_is_counted() -> None:
    gold = [line("a", None, mentioned_only=("Dún Laoghaire",))]
    assert score([line("a", WANG, stop("Dun Laoghaire", "IE"))], gold).never == 1


def test_what_the_gold_does_not_know_of_is_left_out() -> None:
    gold = [line("a", WANG, stop("Lima", "PE"))]
    assert score([line("b", WANG, stop("Lima", "PE"))], gold).extra == 0


def test_what_the_articles_hold_stays_out_of_the_repr() -> None:
    figures = score([], [line("a", WANG, stop("Lima", "PE"))])
    assert figures.notes == ("a: missed Wang Yi Lima visited",)
    assert "Lima" not in repr(figures)


def test_the_figures_as_text() -> None:
    figures = Figures(0.5, 0.25, 1, 0, 0.3333, 2, matched=1, extra=2, missed=3)
    line_of_figures = "stop_f1=0.500 status_f1=0.250 place=1.000 dates=0.000 order=0.333 never=2"
    assert figures.line == line_of_figures
    assert str(figures) == f"matched 1 extra 2 missed 3\n{line_of_figures}"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Annalena Baerbock", "Baerbock", True),
        ("Xi Jinping", "Xi", True),
        ("Luiz Inácio Lula da Silva", "Lula", True),
        ("Wang Yi", "Penny Wong", False),
        ("", "Baerbock", False),
        (None, "Baerbock", False),
    ],
)
def test_a_person_is_known_by_surname(one: str | None, other: str, same: bool) -> None:
    assert same_person(one, other) is same
    assert same_person(other, one) is same
