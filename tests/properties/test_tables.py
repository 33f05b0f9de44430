"""Whatever the cells hold, the tables come back from disk as they were written."""

from __future__ import annotations

import csv
import tempfile
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from pipeline.timeline import SCHEMAS, read, to_frames, write

_CELLS: dict[pa.DataType, st.SearchStrategy[Any]] = {
    pa.string(): st.text(st.characters(codec="utf-8", exclude_characters="\0")),
    pa.int64(): st.none() | st.integers(-(2**31), 2**31),
    pa.float64(): st.none() | st.floats(-1e6, 1e6).map(lambda figure: round(figure, 5)),
    pa.date32(): st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31)),
}


def rows_of(name: str) -> st.SearchStrategy[dict[str, list[dict[str, Any]]]]:
    row = st.fixed_dictionaries({field.name: _CELLS[field.type] for field in SCHEMAS[name]})
    empty: dict[str, list[dict[str, Any]]] = {table: [] for table in SCHEMAS}
    return st.lists(row, max_size=4).map(lambda rows: {**empty, name: rows})


@pytest.mark.parametrize("name", SCHEMAS)
@given(data=st.data())
def test_a_table_survives_the_disk(name: str, data: st.DataObject) -> None:
    rows = data.draw(rows_of(name))
    with tempfile.TemporaryDirectory() as folder:
        write(rows, Path(folder), {})
        found = getattr(read(Path(folder)), name)
        assert_frame_equal(found, getattr(to_frames(rows), name))
        with (Path(folder) / f"{name}.csv").open(encoding="utf-8", newline="") as lines:
            cells = list(csv.DictReader(lines))
    texts = [field.name for field in SCHEMAS[name] if field.type == pa.string()]
    assert [[cell[t] for t in texts] for cell in cells] == [
        [row[t] for t in texts] for row in rows[name]
    ]
