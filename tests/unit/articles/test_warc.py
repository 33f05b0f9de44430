from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from pipeline.model import PublishedBasis
from tests.unit.articles.packing import HTML, crawled
from tests.unit.articles.reading import (
    STORY,
    only_article,
    only_reason,
    read_bytes,
    reasons,
    texts,
)

PAGE = (
    "<html><head><title>Talks</title></head><body><article><h1>Talks</h1>"
    f"<p>{STORY} Él viajó.</p></article></body></html>"
).encode()
ADDRESS = "https://outlet.example/world/talks"
PLAIN = (("Content-Type", "text/plain"),)
TWO = [(f"https://a.example/{n}", PAGE, HTML, "200 OK") for n in (1, 2)]


def test_a_page_is_read_as_if_it_were_fetched(tmp_path: Path) -> None:
    address = "https://outlet.example/2018/02/06/talks"
    items = read_bytes(tmp_path, "crawl.warc.gz", crawled((address, PAGE, HTML, "200 OK")))
    article = only_article(items)
    assert article.article_id == "crawl/outlet.example/2018/02/06/talks"
    assert article.path == f"crawl.warc.gz/{address}"
    assert (article.url, article.title) == (address, "Talks")
    assert article.text.endswith("Él viajó.")
    assert (str(article.published), article.published_basis) == (
        "2018-02-06",
        PublishedBasis.ADDRESS,
    )


def test_the_day_of_the_crawl_counts_where_nothing_else_dates_a_page(tmp_path: Path) -> None:
    dated = PAGE.replace(b"<title>", b"<meta name='date' content='2017'><title>")
    items = read_bytes(
        tmp_path,
        "crawl.warc",
        crawled((ADDRESS, PAGE, HTML, "200 OK"), ("http://b.example/", dated, HTML, "200 OK")),
    )
    one, two = (only_article([item]) for item in items)
    assert (str(one.published), one.published_basis) == ("2018-02-07", PublishedBasis.ARCHIVE)
    assert (str(two.published), two.published_basis) == ("2017", PublishedBasis.STATED)


def test_a_plain_text_keeps_its_address(tmp_path: Path) -> None:
    items = read_bytes(tmp_path, "c.warc", crawled((ADDRESS, STORY.encode(), PLAIN, "200 OK")))
    assert (only_article(items).text, only_article(items).url) == (STORY, ADDRESS)


def test_what_is_no_page_is_left_out(tmp_path: Path) -> None:
    picture = ("https://a.example/p", b"\x89PNG", (("Content-Type", "image/png"),), "200 OK")
    missing = ("https://a.example/m", PAGE, HTML, "404 Not Found")
    items = read_bytes(tmp_path, "c.warc.gz", crawled(picture, missing, *TWO))
    assert list(texts(items)) == ["c/a.example/1", "c/a.example/2"]
    assert len(items) == 2


def test_a_page_that_cannot_be_used_is_rejected_alone(tmp_path: Path) -> None:
    bomb = gzip.compress(b"x" * 100_000_000)
    packed = (*HTML, ("Content-Encoding", "gzip"))
    rare = (*HTML, ("Content-Encoding", "br"))
    items = read_bytes(
        tmp_path,
        "c.warc.gz",
        crawled(
            ("https://a.example/menu", b"<p>Menu</p>", HTML, "200 OK"),
            ("https://a.example/bomb", bomb, packed, "200 OK"),
            ("https://a.example/large", b"<p>x</p>" * 1_400_000, HTML, "200 OK"),
            ("https://a.example/rare", PAGE, rare, "200 OK"),
            *TWO,
        ),
    )
    assert list(texts(items)) == ["c/a.example/1", "c/a.example/2"]
    assert [reason.split(";")[0] for reason in reasons(items).values()] == [
        "no article found in the page",
        "page of over 5 MB",
        "page of over 5 MB",
        "packed as br",
    ]


def test_a_body_is_taken_out_of_its_chunks_and_unpacked(tmp_path: Path) -> None:
    body = gzip.compress(PAGE)
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)
    headers = (*HTML, ("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    items = read_bytes(tmp_path, "c.warc", crawled((ADDRESS, chunks, headers, "200 OK")))
    assert only_article(items).title == "Talks"


def test_a_page_that_was_stored_cut_off_is_rejected_alone(tmp_path: Path) -> None:
    body, headers = gzip.compress(PAGE)[:-20], (*HTML, ("Content-Encoding", "gzip"))
    items = read_bytes(tmp_path, "c.warc", crawled((ADDRESS, body, headers, "200 OK"), *TWO))
    assert list(reasons(items).values()) == ["the page was stored cut off; crawl it again"]
    assert list(texts(items)) == ["c/a.example/1", "c/a.example/2"]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("cut", [5, 20, 200])
def test_pages_before_a_cut_are_read_and_the_cut_is_named(
    tmp_path: Path, packed: bool, cut: int
) -> None:
    data = crawled(*TWO, packed=packed)
    items = read_bytes(tmp_path, "c.warc", data[:-cut])
    assert "c/a.example/1" in texts(items)
    assert "cut off" in reasons(items)["c"]


def test_a_file_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    data = gzip.compress(crawled(*TWO, packed=False))
    assert len(texts(read_bytes(tmp_path, "c.warc.gz", data))) == 2


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no web page"),
        (b"hello\n" * 10, "Unknown archive format"),
        (crawled(), "no web page"),
        (gzip.compress(crawled(*TWO)), "packed twice"),
        (b"x" * 3_000_000, "header that does not end"),
        (crawled(*TWO, packed=False).replace(b"WARC-Target-URI", b"WARC-Nothing-At"), "damaged"),
    ],
)
def test_what_is_no_crawl_is_rejected(
    tmp_path: Path, data: bytes, word: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert word in only_reason(read_bytes(tmp_path, "c.warc", data))
    assert capfd.readouterr() == ("", "")
