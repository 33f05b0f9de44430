"""Rows that come one after the other, as Parquet and CSV; only a part of a table is in memory."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TypeVar

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.timeline.schema import SCHEMAS, TEXTS, Row

_T = TypeVar("_T")
_ROWS_AT_ONCE = 65_536
_TEXTS_AT_ONCE = 256  # small groups by id, so that one text is found without reading all others


def write_table(name: str, rows: Iterable[Row], parquet: Path, csv: Path) -> None:
    """Write the rows of a table into two files.

    Raises:
        TableError: a row has a column too few or a value of the wrong type.
        OSError: a file cannot be written.
    """
    schema = SCHEMAS[name]
    quoted = pa.csv.WriteOptions(quoting_style="needed")
    with (
        pa.parquet.ParquetWriter(parquet, schema, compression="zstd") as columns,
        pa.csv.CSVWriter(csv, schema, write_options=quoted) as lines,
    ):
        for part in _parts(rows, _ROWS_AT_ONCE):
            table = arrow(name, part)
            columns.write_table(table)
            lines.write_table(table)


def write_texts(texts: Iterable[tuple[str, str]], path: Path) -> None:
    """Write the texts, which come by their ids.

    Raises:
        OSError: the file cannot be written.
    """
    with pa.parquet.ParquetWriter(path, TEXTS, compression="zstd") as columns:
        for part in _parts(texts, _TEXTS_AT_ONCE):
            rows = [{"article_id": key, "text": text} for key, text in part]
            columns.write_table(pa.Table.from_pylist(rows, schema=TEXTS))


def arrow(name: str, rows: list[Row]) -> pa.Table:
    """The rows with the types of the table's schema.

    Raises:
        TableError: a row has a column too few or a value of the wrong type.
    """
    schema = SCHEMAS[name]
    for row in rows:
        if row.keys() != set(schema.names):
            wrong = sorted(row.keys() ^ set(schema.names))
            raise TableError(f"a row of {name} has other columns than the schema: {wrong}")
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError) as error:
        raise TableError(f"a row of {name} does not fit its schema: {error}") from error


def _parts(rows: Iterable[_T], size: int) -> Iterator[list[_T]]:
    """The rows in lists of `size`; one empty list where there is none, for the columns."""
    remaining = iter(rows)
    part = list(islice(remaining, size))
    yield part
    while part := list(islice(remaining, size)):
        yield part
