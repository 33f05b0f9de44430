"""HTML of cards and articles; every text that came from outside is escaped here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from pipeline.model import PlaceKind, Status
from viewer.links import web_address
from viewer.viewmodel import Card, Headline, Quote

# Where Streamlit would find an address and make a link of it, whatever is escaped.
_ADDRESS = re.compile(r"(?<=@)|(?<=www)(?=\.)|(?<=:)(?=//)", re.IGNORECASE)
_WORD_JOINER = "\u2060"
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&^=])")


def label(text: str) -> str:
    """A text for Streamlit's Markdown labels, in which its signs stand for themselves."""
    return _MARKDOWN.sub(r"\\\1", _ADDRESS.sub(_WORD_JOINER, text))


def headline(shown: Headline) -> str:
    """The title of the page and the sentence beneath it."""
    return f"<h1>{escape(shown.title)}</h1><p class='summary'>{escape(shown.summary)}</p>"


def whose(title: str) -> str:
    """The line that says above a map in another page what it shows."""
    return f"<p class='whose' dir='auto'>{escape(title)}</p>"


def filtered(sentence: str, *, found: bool) -> str:
    """What is filtered: a quiet line, or a notice where nothing is found."""
    notice = "" if found else " is-empty"
    return f"<p class='filtered{notice}' role='status' dir='auto'>{escape(sentence)}</p>"


def card(shown: Card, here: bool) -> str:
    """What stands beneath the name of a stop: status, date, the sentence that says so, source."""
    current = " aria-current='step'" if here else ""
    vague = " is-vague" if shown.stop.place_kind == PlaceKind.COUNTRY else ""
    return (
        f"<div class='card is-{escape(shown.stop.status)}{vague}'{current}>"
        f"{_who(shown)}<p class='facts'>{_facts(shown)}</p>{_also_there(shown)}"
        f"{_quotation(shown)}{_note(shown.stop.note)}</div>"
    )


def link(text: str, address: str) -> str:
    """A link that opens beside the page, or only the text if the address is not one of the web."""
    if not web_address(address):
        return escape(text)
    return (
        f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>{escape(text)}</a>"
    )


def _who(shown: Card) -> str:
    return f"<p class='who' dir='auto'>{escape(shown.traveller)}</p>" if shown.traveller else ""


def _also_there(shown: Card) -> str:
    there = shown.stop.also_there
    return f"<p class='also-there'>Also there: {escape(there)}</p>" if there else ""


def frame(address: str, title: str, height: int) -> str:
    """The HTML that puts a page of ours into another one."""
    return (
        f'<iframe src="{escape(address)}" title="{escape(title)}" width="100%" height="{height}" '
        'style="border: 0" loading="lazy" allowfullscreen></iframe>'
    )


def _facts(shown: Card) -> str:
    off = " class='is-off'" if shown.stop.status == Status.CANCELLED else ""
    sign = f"<span aria-hidden='true'>{shown.icon}</span>"
    when = ", ".join(filter(None, (shown.stop.when, shown.stop.date_note)))
    return f"<span{off}>{sign} {escape(shown.stop.status_words)}</span> · {escape(when)}"


def _quotation(shown: Card) -> str:
    first, *others = shown.quotes or (None,)
    if first is None:
        return ""
    return f"{_quote(first)}{_source(first)}{_more(shown.more, others)}"


def _more(words: str, others: Sequence[Quote]) -> str:
    """The further sentences, to be opened; what each makes of the stop stands beneath it."""
    if not others:
        return ""
    items = "".join(
        f"<li>{_quote(quote)}{_source(quote, quote.status_words.lower())}</li>" for quote in others
    )
    return f"<details class='more'><summary>{escape(words)}</summary><ul>{items}</ul></details>"


def _quote(quote: Quote) -> str:
    words = "".join(
        f"<mark class='{piece.kind}'>{escape(piece.text)}</mark>"
        if piece.kind
        else escape(piece.text)
        for piece in quote.pieces
    )
    return f"<blockquote dir='auto'>{words}</blockquote>"


def _source(quote: Quote, says: str = "") -> str:
    name = f"<bdi>{link(quote.source, quote.url)}</bdi>"
    parts = filter(None, (name, escape(quote.published), escape(says), escape(quote.printed)))
    return f"<p class='source'>{' · '.join(parts)}</p>"


def _note(text: str) -> str:
    return f"<p class='note'>{escape(text)}</p>" if text else ""
