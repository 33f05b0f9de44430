from __future__ import annotations

import json
import tracemalloc
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.model import Article
from pipeline.settings import Settings
from tests.unit.articles.reading import (
    STORY,
    only_article,
    only_reason,
    read,
    read_bytes,
    reasons,
    texts,
)


def lines(*records: object) -> bytes:
    return "\n".join(json.dumps(record) for record in records).encode()


def test_each_line_is_an_article_under_its_own_id_or_number(tmp_path: Path) -> None:
    data = lines({"id": "lima-1", "text": STORY}, {"text": "Two."}, {"id": 7, "text": "Three."})
    items = read_bytes(tmp_path, "news.jsonl", data + b"\n\n")
    assert texts(items) == {"news/lima-1": STORY, "news/2": "Two.", "news/7": "Three."}
    assert {item.path for item in items} == {"news.jsonl"}


def test_the_fields_are_known_by_many_names(tmp_path: Path) -> None:
    record = {
        "Headline": "Talks",
        "articleBody": STORY,
        "published_at": "2018-02-06T10:00:00Z",
        "source": {"id": None, "name": "Outlet"},
        "Link": "https://outlet.example/a",
        "language": "spa",
    }
    article = only_article(read_bytes(tmp_path, "a.json", json.dumps(record).encode()))
    assert (article.article_id, article.text, article.title) == ("a", STORY, "Talks")
    assert (str(article.published), article.source) == ("2018-02-06", "Outlet")
    assert (article.url, article.language) == ("https://outlet.example/a", "es")


def test_the_text_of_a_record_is_kept_to_the_character(tmp_path: Path) -> None:
    text = "\ufeff A\r\nB\u2028C\u00a0D\u202fE\r\n"
    items = read_bytes(tmp_path, "a.jsonl", lines({"text": text}) + b"\r\n")
    assert texts(items) == {"a/1": text}
    raw = json.dumps({"text": text}, ensure_ascii=False).encode()
    assert texts(read_bytes(tmp_path, "b.jsonl", raw)) == {"b/1": text}


def test_half_a_character_is_replaced_so_that_tables_can_be_written(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "a.jsonl", b'{"text": "cut \\ud83d off", "title": "\\udc00"}')
    article = only_article(items)
    assert (article.text, article.title) == ("cut \ufffd off", "\ufffd")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e999", "true", "null"])
def test_a_number_that_is_none_is_no_value(tmp_path: Path, number: str) -> None:
    record = f'{{"text": "One.", "title": {number}, "id": {number}, "date": {number}}}'
    article = only_article(read_bytes(tmp_path, "a.jsonl", record.encode()))
    assert (article.article_id, article.title, article.published) == ("a/1", "", None)
    assert "no text" in only_reason(
        read_bytes(tmp_path, "b.jsonl", f'{{"text": {number}}}'.encode())
    )


def test_an_id_or_number_of_thousands_of_digits_is_kept_out_of_the_tables(tmp_path: Path) -> None:
    record = f'{{"id": {"9" * 4000}, "text": "One.", "date": {"9" * 4000}}}'
    article = only_article(read_bytes(tmp_path, "a.jsonl", record.encode()))
    assert (article.article_id, article.published) == ("a/1", None)
    assert "its date '999" in article.note


def test_json_of_millions_of_values_is_rejected_before_it_is_built(tmp_path: Path) -> None:
    data = b'[{"text": "One."}' + b",[]" * 3_000_000 + b"]"
    assert "too many values" in only_reason(read_bytes(tmp_path, "a.json", data))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_rejected_as_a_whole(tmp_path: Path, encoding: str) -> None:
    data = '{"text": "One."}\n{"text": "Two."}\n'.encode(encoding)
    assert "UTF-16 without" in only_reason(read_bytes(tmp_path, "a.jsonl", data))


def test_a_bad_line_is_rejected_alone(tmp_path: Path) -> None:
    data = b'{"text": "One."}\n{"text": "cut\n\n[1, 2]\n{"title": "x"}\n{"text": "Six."}'
    items = read_bytes(tmp_path, "a.jsonl", data)
    assert texts(items) == {"a/1": "One.", "a/6": "Six."}
    assert list(reasons(items)) == ["a/2", "a/4", "a/5"]
    assert reasons(items)["a/2"].startswith("line 2: not valid JSON")
    assert "not a JSON object" in reasons(items)["a/4"]
    assert "no text" in reasons(items)["a/5"]


@pytest.mark.parametrize(
    "record", [{"text": None}, {"text": ""}, {"text": "  "}, {"text": ["a"]}, {"text": True}, {}]
)
def test_a_record_without_text_is_rejected(tmp_path: Path, record: object) -> None:
    assert "no text" in only_reason(read_bytes(tmp_path, "a.jsonl", lines(record)))
    assert "no text" in only_reason(read_bytes(tmp_path, "b.json", lines(record)))


@pytest.mark.parametrize(
    ("text", "kind"), [(5, "a number"), ([STORY], "a list"), ({"name": STORY}, "an object")]
)
def test_what_stands_for_a_text_and_is_none_is_named(
    tmp_path: Path, text: object, kind: str
) -> None:
    reason = f"no text but {kind}; write the text in quotation marks"
    assert reason in only_reason(read_bytes(tmp_path, "a.jsonl", lines({"text": text})))
    found = read_bytes(tmp_path, "b.jsonl", lines({"text": text, "body": STORY}))
    assert only_article(found).text == STORY


@pytest.mark.parametrize(
    "data",
    [
        b'[{"text": "One."}, {"text": "Tw',
        b'{"text": "One.',
        b'{"text": "One."} {"text": "Two."}',
        b"[" * 100_000,
        b'{"text": "One.", "n": ' + b"9" * 5000 + b"}",
        b"[]",
        b"",
        b'"text"',
        b"null",
    ],
)
def test_a_json_file_that_is_not_whole_is_rejected_as_a_whole(tmp_path: Path, data: bytes) -> None:
    items = read_bytes(tmp_path, "a.json", data)
    assert len(only_reason(items)) < 200
    assert items[0].article_id == "a"


def test_a_list_gives_an_article_a_record(tmp_path: Path) -> None:
    data = json.dumps([{"text": "One."}, "two", {"id": "c", "text": "Three."}]).encode()
    items = read_bytes(tmp_path, "a.json", data)
    assert texts(items) == {"a/1": "One.", "a/c": "Three."}
    assert list(reasons(items)) == ["a/2"]


def test_two_records_with_one_id_are_told_apart(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "a.jsonl", lines(*[{"id": "x", "text": STORY}] * 3))
    assert [item.article_id for item in items] == ["a/x", "a/x~2", "a/x~3"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_lines_are_read_in_other_encodings(tmp_path: Path, encoding: str) -> None:
    text = '{"text": "Bogotá today."}\n{"text": "Two – three."}\n'
    items = read_bytes(tmp_path, "a.jsonl", text.encode(encoding))
    assert texts(items) == {"a/1": "Bogotá today.", "a/2": "Two – three."}


def test_a_huge_line_is_skipped_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    huge = b'{"text": "' + b"x" * 50_000_000 + b'"}'
    path.write_bytes(lines({"text": "One."}) + b"\n" + huge + b"\n" + lines({"text": "Three."}))
    read(path)
    tracemalloc.start()
    items = read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert texts(items) == {"a/1": "One.", "a/3": "Three."}
    assert "line 2: too long" in reasons(items)["a/2"]
    assert peak < 25_000_000


def test_a_text_over_the_limit_in_a_line_is_rejected(tmp_path: Path) -> None:
    data = lines({"text": "x" * 51}, {"text": "é" * 50})
    items = read_bytes(tmp_path, "a.jsonl", data, max_characters=50)
    assert texts(items) == {"a/2": "é" * 50}
    assert "51 characters" in reasons(items)["a/1"]


def test_a_file_of_blank_lines_is_not_lost(tmp_path: Path) -> None:
    assert "empty" in only_reason(read_bytes(tmp_path, "a.jsonl", b"\n \n"))


def test_articles_are_yielded_before_the_file_is_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines(*[{"text": STORY}] * 5000))
    stream = read_articles([str(path)], Settings())
    first = next(stream)
    path.write_bytes(b"")
    assert isinstance(first, Article)
    assert len(list(stream)) < 4999
