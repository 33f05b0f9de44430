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

from pipeline.errors import TableError
from pipeline.timeline.connection import address, reading, shown, writing
from pipeline.timeline.files import TEXTS_FILE, Tables, to_frame
from pipeline.timeline.schema import SCHEMAS, TEXTS

_ROWS_SENT = 1_000
_ROWS_FETCHED = 10_000
_TYPES = {
    pa.string(): sa.Text,
    pa.int64(): sa.BigInteger,
    pa.float64(): sa.Double,
    pa.date32(): sa.Date,
    pa.bool_(): sa.Boolean,
}
_METADATA = sa.MetaData()


def _table(name: str, schema: pa.Schema) -> sa.Table:
    number = sa.Column("row_number", sa.BigInteger, primary_key=True, autoincrement=False)
    columns = (sa.Column(f.name, _TYPES[f.type], nullable=f.nullable) for f in schema)
    return sa.Table(name, _METADATA, number, *columns)


_TABLES = {name: _table(name, schema) for name, schema in SCHEMAS.items()}
_TEXTS = _table("texts", TEXTS)
sa.Index("texts_article_id", _TEXTS.c.article_id, postgresql_using="hash")  # an id may be long
_RUN = sa.Table("run", _METADATA, sa.Column("stamp", sa.Text), sa.Column("record", sa.Text))


@contextmanager
def opened(text: str) -> Iterator[sa.Engine]:
    """The database of that address, ready for `write`: its tables are there, perhaps empty.

    Raises:
        TableError: it is away or refuses, or has other tables of these names.
    """
    # no pool: between looking and writing lies the run, and a connection may not last as long
    engine = sa.create_engine(address(text), poolclass=sa.NullPool)
    with writing(engine) as connection:
        _prepare(connection)
    yield engine


def write(engine: sa.Engine, folder: Path) -> None:
    """Replace the tables of a database by those of a folder; who reads sees the old or the new.

    Nothing is sent where the database has these very tables already. NUL characters, which
    PostgreSQL cannot keep, become U+FFFD.

    Raises:
        TableError: the database is lost or refuses; then it has its old tables.
    """
    sources = {table: folder / f"{name}.parquet" for name, table in _TABLES.items()}
    sources |= {_TEXTS: folder / TEXTS_FILE}
    stamp = _digest(sources.values())
    with writing(engine) as connection:
        _prepare(connection)
        if connection.scalar(sa.select(_RUN.c.stamp)) == stamp:
            return
        for table, path in sources.items():
            connection.execute(sa.delete(table))
            for rows in _rows(path):
                connection.execute(sa.insert(table), rows)
        connection.execute(sa.delete(_RUN))
        record = (folder / "run.json").read_text(encoding="utf-8")
        connection.execute(sa.insert(_RUN), {"stamp": stamp, "record": record})


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
        wanted = sa.select(_TEXTS.c.text).where(_TEXTS.c.article_id == article_id)
        found: str | None = connection.scalar(wanted)
        return found


def read_stamp(engine: sa.Engine) -> str:
    """What changes when the tables do, and only then; empty before the first.

    Raises:
        TableError: as `read`.
    """
    with reading(engine) as connection:
        return connection.scalar(sa.select(_RUN.c.stamp)) or ""


def _prepare(connection: sa.Connection) -> None:
    """Make the tables that are not there; those that are must be ours."""
    there = sa.inspect(connection)
    for table in _METADATA.sorted_tables:
        if not there.has_table(table.name):
            continue
        if {column["name"] for column in there.get_columns(table.name)} != {*table.c.keys()}:
            raise TableError(
                f"{shown(connection.engine.url)} has a table {table.name} of somebody else's, or "
                "of another version; drop it, or use another database or schema"
            )
    _METADATA.create_all(connection)


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
    schema, table = SCHEMAS[name], _TABLES[name]
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
