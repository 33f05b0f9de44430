"""What names a database, told without loading the library that opens it."""

from __future__ import annotations

from pathlib import Path

SQLITE = "sqlite"  # as an address: a file of the folder that the tables are written to
SQLITE_FILE = "timeline.sqlite"
_SUFFIXES = (".sqlite", ".sqlite3", ".db")


def is_sqlite_file(text: str) -> bool:
    """Whether it is the path of an SQLite file, there or not, by its suffix."""
    return "://" not in text and text.endswith(_SUFFIXES) and not Path(text).is_dir()


def is_database(text: str) -> bool:
    """Whether it names a database, by an address or as an SQLite file, and no folder."""
    return "://" in text or is_sqlite_file(text)
