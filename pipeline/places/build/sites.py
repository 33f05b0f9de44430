"""Regions and venues, which only the hand-kept files know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.model import Place, PlaceKind
from pipeline.places.build.entry import Entry
from pipeline.places.build.handkept import Site
from pipeline.places.candidate import Level, Match

_KINDS = {Level.REGION: PlaceKind.REGION, Level.VENUE: PlaceKind.VENUE}


def site_entries(
    sites: Iterable[Site], level: Level, countries: Mapping[str, str]
) -> Iterator[Entry]:
    """An entry a region or venue, under its name, its aliases and its demonyms."""
    for site in sites:
        place = Place(
            name=site.name,
            kind=_KINDS[level],
            country_code=site.country,
            country=countries.get(site.country, ""),
            latitude=site.latitude,
            longitude=site.longitude,
            geonameid=site.geonameid,
            town=site.city,
        )
        entry = Entry(place, level, site.country, office=site.office)
        entry.add([site.name], Match.MAIN)
        entry.add(site.aliases, Match.ALIAS)
        entry.add(site.demonyms, Match.DEMONYM)
        yield entry
