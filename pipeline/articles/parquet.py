"""Parquet tables, one article a row, a few rows at a time."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from io import BufferedReader
from tempfile import SpooledTemporaryFile
from typing import IO

import pyarrow as pa
import pyarrow.parquet

from pipeline.articles.bounded import Budget, cut_off, size_of
from pipeline.articles.fields import check_columns, compose_record, text_columns, used_columns
from pipeline.articles.origin import Item, Origin
from pipeline.errors import RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

_HELD_BYTES = 16_000_000
_READ_AT_ONCE = 1_000_000
_MAX_ROWS = 64
_BATCH_BYTES = 64_000_000
_UNREADABLE = (pa.ArrowException, OSError, ValueError, OverflowError)


def read_parquet(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The article of each row; a row that cannot be used is rejected.

    Raises:
        RejectedArticle: it is no Parquet file, has no column of texts or lacks one it should have,
            holds no row, grows too large or breaks off.
    """
    number = 0
    with _seekable(stream) as whole:
        budget = Budget(size_of(whole))
        table = _opened(whole)
        schema = table.schema_arrow
        check_columns(schema.names, origin.told)
        _check_types(schema, text_columns(schema.names, origin.told))
        used = used_columns(schema.names, origin.told)
        sizes = _column_sizes(table.metadata, set(used))
        Budget(size_of(whole)).spend(sum(sizes))
        for batch in _batches(table, used, max(sizes, default=0)):
            for row in range(batch.num_rows):
                number += 1
                load = partial(_record, batch, row)
                item = compose_record(origin, number, load, settings, unit="row")
                budget.spend(len(item.text) if isinstance(item, Article) else 0)
                yield item
    if number == 0:
        raise RejectedArticle("empty: no row in the table; remove the file or fill it")


@contextmanager
def _seekable(stream: BufferedReader) -> Iterator[IO[bytes]]:
    """The stream, or a copy of it: the format is read from its end."""
    if stream.seekable():
        yield stream
        return
    with SpooledTemporaryFile(_HELD_BYTES) as copy:
        shutil.copyfileobj(stream, copy)
        yield copy


def _opened(stream: IO[bytes]) -> pa.parquet.ParquetFile:
    try:
        return pa.parquet.ParquetFile(stream, pre_buffer=False, buffer_size=_READ_AT_ONCE)
    except _UNREADABLE as error:
        raise RejectedArticle(f"not a whole Parquet file ({error}); write it again") from error


def _check_types(schema: pa.Schema, columns: Sequence[str]) -> None:
    for name in columns:
        kind = schema.types[schema.names.index(name)]
        if pa.types.is_nested(kind):
            raise RejectedArticle(f"column {name!r} holds {kind}; write the text as a string")


def _batches(
    table: pa.parquet.ParquetFile, columns: list[str], largest: int
) -> Iterator[pa.RecordBatch]:
    """The rows in batches; as few at once as a value of `largest` bytes makes necessary."""
    rows = max(1, min(_MAX_ROWS, _BATCH_BYTES // max(1, largest)))
    try:
        for group in range(table.num_row_groups):  # by itself: one that is damaged spoils no other
            yield from table.iter_batches(rows, [group], columns, use_threads=False)
    except _UNREADABLE as error:
        raise cut_off(error) from error


def _column_sizes(metadata: pa.parquet.FileMetaData, columns: set[str]) -> list[int]:
    """The bytes of each column in each group of rows, unpacked."""
    leaves = [
        index
        for index in range(metadata.num_columns)
        if metadata.schema.column(index).path.partition(".")[0] in columns
    ]
    groups = (metadata.row_group(index) for index in range(metadata.num_row_groups))
    return [group.column(leaf).total_uncompressed_size for group in groups for leaf in leaves]


def _record(batch: pa.RecordBatch, row: int) -> Mapping[str, object]:
    return {name: _value(batch.column(index)[row]) for index, name in enumerate(batch.schema.names)}


def _value(scalar: pa.Scalar) -> object:
    """The value; of a moment that is no day of the calendar the bare number."""
    try:
        return scalar.as_py()
    except _UNREADABLE as error:
        if pa.types.is_temporal(scalar.type):
            return str(scalar.value)
        raise RejectedArticle(f"a value cannot be read ({error}); write it anew") from error
