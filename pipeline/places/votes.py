"""What the places of a text say about each other: same country, same division, nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.places.candidate import Candidate, Level
from pipeline.places.scoring import weights

_NEAR, _CLOSE = 2.0, 0.5  # cells of the grid, degrees of latitude and longitude

Cell = tuple[float, int, int]


@dataclass(slots=True)
class Votes:
    """Probability mass over countries, first-level divisions and cells of two grids."""

    countries: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    divisions: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    cells: dict[Cell, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, candidates: Sequence[Candidate], masses: Iterable[float]) -> None:
        """Let the candidates of a name vote, each with its probability."""
        for candidate, mass in zip(candidates, masses, strict=True):
            self.total += mass
            self.countries[candidate.place.country_code] += mass
            if candidate.level is not Level.COUNTRY:
                self.divisions[division(candidate)] += mass
                self.cells[_cell(candidate, _NEAR)] += mass
                self.cells[_cell(candidate, _CLOSE)] += mass

    def company(self, candidate: Candidate, own: Votes) -> tuple[float, float, float, float]:
        """The share of the votes, without the name's own, that stand by a candidate.

        Those of its country, of its first-level division, of its neighbourhood of some 300 km,
        and of some 80 km.
        """
        rest = max(self.total - own.total, 0.0) + 1.0
        code = candidate.place.country_code
        country = self.countries.get(code, 0.0) - own.countries.get(code, 0.0) if code else 0.0
        if candidate.level is Level.COUNTRY:
            return max(country, 0.0) / rest, 0.0, 0.0, 0.0
        name = division(candidate)
        same = self.divisions.get(name, 0.0) - own.divisions.get(name, 0.0)
        near, close = (self._around(candidate, size, own) for size in (_NEAR, _CLOSE))
        return (
            max(country, 0.0) / rest,
            max(same, 0.0) / rest,
            max(near, 0.0) / rest,
            max(close, 0.0) / rest,
        )

    def _around(self, candidate: Candidate, size: float, own: Votes) -> float:
        cells = list(_neighbours(candidate, size))
        return sum(self.cells.get(c, 0.0) - own.cells.get(c, 0.0) for c in cells)


def support(company: tuple[float, float, float, float]) -> float:
    """The score that the company of a candidate is worth."""
    country, same, near, close = company
    weight = weights()
    return (
        weight.same_country * country
        + weight.same_division * same
        + weight.near * near
        + weight.close * close
    )


def division(candidate: Candidate) -> str:
    """The code of the first-level division around a candidate, or of its country."""
    return ".".join(candidate.path.split(".")[:2])


def _cell(candidate: Candidate, size: float) -> Cell:
    place = candidate.place
    return size, int(place.latitude // size), int(place.longitude // size)


def _neighbours(candidate: Candidate, size: float) -> Iterator[Cell]:
    _, row, column = _cell(candidate, size)
    columns = int(360 / size)
    half = columns // 2
    for r in (row - 1, row, row + 1):
        for c in (column - 1, column, column + 1):
            yield size, r, (c + half) % columns - half
