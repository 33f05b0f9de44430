from __future__ import annotations

import pytest

from pipeline.model import Place, PlaceKind
from pipeline.places.candidate import Candidate, Level, Match, name_key


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Lima", "lima"),
        ("São Tomé", "sao tome"),
        ("Côte d’Ivoire", "cote divoire"),
        ("Cote d'Ivoire", "cote divoire"),
        ("St. Petersburg", "saint petersburg"),
        ("Port-au-Prince", "port au prince"),
        ("The Hague", "hague"),
        ("the Gambia", "gambia"),
        ("U.S.", "us"),
        ("Kraków", "krakow"),
        ("Łódź", "lodz"),
        ("İzmir", "izmir"),
        ("N'Djamena", "ndjamena"),
        ("The", "the"),
        ("Москва", ""),
        ("北京", ""),
        ("…", ""),
    ],
)
def test_spellings_of_a_name_share_a_key(name: str, key: str) -> None:
    assert name_key(name) == key


def candidate(level: Level, path: str) -> Candidate:
    place = Place("X", PlaceKind.REGION, path[:2], "X", 0.0, 0.0)
    return Candidate(place, Match.MAIN, level, path)


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        ((Level.CITY, "US.GA.121"), (Level.ADMIN1, "US.GA"), True),
        ((Level.CITY, "US.GA.121"), (Level.COUNTRY, "US"), True),
        ((Level.CITY, "US.GA.121"), (Level.ADMIN2, "US.GA.121"), True),
        ((Level.CITY, "US.GAX.121"), (Level.ADMIN1, "US.GA"), False),
        ((Level.CITY, "GE.51"), (Level.ADMIN1, "US.GA"), False),
        ((Level.ADMIN1, "US.GA"), (Level.ADMIN1, "US.GA"), False),
        ((Level.ADMIN1, "US.GA"), (Level.ADMIN2, "US.GA.121"), False),
    ],
)
def test_a_place_lies_in_the_divisions_of_its_path(
    inner: tuple[Level, str], outer: tuple[Level, str], inside: bool
) -> None:
    assert candidate(*inner).lies_in(candidate(*outer)) is inside
