"""The reader for each kind of file that holds articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from io import BufferedReader
from pathlib import PurePath

from pipeline.articles import kinds
from pipeline.articles.feeds import read_lone_feed
from pipeline.articles.html import read_html
from pipeline.articles.origin import Item, Origin
from pipeline.articles.parquet import read_parquet
from pipeline.articles.plain import read_plain
from pipeline.articles.records import read_json, read_jsonl
from pipeline.articles.tabular import read_csv
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

Reader = Callable[[BufferedReader, Origin, Settings], Iterator[Item]]

READERS: dict[str, Reader] = {
    **dict.fromkeys(kinds.TEXTS, read_plain),
    **dict.fromkeys(kinds.PAGES, read_html),
    **dict.fromkeys(kinds.JSON, read_json),
    **dict.fromkeys(kinds.JSON_LINES, read_jsonl),
    **dict.fromkeys(kinds.TABLES, read_csv),
    **dict.fromkeys(kinds.PARQUET, read_parquet),
    **dict.fromkeys(kinds.FEEDS, read_lone_feed),
}
SUFFIXES = ", ".join(READERS)


def reader_for(name: str) -> Reader:
    """The reader for a file of this name.

    Raises:
        RejectedArticle: there is none for its suffix.
    """
    suffix = PurePath(name).suffix
    reader = READERS.get(suffix.lower())
    if reader is None:
        if kinds.is_list_of_sources(name):
            raise RejectedArticle("a list of sources is read only where it is named as an input")
        kind = suffix or "files without a suffix"
        raise RejectedArticle(f"no reader for {kind}; save it in one of {SUFFIXES}")
    return reader
