"""What the places of a text say about each other: same country, same division, nearby."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from pipeline.places.candidate import Candidate, Level
from pipeline.places.scoring import weights

Floats = NDArray[np.float64]
Keys = NDArray[np.int64]

_PEERS = (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2)
_GRIDS = ((2.0, 1 << 32), (0.5, 1 << 33))  # degrees a cell, and the first of the cells' keys
_KEYS = 1 << 34  # more than any key
_ROW = 1 << 12  # more than the cells of a row
_AROUND = tuple((row, column) for row in (-1, 0, 1) for column in (-1, 0, 1))
_CAST = (0, 1, 2, 3, 8, 17)  # of the keys asked for: all that is named, and the middle cells
_NONE = -1


class Company:
    """The candidates of a text's names, and how much the other names keep each one company.

    A candidate is kept company by names of places in its country, in its first-level division, of
    its own level there (states beside a state, countries beside a country), within some 300 km
    and some 80 km, and by other names for this very place. Each counts as a share of the text's
    names, from 0 to 1, with its weight. Every name has a candidate. The time taken grows with the
    number of candidates.
    """

    def __init__(self, names: Sequence[Sequence[Candidate]]) -> None:
        candidates = list(chain.from_iterable(names))
        sizes = [len(name) for name in names]
        self._starts = np.cumsum([0, *sizes[:-1]])
        self._name = np.repeat(np.arange(len(names)), sizes)
        asked = np.hstack([_named(candidates), *_cells(candidates)])
        cast = asked[:, _CAST]
        self._voter, column = np.nonzero(cast != _NONE)
        keys = cast[self._voter, column]
        own = self._name * _KEYS
        self._all, self._asked = _filed(keys, asked)
        self._own, self._asked_own = _filed(
            keys + own[self._voter], np.where(asked == _NONE, _NONE, asked + own[:, None])
        )

    def votes(self, probable: Floats) -> Floats:
        """What the company of each candidate is worth, given how probable all of them are."""
        weight, ballots = weights(), probable[self._voter]
        everyone, own = np.bincount(self._all, ballots), np.bincount(self._own, ballots)
        kept = everyone[self._asked] - own[self._asked_own]
        place, country, peers, division = kept[:, :4].clip(min=0.0).T
        near, close = kept[:, 4:13].sum(axis=1), kept[:, 13:].sum(axis=1)
        rest = probable.sum() - np.bincount(self._name, probable)[self._name] + 1.0
        shared = (
            weight.same_country * country
            + weight.same_division * division
            + weight.peers * peers
            + weight.near * near.clip(min=0.0)
            + weight.close * close.clip(min=0.0)
        )
        return np.asarray(weight.same_place * place.clip(max=1.0) + shared / rest)

    def shares(self, scores: Floats) -> Floats:
        """The probability of each candidate of its name, "none of them" being one more rival."""
        nobody = weights().nobody
        top = np.maximum(np.maximum.reduceat(scores, self._starts), nobody)
        odds = np.exp(scores - top[self._name])
        total = np.add.reduceat(odds, self._starts) + np.exp(nobody - top)
        return np.asarray(odds / total[self._name])

    def by_name(self, values: Floats) -> Iterator[list[float]]:
        """The values of all candidates, one list a name."""
        return (part.tolist() for part in np.split(values, self._starts[1:]))


def _filed(keys: Keys, asked: Keys) -> tuple[Keys, Keys]:
    """The keys as numbers from 1, and the keys asked for in the same numbers, 0 for nobody's."""
    known, numbers = np.unique(keys, return_inverse=True)
    at = np.searchsorted(known, asked).clip(max=len(known) - 1)
    return numbers + 1, np.where(known[at] == asked, at + 1, 0)


def _named(candidates: Sequence[Candidate]) -> Keys:
    """A row a candidate: the keys of its place, its country, its peers and its division."""
    numbers: dict[Hashable, int] = {None: _NONE}
    return np.array(
        [
            [numbers.setdefault(key, len(numbers)) for key in _names_of(candidate)]
            for candidate in candidates
        ]
    )


def _names_of(candidate: Candidate) -> tuple[Hashable, ...]:
    place, level = candidate.place, candidate.level
    country = level is Level.COUNTRY
    return (
        (level, candidate.path, place.name),
        place.country_code or None,
        (level, "" if country else place.country_code) if level in _PEERS else ("", place.name),
        None if country else tuple(candidate.path.split(".")[:2]),
    )


def _cells(candidates: Sequence[Candidate]) -> Iterator[Keys]:
    """A row a candidate: the cell of a grid that it lies in and the eight around it.

    The grid closes over the date line; a country has no neighbourhood.
    """
    rows, columns = np.array(_AROUND).T
    points = np.array([(c.place.latitude, c.place.longitude) for c in candidates])
    countries = np.array([c.level is Level.COUNTRY for c in candidates])
    for size, first in _GRIDS:
        row, column = np.floor(points / size).astype(np.int64).T + int(90 / size) + 1
        cells = (row[:, None] + rows) * _ROW + (column[:, None] + columns) % int(360 / size)
        yield np.where(countries[:, None], _NONE, first + cells)
