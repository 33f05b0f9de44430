"""The one door to the web: pages, feeds, lists and robots.txt are all fetched here."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from email.utils import parsedate_to_datetime
from functools import cached_property
from types import TracebackType
from urllib.parse import unquote, urljoin

import requests
from urllib3.exceptions import DecodeError, HTTPError, ProtocolError, ReadTimeoutError
from urllib3.util import parse_url

from pipeline.articles.answer import Answer, StatusError, declared_kind, most_bytes, too_large
from pipeline.articles.pace import MAX_WAIT_SECONDS, Clock, Pace
from pipeline.articles.page_cache import Kept, PageCache, kept, user_page_cache
from pipeline.articles.public_hosts import CheckedHosts, Resolver, Rule, is_public, look_up
from pipeline.articles.robots import MAX_ROBOTS_BYTES, ROBOT, Robots
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

TIMEOUT_SECONDS = 20.0
MAX_REDIRECTS = 5
ATTEMPTS = 3
_CHUNK_BYTES = 65_536
_PURPOSE = "reads news articles about diplomatic travel"
_BUSY = (429, 503)
_Credentials = tuple[str, str] | None


class Fetcher:
    """Fetches as a polite guest: see `fetch`. It is to be closed.

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
        self._given_cache = cache
        self._keep_pages = settings.keep_pages
        self._robots = Robots(self._robots_file)
        self._session = requests.Session()
        self._session.trust_env = settings.private_hosts
        self._session.headers.update(_headers(settings.user_agent))
        rule = _any if settings.private_hosts else allowed
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, CheckedHosts(resolver, rule))

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
        """Close the connections and the cache."""
        self._session.close()
        if "_cache" in self.__dict__:
            self._cache.close()

    def fetch(self, address: str) -> Answer:
        """What the address holds, after at most `MAX_REDIRECTS` redirects.

        At each of them the scheme, the host's IP addresses and its robots.txt are checked, and the
        host is asked once in `settings.request_interval` seconds. A busy host is asked `ATTEMPTS`
        times. A password in the address goes to its own host only.

        Raises:
            RejectedArticle: it cannot or must not be fetched, is of a kind that is not read, too
                large, cut off, or not there in time.
        """
        self._session.cookies.clear()
        return self._follow(address, self._robots.interval, most_bytes)

    @cached_property
    def _cache(self) -> PageCache:
        return self._given_cache or PageCache(user_page_cache() if self._keep_pages else None)

    def _robots_file(self, address: str) -> Answer:
        return self._follow(address, lambda address: 0.0, lambda kind: MAX_ROBOTS_BYTES)

    def _follow(
        self, address: str, interval: Callable[[str], float], most: Callable[[str], int]
    ) -> Answer:
        target, credentials = _without_credentials(address)
        home, seen = _host(target), set[str]()
        while target not in seen:
            if len(seen) > MAX_REDIRECTS:
                raise RejectedArticle(
                    f"the address redirects more than {MAX_REDIRECTS} times; give the final one"
                )
            seen.add(target)
            wanted = interval(target)
            found = self._ask(target, credentials if _host(target) == home else None, wanted, most)
            if isinstance(found, Answer):
                return found
            with _in_words():
                target, _ = _without_credentials(urljoin(target, found))
        raise RejectedArticle("the address redirects in circles; give the final one")

    def _ask(
        self,
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
                before = None if credentials else self._cache.get(address)
                with self._request(address, credentials, before) as response:
                    status = response.status_code
                    if status not in _BUSY:
                        return self._read(address, response, before, most, not credentials)
                    self._pace.rest(name, _pause(response.headers, attempt))
        self._pace.rest(name, 2 * MAX_WAIT_SECONDS)  # the other pages there need not try as often
        raise StatusError(status)

    @contextmanager
    def _failures_counted(self, name: str) -> Iterator[None]:
        try:
            with _in_words(self._timeout):
                yield
        except _Unreachable:
            self._pace.failed(name)
            raise
        except RejectedArticle:
            self._pace.answered(name)
            raise
        self._pace.answered(name)

    def _request(
        self, address: str, credentials: _Credentials, before: Kept | None
    ) -> requests.Response:
        return self._session.get(
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
    ) -> Answer | str:
        status, location = response.status_code, self._session.get_redirect_target(response)
        if location:
            return location
        if status == 304 and before:
            most(before.answer.media_type)
            return before.answer
        if status != 200:
            raise StatusError(status)
        kind, charset = declared_kind(response.headers)
        answer = Answer(_body(response, most(kind), self._timeout), kind, charset, address)
        version = kept(answer, response.headers) if keep else None
        if version:
            self._cache.put(version)
        return answer


class _Unreachable(RejectedArticle):
    """No whole answer came."""


def _any(address: str) -> bool:
    return True


def _no_credentials(request: requests.PreparedRequest) -> requests.PreparedRequest:
    """Keeps passwords of a .netrc file out of requests."""
    return request


def _headers(who: str) -> dict[str, str]:
    comment = f"{_PURPOSE}; {who}" if who else _PURPOSE
    return {"User-Agent": f"{ROBOT}/0.1 ({comment})", "Accept-Encoding": "gzip, deflate"}


def _without_credentials(address: str) -> tuple[str, _Credentials]:
    """The address as it is asked for, and the name and password in it."""
    with _in_words():
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


def _body(response: requests.Response, most: int, timeout: float) -> bytes:
    """The body, read as it arrives so that neither size nor slowness can hold up the run."""
    data, deadline = bytearray(), time.monotonic() + timeout
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        data += chunk
        if len(data) > most:
            raise too_large(most)
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(data)


@contextmanager
def _in_words(timeout: float = 0.0) -> Iterator[None]:
    """What goes wrong on the way, as a rejection that says so."""
    try:
        yield
    except (requests.Timeout, ReadTimeoutError, TimeoutError) as error:
        raise _Unreachable(f"no answer within {timeout:g} s; try again later") from error
    except requests.exceptions.SSLError as error:
        raise _Unreachable("the certificate is not trusted; save the page as .html") from error
    except DecodeError as error:
        raise RejectedArticle("the answer is not compressed as it says; try again later") from error
    except ProtocolError as error:
        raise _Unreachable("the answer was cut off; try again later") from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise _Unreachable(
            "the address cannot be reached; check it and the network, or save the page as .html"
        ) from error
