"""Extractions under their keys, kept in whole blocks."""

from __future__ import annotations

import weakref
from collections.abc import Sequence
from pathlib import Path

from pipeline import fingerprint
from pipeline.model import Article, Extraction
from pipeline.settings import Settings
from pipeline.store.packing import pack_all, pack_head, pack_text
from pipeline.store.schema import connect

_FEW = 1000  # extractions that no input has any more, which are kept in any case
PAGE = "substr(seen.path, instr(seen.path, '://'))"  # the same by http and by https
_LAST_SEEN = f"SELECT max(seen.number) FROM seen JOIN extraction USING (key) GROUP BY feed, {PAGE}"
_SPARE = (
    "FROM extraction WHERE key NOT IN (SELECT key FROM item WHERE key NOT NULL)"
    f" AND key NOT IN (SELECT key FROM seen WHERE number IN ({_LAST_SEEN}))"
)


class Store:
    """An open store; content and `settings` together are the key of an extraction.

    `keeps_texts` is whether the articles' texts are kept, too; `anew` whether nothing counts as
    known but what was kept since. It belongs to the thread that opened it; other processes may
    read beside it.
    """

    def __init__(
        self, settings: Settings, path: Path | None = None, *, keeps_texts: bool = True
    ) -> None:
        """Open the store at `path`, or one in memory that leaves nothing on any disk.

        Raises:
            DamagedStore: the file is a store in the form of another release.
            sqlite3.Error: it cannot be opened or written, or is no store.
        """
        self.settings = settings
        self.keeps_texts = keeps_texts
        self.connection = connect(path)
        self.anew = False
        self._before = 0  # the last row that does not count as known
        self._closing = weakref.finalize(self, self.connection.close)

    def close(self) -> None:
        """Let go of the file; what was not committed is lost."""
        self._closing()

    def commit(self) -> None:
        """Keep what was written so far."""
        self.connection.commit()

    def key(self, article: Article) -> bytes:
        """The key of an article's extraction."""
        return fingerprint.key(article, self.settings)

    def holds(self, key: bytes, article: Article) -> bool:
        """Whether a whole extraction is kept under the key of `article`.

        Where texts are kept, and this one was not, it is from now on.
        """
        row = self.connection.execute(
            "SELECT text IS NULL FROM extraction WHERE key = ? AND whole AND rowid > ?",
            (key, self._before),
        ).fetchone()
        if row is not None and row[0] and self.keeps_texts:
            self.connection.execute(
                "UPDATE extraction SET text = ? WHERE key = ?", (pack_text(article.text), key)
            )
        return row is not None

    def save(self, block: Sequence[tuple[bytes, Extraction]]) -> None:
        """Keep what a block of articles gave, and all that was listed before, in one step.

        What was noted before is forgotten, for it was noted of what this may replace.
        """
        self.connection.executemany(
            "INSERT OR REPLACE INTO extraction VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (self._row(key, extraction) for key, extraction in block),
        )
        self.connection.execute("DELETE FROM note")
        self.commit()

    def read_anew(self) -> None:
        """Take nothing for known that was kept before; it stays until it is replaced."""
        self.anew = True
        found = self.connection.execute("SELECT ifnull(max(rowid), 0) FROM extraction")
        (self._before,) = found.fetchone()

    def drop_texts(self) -> None:
        """Keep no text any longer, and leave nothing of them in the file."""
        found = self.connection.execute("UPDATE extraction SET text = NULL WHERE text NOT NULL")
        self.commit()
        if found.rowcount:
            self.connection.execute("VACUUM")

    def prune(self) -> None:
        """Drop what no input has any more, once that is more than what the inputs have.

        The last that feeds gave of each article stays, for it can be had nowhere else.
        """
        (spare,) = self.connection.execute(f"SELECT count(*) {_SPARE}").fetchone()
        (used,) = self.connection.execute("SELECT count(DISTINCT key) FROM item").fetchone()
        if spare <= max(used, _FEW):
            return
        for statement in (
            f"DELETE FROM seen WHERE number NOT IN ({_LAST_SEEN})",
            f"DELETE {_SPARE}",
            "DELETE FROM file WHERE number IN (SELECT file FROM piece WHERE key NOT NULL"
            " AND key NOT IN (SELECT key FROM extraction))",
            "DELETE FROM piece WHERE file NOT IN (SELECT number FROM file)",
        ):
            self.connection.execute(statement)
        self.commit()

    def note(self, name: str, value: bytes) -> None:
        """Remember something for the next run."""
        self.connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))
        self.commit()

    def noted(self, name: str) -> bytes:
        """What was last remembered under a name; empty for nothing."""
        found = self.connection.execute("SELECT value FROM note WHERE name = ?", (name,))
        row = found.fetchone()
        return row[0] if row else b""

    def _row(self, key: bytes, extraction: Extraction) -> tuple[object, ...]:
        # here, for a run that finds nothing new must not wait for its libraries
        from pipeline.duplicates import signature

        article = extraction.article
        return (
            key,
            fingerprint.words(article.text),
            article.published.first.isoformat() if article.published else "9999",
            pack_head(article),
            len(article.text),
            pack_text(article.text) if self.keeps_texts else None,
            pack_all(extraction.mentions),
            len(extraction.mentions),
            pack_all(extraction.claims),
            len(extraction.claims),
            extraction.whole,
            signature(article.text),
        )
