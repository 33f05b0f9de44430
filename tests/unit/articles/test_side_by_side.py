"""Hosts asked side by side: none waits for another, none is asked twice at once, order stays."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest

from pipeline.articles import read_articles
from pipeline.articles.side_by_side import Lanes, in_turn
from pipeline.model import Article
from pipeline.settings import Settings
from tests.unit.articles.reading import STORY
from tests.unit.articles.serving import OPEN, Clock, Reply, Request, Site, fetcher, page, serving

HOSTS = [f"127.0.0.{number}" for number in range(1, 13)]
_PATIENCE = 60  # seconds, for what comes at once unless the code is wrong


@pytest.fixture
def sites() -> Iterator[list[Site]]:
    with ExitStack() as stack:
        yield [stack.enter_context(serving(host)) for host in HOSTS]


def links(*addresses: str) -> str:
    records = [{"url": address, "seendate": "20180206T121500Z"} for address in addresses]
    return json.dumps({"articles": records})


def rss(*addresses: str) -> Reply:
    items = "".join(f"<item><link>{address}</link></item>" for address in addresses)
    return Reply(f"<rss><channel>{items}</channel></rss>".encode(), "text/xml")


def story(number: int = 0) -> Reply:
    return page(f"{STORY} It was told {number} times.")


def ids(found: Iterator[object]) -> list[str]:
    """The ids without the port, which is another each time."""
    articles = list(found)
    assert all(isinstance(article, Article) for article in articles), articles
    named = (article.article_id for article in articles if isinstance(article, Article))
    return [re.sub(r":\d+", "", name) for name in named]


def after(happened: threading.Event, reply: Reply) -> Callable[[Request], Reply]:
    """A page that is there only once something has happened."""

    def answer(request: Request) -> Reply:
        return reply if happened.wait(_PATIENCE) else Reply(status=500)

    return answer


def telling(happened: threading.Event, reply: Reply) -> Callable[[Request], Reply]:
    def answer(request: Request) -> Reply:
        happened.set()
        return reply

    return answer


def test_the_hosts_of_a_list_do_not_wait_for_each_other(sites: list[Site], tmp_path: Path) -> None:
    """The first answers only after the last was asked, and is the first all the same."""
    first, *others = sites[:8]
    asked = threading.Event()
    for site in others:
        site.pages["/a"] = story()
    first.pages["/a"], others[-1].pages["/a"] = after(asked, story()), telling(asked, story())
    (tmp_path / "a.json").write_text(links(*(f"{site.address}/a" for site in sites[:8])))
    found = ids(read_articles([str(tmp_path / "a.json")], OPEN))
    assert found == [f"{host}/a" for host in HOSTS[:8]]


@pytest.mark.parametrize("kind", ["feeds", "pages", "listed", "late feed"])
def test_addresses_do_not_wait_for_each_other(sites: list[Site], tmp_path: Path, kind: str) -> None:
    one, other = sites[:2]
    asked = threading.Event()
    one.pages["/a"], other.pages["/a"] = after(asked, story()), telling(asked, story())
    for site in (one, other):
        site.pages["/feed"] = rss(f"{site.address}/a")
    if kind == "late feed":
        one.pages["/feed"] = after(asked, rss(f"{one.address}/a"))
    addresses = [f"{site.address}/{'a' if kind == 'pages' else 'feed'}" for site in (one, other)]
    if kind == "listed":
        toml = "".join(f'[[source]]\nfeed = "{address}"\n' for address in addresses)
        (tmp_path / "sources.toml").write_text(toml)
        addresses = [str(tmp_path / "sources.toml")]
    assert ids(read_articles(addresses, OPEN)) == [f"{host}/a" for host in HOSTS[:2]]


def test_of_several_feeds_an_article_is_given_in_turn(sites: list[Site]) -> None:
    one, other = sites[:2]
    for site, number in ((one, 3), (other, 2)):
        site.pages |= {f"/{n}": story(n) for n in range(number)}
        site.pages["/feed"] = rss(*(f"{site.address}/{n}" for n in range(number)))
    found = ids(read_articles([f"{one.address}/feed", f"{other.address}/feed"], OPEN))
    assert found == [
        f"{HOSTS[host]}/{number}" for host, number in ((0, 0), (1, 0), (0, 1), (1, 1), (0, 2))
    ]


def test_only_a_few_pages_are_asked_for_ahead(sites: list[Site], tmp_path: Path) -> None:
    for site in sites:
        site.pages["/a"] = story()
    (tmp_path / "a.json").write_text(links(*(f"{site.address}/a" for site in sites)))
    found = read_articles([str(tmp_path / "a.json")], OPEN)
    next(found)
    assert [site.paths for site in sites[8:]] == [[]] * (len(sites) - 8)
    assert len(list(found)) == len(sites) - 1


@dataclass
class Counter:
    """Counts how many requests are answered at the same time."""

    most: int = 0
    _now: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _second: threading.Event = field(default_factory=threading.Event)

    def answer(self, request: Request) -> Reply:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        if self.most > 1:
            self._second.set()
        self._second.wait(0.2)  # for another one to come, if there is one
        with self._lock:
            self._now -= 1
        return story()


def test_a_host_is_asked_for_one_page_at_a_time_and_once_a_second(tmp_path: Path) -> None:
    """Also where it is known under two ports, to which two threads go."""
    counter, clock = Counter(), Clock()
    with serving() as one, serving() as other:
        addresses = [f"{site.address}/{n}" for n in range(2) for site in (one, other)]
        for site in (one, other):
            site.pages = dict.fromkeys(("/0", "/1"), counter.answer)
        (tmp_path / "a.json").write_text(links(*addresses))
        polite = Settings(private_hosts=True, keep_pages=False)
        web = fetcher(polite, clock)
        found = ids(read_articles([str(tmp_path / "a.json")], polite, web))
        assert len(found) == len(addresses)
        assert len(one.asked) + len(other.asked) == len(addresses) + 2
    assert counter.most == 1
    assert clock.slept == [1.0] * (len(addresses) + 1)


def test_robots_txt_is_asked_for_once_however_many_want_it(sites: list[Site]) -> None:
    hub, *others = sites[:8]
    for number, site in enumerate(others):
        hub.pages[f"/{number}"] = story(number)
        site.pages["/a"] = Reply(status=302, headers={"Location": f"{hub.address}/{number}"})
    found = read_articles([f"{site.address}/a" for site in others], OPEN)
    assert len(ids(found)) == len(others)
    assert sum(request.path == "/robots.txt" for request in hub.asked) == 1


def test_pages_of_a_host_that_breaks_off_are_given_up_in_the_order_of_the_list(
    sites: list[Site], tmp_path: Path
) -> None:
    site = sites[0]
    site.pages = {f"/{n}": replace(story(), cut=10) for n in range(6)}
    (tmp_path / "a.json").write_text(links(*(f"{site.address}/{n}" for n in range(6))))
    reasons = [getattr(item, "reason", "") for item in read_articles([str(tmp_path)], OPEN)]
    assert reasons[:3] == ["the answer was cut off; try again later"] * 3
    assert reasons[3:] == ["127.0.0.1 failed 3 times in a row; run again later"] * 3


def test_work_of_one_name_is_done_in_its_order() -> None:
    lanes, done = Lanes(), list[int]()

    def work(number: int) -> int:
        done.append(number)
        return number

    begun = [lanes.submit("a", lambda n=n: work(n)) for n in range(50)]  # type: ignore[misc]
    assert [future.result() for future in begun] == done == list(range(50))


def test_what_goes_wrong_is_told_to_whoever_asked_and_stops_no_other() -> None:
    lanes = Lanes()
    wrong, right = lanes.submit("a", lambda: 1 // 0), lanes.submit("a", lambda: 1)
    assert right.result() == 1
    assert isinstance(wrong.exception(), ZeroDivisionError)


def test_after_the_end_nothing_more_is_begun() -> None:
    lanes, begun, end = Lanes(), threading.Event(), threading.Event()

    def work() -> bool:
        begun.set()
        return end.wait(_PATIENCE)

    first, second = lanes.submit("a", work), lanes.submit("a", work)
    assert begun.wait(_PATIENCE)
    lanes.close()
    end.set()
    assert first.result()
    assert second.cancelled()


def test_sources_give_in_turn_and_a_new_one_follows_one_that_ends() -> None:
    sources = (iter(text) for text in ("abc", "d", "", "ef", "g"))
    assert "".join(in_turn(sources, 2)) == "adbcegf"
    assert "".join(in_turn((iter(text) for text in ("ab", "c")), 1)) == "abc"
