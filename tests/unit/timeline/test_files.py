from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet
import pytest
from pandas.testing import assert_frame_equal

from pipeline.errors import TableError
from pipeline.timeline import SCHEMAS, TEXTS_FILE, read, read_text, rows, to_frames, write
from tests.unit.timeline.made import EXTRACTION, LUSAKA, dates, stop, trip

RUN = {"versions": {"b": "2", "a": "1"}}
ROWS = rows([EXTRACTION], [trip(stop(dates=dates("2024-05-07")), stop(LUSAKA))])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(ROWS, tmp_path / "tables", RUN)
    return tmp_path / "tables"


def cells(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def changed(table: str, values: dict[str, object]) -> dict[str, list[dict[str, Any]]]:
    return {**ROWS, table: [{**row, **values} for row in ROWS[table]]}


@pytest.mark.parametrize("name", SCHEMAS)
def test_what_was_written_is_read_back_with_its_types(folder: Path, name: str) -> None:
    written, found = getattr(to_frames(ROWS), name), getattr(read(folder), name)
    assert_frame_equal(found, written)
    assert list(found.columns) == SCHEMAS[name].names


def test_a_folder_holds_each_table_twice_and_the_record_of_the_run(folder: Path) -> None:
    expected = {f"{name}.{suffix}" for name in SCHEMAS for suffix in ("csv", "parquet")}
    assert {path.name for path in folder.iterdir()} == expected | {"run.json"}
    assert json.loads((folder / "run.json").read_text(encoding="utf-8")) == RUN


def test_namibia_is_the_text_na(folder: Path) -> None:
    frame = read(folder).timeline
    assert list(frame["country_code"]) == ["NA", "ZM"]
    assert frame["country_code"].notna().all()
    assert cells(folder / "timeline.csv")[0]["country_code"] == "NA"


def test_an_unknown_date_is_empty_and_a_known_one_a_date(folder: Path) -> None:
    assert list(read(folder).timeline["arrival"]) == [date(2024, 5, 7), None]
    assert [row["arrival"] for row in cells(folder / "timeline.csv")] == ["2024-05-07", ""]


def test_whole_numbers_stay_whole_where_some_are_missing(folder: Path) -> None:
    frame = read(folder).timeline
    assert frame["leg_km"].dtype == pd.Int64Dtype()
    assert frame["leg_km"].isna().tolist() == [True, False]
    first, _ = cells(folder / "timeline.csv")
    assert first["leg_km"] == ""


def test_any_text_survives_as_csv(tmp_path: Path) -> None:
    hostile = 'He said: "no",\nthen; left\ttown – "NA", \u202fnull'
    write(changed("evidence", {"snippet": hostile}), tmp_path, RUN)
    assert [row["snippet"] for row in cells(tmp_path / "evidence.csv")] == [hostile] * 2
    assert list(read(tmp_path).evidence["snippet"]) == [hostile] * 2


def test_empty_tables_keep_their_columns_and_types(tmp_path: Path) -> None:
    write({name: [] for name in SCHEMAS}, tmp_path, RUN)
    frame = read(tmp_path).timeline
    assert frame.empty
    assert list(frame.columns) == SCHEMAS["timeline"].names
    assert frame["sequence"].dtype == pd.Int64Dtype()


def test_the_same_rows_give_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(ROWS, tmp_path / "again", RUN)
    for path in folder.iterdir():
        assert (tmp_path / "again" / path.name).read_bytes() == path.read_bytes()


def test_a_file_that_no_run_wrote_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "evidence.csv").write_text("keep,me\n1,2\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"evidence\.csv was not written .* choose another"):
        write(ROWS, tmp_path, RUN)
    assert [path.name for path in tmp_path.iterdir()] == ["evidence.csv"]
    assert (tmp_path / "evidence.csv").read_text(encoding="utf-8") == "keep,me\n1,2\n"


def test_a_missing_table_is_named_with_its_cure(folder: Path) -> None:
    (folder / "evidence.parquet").unlink()
    with pytest.raises(TableError, match=r"evidence\.parquet is missing; .*pipeline run"):
        read(folder)


def test_a_folder_that_is_not_there_is_a_missing_table(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="missing"):
        read(tmp_path / "nowhere")


@pytest.mark.parametrize("content", [b"", b"PAR1", b"no parquet at all" * 100])
def test_a_damaged_table_is_named(folder: Path, content: bytes) -> None:
    (folder / "mentions.parquet").write_bytes(content)
    with pytest.raises(TableError, match=r"mentions\.parquet is damaged .*build it again"):
        read(folder)


def test_half_a_table_is_damaged(folder: Path) -> None:
    path = folder / "timeline.parquet"
    path.write_bytes(path.read_bytes()[:-100])
    with pytest.raises(TableError, match="damaged"):
        read(folder)


def test_a_table_without_a_column_is_named(folder: Path) -> None:
    path = folder / "articles.parquet"
    table = pyarrow.parquet.read_table(path).drop_columns(["reason"])
    pyarrow.parquet.write_table(table, path)
    with pytest.raises(TableError, match=r"lacks reason; build it again"):
        read(folder)


def test_tables_from_before_a_column_are_read_with_it_empty(folder: Path) -> None:
    path = folder / "articles.parquet"
    pyarrow.parquet.write_table(pyarrow.parquet.read_table(path).drop_columns(["same_as"]), path)
    assert_frame_equal(read(folder).articles, to_frames(ROWS).articles)


def test_a_column_of_a_later_version_is_left_out(folder: Path) -> None:
    path = folder / "articles.parquet"
    table = pyarrow.parquet.read_table(path)
    pyarrow.parquet.write_table(table.append_column("mood", table["title"]), path)
    assert list(read(folder).articles.columns) == SCHEMAS["articles"].names


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"leg_km": "far"}, "does not fit"),
        ({"arrival": "2024-05-07"}, "does not fit"),
        ({"mood": "good"}, "other columns"),
    ],
)
def test_a_row_that_breaks_the_schema_is_refused_before_anything_is_written(
    folder: Path, values: dict[str, object], message: str
) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(TableError, match=message):
        write(changed("timeline", values), folder, RUN)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_table_that_cannot_be_put_in_place_leaves_no_draft(folder: Path) -> None:
    blocked = folder / "evidence.csv"
    blocked.unlink()
    blocked.mkdir()
    names = {path.name for path in folder.iterdir()}
    with pytest.raises(TableError, match="choose another --output"):
        write(ROWS, folder, RUN)
    assert {path.name for path in folder.iterdir()} == names
    assert len(read(folder).timeline) == 2


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(TableError, match="cannot write to"):
        write(ROWS, tmp_path / "file", RUN)


TEXTS = {"b/2": "Zwei\r\n\u00e9t\u00e9 \U0001f600", "a/1": "", "c": "Drei"}


def test_a_text_is_read_back_exactly_as_it_was_given(tmp_path: Path) -> None:
    write(ROWS, tmp_path, RUN, TEXTS)
    assert {key: read_text(tmp_path, key) for key in TEXTS} == TEXTS
    assert read_text(tmp_path, "nobody") is None


def test_one_text_is_found_among_many(tmp_path: Path) -> None:
    many = {f"{number:05}": f"text {number}" for number in range(1000)}
    write(ROWS, tmp_path, RUN, many)
    assert read_text(tmp_path, "00777") == "text 777"
    assert pyarrow.parquet.ParquetFile(tmp_path / TEXTS_FILE).num_row_groups == 4


def test_without_texts_those_of_an_earlier_run_are_taken_away(folder: Path) -> None:
    write(ROWS, folder, RUN, TEXTS)
    write(ROWS, folder, RUN)
    assert read_text(folder, "c") is None
    assert not (folder / TEXTS_FILE).exists()


def test_damaged_texts_are_named(folder: Path) -> None:
    (folder / TEXTS_FILE).write_bytes(b"PAR1 no more")
    with pytest.raises(TableError, match=r"texts\.parquet is damaged .*build it again"):
        read_text(folder, "c")
