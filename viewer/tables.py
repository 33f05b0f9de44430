"""Where the tables are, and reading them once for all sessions until they change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import streamlit as st

from pipeline.timeline import SCHEMAS, Tables, read
from viewer.viewmodel import TripSummary, trips

VARIABLE = "DEMARCHE_TIMELINE"
_DEFAULT = "data/timeline"
_KEPT = 4


def folder(arguments: Sequence[str], environment: Mapping[str, str]) -> Path:
    """The folder named on the command line, else in the environment, else the sample's."""
    return Path(next(iter(arguments), "") or environment.get(VARIABLE, "") or _DEFAULT)


def load(source: Path) -> tuple[Tables, tuple[TripSummary, ...]]:
    """The tables in a folder and their trips, read again only when one of its files has changed.

    Raises:
        TableError: a table is missing, damaged, or lacks a column.
    """
    return _read(str(source), stamps(source))


@st.cache_data(max_entries=_KEPT, show_spinner=False)
def _read(source: str, stamps: tuple[int, ...]) -> tuple[Tables, tuple[TripSummary, ...]]:
    found = read(Path(source))
    return found, trips(found)


def stamps(source: Path) -> tuple[int, ...]:
    """When each table was last changed, 0 for a missing one; a key for what is made of them."""
    paths = [source / f"{name}.parquet" for name in SCHEMAS]
    return tuple(path.stat().st_mtime_ns if path.is_file() else 0 for path in paths)
