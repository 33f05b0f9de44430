"""A list of sources: a TOML file that names several, with what is known of each."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.articles.address import is_address
from pipeline.articles.dating import parse_date
from pipeline.articles.fields import FIELDS
from pipeline.articles.identification import declared_code
from pipeline.articles.kinds import is_list_of_sources
from pipeline.articles.origin import Told
from pipeline.errors import InputError

_PLACES = ("path", "address", "feed")
_KEYS = (*_PLACES, "name", "columns", "published", "language")
_ID = "id"
_COLUMN_KEYS = tuple(_ID if key == "record_id" else key for key in FIELDS)
_EXAMPLE = '[[source]] and path = "news.csv" below it'


@dataclass(frozen=True, slots=True)
class Source:
    """A path or an address, and what is known of its articles."""

    given: str
    told: Told


def read_sources(path: Path) -> list[Source]:
    """The sources that the file names, in its order; paths count from its folder.

    Raises:
        InputError: the file cannot be read or says something unknown; the message names it.
    """
    tables = _loaded(path)
    unknown = [key for key in tables if key != "source"]
    if unknown:
        raise _wrong(path, f"unknown key {unknown[0]!r}; allowed: source")
    sources = tables.get("source")
    if not isinstance(sources, list) or not sources:
        raise _wrong(path, f"names no source; write {_EXAMPLE}")
    return [_source(table, path, number) for number, table in enumerate(sources, start=1)]


def _loaded(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except OSError as error:
        what = error.strerror or error
        raise InputError(
            f"cannot read {str(path)!r}: {what}; check the name and its rights"
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _wrong(path, f"is not TOML ({error}); put it right") from error


def _source(table: object, path: Path, number: int) -> Source:
    where = f"source {number}"
    if not isinstance(table, dict):
        raise _wrong(path, f"{where} is no table; write {_EXAMPLE}")
    _check_keys(table, _KEYS, path, where)
    places = [key for key in _PLACES if key in table]
    if len(places) != 1:
        raise _wrong(path, f"{where}: give one of {', '.join(_PLACES)}")
    given = _text(table, places[0], path, where)
    told = Told(
        published=_date(table, path, where),
        source=_text(table, "name", path, where),
        language=_language(table, path, where),
        columns=_columns(table, path, where),
    )
    return Source(_place(given, places[0], path, where), told)


def _place(given: str, kind: str, path: Path, where: str) -> str:
    if kind != "path":
        if not is_address(given):
            raise _wrong(path, f"{where}: {given!r} is no http or https address")
        return given
    if is_list_of_sources(given):
        raise _wrong(path, f"{where}: a list of sources names no other; give that one by itself")
    return str(path.parent / given)


def _columns(table: Mapping[str, Any], path: Path, where: str) -> dict[str, str]:
    columns = table.get("columns", {})
    if not isinstance(columns, dict):
        raise _wrong(path, f'{where}: columns is no table; write columns = {{ text = "body" }}')
    _check_keys(columns, _COLUMN_KEYS, path, f"{where}, columns")
    return {
        "record_id" if key == _ID else key: _text(columns, key, path, f"{where}, columns")
        for key in columns
    }


def _check_keys(table: Mapping[str, Any], allowed: Sequence[str], path: Path, where: str) -> None:
    for key in table:
        if key not in allowed:
            raise _wrong(path, f"{where}: unknown key {key!r}; allowed: {', '.join(allowed)}")


def _text(table: Mapping[str, Any], key: str, path: Path, where: str) -> str:
    value = table.get(key)
    if value is None:
        return ""
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, f"{where}: {key} must be a text in quotes")
    return value


def _date(table: Mapping[str, Any], path: Path, where: str) -> str:
    """TOML knows days and numbers without quotes; a month needs them."""
    value = str(table.get("published", ""))
    if "published" in table and not parse_date(value):
        raise _wrong(path, f"{where}: published is {value!r}; give YYYY, YYYY-MM or YYYY-MM-DD")
    return value


def _language(table: Mapping[str, Any], path: Path, where: str) -> str:
    value = _text(table, "language", path, where)
    if value and not declared_code(value):
        raise _wrong(path, f"{where}: no language {value!r}; give a code such as en")
    return value


def _wrong(path: Path, what: str) -> InputError:
    return InputError(f"{path.name}: {what}")
