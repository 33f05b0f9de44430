"""Addresses of the web among inputs: which they are, and the names that articles get from them."""

from __future__ import annotations

import re
from urllib.parse import urldefrag, urlsplit

from pipeline.articles.origin import Origin
from pipeline.errors import InputError

_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
_PORTS = {"http": 80, "https": 443}
_CREDENTIALS = re.compile(r"(?<=://)[^/?#]*@")


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
        parts = urlsplit(given)
        _ = parts.port  # a number that is no port's is found out here
        host = parts.hostname
    except ValueError:
        host = None
    if not host:
        raise InputError(f"{given}: the address names no host, or no port; give it in full")
    return True


def address_origin(address: str) -> Origin:
    """The origin of a page: its id is host, path and query, without scheme and suffix.

    A port that is not the one of its scheme is part of the id.
    Neither shows the name and password that the address may hold, nor the place within the page.
    """
    parts = urlsplit(address)
    path = re.sub(r"\.\w{1,5}$", "", parts.path.rstrip("/"))
    query = f"?{parts.query}" if parts.query else ""
    port = "" if parts.port in (None, _PORTS.get(parts.scheme)) else f":{parts.port}"
    shown = without_credentials(urldefrag(address).url)
    return Origin(f"{parts.hostname}{port}{path}{query}", shown)


def without_credentials(address: str) -> str:
    """The address as it may be shown."""
    return _CREDENTIALS.sub("", address)
