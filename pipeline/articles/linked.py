"""The articles that a feed or a list names, each fetched from its own address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from pipeline.articles.address import address_origin, is_address
from pipeline.articles.fetching import Fetcher
from pipeline.articles.fields import compose
from pipeline.articles.links import Link, Links
from pipeline.articles.markup import text_of_markup
from pipeline.articles.origin import Item, Origin
from pipeline.articles.page import fields_of_page
from pipeline.errors import InputError, RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

_MIN_OWN_TEXT = 250  # characters; a shorter one is a teaser, not the article


def read_links(found: Links, origin: Origin, settings: Settings, web: Fetcher) -> Iterator[Item]:
    """The article behind each link, or why there is none, and last what is wrong with them all."""
    for number, link in enumerate(found.links, start=1):
        yield _behind(link, origin.record(number), settings, web)
    if found.problem:
        yield origin.reject(found.problem)


def _behind(link: Link, origin: Origin, settings: Settings, web: Fetcher) -> Item:
    try:
        if not is_address(link.said.url):
            raise RejectedArticle("the entry names no page; give its text")
        told = replace(origin.told, captured=link.seen)
        origin = replace(address_origin(link.said.url), told=told)
        return _fetched(link, origin, settings, web)
    except (RejectedArticle, InputError) as error:
        return _told(link, origin, settings) or origin.reject(error)


def _fetched(link: Link, origin: Origin, settings: Settings, web: Fetcher) -> Article:
    """The article of the page; where the page is silent, as the feed has it."""
    said, page = link.said, fields_of_page(web.fetch(origin.path), origin.path)
    host = urlsplit(origin.path).netloc
    fields = replace(
        page,
        title=page.title or said.title,
        published=page.published or said.published,
        # where a page names no outlet, its host stands for it
        source=(said.source or page.source) if page.source in host else page.source,
        language=page.language or said.language,
    )
    return compose(origin, fields, settings)


def _told(link: Link, origin: Origin, settings: Settings) -> Article | None:
    """The article as the feed tells it, if that is more than a teaser."""
    text = text_of_markup(link.markup)
    if len(text) < _MIN_OWN_TEXT:
        return None
    try:
        return compose(origin, replace(link.said, text=text), settings)
    except RejectedArticle:
        return None
