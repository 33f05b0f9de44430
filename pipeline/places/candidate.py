"""What a name may mean: candidates, how each matched, and who can be asked for them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import Protocol

from pipeline.model import Place


class Match(IntEnum):
    """How a name names a place, best first."""

    MAIN = 0
    ALIAS = 1
    ALTERNATE = 2
    DEMONYM = 3
    CODE = 4
    GEOCODED = 5


class Level(StrEnum):
    """Where a place stands in the order of things; finer than `PlaceKind`."""

    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    CITY = "city"
    REGION = "region"
    VENUE = "venue"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One place a name may mean.

    `path` are the GeoNames codes of the divisions around it, outermost first and joined by dots
    ("US.GA.121"); a division's own path is its code. `office` marks a building that stands for a
    government, `capital` the seat of one.
    """

    place: Place
    match: Match
    level: Level
    path: str = ""
    capital: bool = False
    office: bool = False

    def lies_in(self, other: Candidate) -> bool:
        """Whether this place lies inside the other, by their divisions."""
        return self.level is not other.level and (
            self.path == other.path or self.path.startswith(f"{other.path}.")
        )


class PlaceSource(Protocol):
    """Whoever knows what a name may mean."""

    def candidates(self, name: str) -> Sequence[Candidate]:
        """All places of that name, in a fixed order; empty where the name is unknown."""
        ...


_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
)
_DROPPED = re.compile(r"[.'’‘ʻʼʾʿ`´\"“”]")
_BREAKS = re.compile(r"[^0-9a-z]+")
_SHORT_FORMS = {"st": "saint", "ste": "sainte", "ft": "fort", "mt": "mount"}


def name_key(name: str) -> str:
    """The name as the index files it: lower case, no accents, no marks, no leading article.

    Empty for a name in another script than the Latin one.
    """
    plain = _DROPPED.sub("", name.lower() if name.isascii() else _without_accents(name))
    if not plain.isascii() and any(c.isalpha() and not c.isascii() for c in plain):
        return ""
    words = _BREAKS.sub(" ", plain).split()
    if len(words) > 1:
        words = [_SHORT_FORMS.get(word, word) for word in words]
        words = words[1:] if words[0] == "the" else words
    return " ".join(words)


def _without_accents(name: str) -> str:
    decomposed = unicodedata.normalize("NFKD", name.lower().translate(_LETTERS))
    return "".join(c for c in decomposed if not unicodedata.combining(c))
