from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.articles.reading import only_article, only_reason, read_bytes, reasons, texts


def test_each_row_is_an_article(tmp_path: Path) -> None:
    data = (
        "id,Title,Published At,Body,Outlet\r\n"
        'x,"Kerry, in Lima",2018-02-06,"He said ""yes"".\r\n\r\nThen, he left.",Outlet\r\n'
        ",Two,,Short.,\r\n"
    )
    items = read_bytes(tmp_path, "news.csv", data.encode("utf-8-sig"))
    assert texts(items) == {"news/x": 'He said "yes".\r\n\r\nThen, he left.', "news/2": "Short."}
    first = only_article(items[:1])
    assert (first.title, str(first.published)) == ("Kerry, in Lima", "2018-02-06")
    assert (first.source, first.path) == ("Outlet", "news.csv")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(tmp_path: Path, delimiter: str) -> None:
    data = delimiter.join(["id", "title", "text"]) + "\n" + delimiter.join(["a", "T", "Gone."])
    assert texts(read_bytes(tmp_path, "n.csv", data.encode("cp1252"))) == {"n/a": "Gone."}


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\n\n", "empty"),
        (b"id,title\n1,Talks\n", "no text column among id, title"),
        (b"id,text\n", "no row"),
    ],
)
def test_a_table_without_articles_is_rejected(tmp_path: Path, data: bytes, word: str) -> None:
    assert word in only_reason(read_bytes(tmp_path, "n.csv", data))


def test_a_bad_row_is_rejected_alone(tmp_path: Path) -> None:
    data = (
        b'id,title,text\n1,One,Gone.\n2,Two\n3,Three,Gone, and back.\n4,Four,""\n'
        b'5,Five,"He said "yes" twice"\n\n6,Six,Gone.,,\n7,Seven,\xe9t\xe9.\n8,Eight,a\0b\n'
    )
    items = read_bytes(tmp_path, "n.csv", data)
    assert texts(items) == {"n/1": "Gone.", "n/6": "Gone.", "n/7": "été."}
    assert list(reasons(items)) == ["n/2", "n/3", "n/4", "n/5", "n/8"]
    assert "row 2: 2 fields where the header has 3" in reasons(items)["n/2"]
    assert "row 3: 4 fields" in reasons(items)["n/3"]
    assert "row 4: empty" in reasons(items)["n/4"]
    assert "row 5: broken quoting" in reasons(items)["n/5"]


def test_an_open_quote_never_makes_one_article_of_many(tmp_path: Path) -> None:
    data = b'id,text\n1,Gone.\n2,"Open\n3,Gone.\n4,Gone.\n'
    items = read_bytes(tmp_path, "n.csv", data)
    assert texts(items) == {"n/1": "Gone."}
    assert "broken quoting" in reasons(items)["n/2"]


def test_a_huge_row_is_skipped_and_the_next_is_read(tmp_path: Path) -> None:
    data = b"id,text\n1,Gone.\n2," + b"x" * 20_000_000 + b"\n3,Back.\n"
    items = read_bytes(tmp_path, "n.csv", data)
    assert texts(items) == {"n/1": "Gone.", "n/3": "Back."}
    assert "too long" in reasons(items)["n/2"]


def test_a_text_longer_than_the_csv_module_allows_by_default_is_read(tmp_path: Path) -> None:
    data = b'id,text\n1,"' + b"Gone. \n" * 25_000 + b'"\n'
    assert len(only_article(read_bytes(tmp_path, "n.csv", data)).text) == 175_000
