"""The tables of a database: made where they are missing, and brought to the columns they have now.

Rows need not be kept, for whoever calls this writes all of them anew; tables, and with them the
rights that were granted on them, are.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

import pyarrow as pa
import sqlalchemy as sa
from sqlalchemy.schema import CreateColumn

from pipeline.errors import TableError
from pipeline.timeline.connection import shown, store_refused
from pipeline.timeline.schema import SCHEMAS
from pipeline.timeline.schema import TEXTS as TEXTS_SCHEMA

_TYPES = {
    pa.string(): sa.Text,
    pa.int64(): sa.BigInteger,
    pa.float64(): sa.Double,
    pa.date32(): sa.Date,
    pa.bool_(): sa.Boolean,
}
_METADATA = sa.MetaData()
_NUMBER = "row_number"
_OF_A_STORE = ("extraction", "item", "note")

Columns = Mapping[str, tuple[str, bool]]  # by name: the type, and whether a cell may be empty


def _table(name: str, schema: pa.Schema) -> sa.Table:
    number = sa.Column(_NUMBER, sa.BigInteger, primary_key=True, autoincrement=False)
    columns = (sa.Column(f.name, _TYPES[f.type], nullable=f.nullable) for f in schema)
    return sa.Table(name, _METADATA, number, *columns)


TABLES = {name: _table(name, schema) for name, schema in SCHEMAS.items()}
TEXTS = _table("texts", TEXTS_SCHEMA)
sa.Index("texts_article_id", TEXTS.c.article_id, postgresql_using="hash")  # an id may be long
RUN = sa.Table("run", _METADATA, sa.Column("stamp", sa.Text), sa.Column("record", sa.Text))


def prepare(connection: sa.Connection) -> None:
    """Have every table there with the columns of `schema`; those that had others are empty then.

    Raises:
        TableError: a table of one of these names is not one that a run wrote, or the database is
            the store of an output folder under another name.
    """
    there = sa.inspect(connection)
    if connection.dialect.name == "sqlite" and all(map(there.has_table, _OF_A_STORE)):
        raise store_refused(connection.engine.url)
    tables = [table for table in _METADATA.sorted_tables if there.has_table(table.name)]
    found = {table: _found(there, table) for table in tables}
    others = [table for table in tables if found[table] != _wanted(connection, table)]
    ours = _is_written(connection, found) if others else True
    for table in others:
        if not ours or (table is not RUN and _NUMBER not in found[table]):
            raise TableError(
                f"{shown(connection.engine.url)} has a table {table.name} of somebody else's; "
                "use another database or schema, or drop it if nobody needs it"
            )
    for table in others:
        _alter(connection, table, found[table])
    if others:
        connection.execute(sa.delete(RUN))  # its stamp is that of rows which are gone
    _METADATA.create_all(connection)


def _found(there: sa.Inspector, table: sa.Table) -> Columns:
    columns = there.get_columns(table.name)
    return {c["name"]: (_sql(c["type"], there.dialect), c["nullable"]) for c in columns}


def _wanted(connection: sa.Connection, table: sa.Table) -> Columns:
    return {c.name: (_sql(c.type, connection.dialect), bool(c.nullable)) for c in table.c}


def _sql(kind: sa.types.TypeEngine[Any], dialect: sa.Dialect) -> str:
    """The name of a type in the database; none for one that SQLAlchemy does not know."""
    return "" if isinstance(kind, sa.types.NullType) else kind.compile(dialect)


def _is_written(connection: sa.Connection, found: Mapping[sa.Table, Columns]) -> bool:
    """Whether these tables are ours: `run` has the stamp and the record of a run.

    They are, too, where all are there and empty: an earlier version only made them.
    """
    if not {*RUN.c.keys()} <= {*found.get(RUN, ())}:
        return False
    try:
        if found.keys() >= {*TABLES.values()} and not any(map(connection.scalar, map(_row, found))):
            return True
        ((stamp, record),) = connection.execute(sa.select(RUN.c.stamp, RUN.c.record)).all()
        return bool(re.fullmatch("[0-9a-f]{64}", stamp)) and "versions" in json.loads(record)
    except (ValueError, TypeError):  # other rows, or of other types
        return False


def _row(table: sa.Table) -> sa.Select[Any]:
    """1 where the table has a row."""
    return sa.select(sa.literal(1)).select_from(table).limit(1)


def _alter(connection: sa.Connection, table: sa.Table, found: Columns) -> None:
    """Give a table its columns; who began to read it before still sees the old rows."""
    wanted = _wanted(connection, table)
    quote = connection.dialect.identifier_preparer.quote
    change = f"ALTER TABLE {quote(table.name)}"
    connection.execute(sa.delete(table))
    for name in found:
        if found[name] != wanted.get(name):
            connection.exec_driver_sql(f"{change} DROP COLUMN {quote(name)}")
    for name in wanted:
        if found.get(name) != wanted[name]:
            column = CreateColumn(table.c[name]).compile(dialect=connection.dialect)
            connection.exec_driver_sql(f"{change} ADD COLUMN {column}")
