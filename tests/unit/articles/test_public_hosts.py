"""A host that fetches for strangers must not be led into its own network."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from pipeline.articles import public_hosts, read_articles
from pipeline.model import Article, Rejection
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY, only_article, only_reason

REFUSED = "not an address of the public web"


class Door(BaseHTTPRequestHandler):
    """A page, and a redirect to wherever the address says; it remembers who knocked."""

    knocks: list[str]

    def do_GET(self) -> None:
        self.knocks.append(self.path)
        _, _, target = self.path.partition("?to=")
        self.send_response(302 if target else 200)
        if target:
            self.send_header("Location", target)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"" if target else STORY.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """The test's output stays clean."""


@pytest.fixture
def port() -> Iterator[int]:
    """A server on this machine, at every one of its addresses."""
    Door.knocks = []
    with ThreadingHTTPServer(("", 0), Door) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server.server_port
        server.shutdown()
        thread.join()


def fetched(address: str) -> list[Article | Rejection]:
    return list(read_articles([address], Settings(public_hosts_only=True)))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "LOCALHOST",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0.0.0.0",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::]",
        "user:word@127.0.0.1",
    ],
)
def test_this_machine_is_not_asked_by_any_name(port: int, host: str) -> None:
    assert REFUSED in only_reason(fetched(f"http://{host}:{port}/page"))
    assert Door.knocks == []


@pytest.mark.parametrize("address", ["http://10.0.0.1/", "https://169.254.169.254/latest"])
def test_a_private_network_is_not_asked(address: str) -> None:
    assert REFUSED in only_reason(fetched(address))


def test_a_redirect_does_not_lead_into_it(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_hosts, "is_public", lambda address: address == "127.0.0.1")
    inside = f"http://127.0.0.2:{port}/secret"
    assert REFUSED in only_reason(fetched(f"http://127.0.0.1:{port}/?to={inside}"))
    assert Door.knocks == [f"/?to={inside}"]


def test_a_public_host_is_read(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_hosts, "is_public", lambda address: address == "127.0.0.1")
    assert only_article(fetched(f"http://127.0.0.1:{port}/page")).text == STORY


def test_no_proxy_is_asked_to_go_there_instead(port: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{port}")
    assert REFUSED in only_reason(fetched("http://10.0.0.1/page"))
    assert Door.knocks == []


def test_a_host_that_is_not_there_cannot_be_reached() -> None:
    assert "cannot be reached" in only_reason(fetched("http://nowhere.invalid/page"))


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1"])
def test_public_addresses(address: str) -> None:
    assert public_hosts.is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "198.18.0.1",
        "240.0.0.1",
        "::",
        "::1",
        "::ffff:8.8.8.8",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not public_hosts.is_public(address)
