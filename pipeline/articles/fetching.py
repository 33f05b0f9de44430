"""The one door to the web: pages, feeds, lists and robots.txt are all fetched here."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import TypeVar
from urllib.parse import unquote, urljoin, urlsplit

import requests
from urllib3.util import parse_url

from pipeline.articles.answer import Answer, StatusError, declared_kind, most_bytes
from pipeline.articles.body import Unreachable, in_words, whole_body
from pipeline.articles.pace import MAX_WAIT_SECONDS, Clock, Pace
from pipeline.articles.page_cache import Kept, PageCache, kept, user_page_cache
from pipeline.articles.public_hosts import CheckedHosts, Resolver, Rule, is_public, look_up
from pipeline.articles.robots import MAX_ROBOTS_BYTES, ROBOT, Robots
from pipeline.articles.side_by_side import Lanes
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

TIMEOUT_SECONDS = 20.0
MAX_REDIRECTS = 5
ATTEMPTS = 3
_PURPOSE = "reads news articles about diplomatic travel"
_BUSY = (429, 503)
_Credentials = tuple[str, str] | None
_T = TypeVar("_T")


class Fetcher:
    """Fetches as a polite guest: see `fetch`. It is to be closed; threads may share it.

    Args:
        settings: what the run was told; with `private_hosts` any address may be connected to.
        resolver: where names are looked up.
        allowed: which IP addresses may be connected to.
        clock: by which it waits between two requests to a host.
        timeout: seconds in which an answer must be there as a whole.
        cache: what is kept from one run to the next; the user's, if any, if None.
    """

    def __init__(
        self,
        settings: Settings,
        resolver: Resolver = look_up,
        allowed: Rule = is_public,
        clock: Clock = time,
        timeout: float = TIMEOUT_SECONDS,
        cache: PageCache | None = None,
    ) -> None:
        self._timeout = timeout
        self._pace = Pace(settings.request_interval, clock)
        self._cache = cache
        self._opening = threading.Lock()
        self._keep_pages = settings.keep_pages
        self._robots = Robots(self._robots_file)
        self._lanes = Lanes()
        self._trust_env = settings.private_hosts
        self._headers = _headers(settings.user_agent)
        self._hosts = CheckedHosts(resolver, _any if settings.private_hosts else allowed)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections and the cache; what was not begun is not fetched any more."""
        self._lanes.close()
        self._hosts.close()
        if self._cache:
            self._cache.close()

    def start(self, address: str, then: Callable[[Answer], _T]) -> Future[_T]:
        """What `then` makes of what `fetch` gives; a host is asked for one after the other.

        Different hosts are asked at once, each in a thread of its own, and `then` is called there.
        """
        host = urlsplit(address).netloc.rpartition("@")[2]
        return self._lanes.submit(host, lambda: then(self.fetch(address)))

    def fetch(self, address: str) -> Answer:
        """What the address holds, after at most `MAX_REDIRECTS` redirects.

        At each of them the scheme, the host's IP addresses and its robots.txt are checked, and the
        host is asked once in `settings.request_interval` seconds. A busy host is asked `ATTEMPTS`
        times. A password in the address goes to its own host only.

        Raises:
            RejectedArticle: it cannot or must not be fetched, is of a kind that is not read, too
                large, cut off, or not there in time.
        """
        return self._follow(address, self._robots.interval, most_bytes)

    def _pages(self) -> PageCache:
        with self._opening:
            if self._cache is None:
                self._cache = PageCache(user_page_cache() if self._keep_pages else None)
            return self._cache

    def _session(self) -> requests.Session:
        """A session with cookies of its own; the connections are those of all."""
        session = requests.Session()
        session.trust_env = self._trust_env
        session.headers.update(self._headers)
        for scheme in ("http://", "https://"):
            session.mount(scheme, self._hosts)
        return session

    def _robots_file(self, address: str) -> Answer:
        return self._follow(address, lambda address: 0.0, lambda kind: MAX_ROBOTS_BYTES)

    def _follow(
        self, address: str, interval: Callable[[str], float], most: Callable[[str], int]
    ) -> Answer:
        target, credentials = _without_credentials(address)
        home, seen, session = _host(target), set[str](), self._session()
        while target not in seen:
            if len(seen) > MAX_REDIRECTS:
                raise RejectedArticle(
                    f"the address redirects more than {MAX_REDIRECTS} times; give the final one"
                )
            seen.add(target)
            wanted = interval(target)
            known = credentials if _host(target) == home else None
            with self._pace.alone(parse_url(target).host or ""):
                found = self._ask(session, target, known, wanted, most)
            if isinstance(found, Answer):
                return found
            with in_words():
                target, _ = _without_credentials(urljoin(target, found))
        raise RejectedArticle("the address redirects in circles; give the final one")

    def _ask(
        self,
        session: requests.Session,
        address: str,
        credentials: _Credentials,
        interval: float,
        most: Callable[[str], int],
    ) -> Answer | str:
        """The answer, or where it redirects to."""
        name = parse_url(address).host or ""
        status = 0
        for attempt in range(ATTEMPTS):
            self._pace.take_turn(name, interval)
            with self._failures_counted(name):
                before = None if credentials else self._pages().get(address)
                with self._request(session, address, credentials, before) as response:
                    status = response.status_code
                    if status not in _BUSY:
                        location = session.get_redirect_target(response)
                        keep = not credentials
                        return location or self._read(address, response, before, most, keep)
                    self._pace.rest(name, _pause(response.headers, attempt))
        self._pace.rest(name, 2 * MAX_WAIT_SECONDS)  # the other pages there need not try as often
        raise StatusError(status)

    @contextmanager
    def _failures_counted(self, name: str) -> Iterator[None]:
        try:
            with in_words(self._timeout):
                yield
        except Unreachable:
            self._pace.failed(name)
            raise
        except RejectedArticle:
            self._pace.answered(name)
            raise
        self._pace.answered(name)

    def _request(
        self,
        session: requests.Session,
        address: str,
        credentials: _Credentials,
        before: Kept | None,
    ) -> requests.Response:
        return session.get(
            address,
            headers=before.conditions() if before else {},
            auth=credentials or _no_credentials,
            allow_redirects=False,
            stream=True,
            timeout=self._timeout,
        )

    def _read(
        self,
        address: str,
        response: requests.Response,
        before: Kept | None,
        most: Callable[[str], int],
        keep: bool,
    ) -> Answer:
        status = response.status_code
        if status == 304 and before:
            most(before.answer.media_type)
            return before.answer
        if status != 200:
            raise StatusError(status)
        kind, charset = declared_kind(response.headers)
        answer = Answer(whole_body(response, most(kind), self._timeout), kind, charset, address)
        version = kept(answer, response.headers) if keep else None
        if version:
            self._pages().put(version)
        return answer


def _any(address: str) -> bool:
    return True


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps passwords of a .netrc file out of requests."""
    return request


def _headers(who: str) -> dict[str, str]:
    comment = f"{_PURPOSE}; {who}" if who else _PURPOSE
    return {"User-Agent": f"{ROBOT}/0.1 ({comment})", "Accept-Encoding": "gzip"}


def _without_credentials(address: str) -> tuple[str, _Credentials]:
    """The address as it is asked for, and the name and password in it."""
    with in_words():
        parts = parse_url(requests.Request("GET", address).prepare().url or "")
    if parts.scheme not in ("http", "https") or not parts.host:
        raise RejectedArticle(
            f"leads to {parts.scheme or 'nothing'}:, where only http and https are read;"
            " give another address"
        )
    name, _, password = (parts.auth or "").partition(":")
    credentials = (unquote(name), unquote(password)) if parts.auth else None
    return parts._replace(auth=None, fragment=None).url, credentials


def _host(address: str) -> tuple[str | None, str | None, int | None]:
    parts = parse_url(address)
    return parts.scheme, parts.host, parts.port


def _pause(headers: Mapping[str, str], attempt: int) -> float:
    """Seconds to wait as the server asks (RFC 9110, 10.2.3), else longer with each attempt."""
    asked = headers.get("retry-after", "").strip()
    if asked.isdecimal() and asked.isascii():
        return float(asked[:9])
    try:
        wait = parsedate_to_datetime(asked) - parsedate_to_datetime(headers.get("date", ""))
    except (TypeError, ValueError):
        return 2.0 ** (attempt + 1)
    return max(wait.total_seconds(), 0.0)
