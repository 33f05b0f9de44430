"""What each input gave: unchanged files are not read again, and what feeds gave is not lost."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from pipeline import fingerprint
from pipeline.articles.origin import TOLD_BY_FEED, Item, Origin
from pipeline.model import Article, KeptArticle, Rejection
from pipeline.store.extractions import PAGE, Store
from pipeline.store.packing import unpack_head, unpack_text

_AT_ONCE = 1000  # pieces of one file
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
        self._asked: dict[str, bool] = {}  # addresses, and whether all that they name was told
        self._given: dict[str, object] = {}  # by page, with what marks the input that gave it
        self._failed: dict[str, Rejection] = {}

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
        if row is not None and not self._store.anew and self._is_whole(row[0]):
            yield from self._pieces(row[0])
        elif state is None or not lasts():
            yield from read()
        else:
            yield from self._remembered(name, read())
            if self._state(path, origin) == state:
                self._connection.execute("UPDATE file SET state = ? WHERE path = ?", (state, name))

    def keep(self, origin: Origin, items: Iterator[Item], /) -> Iterator[Item]:
        """The items of an address; an article that another input gave already is not there again.

        An article lies elsewhere than the address that names it. The pages that could not be had
        are told by `rest`.
        """
        self._asked[origin.path] = False
        whole, this = True, object()
        for item in items:
            linked = item.path != origin.path
            if isinstance(item, Article) and self._had_its_page(origin.path, item):
                self._failed.setdefault(_page(item.path), origin.reject(item.note))
            elif isinstance(item, Article):
                if linked:
                    self._see(origin.path, item)
                if self._given.setdefault(_page(item.path), this) is this:
                    yield item
            elif linked:
                self._failed.setdefault(_page(item.path), item)
            else:
                whole = False
                yield item
        self._asked[origin.path] = whole

    def rest(self) -> Iterator[Found]:
        """The articles that the addresses once named and none gives any more, as last read; then
        the rejections of those that nobody has.
        """
        for feed, kept, made, whole in self._gone():
            page = _page(kept.path)
            if page not in self._given:
                failed = self._failed.pop(page, None)
                standing = self._standing(feed, failed)
                yield self._again(feed, replace(kept, standing=standing), made, whole)
        yield from (item for page, item in self._failed.items() if page not in self._given)

    def _see(self, feed: str, article: Article) -> None:
        made = fingerprint.checksum(self._store.settings)
        self._connection.execute(
            "INSERT OR REPLACE INTO seen VALUES (NULL, ?, ?, ?, ?, ?)",
            (feed, article.article_id, article.path, self._store.key(article), made),
        )

    def _had_its_page(self, feed: str, article: Article) -> bool:
        """Whether it is only what a feed tells of an article whose page was read the last time."""
        if not article.note.endswith(TOLD_BY_FEED):
            return False
        last = self._connection.execute(
            "SELECT article FROM seen JOIN extraction USING (key)"
            f" WHERE feed = ? AND article_id = ? AND {PAGE} = ? ORDER BY seen.number DESC",
            (feed, article.article_id, _page(article.path)),
        ).fetchone()
        return bool(last) and not unpack_head(last[0], "", "").note.endswith(TOLD_BY_FEED)

    def _gone(self) -> Iterator[tuple[str, KeptArticle, bytes, bool]]:
        """What the addresses gave, now or before: the last that was read of each article."""
        self._connection.execute("DROP TABLE IF EXISTS temp.gone")
        self._connection.execute(
            "CREATE TEMP TABLE gone AS SELECT feed, article_id, seen.path, key, made, whole,"
            " max(seen.number) FROM seen JOIN extraction USING (key)"
            f" WHERE feed IN (SELECT value FROM json_each(?)) GROUP BY {PAGE}",
            (json.dumps([*self._asked]),),
        )
        found = self._connection.execute("SELECT * FROM temp.gone ORDER BY article_id, path")
        for feed, article_id, path, key, made, whole, _ in found:
            yield feed, KeptArticle(article_id, path, key), made, whole

    def _standing(self, feed: str, failed: Rejection | None) -> str:
        """Why an article that no address gave is there, where that is known to last."""
        if failed:
            return f"{failed.reason}; kept as it was read" if failed.gone else ""
        named_no_more = self._asked[feed]  # else it may be among what could not be had of the feed
        return f"no longer named by {feed}; kept as it was read" if named_no_more else ""

    def _again(self, feed: str, kept: KeptArticle, made: bytes, whole: bool) -> Found:
        """An article that can be had nowhere any more; it is read anew from its text if needed."""
        current = whole and made == fingerprint.checksum(self._store.settings)
        if current and not self._store.anew:
            return kept
        head, text = self._connection.execute(
            "SELECT article, text FROM extraction WHERE key = ?", (kept.key,)
        ).fetchone()
        if text is None:
            return kept
        article = unpack_head(head, kept.article_id, kept.path)
        article = replace(article, text=unpack_text(text), standing=kept.standing)
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


def _page(path: str) -> str:
    """What `PAGE` is of a path."""
    return path[path.find("://") :] if "://" in path else path
