"""Characters that turn the direction of writing, in lines where our own words stand beside them."""

from __future__ import annotations

import re

# Embeddings, overrides and isolates; the marks of Arabic and Hebrew texts turn nothing after them.
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


def straight(text: str) -> str:
    """The text without what would turn the words after it around: Unicode, UTR 36, 2.7."""
    return _TURNS.sub("", text)
