"""Where the tables are: a folder, or a database that a team shares."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import streamlit as st
from streamlit.errors import StreamlitAPIException

from pipeline import timeline
from pipeline.errors import TableError
from pipeline.timeline import SCHEMAS, Tables
from pipeline.timeline.naming import is_database

if TYPE_CHECKING:
    from sqlalchemy import Engine

VARIABLE, DATABASE_VARIABLE = "DEMARCHE_TIMELINE", "DEMARCHE_DATABASE"
_DEFAULT = "data/timeline"
_NAME = "demarche"
_PARTS = ("username", "password", "host", "port", "database", "query")  # of an address
_LOOK_AGAIN = 1  # seconds; in between, all visitors together ask a database once

Stamps = tuple[int | str, ...]


class Source(Protocol):
    """Where tables are read from; a value, by which what was read is remembered."""

    @property
    def shown(self) -> str:
        """What it is called on the page; never with a password."""

    @property
    def command(self) -> str:
        """The command that writes tables there."""

    def stamps(self) -> Stamps:
        """What changes when the tables do; a key for what is made of them."""

    def read(self) -> Tables:
        """The tables."""

    def read_text(self, article_id: str) -> str | None:
        """The text of one article, None where it is not kept."""


def chosen(arguments: Sequence[str], environment: Mapping[str, str]) -> Source:
    """What the command line names, else the environment, else the secrets, else the sample's."""
    named = next(iter(arguments), "")
    if named:
        return _named(named)
    if environment.get(DATABASE_VARIABLE):
        return Database(environment[DATABASE_VARIABLE])
    if environment.get(VARIABLE):
        return _named(environment[VARIABLE])
    return Database() if _in_secrets() else Folder(_DEFAULT)


def _named(text: str) -> Source:
    return Database(text) if is_database(text) else Folder(text)


def _in_secrets() -> bool:
    return st.secrets.load_if_toml_exists() and _NAME in st.secrets.get("connections", {})


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of files, as `python -m pipeline run --output` leaves it."""

    path: str

    @property
    def shown(self) -> str:
        """Its path."""
        return self.path

    @property
    def command(self) -> str:
        """A run with it as output."""
        return f"python -m pipeline run data/articles --output {shlex.quote(self.shown)}"

    def stamps(self) -> Stamps:
        """When each table was last changed, 0 for a missing one."""
        paths = [Path(self.path, f"{name}.parquet") for name in SCHEMAS]
        return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)

    def read(self) -> Tables:
        """The tables in it.

        Raises:
            TableError: a table is missing, damaged, or lacks a column.
        """
        return timeline.read(Path(self.path))

    def read_text(self, article_id: str) -> str | None:
        """The text of one article as it was read, None if the folder does not hold it.

        Raises:
            TableError: the file of texts is damaged.
        """
        return timeline.read_text(Path(self.path), article_id)


@dataclass(frozen=True, slots=True)
class Database:
    """A database, as `python -m pipeline run --database` leaves it.

    Without an address it is the one of `[connections.demarche]` in Streamlit's secrets.
    """

    address: str = ""

    @property
    def shown(self) -> str:
        """Its address without the password."""
        from pipeline.timeline import connection

        try:
            return connection.shown(self._engine().url)
        except TableError:
            return "the database"

    @property
    def command(self) -> str:
        """A run that writes to it as well."""
        return "python -m pipeline run data/articles --output out --database " + shlex.quote(
            self.shown
        )

    def stamps(self) -> Stamps:
        """The stamp of the run that wrote it.

        Raises:
            TableError: it is away or refuses, or has no tables.
        """
        return (_stamp(self),)

    def read(self) -> Tables:
        """The tables in it.

        Raises:
            TableError: it is away or refuses, or lacks a table or a column.
        """
        from pipeline.timeline import database

        return database.read(self._engine())

    def read_text(self, article_id: str) -> str | None:
        """The text of one article, None if the database does not hold it.

        Raises:
            TableError: as `read`.
        """
        from pipeline.timeline import database

        return database.read_text(self._engine(), article_id)

    def read_stamp(self) -> str:
        """The stamp, asked for now.

        Raises:
            TableError: as `read`.
        """
        from pipeline.timeline import database

        return database.read_stamp(self._engine())

    def _engine(self) -> Engine:
        from sqlalchemy.exc import SQLAlchemyError

        from pipeline.timeline import connection

        # a connection of the pool may have died with a server that was started again
        options: dict[str, Any] = {"pool_pre_ping": True}
        try:
            told = self.address or _address_in_secrets()
            if told:
                options["url"] = connection.address(told).render_as_string(hide_password=False)
            engine: Engine = st.connection(_NAME, type="sql", **options).engine
        except (StreamlitAPIException, SQLAlchemyError, ImportError, TypeError) as error:
            raise TableError(
                "the secrets of this app name no database that can be opened; "
                f"give [connections.{_NAME}] a line: url = ..."
            ) from error
        return engine


def _address_in_secrets() -> str:
    """The address in the secrets, whole or put together; empty where Streamlit says what lacks."""
    from sqlalchemy import URL

    told = st.secrets["connections"][_NAME].to_dict()
    if "url" in told or not {"dialect", "username", "host"} <= told.keys():
        return str(told.get("url", ""))
    driver = "+".join(told[key] for key in ("dialect", "driver") if key in told)
    parts = {key: told[key] for key in _PARTS if key in told}
    return URL.create(driver, **parts).render_as_string(hide_password=False)


@st.cache_data(ttl=_LOOK_AGAIN, max_entries=4, show_spinner=False)
def _stamp(source: Database) -> str:
    return source.read_stamp()
