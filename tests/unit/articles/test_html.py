from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.articles.reading import STORY, only_article, only_reason, read, read_bytes

PIECES = (
    "<html> </html> <body> <div> </div> <p> </p> <time <!-- --> <script> </script> <![CDATA[ &#0;"
    " <meta charset=hex> <meta name=date content= &amp </article> <article> <table> <? \x01 <svg/>"
    f" <p>{STORY}</p> <time>2018</time> <base href='//['> <link rel=canonical href='http://['>"
).split(" ")
PAGES = Path(__file__).parent / "pages"


def page(head: str = "", body: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body>"
        f"<nav><a href='/'>Home</a> <a href='/w'>World</a></nav>"
        f"<article><h1>Talks in Lima</h1>{body}<p>{STORY}</p></article>"
        f"<footer>Contact us</footer></body></html>"
    ).encode()


def test_a_date_in_the_metadata_that_is_none_is_named(tmp_path: Path) -> None:
    head = "<meta property='article:published_time' content='2018-02-31'>"
    article = only_article(read_bytes(tmp_path, "a.html", page(head)))
    assert article.published is None
    assert "its date '2018-02-31'" in article.note


def published(tmp_path: Path, head: str = "", body: str = "") -> str:
    article = only_article(read_bytes(tmp_path, "a.html", page(head, body)))
    return str(article.published)


def test_a_saved_page_gives_text_title_date_outlet_and_address() -> None:
    article = only_article(read(PAGES / "lima.html"))
    assert article.article_id == "lima"
    assert article.title == "Minister opens talks in Lima"
    assert str(article.published) == "2018-02-06"
    assert (article.source, article.language) == ("The Example Courier", "en")
    assert article.url == "https://courier.example/world/minister-opens-talks"
    assert "She flies on to Bogotá on Wednesday" in article.text
    assert "Most read" not in article.text
    assert "cookies" not in article.text
    assert "Ministers should stay at home" not in article.text


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("<meta property='article:published_time' content='2018-02-06T10:00Z'>", "", "2018-02-06"),
        ("<meta name='Date' content='2018-02'>", "", "2018-02"),
        ("<meta name='date' content='03/04/2018'>", "", "2018"),
        ("<meta name='date' content='0000-00-00'>", "", "None"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle",'
            '"dateModified": "2019-01-02", "datePublished": "2018-02-06"}</script>',
            "",
            "2018-02-06",
        ),
        ("", "<time datetime='2018-02-06T09:00'>Tuesday</time>", "2018-02-06"),
        ("", "<time>6 February 2018</time>", "2018-02-06"),
        ("", "<span class='post-date'>Feb. 6, 2018</span>", "2018-02-06"),
        ("", "<span class='date-updated'>Updated Feb. 9, 2018</span>", "None"),
        ("<meta property='article:modified_time' content='2018-02-09'>", "", "None"),
        ("<link rel='canonical' href='https://o.example/2018/02/06/a'>", "", "2018-02-06"),
        ("", "<p>The summit will open on April 13, 2018, and close a day later.</p>", "None"),
        ("", "", "None"),
    ],
)
def test_a_page_is_dated_only_by_what_it_declares(
    tmp_path: Path, head: str, body: str, expected: str
) -> None:
    assert published(tmp_path, head, body) == expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"  \n", "empty"),
        (b"<html></html>", "no article"),
        (b"<html><body><script>var a = 'b.';</script></body></html>", "no article"),
        (
            b"<html><body><ul><li><a href='/a'>World</a></li><li><a href='/b'>Business</a></li>"
            b"</ul><div>Contact</div></body></html>",
            "no article",
        ),
        (b"<<<>>><a b c", "no article"),
        (b"\x89PNG\r\n\x1a\n\0\0", "image"),
        (b"<html>" + b"<p>x</p>" * 650_000, "MB"),
    ],
)
def test_a_page_without_an_article_is_rejected(tmp_path: Path, data: bytes, word: str) -> None:
    assert word in only_reason(read_bytes(tmp_path, "a.html", data))


def test_a_short_article_and_a_fragment_are_read(tmp_path: Path) -> None:
    short = b"<html><body><p>The minister went to Lima.</p></body></html>"
    assert only_article(read_bytes(tmp_path, "a.htm", short)).text == "The minister went to Lima."
    assert only_article(read_bytes(tmp_path, "b.html", f"<p>{STORY}</p>".encode())).text == STORY


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1252", "Peña viajó a Bogotá – según el ministro de exteriores."),
        ("windows-1251", "Министр прибыл в Пекин во вторник с визитом."),
        ("utf-8", "Peña viajó a Bogotá – según el ministro de exteriores."),
    ],
)
def test_the_charset_a_page_declares_is_used(tmp_path: Path, charset: str, text: str) -> None:
    source = f"<html><head><meta charset='{charset}'></head><body><p>{text}</p></body></html>"
    assert only_article(read_bytes(tmp_path, "a.html", source.encode(charset))).text == text


def test_a_charset_that_does_not_exist_is_no_obstacle(tmp_path: Path) -> None:
    data = b"<html><head><meta charset='nonsense'></head><body><p>\xc9l viaj\xf3 a Lima ayer.</p>"
    assert only_article(read_bytes(tmp_path, "a.html", data)).text == "Él viajó a Lima ayer."


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES) | st.text(max_size=10), max_size=30).map("".join))
def test_no_page_breaks_the_reader(source: str) -> None:
    with TemporaryDirectory() as folder:
        items = read_bytes(Path(folder), "a.html", source.encode())
    assert [item.article_id for item in items] == ["a"]


def test_one_endless_line_is_read_in_reasonable_time(tmp_path: Path) -> None:
    source = f"<html><body><p>{'word ' * 39_000}</p></body></html>".encode()
    assert "no article" in only_reason(read_bytes(tmp_path, "a.html", source))
