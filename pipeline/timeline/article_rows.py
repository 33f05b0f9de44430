"""Rows of the table of articles."""

from __future__ import annotations

from babel import Locale

from pipeline.intervals import Precision
from pipeline.model import Article, ArticleState, Rejection
from pipeline.timeline.schema import Row

_LOCALE = Locale.parse("en_GB")


def article_row(
    article: Article,
    characters: int,
    mentions: int,
    repeats: str = "",
    nearly: bool = False,
    standing: str = "",
    *,
    claims: int = 0,
) -> Row:
    """The row of an article whose text may be elsewhere.

    `repeats` is the id of its original, which it repeats `nearly` or word for word; `standing` why
    it is there though it cannot be had any more; `claims` are those that became evidence.
    """
    published = article.published
    how = "nearly the same" if nearly else "same"
    return {
        "article_id": article.article_id,
        "path": article.path,
        "title": article.title,
        "published": published.first if published else None,
        "published_precision": str(published.precision if published else Precision.UNKNOWN),
        "published_basis": str(article.published_basis or ""),
        "source": article.source,
        "url": article.url,
        "language": article.language,
        "state": str(ArticleState.DUPLICATE if repeats else ArticleState.OK),
        "reason": "; ".join(
            filter(None, (_gave_nothing(article, repeats, how), article.note, standing))
        ),
        "same_as": repeats,
        "characters": characters,
        "mentions": mentions,
        "claims": claims,
    }


def _gave_nothing(article: Article, repeats: str, how: str) -> str:
    if repeats:
        return f"{how} text as {repeats}"
    if article.is_read:
        return ""
    language = _LOCALE.languages.get(article.language, article.language)
    return f"in {language}; only English is read so far"


def rejection_row(rejection: Rejection) -> Row:
    """The row of an input that could not be used."""
    return {
        "article_id": rejection.article_id,
        "path": rejection.path,
        "title": "",
        "published": None,
        "published_precision": str(Precision.UNKNOWN),
        "published_basis": "",
        "source": "",
        "url": "",
        "language": "",
        "state": str(ArticleState.REJECTED),
        "reason": rejection.reason,
        "same_as": "",
        "characters": 0,
        "mentions": 0,
        "claims": 0,
    }
