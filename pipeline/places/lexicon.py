"""What English does around place names, read from lexicon.toml."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Word lists in lower case; lexicon.toml says what each is for."""

    locative: frozenset[str]
    directions: frozenset[str]
    division_words: frozenset[str]
    city_words: frozenset[str]
    copulas: frozenset[str]
    event_heads: frozenset[str]
    treaty_heads: frozenset[str]
    institution_heads: frozenset[str]
    personal: frozenset[str]
    organisation_heads: frozenset[str]
    titles: frozenset[str]
    speaking: frozenset[str]
    relations: frozenset[str]
    officials: frozenset[str]
    of_heads: frozenset[str]
    feature_heads: frozenset[str]
    venue_heads: frozenset[str]
    feature_openings: frozenset[str]
    joiners: frozenset[str]
    feature_joiners: frozenset[str]
    generic_names: frozenset[str]
    worldwide_endings: frozenset[str]


@cache
def lexicon() -> Lexicon:
    """The word lists, read once a process."""
    text = files("pipeline.places").joinpath("lexicon.toml").read_text(encoding="utf-8")
    lists = tomllib.loads(text)
    return Lexicon(**{field.name: frozenset(lists[field.name]) for field in fields(Lexicon)})
