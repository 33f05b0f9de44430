"""JSON: a .jsonl file as a stream of lines, a .json file as a whole."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import partial
from io import BufferedReader
from typing import BinaryIO

from pipeline.articles.encoding import decode, decode_line, numbered_lines
from pipeline.articles.fields import (
    compose,
    compose_record,
    fields_of,
    listed,
    text_columns,
    too_long,
)
from pipeline.articles.origin import Item, Origin, Told
from pipeline.articles.vocabulary import names
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

_MAX_JSON_BYTES = 200_000_000
_MAX_JSON_VALUES = 5_000_000  # an empty list takes 2 characters of JSON and 56 bytes of memory
# An escaped character takes six characters of JSON, or twelve beyond the basic plane.
_ESCAPED = 12
_KINDS = {int: "a number", float: "a number", list: "a list", dict: "an object"}
_ROOM_FOR_OTHER_FIELDS = 100_000


def read_json(stream: BinaryIO, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The article of a JSON object, or those of a list of objects.

    Raises:
        RejectedArticle: the file is not JSON, holds no record, or its one object has no text.
    """
    data = stream.read(_MAX_JSON_BYTES + 1)
    if len(data) > _MAX_JSON_BYTES:
        raise RejectedArticle("too large to read as a whole; write it as .jsonl, a record a line")
    value = parse_json(decode(data))
    if not isinstance(value, list):
        yield compose(origin, fields_of(_record(value, origin.told), origin.told), settings)
        return
    if not value:
        raise RejectedArticle("empty: no record in the list; remove the file or fill it")
    for number, element in enumerate(value, start=1):
        yield compose_record(origin, number, partial(_record, element, origin.told), settings)


def read_jsonl(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The article of each line; a line that cannot be used is rejected under its number.

    Raises:
        RejectedArticle: no line holds anything.
    """
    blank = True
    for number, line in numbered_lines(stream, line_limit(settings)):
        if line is None or line.strip():
            blank = False
            load = partial(_record_of_line, line, origin.told, settings)
            yield compose_record(origin, number, load, settings, unit="line")
    if blank:
        raise RejectedArticle("empty: no text to read; remove the file or fill it")


def parse_json(text: str) -> object:
    """The value of a JSON text.

    Raises:
        RejectedArticle: it is not JSON, is cut off, is nested too deeply, or would fill the memory.
    """
    if sum(map(text.count, "[{,")) > _MAX_JSON_VALUES:
        raise RejectedArticle("JSON of too many values; write it as .jsonl, a record a line")
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise RejectedArticle(
            f"not valid JSON ({error.msg}, {place}), perhaps cut off; write it again"
        ) from error
    except (RecursionError, ValueError) as error:
        raise RejectedArticle("JSON too deep or with too long a number; flatten it") from error


def line_limit(settings: Settings) -> int:
    """How many characters one line may hold and still be an article that is not too long."""
    return _ESCAPED * settings.max_characters + _ROOM_FOR_OTHER_FIELDS


def _record_of_line(line: str | None, told: Told, settings: Settings) -> Mapping[str, object]:
    if line is None:
        raise too_long(f"over {settings.max_characters:,}", settings)
    return _record(parse_json(decode_line(line)), told)


def _record(value: object, told: Told) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise RejectedArticle('not a JSON object; write an article as {"title": ..., "text": ...}')
    if not fields_of(value, told).text:
        kinds = (_KINDS.get(type(value[name])) for name in text_columns(value, told))
        for kind in filter(None, kinds):
            raise RejectedArticle(f"no text but {kind}; write the text in quotation marks")
        wanted = told.columns.get("text") or ", ".join(names("fields", "text")[:3])
        raise RejectedArticle(
            f"no text; give it in a field named {wanted} (there are: {listed(value)})"
        )
    return value
