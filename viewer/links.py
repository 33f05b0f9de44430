"""Addresses that came with an article: only those of the web become links."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """The address if it is http or https and all of its characters show, else an empty text."""
    address = text.strip()
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    # A control character in an address breaks files of lines; one of direction misleads the eye.
    whole = parts.scheme in ("http", "https") and parts.hostname and address.isprintable()
    return address.replace(" ", "%20") if whole else ""
