"""What each input gave: unchanged files are not read again, and what feeds gave is not lost."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import fingerprint
from pipeline.articles.origin import Item, Origin
from pipeline.errors import RejectedArticle
from pipeline.model import Article, KeptArticle, Rejection
from pipeline.store.extractions import Store
from pipeline.store.packing import unpack_head, unpack_text

_AT_ONCE = 1000  # pieces of one file, articles of one feed
_MISSING = "extraction.key IS NULL OR NOT whole OR (text IS NULL AND ?)"

Found = Item | KeptArticle


class KnownInputs:
    """The files and feeds that a store knows.

    A file has changed when its size or one of its times has. The time of change is compared too,
    for a copy may bear its original's time of writing.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._connection = store.connection

    def recall(
        self,
        path: Path,
        origin: Origin,
        read: Callable[[], Iterator[Item]],
        lasts: Callable[[], bool],
        /,
    ) -> Iterator[Found]:
        """The items of a file: as remembered where it has not changed, else as `read` gives them.

        Of a file whose items do not last as long as it is the same, whose reading was broken off,
        or of which an extraction is no longer kept, nothing is remembered.
        """
        name, state = os.fsencode(path.absolute()), self._state(path, origin)
        row = self._connection.execute(
            "SELECT number FROM file WHERE path = ? AND state = ?", (name, state)
        ).fetchone()
        if row is not None and self._is_whole(row[0]):
            yield from self._pieces(row[0])
        elif state is None or not lasts():
            yield from read()
        else:
            yield from self._remembered(name, read())
            if self._state(path, origin) == state:
                self._connection.execute("UPDATE file SET state = ? WHERE path = ?", (state, name))

    def keep(self, origin: Origin, items: Iterator[Item], /) -> Iterator[Found]:
        """The items of an address, then the articles it once named and does not give any more.

        Of one that it still names, but which cannot be had, there is the article that was kept,
        and no rejection. An article lies elsewhere than the address that names it.
        """
        given, problem = set[str](), None
        try:
            for item in items:
                if isinstance(item, Article) and item.path != origin.path:
                    given.add(item.article_id)
                    self._see(origin.path, item)
                elif isinstance(item, Rejection) and (
                    item.article_id in given or self._saw(origin.path, item.article_id)
                ):
                    continue
                yield item
        except RejectedArticle as error:
            problem = error
        yield from self._gone(origin.path, given)
        if problem:
            raise problem

    def _see(self, feed: str, article: Article) -> None:
        made = fingerprint.checksum(self._store.settings)
        self._connection.execute(
            "INSERT OR REPLACE INTO seen VALUES (NULL, ?, ?, ?, ?, ?)",
            (feed, article.article_id, article.path, self._store.key(article), made),
        )

    def _saw(self, feed: str, article_id: str) -> bool:
        found = self._connection.execute(
            "SELECT 1 FROM seen JOIN extraction USING (key) WHERE feed = ? AND article_id = ?",
            (feed, article_id),
        )
        return found.fetchone() is not None

    def _gone(self, feed: str, given: set[str]) -> Iterator[Found]:
        """What a feed gave before and not now; the last that was read of each."""
        last = ""
        while rows := self._connection.execute(
            "SELECT article_id, seen.path, key, made, whole, max(seen.number)"
            " FROM seen JOIN extraction USING (key) WHERE feed = ? AND article_id > ?"
            f" GROUP BY article_id ORDER BY article_id LIMIT {_AT_ONCE}",
            (feed, last),
        ).fetchall():
            for last, path, key, made, whole, _ in rows:
                if last not in given:
                    yield self._again(feed, KeptArticle(last, path, key), made, whole)

    def _again(self, feed: str, kept: KeptArticle, made: bytes, whole: bool) -> Found:
        """An article that can be had nowhere any more; it is read anew from its text if needed."""
        if whole and made == fingerprint.checksum(self._store.settings):
            return kept
        head, text = self._connection.execute(
            "SELECT article, text FROM extraction WHERE key = ?", (kept.key,)
        ).fetchone()
        if text is None:
            return kept
        article = unpack_head(head, kept.article_id, kept.path)
        article = replace(article, text=unpack_text(text))
        self._see(feed, article)
        return article

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
            if len(rows) < _AT_ONCE:
                return

    def _remembered(self, name: bytes, items: Iterator[Item]) -> Iterator[Found]:
        execute = self._connection.execute
        execute("DELETE FROM piece WHERE file IN (SELECT number FROM file WHERE path = ?)", (name,))
        file = execute("INSERT OR REPLACE INTO file VALUES (NULL, ?, NULL)", (name,)).lastrowid
        for number, item in enumerate(items):
            key = None if isinstance(item, Rejection) else self._store.key(item)
            reason = item.reason if isinstance(item, Rejection) else ""
            execute(
                "INSERT INTO piece VALUES (?, ?, ?, ?, ?, ?)",
                (file, number, item.article_id, item.path, key, reason),
            )
            yield item
