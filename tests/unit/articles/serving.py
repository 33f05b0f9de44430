"""A real HTTP server with the pages that a test gives it, and a clock that nobody waits for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from pipeline.articles.fetching import Fetcher
from pipeline.settings import Settings

OPEN = Settings(private_hosts=True, request_interval=0, keep_pages=False)


@dataclass(frozen=True)
class Reply:
    """What the server says; `cut` promises so many bytes more than it sends, `sized` any number."""

    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: int = 0
    sized: bool = True


Route = Reply | Callable[["Request"], Reply]


@dataclass(frozen=True)
class Request:
    """What a client asked for."""

    path: str
    headers: Mapping[str, str]


@dataclass
class Site:
    """The pages by path, changed as the test goes on, and all that was asked for."""

    port: int = 0
    host: str = "127.0.0.1"
    pages: dict[str, Route] = field(default_factory=dict)
    asked: list[Request] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://{self.name}"

    @property
    def name(self) -> str:
        """Host and port, with which the ids of its articles begin."""
        return f"{self.host}:{self.port}"

    @property
    def paths(self) -> list[str]:
        """The paths asked for, without robots.txt."""
        return [request.path for request in self.asked if request.path != "/robots.txt"]


@contextmanager
def serving(host: str = "127.0.0.1") -> Iterator[Site]:
    """A site that answers 404 until it is given pages; at every address if `host` is empty."""
    site = Site(host=host or "127.0.0.1")

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            request = Request(self.path, dict(self.headers.items()))
            site.asked.append(request)
            route = site.pages.get(self.path, Reply(b"nothing here", status=404))
            reply = route if isinstance(route, Reply) else route(request)
            self.send_response_only(reply.status)
            for name, value in {"Content-Type": reply.kind, **reply.headers}.items():
                self.send_header(name, value.encode().decode("latin-1"))
            if reply.status != 304 and reply.sized:
                self.send_header("Content-Length", str(len(reply.body) + reply.cut))
            self.send_header("Connection", "close")
            with suppress(ConnectionError):  # the client may have gone
                self.end_headers()
                self.wfile.write(reply.body)
            self.close_connection = True

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """The test's output stays clean."""

    with ThreadingHTTPServer((host, 0), Handler) as server:
        site.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield site
        finally:
            server.shutdown()
            thread.join()


@dataclass
class Clock:
    """A clock that moves only when somebody sleeps by it."""

    now: float = 1000.0
    slept: list[float] = field(default_factory=list)

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float, /) -> None:
        self.slept.append(seconds)
        self.now += seconds


def redirect(target: str, status: int = 302) -> Reply:
    return Reply(status=status, headers={"Location": target})


def page(text: str, title: str = "", head: str = "") -> Reply:
    """A page with an article."""
    named = f"<title>{title}</title>" if title else ""
    article = f"<article><h1>{title}</h1><p>{text}</p></article>"
    return Reply(f"<html><head>{named}{head}</head><body>{article}</body></html>".encode())


def fetcher(settings: Settings = OPEN, clock: Clock | None = None) -> Fetcher:
    return Fetcher(settings, clock=clock or Clock())
