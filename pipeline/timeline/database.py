"""Tables in a database that a team shares: replaced in one transaction, read in another."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import sqlalchemy as sa

from pipeline.timeline.connection import address, reading, writing
from pipeline.timeline.database_schema import RUN, TABLES, TEXTS, prepare
from pipeline.timeline.files import TEXTS_FILE, Tables, to_frame
from pipeline.timeline.naming import SQLITE_FILE
from pipeline.timeline.schema import SCHEMAS

_ROWS_SENT = 1_000
_ROWS_FETCHED = 10_000


@contextmanager
def opened(text: str) -> Iterator[sa.Engine]:
    """The database of that address, which takes what `write` writes; nothing is changed yet.

    Raises:
        TableError: it is away or refuses, or has other tables of these names.
    """
    # no pool: between looking and writing lies the run, and a connection may not last as long
    engine = sa.create_engine(address(text), poolclass=sa.NullPool)
    with writing(engine) as connection:
        prepare(connection)
        connection.rollback()  # tried only: tables of an older version are shown until the end
    yield engine


def write(engine: sa.Engine, folder: Path) -> None:
    """Replace the tables of a database by those of a folder; who reads sees the old or the new.

    Nothing is sent where the database has these very tables already; tables that another version
    wrote get the columns of this one. NUL characters, which PostgreSQL cannot keep, become U+FFFD.

    Raises:
        TableError: the database is lost or refuses; then it has its old tables.
    """
    sources = {table: folder / f"{name}.parquet" for name, table in TABLES.items()}
    sources |= {TEXTS: folder / TEXTS_FILE}
    stamp = _digest(sources.values())
    with writing(engine) as connection:
        prepare(connection)
        if connection.scalar(sa.select(RUN.c.stamp)) == stamp:
            return
        for table, path in sources.items():
            connection.execute(sa.delete(table))
            for rows in _rows(path):
                connection.execute(sa.insert(table), rows)
        connection.execute(sa.delete(RUN))
        record = (folder / "run.json").read_text(encoding="utf-8")
        connection.execute(sa.insert(RUN), {"stamp": stamp, "record": record})


def write_beside(folder: Path) -> None:
    """As `write`, into an SQLite file of that folder.

    Raises:
        TableError: the file cannot be written, or is something else.
    """
    with opened(str(folder / SQLITE_FILE)) as engine:
        write(engine, folder)


def read(engine: sa.Engine) -> Tables:
    """The tables that `write` left in a database.

    Raises:
        TableError: it is away or refuses, or lacks a table or a column.
    """
    with reading(engine) as connection:
        return Tables(**{name: to_frame(_fetched(connection, name)) for name in SCHEMAS})


def read_text(engine: sa.Engine, article_id: str) -> str | None:
    """The text of one article, None if the database does not hold it.

    Raises:
        TableError: as `read`.
    """
    with reading(engine) as connection:
        wanted = sa.select(TEXTS.c.text).where(TEXTS.c.article_id == article_id)
        found: str | None = connection.scalar(wanted)
        return found


def read_stamp(engine: sa.Engine) -> str:
    """What changes when the tables do, and only then; empty before the first.

    Raises:
        TableError: as `read`.
    """
    with reading(engine) as connection:
        return connection.scalar(sa.select(RUN.c.stamp)) or ""


def _rows(path: Path) -> Iterator[list[dict[str, Any]]]:
    """The rows of a file with their numbers, some at a time; none if the file is not there."""
    if not path.is_file():
        return
    number = 0
    with pq.ParquetFile(path) as source:
        for batch in source.iter_batches(_ROWS_SENT):
            columns = {f.name: _storable(batch[f.name]) for f in batch.schema}
            rows = pa.table(columns).to_pylist()
            yield [row | {"row_number": n} for n, row in enumerate(rows, start=number)]
            number += len(rows)


def _storable(column: pa.Array) -> pa.Array:
    is_text = pa.types.is_string(column.type)
    return pc.replace_substring(column, "\0", "\N{REPLACEMENT CHARACTER}") if is_text else column


def _fetched(connection: sa.Connection, name: str) -> pa.Table:
    schema, table = SCHEMAS[name], TABLES[name]
    wanted = sa.select(*(table.c[f.name] for f in schema)).order_by(table.c.row_number)
    found = connection.execution_options(yield_per=_ROWS_FETCHED).execute(wanted)
    batches = []
    for rows in found.partitions():
        columns = zip(schema, zip(*rows, strict=True), strict=True)
        arrays = [pa.array(values, field.type) for field, values in columns]
        batches.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(batches, schema)


def _digest(paths: Iterable[Path]) -> str:
    whole = hashlib.sha256()
    for path in paths:
        whole.update(path.name.encode())
        if path.is_file():
            with path.open("rb") as file:
                whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()
