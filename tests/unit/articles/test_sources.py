from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.articles.sources import read_sources
from pipeline.errors import InputError, SettingsError
from pipeline.model import PublishedBasis
from pipeline.settings import Settings
from tests.unit.articles.packing import zipped
from tests.unit.articles.reading import STORY, only_article, read, reasons, texts


def written(folder: Path, toml: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(toml, encoding="utf-8")
    return path


def test_sources_are_read_in_their_order_from_the_folder_of_the_list(tmp_path: Path) -> None:
    (tmp_path / "wire").mkdir()
    (tmp_path / "wire" / "b.txt").write_text(STORY)
    (tmp_path / "a.zip").write_bytes(zipped({"c.md": STORY.encode()}))
    path = written(tmp_path, '[[source]]\npath = "wire"\n[[source]]\npath = "a.zip"\n')
    assert list(texts(read(path))) == ["b", "a/c"]


def test_a_name_and_a_language_are_those_of_every_article(tmp_path: Path) -> None:
    records = [{"text": STORY}, {"text": STORY, "source": "Own Post", "language": "fr"}]
    (tmp_path / "n.json").write_text(json.dumps(records))
    toml = '[[source]]\npath = "n.json"\nname = "Harbour Wire"\nlanguage = "en-GB"\n'
    one, two = (only_article([item]) for item in read(written(tmp_path, toml)))
    assert (one.source, two.source) == ("Harbour Wire", "Own Post")
    assert (one.language, two.language) == ("en", "en")


@pytest.mark.parametrize("table", ["n.csv", "n.jsonl", "n.zip"])
def test_columns_of_a_foreign_table_are_mapped_by_name(tmp_path: Path, table: str) -> None:
    csv = f"key,Story Text,date_posted,text\nx,{STORY},2018-02,teaser\n".encode()
    record = {"key": "x", "story_text": STORY, "date_posted": "2018-02", "text": "teaser"}
    data = {"n.csv": csv, "n.jsonl": json.dumps(record).encode(), "n.zip": zipped({"x.csv": csv})}
    (tmp_path / table).write_bytes(data[table])
    toml = (
        f'[[source]]\npath = "{table}"\n'
        'columns = { text = "story text", published = "date_posted", id = "key" }\n'
    )
    article = only_article(read(written(tmp_path, toml)))
    assert article.article_id.endswith("/x")
    assert (article.text, str(article.published)) == (STORY, "2018-02")


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (tmp_path / "n.csv").write_text("id,story,day\n1,Gone.,2018\n")
    (tmp_path / "n.jsonl").write_text('{"id": 1, "story": "Gone."}\n')
    columns = 'columns = { text = "body" }\n'
    path = written(
        tmp_path,
        f'[[source]]\npath = "n.csv"\n{columns}[[source]]\npath = "n.jsonl"\n{columns}',
    )
    why = reasons(read(path))
    assert why["n"] == "no column 'body' for the text among id, story, day; put it right"
    assert why["n/1"] == "line 1: no text; give it in a field named body (there are: id, story)"


@pytest.mark.parametrize(
    ("written_as", "own", "expected", "basis"),
    [
        ('"2024-05"', "", "2024-05", PublishedBasis.GIVEN),
        ("2024-05-14", "2018-02-06", "2024-05-14", PublishedBasis.GIVEN),
        ("2024", "", "2024", PublishedBasis.GIVEN),
        ('"2018"', "2018-02-06", "2018-02-06", PublishedBasis.STATED),
        ('"14 May 2024"', "", "2024-05-14", PublishedBasis.GIVEN),
    ],
)
def test_the_user_overrides_the_date_unless_the_article_only_makes_it_finer(
    tmp_path: Path, written_as: str, own: str, expected: str, basis: PublishedBasis
) -> None:
    (tmp_path / "n.txt").write_text(f"---\ntitle: T\ndate: {own}\n---\n{STORY}")
    toml = f'[[source]]\npath = "n.txt"\npublished = {written_as}\n'
    article = only_article(read(written(tmp_path, toml)))
    assert (str(article.published), article.published_basis) == (expected, basis)


def test_the_settings_override_the_date_of_every_input_but_those_with_their_own(
    tmp_path: Path,
) -> None:
    (tmp_path / "n.txt").write_text(STORY)
    path = written(tmp_path, '[[source]]\npath = "n.txt"\npublished = "2024-05"\n')
    settings = Settings(published="2023")
    items = read(tmp_path / "n.txt", path, settings=settings)
    assert [str(only_article([item]).published) for item in items] == ["2023", "2024-05"]
    with pytest.raises(SettingsError, match="YYYY-MM-DD"):
        read_articles([str(tmp_path / "n.txt")], Settings(published="31 April 2024"))


def test_addresses_and_feeds_are_handed_on(tmp_path: Path) -> None:
    toml = (
        '[[source]]\naddress = "https://outlet.example/a"\n'
        '[[source]]\nfeed = "http://outlet.example/feed.xml"\nname = "Outlet"\n'
    )
    found = read_sources(written(tmp_path, toml))
    assert [source.given for source in found] == [
        "https://outlet.example/a",
        "http://outlet.example/feed.xml",
    ]
    assert found[1].told.source == "Outlet"


@pytest.mark.parametrize(
    ("toml", "problem"),
    [
        ("", "names no source"),
        ("source = []", "names no source"),
        ("source = [1]", "source 1 is no table"),
        ("[[sources]]\n", "unknown key 'sources'; allowed: source"),
        ("[[source]]\n", "source 1: give one of path, address, feed"),
        ('[[source]]\npath = "a"\naddress = "b"', "source 1: give one of path, address, feed"),
        ('[[source]]\npath = "a"\nadress = "b"', "source 1: unknown key 'adress'; allowed: path,"),
        ('[[source]]\npath = ""', "path must be a text in quotes"),
        ("[[source]]\npath = 1", "path must be a text in quotes"),
        ('[[source]]\npath = "a"\npublished = "soon"', "published is 'soon'; give YYYY"),
        ('[[source]]\npath = "a"\npublished = "2024-04-31"', "published is '2024-04-31'"),
        ('[[source]]\npath = "a"\nlanguage = "xx-none"', "no language 'xx-none'"),
        ('[[source]]\npath = "a"\ncolumns = "b"', "columns is no table"),
        ('[[source]]\npath = "a"\ncolumns = { body = "b" }', "columns: unknown key 'body'"),
        ('[[source]]\npath = "a"\ncolumns = { text = 1 }', "text must be a text in quotes"),
        ('[[source]]\naddress = "outlet.example"', "no http or https address"),
        ('[[source]]\naddress = "file:///etc/hostname"', "file addresses are not read"),
        ('[[source]]\npath = "more.toml"', "a list of sources names no other"),
        ('[[source]]\npath = "nowhere"', "No such file"),
        ("[[source]\n", "is not TOML"),
        ("a = " + "[" * 5000, "is not TOML"),
    ],
)
def test_a_list_that_says_something_wrong_stops_the_run_with_one_line(
    tmp_path: Path, toml: str, problem: str
) -> None:
    with pytest.raises(InputError) as caught:
        read_articles([str(written(tmp_path, toml))], Settings())
    assert problem in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_list_that_is_missing_or_no_text_stops_the_run(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_articles([str(tmp_path / "gone.toml")], Settings())
    (tmp_path / "b.toml").write_bytes(b"\xff\xfe\0")
    with pytest.raises(InputError, match="is not TOML"):
        read_articles([str(tmp_path / "b.toml")], Settings())
