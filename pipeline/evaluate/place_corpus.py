"""Corpora of place names annotated by hand: one JSON object a line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.evaluate.lines import read_lines


@dataclass(frozen=True, slots=True)
class Toponym:
    """One annotated place name; WGS84 degrees, None where the annotators gave no point."""

    start: int
    end: int
    name: str
    latitude: float | None = None
    longitude: float | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """A text with every place name its annotators marked."""

    doc_id: str
    text: str
    toponyms: tuple[Toponym, ...]


def read_corpus(path: Path) -> list[AnnotatedText]:
    """The annotated texts of a file of lines {doc_id, text, toponyms}, plain or packed with gzip.

    Raises:
        InputError: the file cannot be read, holds no text, or a line is broken.
    """
    lines = read_lines(path, "give a file of JSON lines, each {doc_id, text, toponyms}")
    texts = [_text(path, number, line) for number, line in lines]
    if not texts:
        raise InputError(f"{path} holds no annotated text; expected one JSON object a line")
    return texts


def _text(path: Path, number: int, line: str) -> AnnotatedText:
    try:
        record = json.loads(line)
        text = str(record["text"])
        toponyms = tuple(_toponym(item, text) for item in record["toponyms"])
        return AnnotatedText(str(record["doc_id"]), text, toponyms)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} line {number}: not an annotated text ({_what(error)}); "
            "expected {doc_id, text, toponyms: [{start, end, name, lat, lon, geonameid}]}"
        ) from error


def _toponym(item: dict[str, Any], text: str) -> Toponym:
    start, end = int(item["start"]), int(item["end"])
    if not 0 <= start < end <= len(text):
        raise ValueError(f"offsets {start} to {end} lie outside the text")
    name = str(item.get("name") or text[start:end])
    latitude, longitude, geonameid = item.get("lat"), item.get("lon"), item.get("geonameid")
    return Toponym(
        start,
        end,
        name,
        None if latitude is None or longitude is None else float(latitude),
        None if latitude is None or longitude is None else float(longitude),
        None if geonameid is None else int(geonameid),
    )


def _what(error: Exception) -> str:
    return f"{error} is missing" if isinstance(error, KeyError) else str(error)
