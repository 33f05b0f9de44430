from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.model import Article
from tests.unit.articles.reading import (
    STORY,
    only_article,
    only_reason,
    read,
    read_bytes,
    reasons,
    texts,
)


@pytest.mark.parametrize(
    "text",
    [
        "Line one.\r\nLine two.\r\n\r\nEnd.",
        "Old Mac.\rEnd.",
        "Bogot\u00e1\u00a0: 5\u202fkm \u2014 \u201cdone\u201d. \U0001f6ec\n",
        "\n\n  indented, and blanks after  \n\n",
        "a\u2028b\u0085c\x0bd\ttab",
        "---\nnot front matter\n---\nText.",
        "---\nno end of the block: none\n\nText.",
    ],
)
def test_the_text_is_kept_to_the_character(tmp_path: Path, text: str) -> None:
    article = only_article(read_bytes(tmp_path, "a.txt", text.encode()))
    assert article.text == text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_only_the_byte_order_mark_is_cut_off(tmp_path: Path, encoding: str) -> None:
    article = only_article(read_bytes(tmp_path, "a.txt", STORY.encode(encoding)))
    assert article.text == STORY


def test_front_matter_is_read_and_cut_off(tmp_path: Path) -> None:
    block = (
        '---\ntitle: "Kerry: talks in Lima"\ndate: 2018-02-06\nlang: EN\n'
        "source: Outlet\nurl: https://outlet.example/a\n---\n"
    )
    article = only_article(read_bytes(tmp_path, "a.txt", (block + "\n" + STORY + "\n").encode()))
    assert article.text == "\n" + STORY + "\n"
    assert (article.title, str(article.published)) == ("Kerry: talks in Lima", "2018-02-06")
    assert (article.language, article.source) == ("en", "Outlet")
    assert article.url == "https://outlet.example/a"


def test_front_matter_with_windows_line_ends_and_a_mark(tmp_path: Path) -> None:
    data = b"\xef\xbb\xbf---\r\ntitle: Talks\r\ndate: 6 February 2018\r\n---\r\nText.\r\n"
    article = only_article(read_bytes(tmp_path, "a.md", data))
    assert (article.text, article.title) == ("Text.\r\n", "Talks")
    assert str(article.published) == "2018-02-06"


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("title: 2018", "2018"),
        ("title: 007", "007"),
        ("title: yes", "yes"),
        ("title: Kerry: talks: day two", "Kerry: talks: day two"),
        ("title: 'Kerry''s talks'", "Kerry's talks"),
        ("title: >\n  Two\n  lines", "Two lines"),
        ("Headline: Talks", "Talks"),
        ("title: *star", "*star"),
        ("title:", ""),
        ("title: [a, b]", ""),
    ],
)
def test_a_title_stays_as_it_is_written(tmp_path: Path, line: str, title: str) -> None:
    article = only_article(read_bytes(tmp_path, "a.txt", f"---\n{line}\n---\n{STORY}".encode()))
    assert (article.title, article.text) == (title, STORY)


@pytest.mark.parametrize(
    "block", ["just prose that\nis no field", "- a\n- list", "[" * 5000, "key: {", "\t: x"]
)
def test_a_block_that_is_no_front_matter_is_text_or_fields(tmp_path: Path, block: str) -> None:
    text = f"---\n{block}\n---\n{STORY}"
    article = only_article(read_bytes(tmp_path, "a.txt", text.encode()))
    assert article.text in (text, STORY)
    assert article.text.endswith(STORY)


@pytest.mark.parametrize(
    "text",
    [
        f"---\ntitle: Talks\ndate: 2018-02-06\n\n{STORY}",
        f"---\r\nauthor: Someone\r\ndate: 2018-02-06\r\n{STORY}\r\n---\r\nOther news.",
        f'---\ntitle: "Talks": day two\ntags:\n  - a\n---\n{STORY}',
    ],
)
def test_front_matter_that_is_broken_is_not_taken_for_the_story(tmp_path: Path, text: str) -> None:
    reason = only_reason(read_bytes(tmp_path, "a.txt", text.encode()))
    assert reason == "front matter that is never closed, or is no YAML; end it with a line of ---"


def test_a_bad_date_in_front_matter_leaves_the_article_undated(tmp_path: Path) -> None:
    data = f"---\ntitle: Talks\ndate: 0000-00-00\n---\n{STORY}".encode()
    article = only_article(read_bytes(tmp_path, "a.txt", data))
    assert (article.published, article.published_basis) == (None, None)
    assert article.note == (
        "its date '0000-00-00' is not one that can be read; write it as YYYY-MM-DD"
    )


def test_a_title_without_end_is_cut_and_says_so(tmp_path: Path) -> None:
    data = f"---\ntitle: {'a' * 15_000}\nsource: Out\x07let\n---\n{STORY}".encode()
    article = only_article(read_bytes(tmp_path, "a.txt", data))
    assert article.title == "a" * 1000
    assert article.note == "title of 15,000 characters cut after 1,000"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        (f"Kerry goes to Lima\n\n{STORY}", "Kerry goes to Lima"),
        (f"\n\nKerry goes to Lima\r\n\r\n{STORY}", "Kerry goes to Lima"),
        (f" date 2018-01-01 HOME | Peru\n\nKerry in Lima\n\n\n{STORY}", "Kerry in Lima"),
        (f"# Kerry in Lima\n\n{STORY}", "Kerry in Lima"),
        (f"{STORY}\n\n{STORY}", ""),
        (f"Kerry goes to Lima\n{STORY}", ""),
        ("Kerry goes to Lima", ""),
        ("Kerry goes to Lima\n\n", ""),
        (f"He said: “We will go.”\n\n{STORY}", ""),
        (f"{'long ' * 40}\n\n{STORY}", ""),
    ],
)
def test_a_title_is_guessed_only_from_a_line_that_reads_like_one(
    tmp_path: Path, text: str, title: str
) -> None:
    article = only_article(read_bytes(tmp_path, "a.txt", text.encode()))
    assert (article.title, article.text) == (title, text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("El canciller Peña viajó a Bogotá, según el ministro. «Será útil», señaló.", "cp1252"),
        ("Mr Tillerson’s trip – his first – cost £5. He goes to Bogotá.", "cp1252"),
        ("Le ministre s’est rendu à Québec ; l’Élysée l’a confirmé.", "latin-1"),
        ("café", "cp1252"),
        ("Министр иностранных дел Лавров прибыл в Пекин во вторник.", "cp1251"),
    ],
)
def test_older_encodings_are_read(tmp_path: Path, text: str, encoding: str) -> None:
    text = text.replace("’", "'") if encoding == "latin-1" else text
    assert only_article(read_bytes(tmp_path, "a.txt", text.encode(encoding))).text == text


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"\xff\xfe", "empty"),
        ("\u00a0\u2003\n".encode(), "empty"),
        (b"---\ntitle: Talks\n---\n  \n", "empty"),
        (b"text\0with\0bytes", "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(range(1, 60)) * 20, "binary"),
        (bytes(range(128, 256)) * 30, "encoding"),
        (b"%PDF-1.7 stream", "PDF"),
        (b"\xff\xfeT\x00e\x00x", "utf-16"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"SQLite format 3\x00", "database"),
    ],
)
def test_what_is_no_text_is_rejected(tmp_path: Path, data: bytes, word: str) -> None:
    reason = only_reason(read_bytes(tmp_path, "a.txt", data))
    assert word in reason
    assert "\n" not in reason
    assert ";" in reason or "(" in reason


def test_a_text_at_the_limit_is_read_and_one_above_is_not(tmp_path: Path) -> None:
    block = "---\ntitle: Talks\n---\n"
    fits = (block + "é" * 50).encode()
    assert len(only_article(read_bytes(tmp_path, "a.txt", fits, max_characters=50)).text) == 50
    reason = only_reason(read_bytes(tmp_path, "b.txt", fits + b"x", max_characters=50))
    assert "51 characters" in reason
    assert "at most 50" in reason


def test_a_huge_text_is_rejected(tmp_path: Path) -> None:
    assert "too long" in only_reason(read_bytes(tmp_path, "a.txt", b"x" * 50_000_000))


@settings(deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_any_bytes_end_as_one_article_or_one_rejection(data: bytes) -> None:
    with TemporaryDirectory() as folder:
        items = read_bytes(Path(folder), "a.txt", data)
    assert len(items) == 1
    assert items[0].article_id == "a"


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_offsets_count_the_characters_of_the_file(prefix: str) -> None:
    block = "---\ntitle: Talks\n---\n"
    text = f"{prefix} Bogotá\r\n{STORY}"
    with TemporaryDirectory() as folder:
        article = read_bytes(Path(folder), "a.txt", (block + text).encode())[0]
    assert isinstance(article, Article)
    start = article.text.index(STORY)
    assert (block + text).encode().decode()[len(block) + start :] == STORY


def test_a_file_that_breaks_while_it_is_read_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to("/proc/self/mem")
    (tmp_path / "b.txt").write_text(STORY)
    items = read(tmp_path)
    assert texts(items) == {"b": STORY}
    assert "cannot be read" in reasons(items)["a"]
