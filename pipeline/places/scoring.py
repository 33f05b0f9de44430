"""How likely each candidate of a name is: weights, the prior, and probabilities from scores."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.places.candidate import Candidate, Level, Match

_DIVISIONS = (Level.ADMIN1, Level.ADMIN2)
_MAIN_CITY = 0.2  # of the people of its division


@dataclass(frozen=True, slots=True)
class Weights:
    """The weight of each piece of evidence, in natural logarithms of odds; see weights.toml."""

    alias: float
    alternate: float
    code: float
    geocoded: float
    country: float
    admin1: float
    admin2: float
    region: float
    venue: float
    people: float
    capital: float
    eponym: float
    contained: float
    contains: float
    kind: float
    same_country: float
    same_division: float
    same_place: float
    peers: float
    near: float
    close: float
    nobody: float


@cache
def weights() -> Weights:
    """The weights, read once a process."""
    text = files("pipeline.places").joinpath("weights.toml").read_text(encoding="utf-8")
    return Weights(**{name: float(value) for name, value in tomllib.loads(text).items()})


def prior(candidate: Candidate) -> float:
    """The score of a candidate by what it is and how the name fits it, the text unread."""
    weight = weights()
    matches = {
        Match.ALIAS: weight.alias,
        Match.ALTERNATE: weight.alternate,
        Match.CODE: weight.code,
        Match.GEOCODED: weight.geocoded,
    }
    levels = {
        Level.COUNTRY: weight.country,
        Level.ADMIN1: weight.admin1,
        Level.ADMIN2: weight.admin2,
        Level.REGION: weight.region,
        Level.VENUE: weight.venue,
    }
    return (
        matches.get(candidate.match, 0.0)
        + levels.get(candidate.level, 0.0)
        + weight.people * math.log10(candidate.place.population + 1)
        + weight.capital * candidate.capital
    )


def eponyms(candidates: Sequence[Candidate]) -> list[float]:
    """The score of a division that shares its name with its main city: the city is meant."""
    cities = [c for c in candidates if c.level is Level.CITY]
    return [
        weights().eponym * (c.level in _DIVISIONS and any(_is_eponym(city, c) for city in cities))
        for c in candidates
    ]


def _is_eponym(city: Candidate, whole: Candidate) -> bool:
    return city.place.population >= _MAIN_CITY * whole.place.population and city.lies_in(whole)


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each score, with "none of them" as one more rival."""
    nobody = weights().nobody
    top = max([*scores, nobody])
    odds = [math.exp(score - top) for score in scores]
    total = sum(odds) + math.exp(nobody - top)
    return [value / total for value in odds]
