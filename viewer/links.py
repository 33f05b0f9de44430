"""Addresses that came with an article: only those of the web become links."""

from __future__ import annotations

from urllib.parse import urlsplit


def web_address(text: str) -> str:
    """The address if it is http or https, else an empty text."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    return text.strip() if parts.scheme in ("http", "https") and parts.hostname else ""
