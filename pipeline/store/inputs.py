"""What each file of the inputs gave, so that one that has not changed is not read again."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline import fingerprint
from pipeline.articles.origin import Item, Origin
from pipeline.model import Article, KeptArticle, Rejection
from pipeline.store.extractions import Store

_AT_ONCE = 1000  # pieces of one file
_MISSING = "extraction.key IS NULL OR NOT whole OR (text IS NULL AND ?)"

Found = Item | KeptArticle


class KnownFiles:
    """The files that a store knows; a file has changed when its size or one of its times has.

    The time of change is compared too, for a copy may bear its original's time of writing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    def recall(
        self, path: Path, origin: Origin, read: Callable[[], Iterator[Found]], /
    ) -> Iterator[Found]:
        """The items of a file: as remembered where it has not changed, else as `read` gives them.

        Of a file whose reading was broken off, or of which an extraction is no longer kept,
        nothing is remembered.
        """
        name, state = os.fsencode(path.absolute()), self._state(path, origin)
        row = self._connection.execute(
            "SELECT number FROM file WHERE path = ? AND state = ?", (name, state)
        ).fetchone()
        if row is not None and self._is_whole(row[0]):
            yield from self._pieces(row[0])
        elif state is None:
            yield from read()
        else:
            yield from self._remembered(name, read())
            if self._state(path, origin) == state:
                self._connection.execute("UPDATE file SET state = ? WHERE path = ?", (state, name))

    def _state(self, path: Path, origin: Origin) -> bytes | None:
        """What must be the same for a file to give the same; None where it cannot be told."""
        try:
            found = path.stat()
        except OSError:
            return None
        if not stat.S_ISREG(found.st_mode):
            return None
        told = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino)
        settings = fingerprint.checksum(self._store.settings)
        return fingerprint.digest(
            settings, origin.article_id, origin.path, repr(origin.told), repr(told)
        )

    def _is_whole(self, file: int) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM piece LEFT JOIN extraction USING (key)"
            f" WHERE file = ? AND piece.key NOT NULL AND ({_MISSING}) LIMIT 1",
            (file, self._store.keeps_texts),
        )
        return found.fetchone() is None

    def _pieces(self, file: int) -> Iterator[Found]:
        last = -1
        while rows := self._connection.execute(
            "SELECT number, article_id, path, key, reason FROM piece"
            f" WHERE file = ? AND number > ? ORDER BY number LIMIT {_AT_ONCE}",
            (file, last),
        ).fetchall():
            for last, article_id, path, key, reason in rows:  # noqa: B007
                if key is None:
                    yield Rejection(article_id, path, reason)
                else:
                    yield KeptArticle(article_id, path, key)

    def _remembered(self, name: bytes, items: Iterator[Found]) -> Iterator[Found]:
        execute = self._connection.execute
        execute("DELETE FROM piece WHERE file IN (SELECT number FROM file WHERE path = ?)", (name,))
        file = execute("INSERT OR REPLACE INTO file VALUES (NULL, ?, NULL)", (name,)).lastrowid
        for number, item in enumerate(items):
            key = None if isinstance(item, Rejection) else self._key(item)
            reason = item.reason if isinstance(item, Rejection) else ""
            execute(
                "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)",
                (file, number, item.article_id, item.path, key, reason),
            )
            yield item

    def _key(self, item: Article | KeptArticle) -> bytes:
        return item.key if isinstance(item, KeptArticle) else self._store.key(item)
