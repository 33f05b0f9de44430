"""What the tests of the ingest share: reading an input written for one test."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.articles import read_articles
from pipeline.model import Article, Rejection
from pipeline.settings import Settings
from tests.unit.articles.serving import OPEN

STORY = "The secretary of state arrived in Lima on Tuesday and met the president at the palace."


def read(*inputs: Path | str, settings: Settings | None = None) -> list[Article | Rejection]:
    return list(read_articles([str(given) for given in inputs], settings or OPEN))


def read_bytes(
    folder: Path, name: str, data: bytes, max_characters: int = 200_000
) -> list[Article | Rejection]:
    path = folder / name
    path.write_bytes(data)
    return read(path, settings=Settings(max_characters=max_characters))


def only_article(items: Sequence[Article | Rejection]) -> Article:
    assert [type(item) for item in items] == [Article], items
    (article,) = items
    assert isinstance(article, Article)
    return article


def only_reason(items: Sequence[Article | Rejection]) -> str:
    assert [type(item) for item in items] == [Rejection], items
    (rejection,) = items
    assert isinstance(rejection, Rejection)
    return rejection.reason


def reasons(items: Sequence[Article | Rejection]) -> dict[str, str]:
    return {item.article_id: item.reason for item in items if isinstance(item, Rejection)}


def texts(items: Sequence[Article | Rejection]) -> dict[str, str]:
    return {item.article_id: item.text for item in items if isinstance(item, Article)}
