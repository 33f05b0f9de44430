"""The one door to the web: its manners, its limits, and what it says of a broken server."""

from __future__ import annotations

import gzip
import sqlite3
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.articles.answer import MAX_LIST_BYTES, Answer
from pipeline.articles.fetching import ATTEMPTS, MAX_REDIRECTS, Fetcher
from pipeline.articles.page_cache import Kept, PageCache
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings
from tests.unit.articles.reading import only_reason, read
from tests.unit.articles.serving import (
    OPEN,
    Clock,
    Reply,
    Request,
    Site,
    fetcher,
    redirect,
    serving,
)

PAGE = Reply(b"<p>A page.</p>")
POLITE = Settings(private_hosts=True, keep_pages=False)


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as site:
        site.pages["/page"] = PAGE
        yield site


def reason_for(web: Fetcher, address: str) -> str:
    with pytest.raises(RejectedArticle) as raised:
        web.fetch(address)
    return str(raised.value)


# Manners


def test_a_host_is_asked_once_a_second(site: Site) -> None:
    clock = Clock()
    with fetcher(POLITE, clock) as web:
        for _ in range(3):
            web.fetch(f"{site.address}/page")
    assert [request.path for request in site.asked] == ["/robots.txt", *["/page"] * 3]
    assert clock.slept == [1.0, 1.0, 1.0]


def test_a_redirect_on_the_same_host_waits_too(site: Site) -> None:
    clock = Clock()
    site.pages["/old"] = redirect("/page")
    with fetcher(POLITE, clock) as web:
        web.fetch(f"{site.address}/old")
    assert clock.slept == [1.0, 1.0]


def test_hosts_do_not_wait_for_each_other(site: Site) -> None:
    clock = Clock()
    with fetcher(POLITE, clock) as web:
        web.fetch(f"http://127.0.0.1:{site.port}/page")
        web.fetch(f"http://localhost:{site.port}/page")
    assert clock.slept == [1.0, 1.0]


def test_time_that_passed_anyway_is_not_waited_for(site: Site) -> None:
    clock = Clock()
    with fetcher(POLITE, clock) as web:
        web.fetch(f"{site.address}/page")
        clock.now += 0.75
        web.fetch(f"{site.address}/page")
    assert clock.slept == [1.0, 0.25]


ROBOTS = """
User-agent: *
Disallow: /

User-agent: demarche
Disallow: /private/
Crawl-delay: 7
"""


def test_the_rules_for_us_are_followed(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = Reply(ROBOTS.encode(), "text/plain")
    with fetcher(POLITE, clock) as web:
        web.fetch(f"{site.address}/page")
        web.fetch(f"{site.address}/page")
        assert "robots.txt forbids it" in reason_for(web, f"{site.address}/private/page")
    assert site.paths == ["/page", "/page"]
    assert clock.slept[-1] == 7.0


def test_a_redirect_leads_to_no_forbidden_page(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /private/", "text/plain")
    site.pages["/old"] = redirect("/private/page")
    with fetcher() as web:
        assert "robots.txt forbids it" in reason_for(web, f"{site.address}/old")
    assert site.paths == ["/old"]


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_host_without_rules_allows_all(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /", status=status)
    with fetcher() as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_host_whose_rules_are_down_is_left_alone(site: Site, status: int) -> None:
    site.pages["/robots.txt"] = Reply(status=status)
    with fetcher() as web:
        for _ in range(2):
            reason = reason_for(web, f"{site.address}/page")
            assert f"robots.txt cannot be read: the server answered {status}" in reason
    assert site.paths == []
    assert len(site.asked) == (ATTEMPTS if status == 503 else 1)


def test_strange_rules_are_no_rules(site: Site) -> None:
    site.pages["/robots.txt"] = Reply(b"\xff\xfe\x00<html>" + b"\0" * 100_000)
    with fetcher() as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


def test_a_delay_of_hours_is_not_waited_for(site: Site) -> None:
    clock = Clock()
    site.pages["/robots.txt"] = Reply(b"User-agent: *\nCrawl-delay: 9000", "text/plain")
    with fetcher(POLITE, clock) as web:
        web.fetch(f"{site.address}/page")
        reason = reason_for(web, f"{site.address}/page")
        assert reason == "127.0.0.1 wants no request for 9,000 s; run again later"
    assert clock.slept == [1.0]


def test_the_server_knows_who_asks(site: Site) -> None:
    with fetcher(replace(OPEN, user_agent="desk@press.example")) as web:
        web.fetch(f"{site.address}/page")
    agents = {request.headers["User-Agent"] for request in site.asked}
    assert len(agents) == 1
    assert agents.pop().startswith("Demarche/")


# Busy servers


def busy(site: Site, times: int, reply: Reply) -> None:
    answers = iter([reply] * times)
    site.pages["/page"] = lambda request: next(answers, PAGE)


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_host_is_asked_again_when_it_says(site: Site, status: int) -> None:
    clock = Clock()
    busy(site, 1, Reply(status=status, headers={"Retry-After": "17"}))
    with fetcher(OPEN, clock) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body
    assert clock.slept == [17.0]


def test_a_busy_host_may_name_a_moment(site: Site) -> None:
    clock = Clock()
    named = {
        "Date": "Tue, 06 Feb 2018 10:00:00 GMT",
        "Retry-After": "Tue, 06 Feb 2018 10:00:25 GMT",
    }
    answers = iter([Reply(status=503, headers=named)])
    site.pages["/page"] = lambda request: next(answers, PAGE)
    with fetcher(OPEN, clock) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body
    assert clock.slept == [25.0]


@pytest.mark.parametrize("said", ["", "soon", "-5", "1e9", "٣"])
def test_a_busy_host_that_does_not_say_gets_more_time_each_time(site: Site, said: str) -> None:
    clock = Clock()
    busy(site, 2, Reply(status=503, headers={"Retry-After": said}))
    with fetcher(OPEN, clock) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body
    assert clock.slept == [2.0, 4.0]


def test_a_host_that_stays_busy_is_given_up(site: Site) -> None:
    clock = Clock()
    busy(site, 99, Reply(status=503))
    with fetcher(OPEN, clock) as web:
        reason = reason_for(web, f"{site.address}/page")
        assert reason == "the server answered 503 Service Unavailable; try again later"
        assert "wants no request for 120 s" in reason_for(web, f"{site.address}/other")
    assert site.paths == ["/page"] * ATTEMPTS
    assert clock.slept == [2.0, 4.0]


def test_a_host_that_wants_an_hour_is_left_alone(site: Site) -> None:
    clock = Clock()
    busy(site, 99, Reply(status=429, headers={"Retry-After": "3600"}))
    with fetcher(OPEN, clock) as web:
        for _ in range(2):
            assert "no request for 3,600 s" in reason_for(web, f"{site.address}/page")
    assert site.paths == ["/page"]
    assert clock.slept == []


def test_a_host_that_breaks_off_again_and_again_is_given_up(site: Site) -> None:
    site.pages["/page"] = replace(PAGE, cut=10)
    with fetcher() as web:
        reasons = [reason_for(web, f"{site.address}/page") for _ in range(4)]
    assert reasons[:3] == ["the answer was cut off; try again later"] * 3
    assert reasons[3] == "127.0.0.1 failed 3 times in a row; run again later"
    assert len(site.paths) == 3


# Versions


@pytest.mark.parametrize(
    ("version", "condition"),
    [
        ({"ETag": '"one"'}, ("If-None-Match", '"one"')),
        (
            {"Last-Modified": "Tue, 06 Feb 2018 10:00:00 GMT"},
            ("If-Modified-Since", "Tue, 06 Feb 2018 10:00:00 GMT"),
        ),
    ],
)
def test_an_unchanged_page_is_not_sent_again(
    site: Site, tmp_path: Path, version: dict[str, str], condition: tuple[str, str]
) -> None:
    name, value = condition

    def versioned(request: Request) -> Reply:
        unchanged = request.headers.get(name) == value
        return Reply(status=304) if unchanged else replace(PAGE, headers=version)

    site.pages["/page"] = versioned
    answers: list[Answer] = []
    for _ in range(2):
        cache = PageCache(tmp_path / "pages.sqlite3")
        with Fetcher(OPEN, clock=Clock(), cache=cache) as web:
            answers.append(web.fetch(f"{site.address}/page"))
    assert answers[0] == answers[1]
    sent = [r.headers.get(name) for r in site.asked if r.path == "/page"]
    assert sent == [None, value]


def test_a_changed_page_is_read_anew(site: Site, tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages.sqlite3")
    with Fetcher(OPEN, clock=Clock(), cache=cache) as web:
        site.pages["/page"] = replace(PAGE, headers={"ETag": "1"})
        web.fetch(f"{site.address}/page")
        site.pages["/page"] = Reply(b"new", headers={"ETag": "2"})
        assert web.fetch(f"{site.address}/page").data == b"new"
        web.fetch(f"{site.address}/page")
    assert [r.headers.get("If-None-Match") for r in site.asked if r.path == "/page"] == [
        None,
        "1",
        "2",
    ]


@pytest.mark.parametrize("headers", [{}, {"ETag": "1", "Cache-Control": "private, no-store"}])
def test_not_all_pages_are_kept(site: Site, headers: dict[str, str]) -> None:
    site.pages["/page"] = replace(PAGE, headers=headers)
    with fetcher() as web:
        web.fetch(f"{site.address}/page")
        web.fetch(f"{site.address}/page")
    assert all("If-None-Match" not in request.headers for request in site.asked)


def test_a_page_behind_a_password_is_not_kept(site: Site) -> None:
    site.pages["/page"] = replace(PAGE, headers={"ETag": "1"})
    with fetcher() as web:
        web.fetch(f"http://someone:secret@127.0.0.1:{site.port}/page")
        web.fetch(f"{site.address}/page")
    assert all("If-None-Match" not in request.headers for request in site.asked)


def test_a_cut_page_is_not_kept(site: Site) -> None:
    with fetcher() as web:
        site.pages["/page"] = replace(PAGE, headers={"ETag": "1"}, cut=10)
        assert "cut off" in reason_for(web, f"{site.address}/page")
        site.pages["/page"] = replace(PAGE, headers={"ETag": "1"})
        assert web.fetch(f"{site.address}/page").data == PAGE.body
    assert all("If-None-Match" not in request.headers for request in site.asked)


def test_a_server_that_claims_no_change_of_what_nobody_has_is_reported(site: Site) -> None:
    site.pages["/page"] = Reply(status=304)
    with fetcher() as web:
        assert "the server answered 304" in reason_for(web, f"{site.address}/page")


def test_a_broken_cache_only_costs_time(site: Site, tmp_path: Path) -> None:
    broken = tmp_path / "pages.sqlite3"
    broken.write_bytes(b"no database at all" * 100)
    with Fetcher(OPEN, clock=Clock(), cache=PageCache(broken)) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body
    in_the_way = tmp_path / "file" / "pages.sqlite3"
    in_the_way.parent.write_text("not a folder", encoding="utf-8")
    with Fetcher(OPEN, clock=Clock(), cache=PageCache(in_the_way)) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


def test_a_cache_lost_on_the_way_only_costs_time(site: Site, tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages.sqlite3")
    with sqlite3.connect(tmp_path / "pages.sqlite3") as other:
        other.execute("DROP TABLE answers")
    other.close()
    site.pages["/page"] = replace(PAGE, headers={"ETag": "1"})
    with Fetcher(OPEN, clock=Clock(), cache=cache) as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


def test_the_cache_does_not_grow_without_end(tmp_path: Path) -> None:
    cache = PageCache(tmp_path / "pages.sqlite3", most_bytes=1_000_000)
    for number in range(100):
        answer = Answer(bytes(50_000), "", "", f"http://press.example/{number}")
        cache.put(Kept(answer, "1", ""))
    kept = [number for number in range(100) if cache.get(f"http://press.example/{number}")]
    cache.close()
    assert kept == list(range(kept[0], 100))
    assert 5 <= len(kept) <= 20


def test_the_fetcher_of_a_run_without_addresses_opens_no_cache(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    with Fetcher(Settings()):
        pass
    assert list(tmp_path.iterdir()) == []


# Limits and broken servers


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_to_the_final_address(site: Site, status: int) -> None:
    site.pages["/old"] = redirect("/page#part", status)
    with fetcher() as web:
        assert web.fetch(f"{site.address}/old").address == f"{site.address}/page"


def test_a_chain_of_redirects_ends(site: Site) -> None:
    for number in range(MAX_REDIRECTS + 1):
        site.pages[f"/{number}"] = redirect(f"/{number + 1}")
    site.pages[f"/{MAX_REDIRECTS}"] = PAGE
    with fetcher() as web:
        assert web.fetch(f"{site.address}/0").data == PAGE.body
        site.pages[f"/{MAX_REDIRECTS}"] = redirect(f"/{MAX_REDIRECTS + 1}")
        reason = reason_for(web, f"{site.address}/0")
    assert reason == "the address redirects more than 5 times; give the final one"


def test_a_circle_of_redirects_ends(site: Site) -> None:
    site.pages["/a"], site.pages["/b"] = redirect("/b"), redirect("/a")
    with fetcher() as web:
        assert "in circles" in reason_for(web, f"{site.address}/a")
    assert site.paths == ["/a", "/b"]


@pytest.mark.parametrize(
    ("status", "reason"),
    [
        (204, "the server answered 204 No Content; check the address"),
        (206, "the server answered 206 Partial Content; check the address"),
        (302, "the server answered 302 Found; check the address"),
        (401, "the server answered 401 Unauthorized; save the page as .html"),
        (403, "the server answered 403 Forbidden; save the page as .html"),
        (404, "the server answered 404 Not Found; check the address"),
        (410, "the server answered 410 Gone; the page is gone"),
        (500, "the server answered 500 Internal Server Error; try again later"),
        (799, "the server answered 799; try again later"),
    ],
)
def test_each_status_has_its_line(site: Site, status: int, reason: str) -> None:
    site.pages["/page"] = Reply(status=status)
    with fetcher() as web:
        assert reason_for(web, f"{site.address}/page") == reason


def packed(data: bytes, rounds: int) -> bytes:
    for _ in range(rounds):
        data = gzip.compress(data, 9)
    return data


@pytest.mark.parametrize(("encoding", "rounds"), [("gzip", 1), ("gzip, gzip", 2)])
def test_a_bomb_does_not_go_off(site: Site, encoding: str, rounds: int) -> None:
    bomb = packed(bytes(100_000_000), rounds)
    site.pages["/page"] = Reply(bomb, headers={"Content-Encoding": encoding})
    with fetcher() as web:
        assert "page of over 5 MB" in reason_for(web, f"{site.address}/page")


def test_a_deflate_bomb_does_not_go_off(site: Site) -> None:
    bomb = zlib.compress(bytes(100_000_000), 9)
    site.pages["/page"] = Reply(bomb, headers={"Content-Encoding": "deflate"})
    with fetcher() as web:
        assert "page of over 5 MB" in reason_for(web, f"{site.address}/page")


def test_a_compressed_page_is_read(site: Site) -> None:
    site.pages["/page"] = Reply(gzip.compress(PAGE.body), headers={"Content-Encoding": "gzip"})
    with fetcher() as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


@pytest.mark.parametrize("kept", [1, 9, -5, -1])
@pytest.mark.parametrize("encoding", ["gzip", "deflate", "gzip, gzip"])
def test_a_packed_page_cut_without_a_word_of_its_length_is_noticed(
    site: Site, encoding: str, kept: int
) -> None:
    rounds = encoding.count("gzip")
    body = packed(PAGE.body, rounds) if rounds else zlib.compress(PAGE.body)
    whole = Reply(body, headers={"Content-Encoding": encoding}, sized=False)
    with fetcher() as web:
        site.pages["/page"] = replace(whole, body=body[:kept])
        assert reason_for(web, f"{site.address}/page") == "the answer was cut off; try again later"
        site.pages["/page"] = whole
        assert web.fetch(f"{site.address}/page").data == PAGE.body


def test_a_page_packed_in_parts_is_read_to_its_end(site: Site) -> None:
    parts = gzip.compress(b"<p>A ") + gzip.compress(b"page.</p>") + b"\0\0"
    site.pages["/page"] = Reply(parts, headers={"Content-Encoding": "gzip"})
    with fetcher() as web:
        assert web.fetch(f"{site.address}/page").data == PAGE.body


def test_a_page_of_endless_parts_is_given_up(site: Site) -> None:
    site.pages["/page"] = Reply(gzip.compress(b"") * 9_000, headers={"Content-Encoding": "gzip"})
    with fetcher() as web:
        assert "not compressed as it says" in reason_for(web, f"{site.address}/page")


def test_a_lie_about_compression_is_reported(site: Site) -> None:
    site.pages["/page"] = replace(PAGE, headers={"Content-Encoding": "gzip"})
    with fetcher() as web:
        assert "not compressed as it says" in reason_for(web, f"{site.address}/page")


def test_a_list_may_be_larger_than_a_page_but_not_endless(site: Site) -> None:
    site.pages["/small"] = Reply(bytes(6_000_000), "application/json")
    site.pages["/large"] = Reply(bytes(MAX_LIST_BYTES + 1), "application/json")
    with fetcher() as web:
        assert len(web.fetch(f"{site.address}/small").data) == 6_000_000
        assert "file of over 20 MB" in reason_for(web, f"{site.address}/large")


@pytest.mark.parametrize(
    ("body", "kind", "reason"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "text/html", "an image, not text"),
        (b"%PDF-1.7" + bytes(50), "text/html", "a PDF, not text"),
        (b"PK\x03\x04" + bytes(50), "text/plain", "a ZIP or Office file, not text"),
        (bytes(range(256)) * 20, "text/html; charset=utf-8", "binary"),
        (PAGE.body, "application/octet-stream", "not a web page but application/octet-stream"),
        (PAGE.body, "image/png", "not a web page but image/png"),
        (PAGE.body, "application/json", "not valid JSON"),
        (PAGE.body, "application/rss+xml", "not a web page but application/rss+xml"),
        (PAGE.body, "text/html; charset=no-such-charset", "no article found"),
        (PAGE.body, "nonsense", "not a web page but nonsense"),
        (b'{"a": 1}', "application/json", "no text"),
        (b"a,b\n1,2\n", "text/csv", "no text column"),
        (b"", "text/html", "empty"),
        (b"<rss", "text/xml", "the feed is cut off"),
    ],
)
def test_a_lying_type_ends_in_a_reason(site: Site, body: bytes, kind: str, reason: str) -> None:
    site.pages["/page"] = Reply(body, kind)
    assert reason in only_reason(read(f"{site.address}/page"))
