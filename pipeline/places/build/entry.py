"""What goes into the index: places with all their names, and the raw cities they come from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.model import Place
from pipeline.places.candidate import Level, Match, name_key

_LONGEST_ABBREVIATION = 5


@dataclass(frozen=True, slots=True)
class City:
    """One populated place of GeoNames; `path` are the codes of its divisions."""

    geonameid: int
    name: str
    country_code: str
    latitude: float
    longitude: float
    population: int
    path: str
    alternates: tuple[str, ...]


@dataclass(slots=True)
class Entry:
    """One place and the names it answers to."""

    place: Place
    level: Level
    path: str = ""
    capital: bool = False
    office: bool = False
    names: list[tuple[str, Match]] = field(default_factory=list)

    def add(self, names: Iterable[str], match: Match) -> None:
        """File the entry under more names."""
        self.names.extend((name, match) for name in names)

    def filed(self) -> Iterator[tuple[str, Match, bool]]:
        """Each key once with its best match, and whether the name must be in capitals.

        A demonym that a source lists among the names, as "Saudi", stays a demonym.
        """
        best: dict[str, tuple[Match, bool]] = {}
        demonyms = {name_key(name) for name, match in self.names if match is Match.DEMONYM}
        for name, match in self.names:
            key = name_key(name)
            found = (Match.DEMONYM if key in demonyms else match, is_abbreviation(name))
            if key:
                best[key] = min(best.get(key, found), found)
        for key, (match, cased) in sorted(best.items()):
            yield key, match, cased


def is_abbreviation(name: str) -> bool:
    """Whether a name is written in capitals only, as "US" and "N.S.W." are."""
    letters = "".join(c for c in name if c.isalpha())
    return letters.isupper() and len(letters) <= _LONGEST_ABBREVIATION
