"""Tables on disk: written whole or not at all, and read back with the same types."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

from pipeline.errors import TableError
from pipeline.timeline.schema import SCHEMAS, TEXTS

TEXTS_FILE = "texts.parquet"
_TEXTS_READ_AT_ONCE = 256


@dataclass(frozen=True, slots=True)
class Tables:
    """The four tables of a run; dates are `datetime.date` or None, texts are never null."""

    timeline: pd.DataFrame
    evidence: pd.DataFrame
    mentions: pd.DataFrame
    articles: pd.DataFrame


def to_frames(rows: Mapping[str, list[dict[str, Any]]]) -> Tables:
    """The rows of each table as DataFrames with the types of `schema`.

    Raises:
        TableError: a row has a column too few or a value of the wrong type.
    """
    return Tables(**{name: _frame(_arrow(name, rows[name])) for name in SCHEMAS})


def write(
    rows: Mapping[str, list[dict[str, Any]]],
    folder: Path,
    run: Mapping[str, Any],
    texts: Mapping[str, str] | None = None,
) -> None:
    """Write every table as .csv and .parquet, and run.json, into `folder`.

    `texts` are those of the articles by their ids, for `read_text`; without them those of an
    earlier run are taken away, since their offsets are no longer those of the tables.

    Raises:
        TableError: the folder cannot be written.
    """
    tables = {name: _arrow(name, rows[name]) for name in SCHEMAS}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, table in tables.items():
            _replace(folder / f"{name}.parquet", partial(_write_parquet, table))
            _replace(folder / f"{name}.csv", partial(_write_csv, table))
        text = json.dumps(run, indent=2, ensure_ascii=False, sort_keys=True) + "\n"
        _replace(folder / "run.json", lambda path: path.write_text(text, encoding="utf-8"))
        _write_texts(texts, folder / TEXTS_FILE)
    except OSError as error:
        raise TableError(
            f"cannot write to {folder}: {error.strerror or error}; choose another --output"
        ) from error


def read_text(folder: Path, article_id: str) -> str | None:
    """The text of one article exactly as it was read, None if `folder` does not hold it.

    Raises:
        TableError: the file of texts is damaged.
    """
    path = folder / TEXTS_FILE
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
    """The tables that `write` left in `folder`.

    Raises:
        TableError: a table is missing, damaged, or lacks a column.
    """
    frames: dict[str, pd.DataFrame] = {}
    for name, schema in SCHEMAS.items():
        path = folder / f"{name}.parquet"
        if not path.is_file():
            raise TableError(f"{path} is missing; build it with: python -m pipeline run")
        try:
            table = pa.parquet.read_table(path)
        except (OSError, pa.ArrowInvalid) as error:
            raise TableError(f"{path} is damaged ({error}); build it again") from error
        missing = [column for column in schema.names if column not in table.column_names]
        if missing:
            raise TableError(f"{path} lacks {', '.join(missing)}; build it again")
        frames[name] = _frame(table.select(schema.names))
    return Tables(**frames)


def _arrow(name: str, rows: list[dict[str, Any]]) -> pa.Table:
    schema = SCHEMAS[name]
    for row in rows:
        if row.keys() != set(schema.names):
            wrong = sorted(row.keys() ^ set(schema.names))
            raise TableError(f"a row of {name} has other columns than the schema: {wrong}")
    try:
        return pa.Table.from_pylist(rows, schema=schema)
    except (pa.ArrowInvalid, pa.ArrowTypeError, UnicodeEncodeError) as error:
        raise TableError(f"a row of {name} does not fit its schema: {error}") from error


def _frame(table: pa.Table) -> pd.DataFrame:
    whole = {field.name: pd.Int64Dtype() for field in table.schema if pa.types.is_int64(field.type)}
    frame: pd.DataFrame = table.to_pandas(date_as_object=True)
    return frame.astype(whole)


def _write_texts(texts: Mapping[str, str] | None, path: Path) -> None:
    if texts is None:
        path.unlink(missing_ok=True)
        return
    rows = [{"article_id": key, "text": text} for key, text in sorted(texts.items())]
    table = pa.Table.from_pylist(rows, schema=TEXTS)
    # Small groups in the order of the ids, so that one text is found without reading all others.
    write_groups = partial(
        pa.parquet.write_table, table, compression="zstd", row_group_size=_TEXTS_READ_AT_ONCE
    )
    _replace(path, write_groups)


def _write_parquet(table: pa.Table, path: Path) -> None:
    pa.parquet.write_table(table, path, compression="zstd")


def _write_csv(table: pa.Table, path: Path) -> None:
    pa.csv.write_csv(table, path, pa.csv.WriteOptions(quoting_style="needed"))


def _replace(path: Path, write_to: Callable[[Path], object]) -> None:
    """Write beside the target and rename, so that a reader never meets half a file."""
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        write_to(draft)
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
