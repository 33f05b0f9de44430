"""The kinds of files that are looked for are those that have a reader."""

from __future__ import annotations

import pytest

from pipeline.articles import kinds
from pipeline.articles.archives import ARCHIVE_READERS, reader_of
from pipeline.articles.readers import READERS
from pipeline.errors import RejectedArticle


def test_every_kind_has_a_reader_and_every_reader_a_kind() -> None:
    assert tuple(READERS) == kinds.FILES
    assert tuple(ARCHIVE_READERS) == kinds.ARCHIVES


@pytest.mark.parametrize("name", ["a.txt", "a.JSONL.gz", "a.b.tar.gz", "a.warc"])
def test_what_has_a_reader_is_readable(name: str) -> None:
    assert kinds.is_readable(name)
    reader_of(name)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("a.pdf", "no reader"),
        ("a", "no reader"),
        ("txt", "no reader"),
        ("a.toml", "a list of sources is read only where it is named as an input"),
    ],
)
def test_what_has_none_is_not(name: str, reason: str) -> None:
    assert not kinds.is_readable(name)
    with pytest.raises(RejectedArticle, match=reason):
        reader_of(name)
