"""The lists of articles that GDELT gives out, from bytes that are already there.

Read are the DOC 2.0 API's ArtList as JSON and CSV, and the tables of its Global Knowledge Graph,
mentions and events: tabs, no header, known by the number of columns (GKG codebook 2.1, event
codebook 2.0).
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from pipeline.articles.fields import Fields, fields_of, normalised
from pipeline.articles.links import Link, Links, first_links
from pipeline.articles.records import parse_json
from pipeline.errors import RejectedArticle

_HEAD_CHARACTERS = 65_536
_JSON_LIST = re.compile(r'\s*\{\s*"articles"\s*:\s*\[')
_JSON_KEYS = {"url", "seendate"}
_CSV_COLUMNS = {"url", "mobileurl", "date", "title"}
# Columns of a table without header: how many, then which holds address, date and source.
_TABLES = {27: (4, 1, 3), 16: (5, 2, 4), 61: (60, 59, None)}


def is_article_list(text: str) -> bool:
    """Whether a text is one of the lists, told by its keys, its header or its columns."""
    head = text[:_HEAD_CHARACTERS].lstrip("\ufeff")
    line = head.partition("\n")[0]
    return bool(_JSON_LIST.match(head)) or _has_header(line) or _table_columns(line) is not None


def read_article_list(text: str) -> Links:
    """The articles of a list.

    Raises:
        RejectedArticle: it is broken, or holds no article.
    """
    text = text.lstrip("\ufeff")
    first = text.partition("\n")[0]
    if _JSON_LIST.match(text):
        links = list(_json_links(text))
    elif _has_header(first):
        links = list(_csv_links(text))
    else:
        links = list(_table_links(text))
    if not links:
        raise RejectedArticle("a list without articles; nothing to read")
    return first_links(links)


def _json_links(text: str) -> Iterator[Link]:
    listed = parse_json(text)
    records = listed["articles"] if isinstance(listed, dict) else []
    for record in records:
        if not isinstance(record, dict) or not record.keys() >= _JSON_KEYS:
            raise RejectedArticle(
                'no url and seendate in an entry of "articles", by which GDELT lists pages; write'
                ' articles of your own as [{"title": ..., "text": ...}]'
            )
        yield _link(record, record["seendate"])


def _csv_links(text: str) -> Iterator[Link]:
    try:
        for row in csv.DictReader(text.splitlines(), strict=True):
            named = {normalised(name): value or "" for name, value in row.items() if name}
            yield _link({"url": named["url"], "title": named["title"]}, named["date"])
    except csv.Error as error:
        raise RejectedArticle(f"broken quoting ({error}); fetch the list again") from error


def _link(record: Mapping[str, object], seen: object) -> Link:
    fields = fields_of(record)
    source = fields.source or fields_of({"source": record.get("domain", "")}).source
    return Link(replace(fields, text="", published="", source=source), str(seen))


def _table_links(text: str) -> Iterator[Link]:
    for line in text.splitlines():
        cells = line.split("\t")
        address, date, source = _TABLES.get(len(cells), (None, None, None))
        if address is not None and date is not None:
            name = cells[source] if source is not None else ""
            yield Link(Fields(url=cells[address].strip(), source=name), cells[date])


def _has_header(line: str) -> bool:
    return {normalised(name.strip('"\r')) for name in line.split(",")} >= _CSV_COLUMNS


def _table_columns(line: str) -> int | None:
    cells = line.split("\t")
    column = _TABLES.get(len(cells), (None,))[0]
    if column is None or not cells[column].strip().startswith(("http://", "https://")):
        return None
    return column
