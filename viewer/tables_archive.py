"""The four tables as one file to take away."""

from __future__ import annotations

import io
import zipfile

import pandas as pd
import pyarrow as pa
import pyarrow.parquet

from pipeline.timeline import SCHEMAS, Tables
from viewer.exports import csv_table


def tables_zip(tables: Tables) -> bytes:
    """A ZIP file with each table as .csv, safe for spreadsheets, and as .parquet."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in SCHEMAS:
            frame: pd.DataFrame = getattr(tables, name)
            # named by ZipInfo, which asks no clock
            packed.writestr(zipfile.ZipInfo(f"{name}.csv"), csv_table(frame))
            packed.writestr(zipfile.ZipInfo(f"{name}.parquet"), _parquet(name, frame))
    return archive.getvalue()


def _parquet(name: str, frame: pd.DataFrame) -> bytes:
    table = pa.Table.from_pandas(frame, schema=SCHEMAS[name], preserve_index=False)
    written = io.BytesIO()
    pa.parquet.write_table(table, written, compression="zstd")
    return written.getvalue()
