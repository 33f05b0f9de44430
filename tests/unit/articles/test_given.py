"""What lies in memory is read like a file of the same name."""

from __future__ import annotations

import json

import pytest

from pipeline.articles import Input, read_articles
from pipeline.model import Article, GivenAddress, GivenFile, GivenText, Rejection
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY, only_article, only_reason

TALKS = f"---\ntitle: Talks\ndate: 2018-02-06\nsource: The Post\n---\n{STORY}"


def given(*inputs: Input) -> list[Article | Rejection]:
    return list(read_articles(inputs, Settings()))


def test_a_file_is_read_by_its_suffix() -> None:
    article = only_article(given(GivenFile("talks.md", TALKS.encode())))
    assert (article.article_id, article.path, article.title) == ("talks", "talks.md", "Talks")
    assert (article.text, article.source) == (STORY, "The Post")


def test_a_file_of_many_articles_gives_each() -> None:
    lines = "".join(json.dumps({"id": name, "text": STORY}) + "\n" for name in ("one", "two"))
    found = given(GivenFile("week.jsonl", lines.encode()))
    assert [item.article_id for item in found] == ["week/one", "week/two"]


@pytest.mark.parametrize("name", ["../../etc/talks.txt", "/etc/talks.txt", "talks.txt"])
def test_a_name_is_only_a_name(name: str) -> None:
    article = only_article(given(GivenFile(name, STORY.encode())))
    assert (article.article_id, article.path) == ("talks", "talks.txt")


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("talks.pdf", b"%PDF-1.7", "no reader for .pdf; save it in one of .txt"),
        ("talks", b"text", "no reader for files without a suffix"),
        ("talks.txt", b"%PDF-1.7", "a PDF, not text"),
        ("talks.csv", b"a,b\n1,2\n", "no text column among a, b"),
        ("talks.json", b"{", "not valid JSON"),
        ("", b"text", "no reader for files without a suffix"),
    ],
)
def test_a_file_that_cannot_be_used_is_rejected(name: str, data: bytes, reason: str) -> None:
    assert reason in only_reason(given(GivenFile(name, data)))


def test_two_files_of_one_name_are_told_apart() -> None:
    files = [GivenFile("a.txt", STORY.encode()), GivenFile("a.txt", TALKS.encode())]
    assert [item.article_id for item in given(*files)] == ["a", "a~2"]


def test_a_pasted_text_tells_its_own_title_and_date() -> None:
    article = only_article(given(GivenText(TALKS)))
    assert (article.title, str(article.published), article.text) == ("Talks", "2018-02-06", STORY)


def test_what_is_said_of_a_pasted_text_counts_before_what_it_says() -> None:
    article = only_article(given(GivenText(TALKS, "The minister’s week", "2018-03-01")))
    assert (article.title, str(article.published)) == ("The minister’s week", "2018-03-01")
    assert (article.source, article.text) == ("The Post", STORY)


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("/etc/hostname", "not an address; give one that begins with https://"),
        ("-", "not an address"),
        (".", "not an address"),
        ("", "not an address"),
        ("file:///etc/hostname", "file addresses are not read"),
        ("http://", "the address names no host"),
        ("http://[::1/a", "the address names no host"),
        ("http://a.example:99999/a", "the address names no host, or no port"),
    ],
)
def test_what_is_typed_as_an_address_is_never_a_path(address: str, reason: str) -> None:
    assert reason in only_reason(given(GivenAddress(address)))


@pytest.mark.parametrize(
    "text",
    [
        "<p>Jane Roe of Norway visited <b>Paris</b> on 3 March 2024",
        f"\n<html><head><title>Talks</title></head><body><p>{STORY}</p></body></html>",
    ],
    ids=["a piece", "a page"],
)
def test_a_pasted_page_is_read_without_its_tags(text: str) -> None:
    article = only_article(given(GivenText(text, published="2024-03-04")))
    assert "<" not in article.text
    assert ("Paris" in article.text) or article.text == STORY
    assert str(article.published) == "2024-03-04"
    assert article.title == ("Talks" if "Talks" in text else "")


def test_an_empty_paste_is_rejected() -> None:
    assert "empty" in only_reason(given(GivenText(" \n")))
