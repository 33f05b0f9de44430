"""The hand-kept files of data/gazetteer, read into typed notes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import SettingsError

FOLDER = Path(__file__).resolve().parents[3] / "data" / "gazetteer"


@dataclass(frozen=True, slots=True)
class Notes:
    """What is added to a place that GeoNames knows; `name` replaces its main name."""

    name: str = ""
    aliases: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    unwanted: tuple[str, ...] = ()
    capital: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """A region or venue that only these files know; degrees of WGS84."""

    name: str
    latitude: float
    longitude: float
    country: str = ""
    city: str = ""
    geonameid: int | None = None
    office: bool = False
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HandKept:
    """All hand-kept files together."""

    countries: dict[str, Notes]
    divisions: dict[str, Notes]
    cities: dict[str, Notes]
    regions: tuple[Site, ...]
    venues: tuple[Site, ...]


def read_handkept(folder: Path = FOLDER) -> HandKept:
    """The notes and sites of the folder.

    Raises:
        SettingsError: a file is missing or is no TOML of the expected form.
    """
    return HandKept(
        countries=_notes(folder / "countries.toml"),
        divisions=_notes(folder / "divisions.toml"),
        cities=_notes(folder / "cities.toml"),
        regions=_sites(folder / "regions.toml", "region"),
        venues=_sites(folder / "venues.toml", "venue"),
    )


def files(folder: Path = FOLDER) -> list[Path]:
    """The files read, in a fixed order; their content decides whether an index is still good."""
    return sorted(folder.glob("*.toml"))


def _notes(path: Path) -> dict[str, Notes]:
    return {key: _one_note(path, key, fields) for key, fields in _load(path).items()}


def _one_note(path: Path, key: str, fields: dict[str, Any]) -> Notes:
    try:
        return Notes(
            name=fields.get("name", ""),
            aliases=tuple(fields.get("aliases", ())),
            codes=tuple(fields.get("codes", ())),
            demonyms=tuple(fields.get("demonyms", ())),
            unwanted=tuple(fields.get("not", ())),
            capital=fields.get("capital", ""),
        )
    except (AttributeError, TypeError) as error:
        raise SettingsError(f"{path}: {key} is not a table of names; correct it") from error


def _sites(path: Path, kind: str) -> tuple[Site, ...]:
    try:
        return tuple(_site(fields) for fields in _load(path)[kind])
    except (KeyError, TypeError, ValueError) as error:
        raise SettingsError(f"{path}: a {kind} needs name and point ({error})") from error


def _site(fields: dict[str, Any]) -> Site:
    latitude, longitude = fields["point"]
    return Site(
        name=fields["name"],
        latitude=float(latitude),
        longitude=float(longitude),
        country=fields.get("country", ""),
        city=fields.get("city", ""),
        geonameid=fields.get("geonameid"),
        office=fields.get("office", False),
        aliases=tuple(fields.get("aliases", ())),
        demonyms=tuple(fields.get("demonyms", ())),
    )


def _load(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(
            f"{path} is missing; run from a complete checkout of the project"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is not valid TOML: {error}") from error
