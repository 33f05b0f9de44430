"""Answers kept on disk with what their server calls this version of them.

A page asked for again costs a "not modified" as long as it is the same (RFC 9110, 13.1). The cache
saves work and nothing else: where it cannot be read or written, pages are fetched anew.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_cache_path

from pipeline.articles.answer import Answer

_MOST_BYTES = 500_000_000
_PATIENCE_SECONDS = 5.0
_TABLE = """
CREATE TABLE IF NOT EXISTS answers (
    address TEXT PRIMARY KEY, etag TEXT, modified TEXT, media_type TEXT, charset TEXT, data BLOB
)
"""
_MAX_TAG = 1_000


@dataclass(frozen=True, slots=True)
class Kept:
    """An answer and its version: the ETag and the Last-Modified that came with it, or ""."""

    answer: Answer
    etag: str
    modified: str

    def conditions(self) -> dict[str, str]:
        """The headers that ask for the answer only if it has changed."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.modified}
        return {name: value for name, value in asked.items() if value}


def kept(answer: Answer, headers: Mapping[str, str]) -> Kept | None:
    """The answer with its version, None where it has none or must not be kept."""
    etag, modified = headers.get("etag", ""), headers.get("last-modified", "")
    if not (etag or modified) or max(len(etag), len(modified)) > _MAX_TAG:
        return None
    return None if "no-store" in headers.get("cache-control", "") else Kept(answer, etag, modified)


def user_page_cache() -> Path:
    """The file of the cache in the user's cache folder."""
    return user_cache_path("demarche", appauthor=False) / "pages.sqlite3"


class PageCache:
    """The last answer of each address, the oldest dropped when there are too many.

    Threads may share it.
    """

    def __init__(self, path: Path | None = None, most_bytes: int = _MOST_BYTES) -> None:
        """A cache in a file, or in memory if `path` is None or cannot be used."""
        self._most_bytes = most_bytes
        self._lock = threading.Lock()
        try:
            self._database = _opened(path)
        except (OSError, sqlite3.Error):
            self._database = _opened(None)

    def get(self, address: str) -> Kept | None:
        """What is kept of this address."""
        query = "SELECT data, media_type, charset, etag, modified FROM answers WHERE address = ?"
        try:
            with self._lock:
                row = self._database.execute(query, (address,)).fetchone()
        except sqlite3.Error:
            return None
        if row is None:
            return None
        data, media_type, charset, etag, modified = row
        return Kept(Answer(data, media_type, charset, address), etag, modified)

    def put(self, entry: Kept) -> None:
        """Keep this in place of what was kept of its address."""
        answer = entry.answer
        row = (answer.address, entry.etag, entry.modified, answer.media_type, answer.charset)
        with self._lock, suppress(sqlite3.Error):  # such as a full disk
            self._database.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)", (*row, answer.data)
            )
            if self._bytes() > self._most_bytes:
                self._drop_oldest_half()

    def close(self) -> None:
        """Give the file back."""
        with self._lock:
            self._database.close()

    def _bytes(self) -> int:
        pages, free, size = (
            self._database.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _drop_oldest_half(self) -> None:
        self._database.execute(
            "DELETE FROM answers WHERE rowid IN (SELECT rowid FROM answers ORDER BY rowid"
            " LIMIT (SELECT (count(*) + 1) / 2 FROM answers))"
        )


def _opened(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        path.parent.mkdir(parents=True, exist_ok=True)
    # The articles may be read by another thread than the one that asked for them.
    database = sqlite3.connect(
        path or ":memory:",
        timeout=_PATIENCE_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        database.execute("PRAGMA journal_mode=WAL")
        database.execute("PRAGMA synchronous=OFF")
        database.execute(_TABLE)
    except sqlite3.Error:
        database.close()
        raise
    return database
