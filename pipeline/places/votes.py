"""What the places of a text say about each other: same country, same division, nearby."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.places.candidate import Candidate, Level
from pipeline.places.scoring import weights

_NEAR, _CLOSE = 2.0, 0.5  # cells of the grid, degrees of latitude and longitude
_PEERS = (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2)

Key = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Company:
    """The share of a text's names, from 0 to 1, that keep a candidate company.

    Names of places in its country, in its first-level division, of its own level there (states
    beside a state, countries beside a country), within some 300 km and some 80 km; `place` is
    the chance that another name of the text means this very place.
    """

    country: float
    division: float
    place: float
    peers: float
    near: float
    close: float

    @property
    def score(self) -> float:
        """What the company is worth."""
        weight = weights()
        return (
            weight.same_country * self.country
            + weight.same_division * self.division
            + weight.same_place * self.place
            + weight.peers * self.peers
            + weight.near * self.near
            + weight.close * self.close
        )


@dataclass(frozen=True, slots=True)
class Ballot:
    """What a candidate votes for, and whose votes support it; worked out once a name."""

    cast: tuple[Key, ...]
    asked: tuple[tuple[Key, ...], ...]

    @classmethod
    def of(cls, candidate: Candidate) -> Ballot:
        """A country votes for no neighbourhood; neighbouring cells of a grid count as one."""
        place, country, peers, division, near, close = _keys(candidate)
        known = (country,) if candidate.place.country_code else ()
        if candidate.level is Level.COUNTRY:
            return cls((place, *known, peers), ((place,), known, (peers,), (), (), ()))
        around = (_neighbours(near, _NEAR), _neighbours(close, _CLOSE))
        return cls(
            (place, *known, peers, division, near, close),
            ((place,), known, (peers,), (division,), *around),
        )


@dataclass(slots=True)
class Votes:
    """Probability mass of names over countries, divisions, levels, places and cells of a grid."""

    masses: dict[Key, float] = field(default_factory=lambda: defaultdict(float))
    total: float = 0.0

    def add(self, ballots: Sequence[Ballot], probable: Iterable[float]) -> None:
        """Let the candidates of a name vote, each with its probability."""
        for ballot, mass in zip(ballots, probable, strict=True):
            self.total += mass
            for key in ballot.cast:
                self.masses[key] += mass

    def company(self, ballot: Ballot, own: Votes) -> Company:
        """Who keeps a candidate company, the votes of its own name left out."""
        rest = max(self.total - own.total, 0.0) + 1.0
        place, *others = (self._without(own, keys) for keys in ballot.asked)
        country, peers, division, near, close = (mass / rest for mass in others)
        return Company(country, division, min(place, 1.0), peers, near, close)

    def _without(self, own: Votes, keys: Sequence[Key]) -> float:
        mass = sum(self.masses.get(k, 0.0) - own.masses.get(k, 0.0) for k in keys)
        return max(mass, 0.0)


def _keys(candidate: Candidate) -> tuple[Key, Key, Key, Key, Key, Key]:
    place, level = candidate.place, candidate.level
    region = "" if level is Level.COUNTRY else place.country_code
    return (
        (f"place {level} {candidate.path} {place.name}", 0, 0),
        (f"country {place.country_code}", 0, 0),
        (f"peers {level} {region}" if level in _PEERS else f"peers {place.name}", 0, 0),
        (f"division {'.'.join(candidate.path.split('.')[:2])}", 0, 0),
        _cell(candidate, _NEAR),
        _cell(candidate, _CLOSE),
    )


def _cell(candidate: Candidate, size: float) -> Key:
    place = candidate.place
    return f"cell {size}", int(place.latitude // size), int(place.longitude // size)


def _neighbours(cell: Key, size: float) -> tuple[Key, ...]:
    """The cell and the eight around it; the grid closes over the date line."""
    name, row, column = cell
    columns = int(360 / size)
    half = columns // 2
    return tuple(
        (name, r, (c + half) % columns - half)
        for r in (row - 1, row, row + 1)
        for c in (column - 1, column, column + 1)
    )
