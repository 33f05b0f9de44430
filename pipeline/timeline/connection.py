"""The way to a database: addresses, transactions, and what goes wrong in one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePath

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, SQLAlchemyError

from pipeline.errors import DatabaseUnavailable, TableError
from pipeline.output_folder import STORE_FILE
from pipeline.timeline.naming import is_sqlite_file

# How a transaction begins. A writer has the tables for itself, and waits up to ten minutes for
# another; a reader sees all of them as they were when it began.
_TO_WRITE: Mapping[str, tuple[str, ...]] = {
    "postgresql": (
        "SET LOCAL lock_timeout = '10min'",
        "SELECT pg_advisory_xact_lock(hashtext('demarche'))",
    ),
    "sqlite": ("PRAGMA busy_timeout = 600000", "PRAGMA journal_mode = WAL", "BEGIN IMMEDIATE"),
}
_TO_READ: Mapping[str, tuple[str, ...]] = {
    "postgresql": ("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",),
    "sqlite": ("BEGIN",),
}
# A server that is away, or a network that swallows what it is given, ends in an error; and texts
# come as texts, also from a database that knows of no encoding.
_DEFAULTS = {
    "client_encoding": "utf8",
    "connect_timeout": "10",
    "keepalives_idle": "30",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "60000",
}
_NO_ADDRESS = (
    "this is no address of a PostgreSQL or SQLite database; write "
    "postgresql://NAME:PASSWORD@HOST/DATABASE, with %40 for an @ in the password, "
    "or FILE.sqlite"
)
_NO_STORE = (
    "{} is where a run keeps what it has read, and takes no tables; name another file, or write"
    " sqlite for a timeline.sqlite in the output folder"
)
_WRITE_THEM = "python -m pipeline run ... --database ADDRESS"
_LACKS_TABLE, _LACKS_COLUMN = ("42P01", "no such table"), ("42703", "no such column")
# What to do, by how the code of an error begins: PostgreSQL's SQLSTATE, or SQLite's name.
_CURES = {
    "42501": "have the owner of the tables do it or grant the right, or use a schema of your own",
    "22": "use a database with the encoding UTF8",
    "25": "write to a server that takes writes, not to its copy",
    "2B": "drop what depends on it, run again, and make it anew",
    "3F": "make the schema that search_path names in the address, or name another",
    "55P03": "another run has been writing for ten minutes; wait for its end and run again",
    "53": "give the server room, and run again",
    "SQLITE_BUSY": "another run has been writing for ten minutes; wait for its end and run again",
    "SQLITE_CANTOPEN": "see that its folder is there, and that you have the right to both",
    "SQLITE_READONLY": "get the right to write the file and its folder, or name another file",
    "SQLITE_FULL": "make room on the disk, and run again",
    "SQLITE_NOTADB": "name another file",
    "SQLITE_CORRUPT": "take the file away, and run again",
}
_SEE = (
    "see that the server runs and that name, password, host and database in the address are right"
)


def address(text: str) -> sa.URL:
    """The address of a database as SQLAlchemy has it, with limits to how long it is waited for.

    An SQLite database may be named by the path of its file, too.

    Raises:
        TableError: it is none, or of a database that does not replace tables in one transaction,
            or of the store of an output folder.
    """
    try:
        by_path = is_sqlite_file(text)
        url = sa.URL.create("sqlite", database=text) if by_path else sa.make_url(text)
        dialect = url.get_dialect()
    except (ArgumentError, ImportError, ValueError) as error:
        raise TableError(_NO_ADDRESS) from error
    on_server = dialect.name == "postgresql"
    # a second @ belongs to the password, which would be taken for a host or a database, and shown
    unfinished = text.partition("?")[0].count("@") > 1 if on_server else not url.database
    if dialect.name not in _TO_WRITE or dialect.is_async or unfinished:
        raise TableError(_NO_ADDRESS)
    if not on_server and PurePath(url.database or "").name == STORE_FILE:
        raise store_refused(url)
    if "psycopg" in dialect.driver:
        return url.set(query={**_DEFAULTS, **url.query})
    return url


def store_refused(url: sa.URL) -> TableError:
    """The error of an address that leads to the store of an output folder."""
    return TableError(_NO_STORE.format(shown(url)))


def shown(url: sa.URL) -> str:
    """The address as it may be shown: without the password."""
    return url.set(query={}).render_as_string(hide_password=True)


@contextmanager
def writing(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction in which nobody else writes, and which ends whole or not at all.

    Raises:
        TableError: the database is away or refuses.
    """
    with _transaction(engine, _TO_WRITE) as connection:
        yield connection


@contextmanager
def reading(engine: sa.Engine) -> Iterator[sa.Connection]:
    """A transaction that sees what is written at its beginning, and no more.

    Raises:
        TableError: the database is away or refuses, or lacks a table or a column.
    """
    path = engine.url.database or ""
    if engine.dialect.name == "sqlite" and not Path(path).is_file():  # SQLite would make one
        raise TableError(f"{path} is missing; write it with: {_WRITE_THEM}")
    with _transaction(engine, _TO_READ) as connection:
        yield connection


@contextmanager
def _transaction(
    engine: sa.Engine, openings: Mapping[str, tuple[str, ...]]
) -> Iterator[sa.Connection]:
    if engine.dialect.name not in openings:
        raise TableError(_NO_ADDRESS)
    try:
        with engine.connect() as connection:
            for statement in openings[engine.dialect.name]:
                connection.exec_driver_sql(statement)
            yield connection
            connection.commit()
    except (SQLAlchemyError, UnicodeError) as error:  # such as a host that cannot be one
        raise _told(engine.url, error) from error


def _told(url: sa.URL, error: Exception) -> TableError:
    cause = getattr(error, "orig", None) or error
    reason = next(iter(str(cause).splitlines()), type(cause).__name__)
    reason = reason.replace(url.password, "***") if url.password else reason
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None) or ""
    if code in _LACKS_TABLE or reason.startswith(_LACKS_TABLE):
        return TableError(f"{shown(url)} has no tables: {reason}; write them with: {_WRITE_THEM}")
    if code in _LACKS_COLUMN or reason.startswith(_LACKS_COLUMN):
        return TableError(
            f"{shown(url)} has tables of another version: {reason}; bring them to this one with: "
            + _WRITE_THEM
        )
    cure = next((cure for start, cure in _CURES.items() if code.startswith(start)), _SEE)
    return DatabaseUnavailable(f"{shown(url)} is away or refuses: {reason}; {cure}")
