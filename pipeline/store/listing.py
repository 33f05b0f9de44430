"""What the inputs of a run hold, item by item, joined to what is kept of each."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from pipeline.model import READ_LANGUAGES, Article, Extraction, KeptArticle, Mention, Rejection
from pipeline.store.extractions import Store
from pipeline.store.packing import unpack_claims, unpack_head, unpack_mentions, unpack_text

if TYPE_CHECKING:
    from pipeline.duplicates import Known

_KEPT = "FROM item JOIN extraction USING (key)"
_HEAD = "item.article_id, item.path, extraction.article"
_ORIGINAL = (
    "SELECT original.words FROM item AS source JOIN extraction AS original USING (key)"
    " WHERE source.article_id = item.repeats"
)


class Listed(NamedTuple):
    """An article of the list without its text.

    `repeats` is the id of the one it repeats, `nearly` or word for word; `standing` is why it is
    there though it cannot be had any more.
    """

    article: Article
    characters: int
    mentions: int
    repeats: str
    nearly: bool
    standing: str


class Listing:
    """The list of one run; everything that is read of it comes by article_id, one at a time."""

    def __init__(self, store: Store) -> None:
        """Start an empty list in the store."""
        self._connection = store.connection
        self._connection.execute("DELETE FROM item")

    def add_article(self, article: Article | KeptArticle, key: bytes) -> None:
        """List an article; what it gave is kept under `key`, now or before the list is read."""
        self._connection.execute(
            "INSERT INTO item VALUES (NULL, ?, ?, ?, ?, '')",
            (article.article_id, article.path, key, article.standing),
        )

    def add_rejection(self, rejection: Rejection) -> None:
        """List a rejection."""
        self._connection.execute(
            "INSERT INTO item VALUES (NULL, ?, ?, NULL, ?, '')",
            (rejection.article_id, rejection.path, rejection.reason),
        )

    def mark_duplicates(self) -> None:
        """Mark each article that prints a story again with the one that it repeats."""
        from pipeline.duplicates import repeats

        found = repeats(self._known())
        self._connection.execute("UPDATE item SET repeats = '' WHERE repeats != ''")
        self._connection.executemany(
            "UPDATE item SET repeats = ? WHERE article_id = ?",
            ((source, article_id) for article_id, source in found.items()),
        )
        self._connection.commit()

    def _known(self) -> Iterator[Known]:
        from pipeline.duplicates import Known, told

        found = self._connection.execute(f"SELECT {_HEAD}, signature, words, claims {_KEPT}")
        for article_id, path, head, signature, words, claims in found:
            published = unpack_head(head, article_id, path).published
            said = told(unpack_claims(claims, article_id))
            yield Known(article_id, published, signature, words, said)

    def digest(self) -> bytes:
        """The 32 bytes that stand for the whole list."""
        made = hashlib.sha256()
        columns = "SELECT article_id, path, key, reason FROM item ORDER BY article_id"
        for row in self._connection.execute(columns):
            made.update(repr(row).encode("utf-8", "surrogatepass"))
        return made.digest()

    def counts(self) -> dict[str, int]:
        """How many articles, rejections, duplicates and mentions there are."""
        rejected, duplicates = self._connection.execute(
            "SELECT ifnull(sum(key IS NULL), 0), ifnull(sum(repeats != ''), 0) FROM item"
        ).fetchone()
        articles, mentions = self._connection.execute(
            f"SELECT count(*), ifnull(sum(mentioned), 0) {_KEPT}"
        ).fetchone()
        return {
            "articles": articles,
            "rejected": rejected,
            "duplicates": duplicates,
            "mentions": mentions,
        }

    def rejections(self) -> Iterator[Rejection]:
        """The rejections, in the order of the inputs."""
        found = "SELECT article_id, path, reason FROM item WHERE key IS NULL ORDER BY number"
        for row in self._connection.execute(found):
            yield Rejection(*row)

    def claims(self) -> Iterator[Extraction]:
        """The articles that claim something and repeat no other, without texts and mentions."""
        wanted = "claimed AND repeats = '' ORDER BY item.article_id"
        found = self._connection.execute(f"SELECT {_HEAD}, claims {_KEPT} WHERE {wanted}")
        for article_id, path, head, claims in found:
            article = unpack_head(head, article_id, path)
            yield Extraction(article, (), unpack_claims(claims, article_id))

    def mentions(self) -> Iterator[tuple[str, Mention]]:
        """Each mention with the id of its article."""
        wanted = "mentioned ORDER BY item.article_id"
        found = self._connection.execute(f"SELECT item.article_id, mentions {_KEPT} WHERE {wanted}")
        for article_id, mentions in found:
            for mention in unpack_mentions(mentions):
                yield article_id, mention

    def items(self) -> Iterator[Listed | Rejection]:
        """Every item of the list."""
        columns = "characters, mentioned, repeats, reason"
        others = f"extraction.words IS NOT ({_ORIGINAL})"
        found = self._connection.execute(
            f"SELECT {_HEAD}, {columns}, {others} FROM item LEFT JOIN extraction USING (key)"
            " ORDER BY item.article_id"
        )
        for article_id, path, head, characters, mentions, repeats, reason, other in found:
            if head is None:
                yield Rejection(article_id, path, reason)
            else:
                article = unpack_head(head, article_id, path)
                nearly = bool(repeats and other)
                yield Listed(article, characters, mentions, repeats, nearly, reason)

    def texts(self) -> Iterator[tuple[str, str]]:
        """The id of each article with its text, where one is kept."""
        found = f"SELECT item.article_id, text {_KEPT} WHERE text NOT NULL ORDER BY item.article_id"
        for article_id, text in self._connection.execute(found):
            yield article_id, unpack_text(text)

    def extractions(self) -> Iterator[Extraction]:
        """All that each article gave, with its text where texts are kept."""
        found = self._connection.execute(
            f"SELECT {_HEAD}, text, mentions, claims {_KEPT} ORDER BY item.article_id"
        )
        for article_id, path, head, text, mentions, claims in found:
            yield Extraction(
                replace(unpack_head(head, article_id, path), text=unpack_text(text)),
                unpack_mentions(mentions),
                unpack_claims(claims, article_id),
            )

    def not_read(self) -> int:
        """How many articles are in a language that is not read."""
        return sum(
            isinstance(item, Listed) and item.article.language not in READ_LANGUAGES
            for item in self.items()
        )
