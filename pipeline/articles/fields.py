"""The fields of an article under the many names sources give them, and the article made of them."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date

from pipeline.articles.dating import publication, unread_date
from pipeline.articles.encoding import decode
from pipeline.articles.identification import language_of
from pipeline.articles.origin import Item, Origin, Told, printable
from pipeline.articles.vocabulary import names
from pipeline.errors import RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

_IGNORED = re.compile(r"[\s_.:-]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_MAX_LINE = 1_000  # characters of a title, an outlet or an address
_MAX_ID = 200
_MAX_LISTED = 80


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source says about an article, each value as written there, "" where it is silent."""

    text: str = ""
    title: str = ""
    published: str = ""
    source: str = ""
    url: str = ""
    language: str = ""
    record_id: str = ""


FIELDS = tuple(field.name for field in dataclass_fields(Fields))
_NOTHING_TOLD = Told()


def fields_of(record: Mapping[str, object], told: Told = _NOTHING_TOLD) -> Fields:
    """The fields of a front matter block, a JSON object or a row of a table.

    Raises:
        RejectedArticle: a value is of bytes that are no text.
    """
    values = {normalised(name): value for name, value in record.items()}

    def first(key: str) -> str:
        found = (values.get(name) for name in _names_of(key, told))
        texts = (_as_text(value) for value in found if key != "text" or _is_text(value))
        return next((text for text in texts if text.strip()), "")

    return Fields(**{key: first(key) for key in FIELDS})


def check_columns(columns: Iterable[str], told: Told) -> None:
    """Nothing, if a table of these columns has one for the text and each that `told` names.

    Raises:
        RejectedArticle: it lacks one; the reason lists the columns there are.
    """
    known = {normalised(column) for column in columns}
    for field, column in told.columns.items():
        if normalised(column) not in known:
            raise RejectedArticle(
                f"no column {column!r} for the {field} among {listed(columns)}; put it right"
            )
    if not text_columns(known, told):
        wanted = ", ".join(names("fields", "text")[:3])
        raise RejectedArticle(f"no text column among {listed(columns)}; name one of them {wanted}")


def text_columns(columns: Iterable[str], told: Told) -> list[str]:
    """Those of the columns that may hold the text."""
    wanted = _names_of("text", told)
    return [column for column in columns if normalised(column) in wanted]


def used_columns(columns: Iterable[str], told: Told) -> list[str]:
    """Those of the columns that give a field."""
    wanted = {name for key in FIELDS for name in _names_of(key, told)}
    return [column for column in columns if normalised(column) in wanted]


def listed(columns: Iterable[str]) -> str:
    """The names of columns or fields for a message, cut where there are many."""
    text = ""
    for column in columns:
        text += f", {column}" if text else column
        if len(text) > _MAX_LISTED:
            return f"{text[:_MAX_LISTED]}..."
    return text


def compose(origin: Origin, fields: Fields, settings: Settings) -> Article:
    """The article of these fields, its text untouched, its date and language worked out.

    Raises:
        RejectedArticle: the text is empty, longer than `settings.max_characters`, or binary.
    """
    _check_text(fields.text, settings)
    told = origin.told
    given = told.published or settings.published
    url = fields.url or told.url
    published = publication(given, fields.published, url, fields.text, told.captured)
    title, source = one_line(fields.title), one_line(fields.source or told.source)
    notes = [unread_date(fields.published)]
    notes += [_cut(name, line) for name, line in (("title", title), ("source", source))]
    notes += [_cut("address", url)]
    return Article(
        article_id=origin.article_id,
        text=fields.text,
        title=title[:_MAX_LINE],
        published=published.when,
        source=source[:_MAX_LINE],
        url=one_line(url)[:_MAX_LINE],
        path=origin.path,
        language=language_of(f"{title}\n{fields.text}", told.language or fields.language),
        published_basis=published.basis,
        note="; ".join(filter(None, notes)),
    )


def compose_record(
    origin: Origin,
    number: int,
    load: Callable[[], Mapping[str, object]],
    settings: Settings,
    unit: str = "record",
) -> Item:
    """The article of record `number`, or its rejection, which names the record."""
    record = origin.record(number)
    try:
        fields = fields_of(load(), origin.told)
        record = origin.record(record_key(fields.record_id) or number)
        return compose(record, fields, settings)
    except RejectedArticle as error:
        return record.reject(f"{unit} {number}: {error}")


def normalised(name: str) -> str:
    """A field's name as it is compared: `Published_At` and `published at` are the same."""
    return _IGNORED.sub("", name).casefold()


def one_line(value: str) -> str:
    """The value without line breaks and outer blanks; other spaces, such as NBSP, stay."""
    return _CONTROL.sub("\ufffd", re.sub(r"[ \t\r\n]+", " ", value).strip())


def record_key(record_id: str) -> str:
    """A record's own id where it can stand in a table, else ""."""
    key = printable(one_line(record_id))
    return key if len(key) <= _MAX_ID else ""


def too_long(characters: str, settings: Settings) -> RejectedArticle:
    """The rejection of an article of `characters` (a number in words, such as `300,000`)."""
    return RejectedArticle(
        f"too long: {characters} characters, at most {settings.max_characters:,} are read;"
        " split it into single articles"
    )


def _names_of(key: str, told: Told) -> list[str]:
    """The names a field may have, normalised, best first; the one that was told has no others."""
    return [normalised(told.columns[key])] if key in told.columns else names("fields", key)


def _cut(name: str, line: str) -> str:
    if len(line) <= _MAX_LINE:
        return ""
    return f"{name} of {len(line):,} characters cut after {_MAX_LINE:,}"


def _check_text(text: str, settings: Settings) -> None:
    if not text.replace("\ufeff", "").strip():
        raise RejectedArticle("empty: no text to read; remove the file or fill it")
    if len(text) > settings.max_characters:
        raise too_long(f"{len(text):,}", settings)
    if "\0" in text:
        raise RejectedArticle("binary, not text; give the text itself as .txt, .html or .jsonl")


def _is_text(value: object) -> bool:
    """Whether a value is a text by itself; a number or an object is none to be read."""
    return isinstance(value, str | bytes)


def _as_text(value: object) -> str:
    """A value in words; an object is named by its name, as in `{"source": {"name": "..."}}`."""
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, str):
        # Half a character cannot be written to a file; its stand-in keeps every offset.
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, bytes):
        return decode(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool) or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    return str(value) if isinstance(value, int | float) else ""
