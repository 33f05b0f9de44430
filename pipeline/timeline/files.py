"""Tables on disk: written whole or not at all, and read back with the same types."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.replacement import current, finish, replacing
from pipeline.timeline.schema import LATER, SCHEMAS, Row
from pipeline.timeline.streams import arrow, write_table, write_texts

TEXTS_FILE = "texts.parquet"
_READ_AGAIN = 20  # times, while one run after the other replaces the tables


@dataclass(frozen=True, slots=True)
class Tables:
    """The four tables of a run; dates are `datetime.date` or None, texts are never null."""

    timeline: pd.DataFrame
    evidence: pd.DataFrame
    mentions: pd.DataFrame
    articles: pd.DataFrame


def to_frames(rows: Mapping[str, Iterable[Row]]) -> Tables:
    """The rows of each table as DataFrames with the types of `schema`.

    Raises:
        TableError: a row has a column too few or a value of the wrong type.
    """
    return Tables(**{name: to_frame(arrow(name, list(rows[name]))) for name in SCHEMAS})


def write(
    rows: Mapping[str, Iterable[Row]],
    folder: Path,
    run: Mapping[str, Any],
    texts: Mapping[str, str] | Iterable[tuple[str, str]] | None = None,
) -> None:
    """Write every table as .csv and .parquet, and run.json, into `folder`: all of it or nothing.

    Rows are taken as they come, so that a table may be larger than the memory. `texts` are those
    of the articles by their ids, for `read_text`, in the order of the ids unless they are a
    mapping; without them those of an earlier run are taken away, since their offsets are no
    longer those of the tables. Only one may write into a folder at a time.

    Raises:
        TableError: the folder cannot be written, or has files of these names that no run wrote.
    """
    _ensure_ours(folder)
    with replacing(folder) as files:
        for name in SCHEMAS:
            write_table(
                name, rows[name], files.draft(f"{name}.parquet"), files.draft(f"{name}.csv")
            )
        record = json.dumps(run, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        files.draft("run.json").write_text(record, encoding="utf-8")
        if texts is None:
            files.remove(TEXTS_FILE)
        else:
            of_ids = sorted(texts.items()) if isinstance(texts, Mapping) else texts
            write_texts(of_ids, files.draft(TEXTS_FILE))


def _ensure_ours(folder: Path) -> None:
    for name, schema in SCHEMAS.items():
        path = folder / f"{name}.csv"
        try:
            with path.open("rb") as lines:
                head = lines.readline()
        except OSError:  # mostly none is there; what keeps it from being replaced, replacing says
            continue
        if head and head.partition(b",")[0].strip(b'"') != schema.names[0].encode():
            raise TableError(
                f"{path} was not written by Demarche, and would be overwritten; "
                "choose another --output"
            )


def read_text(folder: Path, article_id: str) -> str | None:
    """The text of one article exactly as it was read, None if `folder` does not hold it.

    Raises:
        TableError: the file of texts is damaged.
    """
    path = current(folder, TEXTS_FILE)
    if not path.is_file():
        return None
    try:
        found = pa.parquet.read_table(
            path, columns=["text"], filters=[("article_id", "=", article_id)]
        )
    except (OSError, pa.ArrowInvalid) as error:
        raise TableError(f"{path} is damaged ({error}); build it again") from error
    return str(found["text"][0].as_py()) if found.num_rows else None


def read(folder: Path) -> Tables:
    """The tables that one run left in `folder`, also while the next run is replacing them.

    Raises:
        TableError: a table is missing, damaged, or lacks a column.
    """
    for _ in range(_READ_AGAIN):
        with suppress(OSError):  # who may not write reads the drafts
            finish(folder)
        before = _stamps(folder)
        try:
            found = Tables(**{name: _read_table(folder, name) for name in SCHEMAS})
        except TableError:
            if _stamps(folder) == before:
                raise
            continue
        if _stamps(folder) == before:
            return found
    raise TableError(f"the tables in {folder} change all the time; read them again later")


def _stamps(folder: Path) -> list[tuple[Path, int, int]]:
    """What tells the files of one run from those of another."""
    paths = [current(folder, f"{name}.parquet") for name in SCHEMAS]
    return [
        (path, status.st_ino, status.st_mtime_ns)
        for path in paths
        if (status := _status(path)) is not None
    ]


def _status(path: Path) -> os.stat_result | None:
    try:
        return path.stat()
    except OSError:
        return None


def _read_table(folder: Path, name: str) -> pd.DataFrame:
    path, schema = current(folder, f"{name}.parquet"), SCHEMAS[name]
    if not path.is_file():
        raise TableError(f"{path} is missing; build it with: python -m pipeline run")
    try:
        table = pa.parquet.read_table(path)
    except (OSError, pa.ArrowInvalid) as error:
        raise TableError(f"{path} is damaged ({error}); build it again") from error
    table = _with_later(table, name)
    missing = [column for column in schema.names if column not in table.column_names]
    if missing:
        raise TableError(f"{path} lacks {', '.join(missing)}; build it again")
    return to_frame(table.select(schema.names))


def _with_later(table: pa.Table, name: str) -> pa.Table:
    """A table of an earlier version with the columns that it does not know, empty."""
    for column in LATER.get(name, ()):
        if column not in table.column_names:
            table = table.append_column(column, pa.array([""] * table.num_rows, pa.string()))
    return table


def to_frame(table: pa.Table) -> pd.DataFrame:
    """A table as a DataFrame whose whole numbers may be missing and whose days are dates."""
    whole = {field.name: pd.Int64Dtype() for field in table.schema if pa.types.is_int64(field.type)}
    frame: pd.DataFrame = table.to_pandas(date_as_object=True)
    return frame.astype(whole)
