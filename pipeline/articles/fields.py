"""The fields of an article under the many names sources give them, and the article made of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields

from pipeline.articles.dating import publication_date
from pipeline.articles.identification import language_of
from pipeline.articles.origin import Item, Origin
from pipeline.articles.vocabulary import names
from pipeline.errors import RejectedArticle
from pipeline.model import Article
from pipeline.settings import Settings

_IGNORED = re.compile(r"[\s_.:-]+")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


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


def fields_of(record: Mapping[str, object]) -> Fields:
    """The fields of a front matter block, a JSON object or a CSV row."""
    values = {normalised(name): _as_text(value) for name, value in record.items()}

    def first(key: str) -> str:
        wanted = names("fields", key)
        return next((values[name] for name in wanted if values.get(name, "").strip()), "")

    return Fields(**{key.name: first(key.name) for key in dataclass_fields(Fields)})


def compose(origin: Origin, fields: Fields, settings: Settings) -> Article:
    """The article of these fields, its text untouched, its date and language worked out.

    Raises:
        RejectedArticle: the text is empty, longer than `settings.max_characters`, or binary.
    """
    _check_text(fields.text, settings)
    return Article(
        article_id=origin.article_id,
        text=fields.text,
        title=one_line(fields.title),
        published=publication_date(fields.published, fields.url, fields.text),
        source=one_line(fields.source),
        url=one_line(fields.url),
        path=origin.path,
        language=language_of(f"{fields.title}\n{fields.text}", fields.language),
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
        fields = fields_of(load())
        record = origin.record(one_line(fields.record_id) or number)
        return compose(record, fields, settings)
    except RejectedArticle as error:
        return record.reject(f"{unit} {number}: {error}")


def normalised(name: str) -> str:
    """A field's name as it is compared: `Published_At` and `published at` are the same."""
    return _IGNORED.sub("", name).casefold()


def one_line(value: str) -> str:
    """The value without line breaks and outer blanks; other spaces, such as NBSP, stay."""
    return re.sub(r"[ \t\r\n]+", " ", value).strip()


def too_long(characters: str, settings: Settings) -> RejectedArticle:
    """The rejection of an article of `characters` (a number in words, such as `300,000`)."""
    return RejectedArticle(
        f"too long: {characters} characters, at most {settings.max_characters:,} are read;"
        " split it into single articles"
    )


def _check_text(text: str, settings: Settings) -> None:
    if not text.replace("\ufeff", "").strip():
        raise RejectedArticle("empty: no text to read; remove the file or fill it")
    if len(text) > settings.max_characters:
        raise too_long(f"{len(text):,}", settings)
    if "\0" in text:
        raise RejectedArticle("binary, not text; give the text itself as .txt, .html or .jsonl")


def _as_text(value: object) -> str:
    """A value in words; an object is named by its name, as in `{"source": {"name": "..."}}`."""
    if isinstance(value, Mapping):
        value = value.get("name", "")
    if isinstance(value, str):
        # Half a character cannot be written to a file; its stand-in keeps every offset.
        return _LONE_SURROGATE.sub("\ufffd", value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""
