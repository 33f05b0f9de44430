"""How likely each candidate of a name is: weights, the prior, and probabilities from scores."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.places.candidate import Candidate, Level, Match

_DIVISIONS = (Level.ADMIN1, Level.ADMIN2)
_MILLION = 6.0  # in powers of ten
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
    small_admin1: float
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
    local_texts: float
    renown: float


_trial: ContextVar[Weights | None] = ContextVar("trial", default=None)


def weights() -> Weights:
    """The weights of the file, or those on trial."""
    return _trial.get() or _kept()


@contextmanager
def trying(trial: Weights) -> Iterator[None]:
    """Resolve with other weights than those of the file, to fit them."""
    token = _trial.set(trial)
    try:
        yield
    finally:
        _trial.reset(token)


@cache
def _kept() -> Weights:
    text = files("pipeline.places").joinpath("weights.toml").read_text(encoding="utf-8")
    return Weights(**{name: float(value) for name, value in tomllib.loads(text).items()})


def prior(candidate: Candidate) -> float:
    """The score of a candidate by what it is and how the name fits it, the text unread."""
    return _bare(candidate) + _fame(candidate)


def homely(candidate: Candidate) -> float:
    """The same for a reader to whom the people of a place and its rank mean nothing."""
    return _bare(candidate) + weights().renown


def _bare(candidate: Candidate) -> float:
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
    return matches.get(candidate.match, 0.0) + levels.get(candidate.level, 0.0)


def _fame(candidate: Candidate) -> float:
    weight = weights()
    digits = math.log10(candidate.place.population + 1)
    small = max(_MILLION - digits, 0.0) if candidate.level is Level.ADMIN1 else 0.0
    return weight.people * digits + weight.small_admin1 * small + weight.capital * candidate.capital


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
