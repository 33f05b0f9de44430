"""Pieces of HTML, such as feeds hold, as text."""

from __future__ import annotations

import re

from lxml import etree, html

_BLOCKS = ("p", "div", "br", "li", "tr", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6")
_UNSAID = ("script", "style", "iframe", "noscript")
_BLANKS = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r"\s*\n\s*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def text_of_markup(markup: str) -> str:
    """The text of a piece of HTML, a line for each paragraph; "" where it holds none."""
    try:
        tree = html.fragment_fromstring(_CONTROL.sub(" ", markup), create_parent=True)
    except (etree.LxmlError, ValueError):
        return ""
    etree.strip_elements(tree, *_UNSAID, with_tail=False)
    for block in tree.iter(*_BLOCKS):
        block.tail = f"\n{block.tail or ''}"
    return _BREAKS.sub("\n", _BLANKS.sub(" ", tree.text_content())).strip()
