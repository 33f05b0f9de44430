from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet
import pytest

from pipeline.articles import read_articles
from pipeline.model import Article
from pipeline.settings import Settings
from tests.unit.articles.packing import zipped
from tests.unit.articles.reading import (
    STORY,
    only_article,
    only_reason,
    read_bytes,
    reasons,
    texts,
)


def parquet(columns: dict[str, Any], **how: object) -> bytes:
    stream = io.BytesIO()
    pa.parquet.write_table(pa.table(columns), stream, **how)
    return stream.getvalue()


ROWS = parquet(
    {
        "id": [7, 8, 9],
        "Headline": ["Talks", None, ""],
        "body": [STORY, None, "Gone."],
        "published_at": [
            datetime(2018, 2, 6, 10, tzinfo=UTC),
            None,
            datetime(2018, 3, 1, tzinfo=UTC),
        ],
        "source": [{"name": "Outlet"}, None, None],
        "views": [1, 2, 3],
    },
    row_group_size=1,
)


def test_each_row_is_an_article(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "news.parquet", ROWS)
    assert texts(items) == {"news/7": STORY, "news/9": "Gone."}
    assert reasons(items) == {"news/8": "row 2: empty: no text to read; remove the file or fill it"}
    first = only_article(items[:1])
    assert (first.title, first.source, str(first.published)) == ("Talks", "Outlet", "2018-02-06")


def test_a_table_in_an_archive_is_read(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "n.zip", zipped({"news.parquet": ROWS}))
    assert list(texts(items)) == ["n/news/7", "n/news/9"]


@pytest.mark.parametrize(
    "column",
    [
        pa.array([STORY], pa.large_string()),
        pa.array([STORY], pa.string_view()),
        pa.array([STORY]).dictionary_encode(),
        pa.array([STORY.encode()], pa.binary()),
    ],
    ids=["large", "view", "dictionary", "binary"],
)
def test_a_text_is_read_in_whatever_form_it_is_kept(tmp_path: Path, column: pa.Array) -> None:
    assert only_article(read_bytes(tmp_path, "n.parquet", parquet({"text": column}))).text == STORY


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (pa.array([date(2018, 2, 6)]), "2018-02-06"),
        (pa.array(["2018-02"]), "2018-02"),
        (pa.array([2018]), "2018"),
        (pa.array([float("nan")]), "None"),
        (pa.array([1517900000000000000], pa.timestamp("ns")), "2018-02-06"),
    ],
)
def test_dates_of_any_type_are_read(tmp_path: Path, days: pa.Array, expected: str) -> None:
    items = read_bytes(tmp_path, "n.parquet", parquet({"text": [STORY], "date": days}))
    assert str(only_article(items).published) == expected


def test_a_moment_that_is_no_day_leaves_the_article_undated_and_says_so(tmp_path: Path) -> None:
    days = pa.array([2**62], pa.timestamp("us"))
    article = only_article(
        read_bytes(tmp_path, "n.parquet", parquet({"text": [STORY], "date": days}))
    )
    assert article.published is None
    assert "its date '4611686018427387904'" in article.note


def test_a_value_that_is_no_text_rejects_its_row_alone(tmp_path: Path) -> None:
    bad = pa.Array.from_buffers(
        pa.string(),
        2,
        [None, pa.py_buffer(b"\0\0\0\0\4\0\0\0\x09\0\0\0"), pa.py_buffer(b"a\xff\xfebGone.")],
    )
    items = read_bytes(tmp_path, "n.parquet", parquet({"text": bad}))
    assert texts(items) == {"n/2": "Gone."}
    assert "row 1: a value cannot be read" in reasons(items)["n/1"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "not a whole Parquet file"),
        (b"PAR1" + b"x" * 50 + b"PAR1", "not a whole Parquet file"),
        (ROWS[:-9], "not a whole Parquet file"),
        (parquet({"a": [1], "b": [2]}), "no text column among a, b; name one of them text"),
        (parquet({"text": [["a"]]}), "column 'text' holds list<"),
        (parquet({"text": [{"a": "b"}]}), "column 'text' holds struct<"),
        (parquet({"text": pa.array([], pa.string())}), "no row"),
        (parquet({"text": ["x" * 120_000_000]}, compression="zstd"), "zip bomb"),
    ],
)
def test_a_table_that_cannot_be_used_is_rejected(tmp_path: Path, data: bytes, word: str) -> None:
    assert word in only_reason(read_bytes(tmp_path, "n.parquet", data))


def test_rows_before_a_damage_are_read(tmp_path: Path) -> None:
    plain = {"use_dictionary": False, "write_statistics": False, "compression": "none"}
    data = bytearray(parquet({"text": [STORY, "Back."]}, row_group_size=1, **plain))
    damage = data.index(b"Back.")
    data[damage - 25 : damage] = b"\xff" * 25
    items = read_bytes(tmp_path, "n.parquet", bytes(data))
    assert texts(items) == {"n/1": STORY}
    assert "damaged" in reasons(items)["n"]


def test_a_value_repeated_a_million_times_is_a_bomb(tmp_path: Path) -> None:
    column = pa.DictionaryArray.from_arrays([0] * 1_000_000, ["x" * 150_000])
    (tmp_path / "n.parquet").write_bytes(parquet({"text": column}))
    kept, reason = 0, ""
    for item in read_articles([str(tmp_path / "n.parquet")], Settings()):
        kept += isinstance(item, Article)
        reason = "" if isinstance(item, Article) else item.reason
    assert kept < 1000
    assert "zip bomb" in reason
