from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.articles import read_articles, read_or_recall
from pipeline.errors import InputError
from pipeline.model import Rejection
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY, only_article, read, read_bytes, reasons, texts

ROOT = Path(__file__).parents[3]


def write(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(f"{STORY} {name}", encoding="utf-8")


def test_a_folder_is_read_in_order_without_hidden_files_and_readmes(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "a/z.md", "a/b/c.TXT", "a.txt", ".hidden.txt", ".git/x.txt")
    write(tmp_path, "README.md", "a/readme.txt", "a/README")
    items = read(tmp_path)
    assert [(item.article_id, item.path) for item in items] == [
        ("a/b/c", "a/b/c.TXT"),
        ("a/z", "a/z.md"),
        ("a", "a.txt"),
        ("b", "b.txt"),
    ]


def test_a_file_given_by_itself_is_known_by_its_name(tmp_path: Path) -> None:
    write(tmp_path, "deep/story.v2.txt")
    article = only_article(read(tmp_path / "deep" / "story.v2.txt"))
    assert (article.article_id, article.path) == ("story.v2", "story.v2.txt")


def test_equal_ids_are_told_apart_in_reading_order(tmp_path: Path) -> None:
    write(tmp_path, "x/a.txt", "x/a~2.txt", "y/a.txt", "z/a.md")
    folders = [tmp_path / name for name in "xyz"]
    once = [(item.article_id, item.path) for item in read(*folders)]
    assert once == [("a", "a.txt"), ("a~2", "a~2.txt"), ("a~3", "a.txt"), ("a~4", "a.md")]
    again = [(item.article_id, item.path) for item in read(*folders)]
    assert again == once


def test_files_that_differ_by_suffix_alone_keep_it_in_their_ids(tmp_path: Path) -> None:
    """No file takes the id of another that was there before it."""
    write(tmp_path, "a.jpg", "a.txt", "b/c.md", "b/c.txt", "d.jsonl", "d.pdf", "e.txt")
    (tmp_path / "d.jsonl").write_text('{"text": "One."}')
    (tmp_path / "d.jsonl.gz").write_bytes(gzip.compress(b'{"text": "Two."}'))
    assert [item.article_id for item in read(tmp_path)] == [
        "a.jpg",
        "a",
        "b/c.md",
        "b/c.txt",
        "d.jsonl/1",
        "d.jsonl.gz/1",
        "d.pdf",
        "e",
    ]


def test_a_file_nobody_reads_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "b.xyz", "Makefile")
    items = read(tmp_path)
    assert list(texts(items)) == ["a"]
    assert reasons(items)["b"].startswith("no reader for .xyz; ")
    assert "without a suffix" in reasons(items)["Makefile"]
    assert "no reader for .xyz" in reasons(read(tmp_path / "b.xyz"))["b"]


def test_a_missing_input_stops_the_run_before_it_starts(tmp_path: Path) -> None:
    write(tmp_path, "a.txt")
    with pytest.raises(InputError, match=r"nowhere.*No such file.*check"):
        read_articles([str(tmp_path / "a.txt"), str(tmp_path / "nowhere")], Settings())


@pytest.mark.parametrize("given", ["", "a\0b", "x" * 5000])
def test_an_input_that_is_no_path_stops_the_run(given: str) -> None:
    with pytest.raises(InputError):
        read_articles([given], Settings())


def test_no_input_at_all_stops_the_run() -> None:
    with pytest.raises(InputError, match="no input given"):
        read_articles([], Settings())


@pytest.mark.parametrize("names", [(), ("README.md", ".hidden.txt"), ("b.xyz",)])
def test_a_folder_without_an_article_stops_the_run(tmp_path: Path, names: tuple[str, ...]) -> None:
    write(tmp_path, *names)
    with pytest.raises(InputError, match=r"no article in .*\.txt"):
        read_articles([str(tmp_path)], Settings())


def test_links_pipes_and_loops_are_reported_or_followed(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "elsewhere/c.txt")
    folder = tmp_path / "in"
    (folder / "broken.txt").symlink_to(tmp_path / "gone.txt")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    (folder / "sub").mkdir()
    (folder / "sub" / "up").symlink_to(folder)
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    os.mkfifo(folder / "pipe.txt")
    items = read(folder)
    assert list(texts(items)) == ["a", "linked/c"]
    why = reasons(items)
    assert list(why) == ["broken", "pipe", "self", "sub/up"]
    assert "No such file" in why["broken"]
    assert "neither file nor folder" in why["pipe"]
    assert "symbolic links" in why["self"]
    assert "link back" in why["sub/up"]


@contextmanager
def as_someone_without_rights() -> Iterator[None]:
    """The superuser may read everything, so tests run by it must step down for a moment."""
    superuser = os.geteuid() == 0
    if superuser:
        os.seteuid(65534)
    try:
        yield
    finally:
        if superuser:
            os.seteuid(0)


@pytest.fixture
def open_folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def test_the_output_is_left_out_wherever_a_link_leads_to_it(tmp_path: Path) -> None:
    write(tmp_path, "in/a.txt", "in/out/b.txt", "c.txt")
    (tmp_path / "in" / "link").symlink_to("out")
    assert list(texts(read(tmp_path / "in"))) == ["a", "link/b", "out/b"]
    (tmp_path / "in" / "out" / ".store.sqlite").touch()
    left_out: list[Path] = []
    found = read_or_recall([str(tmp_path / "in")], Settings(), None, left_out=left_out.append)
    assert [item.article_id for item in found] == ["a"]
    assert {path.name for path in left_out} == {"link", "out"}


def test_what_may_not_be_read_is_reported(open_folder: Path) -> None:
    write(open_folder, "a.txt", "b.txt", "shut/c.txt", "listed/d.txt")
    (open_folder / "b.txt").chmod(0)
    (open_folder / "shut").chmod(0)
    (open_folder / "listed").chmod(0o444)
    with as_someone_without_rights():
        items = read(open_folder)
        with pytest.raises(InputError, match="Permission denied"):
            read(open_folder / "shut")
    (open_folder / "shut").chmod(0o755)
    (open_folder / "listed").chmod(0o755)
    assert list(texts(items)) == ["a"]
    assert list(reasons(items)) == ["b", "listed/d", "shut"]
    assert all("Permission denied" in reason for reason in reasons(items).values())


def test_a_file_name_that_is_no_text_can_be_written_to_tables(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"caf\xe9.txt")).write_text(STORY)
    article = only_article(read(tmp_path))
    assert (article.article_id, article.path) == ("caf\ufffd", "caf\ufffd.txt")


def test_a_file_name_that_lies_can_be_written_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb\u202etxt.md").write_text(STORY)
    article = only_article(read(tmp_path))
    assert (article.article_id, article.path) == ("a\ufffdb\ufffdtxt", "a\ufffdb\ufffdtxt.md")


def piped(data: bytes) -> list[str]:
    """Id and text of each article that a separate process reads from its standard input."""
    code = (
        "from pipeline.articles import read_articles\n"
        "from pipeline.settings import Settings\n"
        "for a in read_articles(['-'], Settings()):\n"
        "    print(a.article_id, a.path, repr(getattr(a, 'text', a)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], input=data, capture_output=True, check=True, cwd=ROOT
    )
    assert done.stderr == b""
    return done.stdout.decode().splitlines()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"One.\r\nTwo.\n", [r"stdin - 'One.\r\nTwo.\n'"]),
        (b"---\ntitle: T\n---\nOne.", ["stdin - 'One.'"]),
        (b"[Updated] One.", ["stdin - '[Updated] One.'"]),
        (
            b'{"text": "One."}\n{"id": "b", "text": "Two."}',
            ["stdin/1 - 'One.'", "stdin/b - 'Two.'"],
        ),
        (b'\n{\n"text":\n"One."}', ["stdin - 'One.'"]),
        (b"<!DOCTYPE html>\n<html><p>He came to Lima.", ["stdin - 'He came to Lima.'"]),
        (b"\xef\xbb\xbf<!-- --><HTML><p>He came to Lima.", ["stdin - 'He came to Lima.'"]),
        (b"<b>One.", ["stdin - '<b>One.'"]),
        (b'[\n{"text": "One."},\n{"text": "Two."}\n]', ["stdin/1 - 'One.'", "stdin/2 - 'Two.'"]),
    ],
)
def test_standard_input_is_one_text_or_json_lines(data: bytes, expected: list[str]) -> None:
    assert piped(data) == expected


def test_a_damaged_line_on_standard_input_is_rejected_alone() -> None:
    out = piped(b'{"text": "cut\n{"text": "Two."}\n')
    assert "not valid JSON" in out[0]
    assert out[1:] == ["stdin/2 - 'Two.'"]


def test_a_feed_on_standard_input_is_not_taken_for_a_text() -> None:
    (line,) = piped(b'<?xml version="1.0"?><rss><item><title>One.</title></item></rss>')
    assert "a feed; give its address" in line


def test_nothing_on_standard_input_is_reported() -> None:
    assert "empty" in "".join(piped(b""))


def test_a_bad_page_leaves_nothing_on_the_screen(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>")
    code = (
        "import sys\nfrom pipeline.articles import read_articles\n"
        "from pipeline.settings import Settings\nlist(read_articles(sys.argv[1:], Settings()))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, check=True, cwd=ROOT
    )
    assert (done.stdout, done.stderr) == (b"", b"")


HEADS = st.sampled_from([b"", b"id,text\n1,", b'{"text": "', b"[", b"\xff\xfe", b"\xef\xbb\xbf"])
ENDS = st.sampled_from([b"", b'"}\n', b"\n\n", b'"', b"]", b"\xe9\r\n"])


@pytest.mark.parametrize("suffix", ["md", "html", "json", "jsonl", "csv", "tsv"])
@settings(deadline=None)
@given(st.tuples(HEADS, st.binary(max_size=80) | st.text(max_size=80).map(str.encode), ENDS))
def test_no_bytes_break_a_reader_or_are_lost(suffix: str, parts: tuple[bytes, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        items = read_bytes(Path(folder), f"a.{suffix}", b"".join(parts))
    ids = [item.article_id for item in items]
    assert ids
    assert len(set(ids)) == len(ids)
    for item in items:
        (item.reason if isinstance(item, Rejection) else item.text).encode()
