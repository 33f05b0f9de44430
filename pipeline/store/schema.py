"""The tables of a store, and opening a file that has them."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from pipeline.errors import DemarcheError

_NUMBER = 4  # one more with every change of what follows, or of how a value is packed
_PATIENCE = 60.0  # seconds; for a process that looks into a store where another writes
_TABLES = """
CREATE TABLE extraction (
    key BLOB NOT NULL UNIQUE, words BLOB NOT NULL, day TEXT NOT NULL, article BLOB NOT NULL,
    characters INTEGER NOT NULL, text BLOB, mentions BLOB NOT NULL, mentioned INTEGER NOT NULL,
    claims BLOB NOT NULL, claimed INTEGER NOT NULL, whole INTEGER NOT NULL,
    signature BLOB NOT NULL
);
CREATE TABLE item (
    number INTEGER PRIMARY KEY, article_id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, key BLOB,
    reason TEXT NOT NULL, repeats TEXT NOT NULL
);
CREATE TABLE file (number INTEGER PRIMARY KEY, path BLOB NOT NULL UNIQUE, state BLOB);
CREATE TABLE piece (
    file INTEGER NOT NULL, number INTEGER NOT NULL, article_id TEXT NOT NULL, path TEXT NOT NULL,
    key BLOB, reason TEXT NOT NULL, PRIMARY KEY (file, number)
) WITHOUT ROWID;
CREATE TABLE seen (
    number INTEGER PRIMARY KEY, feed TEXT NOT NULL, article_id TEXT NOT NULL, path TEXT NOT NULL,
    key BLOB NOT NULL, made BLOB NOT NULL, UNIQUE (feed, article_id, key)
);
CREATE TABLE note (name TEXT PRIMARY KEY, value BLOB NOT NULL)
"""


class DamagedStore(DemarcheError):
    """The file of a store cannot be read any more; it is to be set aside and built anew."""


def connect(path: Path | None) -> sqlite3.Connection:
    """A connection to the store at `path`, or to one in memory, with its tables.

    Raises:
        DamagedStore: the file is a store in the form of another release.
        sqlite3.Error: it cannot be opened or written, or is no store.
    """
    connection = sqlite3.connect(
        path or ":memory:", timeout=_PATIENCE, isolation_level=None, check_same_thread=False
    )
    try:
        # what is only in memory must not reach a disk to be sorted there
        connection.execute(f"PRAGMA {'journal_mode = WAL' if path else 'temp_store = MEMORY'}")
        # in WAL mode a crash of the machine may cost the last blocks, never the file
        connection.execute("PRAGMA synchronous = NORMAL")
        _create_tables(connection)
    except BaseException:
        connection.close()
        raise
    connection.isolation_level = "DEFERRED"
    return connection


def _create_tables(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN IMMEDIATE")  # of two processes one makes them, the other finds them
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    if not number and not connection.execute("SELECT 1 FROM sqlite_master").fetchone():
        for statement in _TABLES.split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_NUMBER}")
    elif number != _NUMBER:
        raise DamagedStore("of another release")
    connection.execute("COMMIT")
