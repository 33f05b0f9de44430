"""Pages fetched from an http or https address."""

from __future__ import annotations

import re
import time
from urllib.parse import urlsplit

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from pipeline.articles.encoding import decode
from pipeline.articles.html import MAX_PAGE_BYTES, page_article, page_too_large
from pipeline.articles.origin import Origin
from pipeline.articles.plain import plain_article
from pipeline.articles.public_hosts import PublicHosts
from pipeline.errors import InputError, RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

TIMEOUT_SECONDS = 20.0
_MAX_REDIRECTS = 5
_CHUNK_BYTES = 65_536
_USER_AGENT = "Demarche/0.1 (reads news articles about diplomatic travel)"
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]+)", re.IGNORECASE)
_PAGE_TYPES = ("", "text/html", "application/xhtml+xml")


def is_address(given: str) -> bool:
    """Whether an input is an address rather than a path.

    Raises:
        InputError: it is an address of another scheme than http or https, or names no host.
    """
    if not _ADDRESS.match(given):
        return False
    scheme = given.partition("://")[0].lower()
    if scheme not in ("http", "https"):
        raise InputError(f"{given}: {scheme} addresses are not read; give an http or https address")
    try:
        host = urlsplit(given).hostname
    except ValueError:
        host = None
    if not host:
        raise InputError(f"{given}: the address names no host; give it in full")
    return True


def address_origin(address: str) -> Origin:
    """The origin of a page: its id is host, path and query, without scheme and suffix."""
    parts = urlsplit(address)
    path = re.sub(r"\.\w{1,5}$", "", parts.path.rstrip("/"))
    query = f"?{parts.query}" if parts.query else ""
    return Origin(f"{parts.hostname}{path}{query}", address)


def read_address(
    address: str, origin: Origin, settings: Settings, timeout: float = TIMEOUT_SECONDS
) -> Article:
    """The article of the page at `address`, given up after `timeout` seconds without an answer.

    Raises:
        RejectedArticle: it cannot be fetched in time, is no page, is too large, holds no article.
    """
    try:
        with requests.Session() as session:
            session.max_redirects = _MAX_REDIRECTS
            if settings.public_hosts_only:
                _keep_out_of_private_networks(session)
            return _fetch(session, address, origin, settings, timeout)
    except requests.TooManyRedirects as error:
        raise RejectedArticle("the address redirects in circles; give the final one") from error
    except (requests.Timeout, ReadTimeoutError, TimeoutError) as error:
        raise RejectedArticle(f"no answer within {timeout:g} s; try again later") from error
    except requests.exceptions.SSLError as error:
        raise RejectedArticle("the certificate is not trusted; save the page as .html") from error
    except (requests.RequestException, HTTPError, UnicodeError) as error:
        raise RejectedArticle(
            "the address cannot be reached; check it and the network, or save the page as .html"
        ) from error


def _keep_out_of_private_networks(session: requests.Session) -> None:
    session.trust_env = False
    for scheme in ("http://", "https://"):
        session.mount(scheme, PublicHosts())


def _fetch(
    session: requests.Session, address: str, origin: Origin, settings: Settings, timeout: float
) -> Article:
    deadline = time.monotonic() + timeout
    agent = settings.user_agent or _USER_AGENT
    with session.get(
        address, stream=True, timeout=timeout, headers={"User-Agent": agent}
    ) as response:
        if response.status_code != requests.codes.ok:
            raise RejectedArticle(
                f"the server answered {response.status_code} {response.reason}; check the address"
            )
        kind = _media_type(response)
        data = _body(response, deadline)
        charset = _CHARSET.search(response.headers.get("content-type", ""))
    declared = charset[1] if charset else ""
    if kind == "text/plain":
        return plain_article(decode(data, declared), origin, settings)
    return page_article(data, origin, settings, url=address, charset=declared)


def _media_type(response: requests.Response) -> str:
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind not in (*_PAGE_TYPES, "text/plain"):
        raise RejectedArticle(f"not a web page but {kind}; give the address of an article")
    return kind


def _body(response: requests.Response, deadline: float) -> bytes:
    """The body, read as it arrives so that neither size nor slowness can hold up the run."""
    data = bytearray()
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=True):
        data += chunk
        if len(data) > MAX_PAGE_BYTES:
            raise page_too_large()
        if time.monotonic() > deadline:
            raise TimeoutError
    return bytes(data)
