"""Where a store lies: opened beside the tables, set aside when it is damaged."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import TableError
from pipeline.output_folder import STORE_FILE
from pipeline.settings import Settings
from pipeline.store.extractions import Store
from pipeline.store.schema import DamagedStore

_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR)
_LOW_BYTE = 0xFF  # an extended code of SQLite ends with the plain one


@contextmanager
def open_store(folder: Path, settings: Settings, *, keeps_texts: bool = True) -> Iterator[Store]:
    """The store of an output folder, made where there is none.

    Raises:
        DamagedStore: it cannot be read; also later, whenever the damage is met.
        TableError: it cannot be written; also later.
    """
    with storing(folder):
        folder.mkdir(parents=True, exist_ok=True)
        store = Store(settings, folder / STORE_FILE, keeps_texts=keeps_texts)
        try:
            yield store
        finally:
            store.close()


@contextmanager
def storing(folder: Path) -> Iterator[None]:
    """Tell what goes wrong with the store of a folder in words meant for the user."""
    try:
        yield
    except OSError as error:
        raise _unwritable(folder, error.strerror or str(error)) from error
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", None)
        if code is None or isinstance(error, sqlite3.IntegrityError):
            raise
        if code & _LOW_BYTE in _DAMAGE:
            raise DamagedStore(str(error)) from error
        raise _unwritable(folder, str(error)) from error


def set_aside(folder: Path) -> Path:
    """Move a damaged store out of the way, over one that was set aside before; where it is now.

    Raises:
        TableError: it cannot be moved.
    """
    aside = folder / f"{STORE_FILE}.damaged"
    with storing(folder):
        for end in ("-wal", "-shm"):
            (folder / f"{STORE_FILE}{end}").unlink(missing_ok=True)
        (folder / STORE_FILE).replace(aside)
    return aside


def _unwritable(folder: Path, problem: str) -> TableError:
    return TableError(
        f"cannot write to {folder}: {problem}; make room there, or choose another --output"
    )
