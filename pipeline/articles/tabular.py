"""Comma-separated tables, one article a row, as a stream."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from functools import partial
from io import BufferedReader
from itertools import chain

from pipeline.articles.encoding import decode_line, numbered_lines
from pipeline.articles.fields import check_columns, compose_record, too_long
from pipeline.articles.origin import Item, Origin
from pipeline.articles.records import line_limit
from pipeline.errors import DamagedInput, RejectedArticle
from pipeline.settings import Settings

_DELIMITERS = ",;\t|"
_Row = list[str] | RejectedArticle


def read_csv(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The article of each row below the header; a row that cannot be used is rejected.

    Columns are divided by whichever of comma, semicolon, tab and bar the first line holds most.
    Quotes must be closed and doubled inside a field: a row is rejected rather than misread.

    Raises:
        RejectedArticle: the header names no text column or lacks one it should have, or no row
            stands below it.
    """
    rows = _rows(stream, settings)
    header = next(rows, [])
    if isinstance(header, RejectedArticle):
        raise header
    if not header:
        raise RejectedArticle("empty: no text to read; remove the file or fill it")
    check_columns(header, origin.told)
    number = 0
    for number, row in enumerate(rows, start=1):
        load = partial(_named, row, header)
        yield compose_record(origin, number, load, settings, unit="row")
    if number == 0:
        raise RejectedArticle("empty: no row below the header; remove the file or fill it")


def _rows(stream: BufferedReader, settings: Settings) -> Iterator[_Row]:
    """Every row that is not blank, or why it cannot be read."""
    # The csv module knows this limit only for the whole process; its default is too small.
    csv.field_size_limit(line_limit(settings))
    lines = _Lines(stream, settings)
    first = next(lines, "")
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.reader(chain([first], lines), delimiter=delimiter, strict=True)
    while True:
        row = _next_row(reader)
        if row is None:
            return
        if lines.overlong:
            lines.overlong = False
            yield too_long(f"over {settings.max_characters:,}", settings)
        elif row:
            yield row


def _next_row(reader: Iterator[list[str]]) -> _Row | None:
    try:
        return next(reader, None)
    except DamagedInput:
        raise
    except RejectedArticle as error:
        return error
    except csv.Error as error:
        return RejectedArticle(f"broken quoting ({error}); close quotes, double those in a field")


class _Lines(Iterator[str]):
    """Lines for the csv module; one that is too long is left blank and remembered."""

    def __init__(self, stream: BufferedReader, settings: Settings) -> None:
        self._lines = numbered_lines(stream, line_limit(settings))
        self.overlong = False

    def __next__(self) -> str:
        _, line = next(self._lines)
        self.overlong |= line is None
        return "\n" if line is None else decode_line(line)


def _named(row: _Row, header: list[str]) -> Mapping[str, object]:
    if isinstance(row, RejectedArticle):
        raise row
    cells = row[: len(header)] if not any(row[len(header) :]) else row
    if len(cells) != len(header):
        raise RejectedArticle(
            f"{len(row)} fields where the header has {len(header)};"
            " add what is missing, or quote a text with delimiters in it"
        )
    return dict(zip(header, cells, strict=True))
