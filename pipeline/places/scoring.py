"""How likely a candidate is before the rest of the text has been read."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.places.candidate import Candidate, Level, Match

# Weights are natural logarithms of odds; docs/decisions tells how they were set.
_MATCH = {
    Match.MAIN: 0.0,
    Match.ALIAS: 0.0,
    Match.ALTERNATE: -3.5,
    Match.DEMONYM: 0.0,
    Match.CODE: -2.0,
}
_LEVEL = {
    Level.COUNTRY: 6.0,
    Level.ADMIN1: 1.0,
    Level.ADMIN2: -2.5,
    Level.CITY: 0.0,
    Level.REGION: 9.5,
    Level.VENUE: 9.0,
}
_PEOPLE = 1.5  # a factor of ten in population
_CAPITAL = 2.0
NOBODY = 4.5  # the place meant is not in the gazetteer at all


def prior(candidate: Candidate) -> float:
    """The score of a candidate by what it is and how the name fits it."""
    people = math.log10(candidate.place.population + 1)
    return (
        _MATCH[candidate.match]
        + _LEVEL[candidate.level]
        + _PEOPLE * people
        + _CAPITAL * candidate.capital
    )


def shares(scores: Sequence[float]) -> list[float]:
    """The probability of each score, with "none of them" as one more rival."""
    if not scores:
        return []
    top = max(*scores, NOBODY)
    odds = [math.exp(score - top) for score in scores]
    total = sum(odds) + math.exp(NOBODY - top)
    return [value / total for value in odds]
