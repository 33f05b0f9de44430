"""The articles that a feed or a list names, each fetched from its own address."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from dataclasses import dataclass, replace
from itertools import islice
from urllib.parse import urlsplit

from pipeline.articles.address import address_origin, is_address
from pipeline.articles.answer import Answer
from pipeline.articles.fetching import Fetcher
from pipeline.articles.fields import compose, record_key
from pipeline.articles.links import Link, Links
from pipeline.articles.markup import text_of_markup
from pipeline.articles.origin import TOLD_BY_FEED, Item, Origin
from pipeline.articles.page import fields_of_page
from pipeline.errors import InputError, RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

_AHEAD = 8  # pages; each is held until its turn comes
_MIN_OWN_TEXT = 250  # characters; a shorter one is a teaser, not the article

_Page = tuple[Link, Origin, Future[Answer]]


@dataclass(frozen=True, slots=True)
class Begun:
    """Links with what lies behind them; some pages are `ahead`, the rest is not asked for yet."""

    origin: Origin
    ahead: deque[_Page]
    remaining: Iterator[_Page]
    problem: str


def begin_links(found: Links, origin: Origin, web: Fetcher) -> Begun:
    """The links of a feed or list; the pages of the first are asked for now."""
    remaining = (_begin(link, n, origin, web) for n, link in enumerate(found.links, start=1))
    return Begun(origin, deque(islice(remaining, _AHEAD)), remaining, found.problem)


def read_links(begun: Begun, settings: Settings) -> Iterator[Item]:
    """The article behind each link, or why there is none, and last what is wrong with them all."""
    while begun.ahead:
        yield _behind(*begun.ahead.popleft(), settings)
        begun.ahead.extend(islice(begun.remaining, 1))
    if begun.problem:
        yield begun.origin.reject(begun.problem)


def _begin(link: Link, number: int, origin: Origin, web: Fetcher) -> _Page:
    try:
        if is_address(link.said.url):
            place = address_origin(link.said.url)
            told = replace(origin.told, captured=link.seen)
            return link, replace(place, told=told), web.start(place.path, lambda answer: answer)
        problem: Exception = RejectedArticle("the entry names no page; give its text")
    except InputError as error:
        problem = error
    nowhere: Future[Answer] = Future()
    nowhere.set_exception(problem)
    key = record_key(link.said.record_id) or number
    return link, replace(origin.record(key), path=f"{origin.path}#{key}"), nowhere


def _behind(link: Link, origin: Origin, page: Future[Answer], settings: Settings) -> Item:
    try:
        return _fetched(link, page.result(), origin, settings)
    except (RejectedArticle, InputError) as error:
        return _told(link, origin, settings) or origin.reject(error)


def _fetched(link: Link, answer: Answer, origin: Origin, settings: Settings) -> Article:
    """The article of the page; where the page is silent, as the feed has it."""
    said, page = link.said, fields_of_page(answer, origin.path)
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
        article = compose(origin, replace(link.said, text=text), settings)
    except RejectedArticle:
        return None
    return replace(article, note="; ".join(filter(None, (article.note, TOLD_BY_FEED))))
