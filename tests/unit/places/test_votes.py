"""Votes between the names of a text, on places made up for the purpose."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.model import Place, PlaceKind
from pipeline.places.candidate import Candidate, Level, Match
from pipeline.places.scoring import shares, weights
from pipeline.places.votes import Company


def at(
    latitude: float,
    longitude: float,
    path: str = "FJ",
    level: Level = Level.CITY,
) -> Candidate:
    kind = PlaceKind.COUNTRY if level is Level.COUNTRY else PlaceKind.CITY
    place = Place(f"{latitude} {longitude}", kind, path[:2], path[:2], latitude, longitude)
    return Candidate(place, Match.MAIN, level, path)


def worth(*names: list[Candidate]) -> list[float]:
    return [float(v) for v in Company(names).votes(np.ones(sum(map(len, names))))]


def test_a_name_does_not_vote_for_itself() -> None:
    twins = [at(0.0, 0.0, "FJ.01"), at(0.1, 0.1, "FJ.01")]
    assert worth(twins) == [0.0, 0.0]


@pytest.mark.parametrize(
    ("there", "weight"),
    [
        (at(10.0, 40.0, "FJ.02"), weights().same_country),
        (at(10.0, 40.0, "FJ.01"), weights().same_country + weights().same_division),
        (at(-17.0, -179.8, "TV"), weights().near + weights().close),
        (at(-17.0, -178.5, "TV"), weights().near),
        (at(-17.0, -170.0, "TV"), 0.0),
        (at(-17.0, 179.8, "FJ", Level.COUNTRY), weights().same_country),
    ],
    ids=["country", "division", "over the date line", "near", "far", "its country"],
)
def test_one_other_name_is_half_of_a_text(there: Candidate, weight: float) -> None:
    assert worth([at(-17.0, 179.8, "FJ.01")], [there])[0] == pytest.approx(weight / 2)


def test_the_same_place_under_another_name_counts_whole() -> None:
    both = worth([at(1.0, 1.0, "PE.15")], [at(1.0, 1.0, "PE.15")])
    assert both[0] == both[1] > weights().same_place


def test_an_improbable_place_keeps_little_company() -> None:
    names = [[at(0.0, 0.0, "FJ")], [at(9.0, 9.0, "FJ"), at(50.0, 50.0, "TV")]]
    likely, unlikely = (Company(names).votes(np.array([1.0, p, 1 - p]))[0] for p in (0.9, 0.1))
    assert likely > unlikely > 0.0


def test_probabilities_of_all_names_are_those_of_each_name_alone() -> None:
    names = [[at(0.0, 0.0), at(1.0, 1.0)], [at(2.0, 2.0)], [at(3.0, n) for n in range(5)]]
    scores = [3.0, -2.0, 800.0, 1.0, 2.0, 3.0, 4.0, 5.0]
    company = Company(names)
    found = list(company.by_name(company.shares(np.array(scores))))
    assert found == [pytest.approx(shares(part)) for part in (scores[:2], scores[2:3], scores[3:])]
