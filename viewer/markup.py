"""HTML of cards and articles; every text that came from outside is escaped here."""

from __future__ import annotations

import re
from html import escape

from pipeline.model import PlaceKind, Status
from viewer.direction import straight
from viewer.links import web_address
from viewer.viewmodel import ArticleView, Card, Headline, Said

_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+\-.!|~$:&^=])")


def label(text: str) -> str:
    """A text for Streamlit's Markdown labels, in which its signs stand for themselves."""
    return _MARKDOWN.sub(r"\\\1", text)


def headline(shown: Headline) -> str:
    """The title of the page and the sentence beneath it."""
    return f"<h1>{escape(shown.title)}</h1><p class='summary'>{escape(shown.summary)}</p>"


def card(shown: Card, here: bool) -> str:
    """What stands beneath the name of a stop: status, date, the sentence that says so, source."""
    current = " aria-current='step'" if here else ""
    vague = " is-vague" if shown.stop.place_kind == PlaceKind.COUNTRY else ""
    return (
        f"<div class='card is-{escape(shown.stop.status)}{vague}'{current}>"
        f"<p class='facts'>{_facts(shown)}</p>{_quotation(shown)}{_note(shown.stop.note)}</div>"
    )


def article(shown: ArticleView) -> str:
    """An article with its sentences about the trip and the other places it names."""
    said = "".join(_said(each) for each in shown.said)
    source = " · ".join(filter(None, (straight(shown.source), shown.published)))
    also = ""
    if shown.also_named:
        also = f"<p class='also'>Also named: {escape(', '.join(shown.also_named))}</p>"
    return (
        f"<article class='article'><h2>{link(shown.title, shown.url)}</h2>"
        f"<p class='source'>{escape(source)}</p><ul>{said}</ul>{also}</article>"
    )


def link(text: str, address: str) -> str:
    """A link that opens beside the page, or only the text if the address is not one of the web."""
    if not web_address(address):
        return escape(text)
    return (
        f"<a href='{escape(address)}' target='_blank' rel='noopener noreferrer'>{escape(text)}</a>"
    )


def _facts(shown: Card) -> str:
    off = " class='is-off'" if shown.stop.status == Status.CANCELLED else ""
    sign = f"<span aria-hidden='true'>{shown.icon}</span>"
    return f"<span{off}>{sign} {escape(shown.stop.status_words)}</span> · {escape(shown.stop.when)}"


def _quotation(shown: Card) -> str:
    if not shown.stop.snippet:
        return ""
    return (
        f"<blockquote dir='auto'>{escape(shown.stop.snippet)}</blockquote>"
        f"<p class='source'>{' · '.join(_source(shown))}</p>"
    )


def _source(shown: Card) -> list[str]:
    name = shown.stop.source or shown.stop.title or "Article"
    parts = [f"<bdi>{link(name, shown.stop.url)}</bdi>"]
    if shown.published:
        parts.append(escape(shown.published))
    if shown.others:
        parts.append(f"{shown.others} more article{'s' if shown.others > 1 else ''}")
    return parts


def _note(text: str) -> str:
    return f"<p class='note'>{escape(text)}</p>" if text else ""


def _said(said: Said) -> str:
    places: dict[str, dict[str, None]] = {}
    for place, status in said.stops:
        places.setdefault(status, {})[place] = None
    stops = "; ".join(
        f"<strong>{escape(', '.join(of_status))}</strong> "
        f"<span class='how'>{escape(status.lower())}</span>"
        for status, of_status in places.items()
    )
    return f"<li>{stops}<blockquote dir='auto'>{escape(said.snippet)}</blockquote></li>"
