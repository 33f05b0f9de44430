"""No address, redirect or name leads into a private network unless the user says so."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.articles.fetching import Fetcher
from pipeline.articles.public_hosts import is_public, look_up
from pipeline.model import Article, GivenAddress, Rejection
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY, only_article, only_reason
from tests.unit.articles.serving import Clock, Reply, Site, redirect, serving

REFUSED = "not an address of the public web"
STRICT = Settings(keep_pages=False)
OUTSIDE = "127.0.0.53"  # stands for the public internet: the server is there, too
WRITTEN = "0123456789abcdefABCDEFxX."


def allowed(address: str) -> bool:
    return address == OUTSIDE or is_public(address)


def resolver(host: str, port: int) -> Sequence[str]:
    """Numbers as the machine reads them, and a zone of names of the tests' own."""
    zone = {
        "press.example": [OUTSIDE],
        "intranet.example": ["10.1.2.3"],
        "metadata.example": ["169.254.169.254"],
        "mixed.example": [OUTSIDE, "127.0.0.1"],
        "mapped.example": ["::ffff:127.0.0.1"],
        "six.example": ["::1"],
        "localhost.": ["127.0.0.1"],
        "local.example": ["fe80::1%lo"],
        "empty.example": [],
    }
    if host in zone:
        return zone[host]
    numeric = ":" in host or set(host) <= set(WRITTEN)
    if not numeric and host.lower() != "localhost":
        raise socket.gaierror(socket.EAI_NONAME, "no such name")
    return look_up(host, port)


@pytest.fixture
def site() -> Iterator[Site]:
    """A server at every address of this machine."""
    with serving("") as site:
        site.pages["/page"] = Reply(STORY.encode(), "text/plain")
        yield site


def fetched(
    address: str, names: Callable[[str, int], Sequence[str]] = resolver, given: bool = False
) -> list[Article | Rejection]:
    web = Fetcher(STRICT, names, allowed, Clock())
    return list(read_articles([GivenAddress(address) if given else address], STRICT, web))


INSIDE = [
    "127.0.0.1",
    "127.255.255.254",
    "localhost",
    "LOCALHOST",
    "localhost.",
    "127.1",
    "127.0.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0.0.0.0",
    "0",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    "[64:ff9b::127.0.0.1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "[fc00::1]",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.0.1",
    "169.254.169.254",
    "100.64.0.1",
    "user:word@127.0.0.1",
    "press.example@127.0.0.1",
    "intranet.example",
    "metadata.example",
    "mixed.example",
    "mapped.example",
    "six.example",
    "local.example",
]


@pytest.mark.parametrize("host", INSIDE)
def test_no_address_leads_inside(site: Site, host: str) -> None:
    assert REFUSED in only_reason(fetched(f"http://{host}:{site.port}/page"))
    assert site.asked == []


@pytest.mark.parametrize("host", INSIDE)
def test_no_redirect_leads_inside(site: Site, host: str) -> None:
    site.pages["/"] = redirect(f"http://{host}:{site.port}/page")
    assert REFUSED in only_reason(fetched(f"http://press.example:{site.port}/"))
    assert site.paths == ["/"]


@pytest.mark.parametrize(
    ("target", "reason"),
    [
        ("file:///etc/hostname", "leads to file:"),
        ("FILE:///etc/hostname", "leads to file:"),
        ("ftp://press.example/page", "leads to ftp:"),
        ("gopher://press.example/page", "leads to gopher:"),
        ("dict://press.example/page", "leads to dict:"),
        ("data:text/html,<p>page</p>", "leads to data:"),
        ("javascript:alert(1)", "leads to javascript:"),
        ("jar:http://press.example!/page", "leads to jar:"),
        ("http://①②⑦.⓪.⓪.①/page", "cannot be reached"),
        ("http://127。0。0。1/page", "cannot be reached"),
        ("http://[::1", "cannot be reached"),
        ("http://press.example:99999/", "cannot be reached"),
    ],
)
def test_a_redirect_leads_to_no_other_scheme(site: Site, target: str, reason: str) -> None:
    site.pages["/"] = redirect(target)
    assert reason in only_reason(fetched(f"http://press.example:{site.port}/"))
    assert site.paths == ["/"]


@pytest.mark.parametrize("target", ["//127.0.0.1:{port}/page", "http:\\\\127.0.0.1:{port}\\page"])
def test_a_redirect_without_scheme_does_not_lead_inside(site: Site, target: str) -> None:
    site.pages["/"] = redirect(target.format(port=site.port))
    assert [type(item) for item in fetched(f"http://press.example:{site.port}/")] == [Rejection]
    assert "/page" not in site.paths


def test_a_second_redirect_does_not_lead_inside(site: Site) -> None:
    site.pages["/"] = redirect(f"http://press.example:{site.port}/next", status=308)
    site.pages["/next"] = redirect(f"http://localhost:{site.port}/page", status=307)
    assert REFUSED in only_reason(fetched(f"http://press.example:{site.port}/"))
    assert site.paths == ["/", "/next"]


def test_the_robots_file_does_not_lead_inside(site: Site) -> None:
    site.pages["/robots.txt"] = redirect(f"http://127.0.0.1:{site.port}/secret")
    assert REFUSED in only_reason(fetched(f"http://press.example:{site.port}/page"))
    assert [request.path for request in site.asked] == ["/robots.txt"]


def test_an_entry_of_a_feed_does_not_lead_inside(site: Site) -> None:
    link = f"http://127.0.0.1:{site.port}/page"
    feed = f"<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>"
    site.pages["/feed"] = Reply(feed.encode(), "application/rss+xml")
    assert REFUSED in only_reason(fetched(f"http://press.example:{site.port}/feed"))
    assert site.paths == ["/feed"]


def test_what_was_checked_is_connected_to(site: Site) -> None:
    """A name server that changes its answer after the check gains nothing."""
    answers = iter([[OUTSIDE], [OUTSIDE]])  # the robots file, the page; a third question fails

    def changing(host: str, port: int) -> Sequence[str]:
        return next(answers, ["127.0.0.1"])

    found = fetched(f"http://press.example:{site.port}/page", changing)
    assert only_article(found).text == STORY


def test_a_name_that_changes_inwards_is_refused(site: Site) -> None:
    answers = iter([[OUTSIDE]])

    def changing(host: str, port: int) -> Sequence[str]:
        return next(answers, ["127.0.0.1"])

    assert REFUSED in only_reason(fetched(f"http://press.example:{site.port}/page", changing))
    assert [request.path for request in site.asked] == ["/robots.txt"]


def test_a_public_host_is_read(site: Site) -> None:
    assert only_article(fetched(f"http://press.example:{site.port}/page")).text == STORY


@pytest.mark.parametrize("host", ["nowhere.example", "empty.example"])
def test_a_host_that_is_not_there_cannot_be_reached(site: Site, host: str) -> None:
    assert "cannot be reached" in only_reason(fetched(f"http://{host}/page"))


def test_this_machine_is_read_where_the_user_says_so(site: Site) -> None:
    open_to_all = Settings(private_hosts=True, request_interval=0, keep_pages=False)
    found = read_articles([f"http://127.0.0.1:{site.port}/page"], open_to_all)
    assert only_article(list(found)).text == STORY


def test_the_command_line_is_strict_unless_told_otherwise() -> None:
    assert Settings().private_hosts is False


def test_no_proxy_is_asked_to_go_there_instead(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{site.port}")
    assert REFUSED in only_reason(fetched("http://10.0.0.1/page"))
    assert site.asked == []


def test_no_password_of_a_netrc_file_is_sent(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password secret\n", encoding="utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    open_to_all = Settings(private_hosts=True, request_interval=0, keep_pages=False)
    list(read_articles([f"http://127.0.0.1:{site.port}/page"], open_to_all))
    assert [request.headers.get("Authorization") for request in site.asked] == [None, None]


def test_a_visitor_gets_one_page_and_no_feed(site: Site) -> None:
    link = f"http://press.example:{site.port}/page"
    feed = f"<rss version='2.0'><channel><item><link>{link}</link></item></channel></rss>"
    site.pages["/feed"] = Reply(feed.encode())
    assert "a feed" in only_reason(fetched(f"http://press.example:{site.port}/feed", given=True))
    assert site.paths == ["/feed"]


def test_a_password_goes_to_its_own_host_only(site: Site) -> None:
    site.pages["/"] = redirect("/home")
    site.pages["/home"] = redirect(f"http://{OUTSIDE}:{site.port}/page")
    article = only_article(fetched(f"http://someone:pa%20ss@press.example:{site.port}/"))
    sent = {r.path: r.headers.get("Authorization") for r in site.asked if r.path != "/robots.txt"}
    assert sent == {"/": sent["/"], "/home": sent["/"], "/page": None}
    assert sent["/"] is not None
    assert article.path == article.url == f"http://press.example:{site.port}/"
    assert "someone" not in str(article)


@pytest.mark.parametrize("address", ["93.184.215.14", "8.8.8.8", "2606:2800:21f:cb07::1"])
def test_public_addresses(address: str) -> None:
    assert is_public(address)


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
        "2001:0:7f00:1::1",
        "2001:db8::1",
        "fe80::1%eth0",
        "fc00::1",
        "ff02::1",
    ],
)
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(address)
