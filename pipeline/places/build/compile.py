"""Everything into one SQLite index."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

from pipeline.places.build.cities import city_entries, load_cities
from pipeline.places.build.countries import country_entries
from pipeline.places.build.divisions import division_entries, division_names
from pipeline.places.build.entry import Entry
from pipeline.places.build.handkept import HandKept, read_handkept
from pipeline.places.build.sites import site_entries
from pipeline.places.candidate import Level

Progress = Callable[[int, int], None]

_REPORT_EVERY = 5_000
_SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, kind TEXT, country_code TEXT, country TEXT,
    latitude REAL, longitude REAL, geonameid INTEGER, admin1 TEXT, population INTEGER,
    town TEXT, level TEXT, path TEXT, capital INTEGER, office INTEGER
);
CREATE TABLE name (
    key TEXT, match INTEGER, place INTEGER, cased INTEGER, PRIMARY KEY (key, match, place)
) WITHOUT ROWID;
"""


def compile_index(path: Path, progress: Progress | None = None) -> None:
    """Write the whole gazetteer to a new SQLite file; `progress` hears done and total entries.

    Raises:
        SettingsError: a hand-kept file is missing or broken.
    """
    entries, total = _all_entries(read_handkept())
    write_index(path, entries, total, progress)


def write_index(
    path: Path, entries: Iterable[Entry], total: int, progress: Progress | None = None
) -> None:
    """Write entries to a new SQLite file; `progress` hears how many of `total` are done."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.executescript(f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; {_SCHEMA}")
        for number, entry in enumerate(entries, start=1):
            _write(connection, number, entry)
            if progress and (number % _REPORT_EVERY == 0 or number == total):
                progress(number, total)


def _all_entries(kept: HandKept) -> tuple[Iterable[Entry], int]:
    cities = load_cities()
    country_list, capitals = country_entries(cities, kept.countries)
    countries = {entry.place.country_code: entry.place.name for entry in country_list}
    divisions = list(division_entries(cities, kept.divisions, countries))
    sites = [
        *site_entries(kept.regions, Level.REGION, countries),
        *site_entries(kept.venues, Level.VENUE, countries),
    ]
    towns: Iterator[Entry] = city_entries(
        cities, kept.cities, countries, division_names(kept.divisions), capitals
    )
    total = len(country_list) + len(divisions) + len(sites) + len(cities)
    return chain(country_list, divisions, sites, towns), total


def _write(connection: sqlite3.Connection, number: int, entry: Entry) -> None:
    place = entry.place
    connection.execute(
        "INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)",
        (
            number,
            place.name,
            str(place.kind),
            place.country_code,
            place.country,
            place.latitude,
            place.longitude,
            place.geonameid,
            place.admin1,
            place.population,
            place.town,
            str(entry.level),
            entry.path,
            entry.capital,
            entry.office,
        ),
    )
    connection.executemany(
        "INSERT INTO name VALUES (?,?,?,?)",
        ((key, int(match), number, cased) for key, match, cased in entry.filed()),
    )
