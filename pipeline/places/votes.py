"""What the places of a text say about each other: same country, same division, nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from pipeline.places.candidate import Candidate, Level

_CELL = 2.0  # degrees of latitude and longitude
_COUNTRY, _DIVISION, _NEAR = 3.0, 2.0, 2.0


@dataclass(slots=True)
class Votes:
    """Probability mass over countries, first-level divisions and cells of a grid."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[tuple[int, int], float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, candidate: Candidate, mass: float) -> None:
        """Let a candidate vote with its probability; a negative mass takes the vote back."""
        self.total += mass
        self.countries[candidate.place.country_code] += mass
        if candidate.level is Level.COUNTRY:
            return
        self.divisions[_division(candidate)] += mass
        self.cells[_cell(candidate)] += mass

    def score(self, candidate: Candidate, own: float) -> float:
        """The bonus of a candidate from all others; `own` is the mass it cast itself."""
        rest = self.total + 1.0
        country = max(self.countries.get(candidate.place.country_code, 0.0) - own, 0.0)
        bonus = _COUNTRY * country / rest if candidate.place.country_code else 0.0
        if candidate.level is Level.COUNTRY:
            return bonus
        division = max(self.divisions.get(_division(candidate), 0.0) - own, 0.0)
        near = max(sum(self.cells.get(cell, 0.0) for cell in _around(candidate)) - own, 0.0)
        return bonus + (_DIVISION * division + _NEAR * near) / rest


def _division(candidate: Candidate) -> str:
    return ".".join(candidate.path.split(".")[:2])


def _cell(candidate: Candidate) -> tuple[int, int]:
    place = candidate.place
    return int(place.latitude // _CELL), int(place.longitude // _CELL)


def _around(candidate: Candidate) -> Iterator[tuple[int, int]]:
    row, column = _cell(candidate)
    columns = int(360 / _CELL)
    half = columns // 2
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            yield r, (c + half) % columns - half
