from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.articles import read_articles
from pipeline.articles.fetching import Fetcher
from pipeline.errors import InputError, RejectedArticle
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY, only_article, only_reason, read
from tests.unit.articles.serving import OPEN

PAGE = (
    "<html><head><title>Talks</title><meta name='date' content='2018-02-06'></head>"
    f"<body><article><h1>Talks</h1><p>{STORY} Él viajó.</p></article></body></html>"
)


class Site(BaseHTTPRequestHandler):
    """A site with a page for every way a fetch can go."""

    protocol_version = "HTTP/1.1"
    release: threading.Event

    def do_GET(self) -> None:
        name = self.path.strip("/").partition("?")[0].replace("/", "_").removesuffix(".html")
        getattr(self, f"page_{name}", self.page_missing)()

    def answer(self, kind: str, data: bytes, status: int = 200, length: int = -1) -> None:
        self.send_response(status)
        if kind:
            self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data) if length < 0 else length))
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(data)
        self.close_connection = True

    def page_2018_02_06_talks(self) -> None:
        self.answer("text/html; charset=utf-8", PAGE.encode())

    def page_latin(self) -> None:
        self.answer("text/html; charset=windows-1252", PAGE.encode("cp1252"))

    def page_untyped(self) -> None:
        self.answer("", PAGE.encode())

    def page_plain(self) -> None:
        self.answer("text/plain; charset=utf-8", STORY.encode())

    def page_picture(self) -> None:
        self.answer("image/png", b"\x89PNG")

    def page_empty(self) -> None:
        self.answer("text/html", b"")

    def page_large(self) -> None:
        self.answer("text/html", b"<p>x</p>" * 650_000)

    def page_endless(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(10**12))
        self.end_headers()
        self.close_connection = True
        with suppress(OSError):
            while not self.release.is_set():
                self.wfile.write(b"<p>x</p>" * 8_000)

    def page_short(self) -> None:
        self.answer("text/html", PAGE.encode(), length=len(PAGE) + 500)

    def page_missing(self) -> None:
        self.answer("text/html", PAGE.encode(), status=404)

    def page_silent(self) -> None:
        self.release.wait(30)

    def page_stalled(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        self.wfile.write(b"<html>")
        self.release.wait(30)

    def page_drip(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", "100000")
        self.end_headers()
        try:
            while not self.release.wait(0.02):
                self.wfile.write(b" ")
                self.wfile.flush()
        except OSError:
            self.close_connection = True

    def page_slowhead(self) -> None:
        with suppress(OSError):
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"x" * 10_000:
                if self.release.wait(0.02):
                    break
                self.wfile.write(bytes([byte]))
        self.close_connection = True

    def page_circle(self) -> None:
        self.redirect("/circle")

    def page_moved(self) -> None:
        self.redirect("/2018/02/06/talks")

    def page_astray(self) -> None:
        self.redirect("ftp://127.0.0.1/talks")

    def page_local(self) -> None:
        self.redirect("file:///etc/hostname")

    def redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """The test's output stays clean."""


@pytest.fixture
def site() -> Iterator[str]:
    Site.release = threading.Event()
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        Site.release.set()
        server.shutdown()
        thread.join()


def test_a_page_is_fetched(site: str) -> None:
    article = only_article(read(f"{site}/2018/02/06/talks.html?page=1"))
    host = site.removeprefix("http://")
    assert article.article_id == f"{host}/2018/02/06/talks?page=1"
    assert article.path == article.url == f"{site}/2018/02/06/talks.html?page=1"
    assert (article.title, str(article.published)) == ("Talks", "2018-02-06")
    assert article.text.endswith(f"{STORY} Él viajó.")


@pytest.mark.parametrize("name", ["latin", "untyped", "moved"])
def test_charset_missing_type_and_redirect_are_handled(site: str, name: str) -> None:
    assert only_article(read(f"{site}/{name}")).text.endswith("Él viajó.")


def test_a_plain_text_is_fetched_as_it_is(site: str) -> None:
    assert only_article(read(f"{site}/plain")).text == STORY


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("nowhere", "the server answered 404 Not Found; check the address"),
        ("picture", "not a web page but image/png"),
        ("empty", "empty"),
        ("large", "page of over 5 MB"),
        ("endless", "page of over 5 MB"),
        ("short", "the answer was cut off"),
        ("circle", "redirects in circles"),
        ("astray", "leads to ftp:"),
        ("local", "leads to file:"),
    ],
)
def test_a_page_that_cannot_be_used_is_rejected(site: str, name: str, reason: str) -> None:
    assert reason in only_reason(read(f"{site}/{name}"))


@pytest.mark.parametrize("name", ["silent", "stalled", "drip", "slowhead"])
def test_a_slow_server_does_not_hold_up_the_run(site: str, name: str) -> None:
    with (
        Fetcher(OPEN, timeout=0.2) as web,
        pytest.raises(RejectedArticle, match=r"no answer within 0\.2 s"),
    ):
        web.fetch(f"{site}/{name}")


def test_a_server_that_is_not_there_is_reported(site: str) -> None:
    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as closed:
        port = closed.server_port
    assert "cannot be reached" in only_reason(read(f"http://127.0.0.1:{port}/a"))


@pytest.mark.parametrize("given", ["ftp://a.example/b", "file:///etc/hostname", "s3://a/b"])
def test_other_schemes_are_refused_before_the_run_starts(given: str) -> None:
    with pytest.raises(InputError, match="give an http or https address"):
        read_articles([given], Settings())


@pytest.mark.parametrize("given", ["http://", "https:///path", "http://[::1/a"])
def test_an_address_without_a_host_is_refused(given: str) -> None:
    with pytest.raises(InputError, match="no host"):
        read_articles([given], Settings())
