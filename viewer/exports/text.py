"""Texts of articles for formats that cannot hold every character."""

from __future__ import annotations

import re

_LINE_BREAK = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
# What XML 1.0 leaves out (2.2, Char), and of that no more; RFC 5545 leaves out the same.
_FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def storable(text: str) -> str:
    """The text with line breaks as `\\n`, and U+FFFD for each character that no format can hold."""
    return _FORBIDDEN.sub("\ufffd", _LINE_BREAK.sub("\n", text))
