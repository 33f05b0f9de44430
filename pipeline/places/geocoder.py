"""Asking an online geocoder for the names that the gazetteer lacks; optional, never by default."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from geopy.exc import GeocoderNotFound, GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import get_geocoder_for_service
from geopy.geocoders.base import Geocoder as GeopyGeocoder
from geopy.location import Location

from pipeline.errors import GeocoderUnavailable, SettingsError
from pipeline.model import Place, PlaceKind
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource
from pipeline.places.gazetteer import default_cache_dir

_PAUSE = 1.0  # seconds; the usage policy of the public Nominatim server
_RETRIES = 2
_QUERY_OPTIONS: Mapping[str, Mapping[str, Any]] = {
    "nominatim": {"language": "en", "addressdetails": True},
    "photon": {"language": "en"},
}
_LEVELS = {
    "country": Level.COUNTRY,
    "state": Level.ADMIN1,
    "region": Level.REGION,
    "province": Level.ADMIN1,
    "county": Level.ADMIN2,
    "district": Level.ADMIN2,
    "island": Level.REGION,
    "archipelago": Level.REGION,
    "city": Level.CITY,
    "town": Level.CITY,
    "village": Level.CITY,
    "hamlet": Level.CITY,
    "suburb": Level.CITY,
    "municipality": Level.CITY,
}
_KINDS = {
    Level.COUNTRY: PlaceKind.COUNTRY,
    Level.CITY: PlaceKind.CITY,
    Level.VENUE: PlaceKind.VENUE,
}


class Geocoder:
    """The gazetteer first, then a geocoder of geopy; answers are kept on disk, failures never."""

    def __init__(
        self,
        gazetteer: PlaceSource,
        service: str,
        user_agent: str,
        *,
        cache_dir: Path | None = None,
        pause: float = _PAUSE,
        options: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask `service` (a name geopy knows, as "nominatim") with at least `pause` seconds between.

        `options` go to the geocoder as they are, such as the `domain` of a server of one's own.

        Raises:
            SettingsError: the service is unknown, or needs a user agent or another option.
        """
        self._gazetteer = gazetteer
        self._service = service
        geocoder = _connect(service, user_agent, options or {})
        self._geocode = RateLimiter(
            geocoder.geocode,
            min_delay_seconds=pause,
            max_retries=_RETRIES,
            error_wait_seconds=2 * pause,
            swallow_exceptions=False,
        )
        folder = cache_dir or default_cache_dir()
        folder.mkdir(parents=True, exist_ok=True)
        self._answers = _Answers(
            folder / "geocoder.sqlite", f"{service} {getattr(geocoder, 'domain', '')}"
        )

    def candidates(self, name: str) -> Sequence[Candidate]:
        """What the gazetteer knows, else the geocoder's answer; empty where neither knows.

        Raises:
            GeocoderUnavailable: the service did not answer; nothing is remembered of it.
        """
        known = self._gazetteer.candidates(name)
        if known:
            return known
        answer = self._answers.get(name)
        if answer is None:
            answer = self._ask(name)
            self._answers.put(name, answer)
        return [self._candidate(name, found) for found in answer]

    def _ask(self, name: str) -> list[dict[str, Any]]:
        try:
            location = self._geocode(name, **_QUERY_OPTIONS.get(self._service, {}))
        except GeopyError as error:
            raise GeocoderUnavailable(
                f"the geocoder {self._service} did not answer ({type(error).__name__}); "
                "run again later, or without --geocoder"
            ) from error
        return [_plain(location)] if location else []

    def _candidate(self, name: str, found: Mapping[str, Any]) -> Candidate:
        level = _LEVELS.get(found["type"], Level.VENUE)
        code, country = self._country(found)
        place = Place(
            name=found["address"].split(",")[0].strip() or name,
            kind=_KINDS.get(level, PlaceKind.REGION),
            country_code=code,
            country=country,
            latitude=found["latitude"],
            longitude=found["longitude"],
        )
        return Candidate(place, Match.GEOCODED, level, code)

    def _country(self, found: Mapping[str, Any]) -> tuple[str, str]:
        """The country by the last part of the address, else by the code the service gives."""
        named = self._gazetteer.candidates(found["address"].split(",")[-1].strip())
        for candidate in named:
            if candidate.level is Level.COUNTRY:
                return candidate.place.country_code, candidate.place.name
        return found["country_code"].upper(), ""


def _connect(service: str, user_agent: str, options: Mapping[str, Any]) -> GeopyGeocoder:
    if not user_agent:
        raise SettingsError(
            f"the geocoder {service} needs to know who asks; set user_agent (--user-agent) "
            "to the name of your project and a contact address"
        )
    try:
        return get_geocoder_for_service(service)(user_agent=user_agent, **options)
    except GeocoderNotFound as error:
        raise SettingsError(
            f"geopy knows no geocoder {service!r}; choose one of its names, such as nominatim"
        ) from error
    except TypeError as error:
        raise SettingsError(
            f"the geocoder {service} needs more than a user agent ({error}); choose one "
            "without a key, such as nominatim or photon"
        ) from error


def _plain(location: Location) -> dict[str, Any]:
    """What is kept of an answer: the point, the address, the kind, the country's code."""
    raw = location.raw if isinstance(location.raw, dict) else {}
    fields = raw.get("properties", raw)
    return {
        "latitude": location.latitude,
        "longitude": location.longitude,
        "address": location.address or "",
        "type": str(fields.get("addresstype") or fields.get("type") or ""),
        "country_code": str(
            (fields.get("address") or {}).get("country_code") or fields.get("countrycode") or ""
        ),
    }


class _Answers:
    """Answers of a geocoder on disk, shared by processes; "not found" is an answer too."""

    def __init__(self, path: Path, service: str) -> None:
        self._path = path
        self._service = service
        with closing(self._open()) as connection, connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS answer "
                "(service TEXT, name TEXT, found TEXT, PRIMARY KEY (service, name))"
            )

    def get(self, name: str) -> list[dict[str, Any]] | None:
        """The answer kept for a name, None where it was never asked for."""
        with closing(self._open()) as connection:
            row = connection.execute(
                "SELECT found FROM answer WHERE service = ? AND name = ?", (self._service, name)
            ).fetchone()
        found: list[dict[str, Any]] | None = json.loads(row[0]) if row else None
        return found

    def put(self, name: str, found: list[dict[str, Any]]) -> None:
        """Keep an answer."""
        with closing(self._open()) as connection, connection:
            connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)",
                (self._service, name, json.dumps(found)),
            )

    def _open(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=30.0)
