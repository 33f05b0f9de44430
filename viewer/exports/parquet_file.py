"""The rows for analysis, each column with its type."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from pipeline.timeline import Tables
from viewer.exports.selection import SCHEMA, selection


def parquet_file(tables: Tables, rows: pd.DataFrame) -> bytes:
    """The rows as Parquet: texts, whole numbers, degrees and days as such, empty cells as null."""
    stops = [stop for trip in selection(tables, rows) for stop in trip.stops]
    buffer = pa.BufferOutputStream()
    pa.parquet.write_table(pa.Table.from_pylist(stops, SCHEMA), buffer, compression="zstd")
    return bytes(buffer.getvalue())
