"""Plain text and Markdown, with or without front matter."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

import yaml

from pipeline.articles.dating import unread_date
from pipeline.articles.encoding import decode
from pipeline.articles.fields import Fields, compose, fields_of, too_long
from pipeline.articles.opening import guess_title
from pipeline.articles.origin import Item, Origin
from pipeline.errors import RejectedArticle
from pipeline.model import Article, GivenText
from pipeline.settings import Settings

_EOL = r"(?:\r\n?|\n)"
_FRONT_MATTER = re.compile(rf"---[ \t]*{_EOL}(?:(.*?){_EOL})?---[ \t]*(?:{_EOL}|\Z)", re.DOTALL)
_MAX_FRONT_MATTER = 20_000
_BEGUN = re.compile(rf"---[ \t]*{_EOL}((?:[\w-]+[ \t]*:[^\r\n]*{_EOL})+)")
_SIMPLE_LINE = re.compile(r"([\w-]+)[ \t]*:(?:[ \t]+(.*))?")
_BYTES_PER_CHARACTER = 4


def read_plain(stream: BinaryIO, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The one article of a plain text.

    Raises:
        RejectedArticle: the text is empty, too long, binary or in an unknown encoding.
    """
    limit = _BYTES_PER_CHARACTER * (settings.max_characters + _MAX_FRONT_MATTER)
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise too_long(f"over {settings.max_characters:,}", settings)
    yield plain_article(decode(data), origin, settings)


def plain_article(text: str, origin: Origin, settings: Settings) -> Article:
    """The article of a decoded text; a title is guessed where no front matter gives one.

    Raises:
        RejectedArticle: the text is empty or too long.
    """
    return given_article(GivenText(text), split_front_matter(text), origin, settings)


def given_article(given: GivenText, fields: Fields, origin: Origin, settings: Settings) -> Article:
    """The article of a text's fields; what its giver says of it counts before them.

    Raises:
        RejectedArticle: the text is empty or too long.
    """
    title = given.title or fields.title or guess_title(fields.text)
    if given.published:
        origin = replace(origin, told=replace(origin.told, published=given.published))
    article = compose(origin, replace(fields, title=title), settings)
    return replace(article, note=unread_date(given.published) or article.note)


def split_front_matter(text: str) -> Fields:
    """The fields of the front matter and, as `text`, every character after it.

    A block between `---` lines that is not made of fields is part of the text.

    Raises:
        RejectedArticle: it begins with fields and is never closed, or broken further down.
    """
    match = _FRONT_MATTER.match(text, 0, min(len(text), _MAX_FRONT_MATTER))
    metadata = _metadata(match[1] or "") if match else None
    if match is None or metadata is None:
        _refuse_broken(text)
        return Fields(text=text)
    return replace(fields_of(metadata), text=text[match.end() :])


def _refuse_broken(text: str) -> None:
    begun = _BEGUN.match(text, 0, _MAX_FRONT_MATTER)
    if begun and fields_of(_line_by_line(begun[1]) or {}) != Fields():
        raise RejectedArticle(
            "front matter that is never closed, or is no YAML; end it with a line of ---"
        )


def _metadata(block: str) -> Mapping[str, object] | None:
    # BaseLoader keeps every value as it is written: a date stays a text, and so does a number.
    try:
        loaded = yaml.load(block, Loader=yaml.BaseLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return _line_by_line(block)
    if isinstance(loaded, dict):
        return {str(name): value for name, value in loaded.items()}
    return {} if not block.strip() else None


def _line_by_line(block: str) -> Mapping[str, object] | None:
    """The fields of a block that only looks like YAML, such as `title: Talks: day two`."""
    lines = [line for line in block.splitlines() if line.strip()]
    matches = [_SIMPLE_LINE.fullmatch(line.strip()) for line in lines]
    if not all(matches):
        return None
    return {match[1]: (match[2] or "").strip("\"' ") for match in matches if match}
