"""Mentions that say where another lies: "Lima, Ohio", "the Turkish city of Kayseri"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model import Mention
from pipeline.places.candidate import Candidate
from pipeline.places.lexicon import lexicon

_LONGEST_GAP = 40
_PART_FIRST = re.compile(
    r"\s*(?:,|\(|,?\s*in)\s*(?:the\s+)?(?:(?:[a-z]+ern|north|south|east|west|central)\s+)?", re.I
)
_LISTED = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*", re.I)
_WORD = re.compile(r"[^\W\d_]+")


def containers(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """For the index of a mention, the index of the mention that may be around it."""
    found: dict[int, int] = {}
    for i in range(len(mentions) - 2, -1, -1):
        gap = text[mentions[i].end : mentions[i + 1].start]
        if len(gap) > _LONGEST_GAP:
            continue
        if _PART_FIRST.fullmatch(gap):
            found[i] = i + 1
        elif _LISTED.fullmatch(gap) and i + 1 in found and found[i + 1] == i + 2:
            found[i] = i + 2
        elif _whole_first(gap):
            found.setdefault(i + 1, i)
    return found


def _whole_first(gap: str) -> bool:
    """ "Peru's capital, " or " city of " between the whole and its part."""
    words = [word.lower() for word in _WORD.findall(gap)]
    known = lexicon().city_words | lexicon().division_words | lexicon().directions | {"s", "of"}
    kinds = lexicon().city_words | lexicon().division_words | {"s"}
    return (
        bool(words)
        and all(w in known for w in words)
        and not kinds.isdisjoint(words)
        and (words != ["s", "of"])
    )


def support(parts: Sequence[Candidate], wholes: Mapping[str, float]) -> list[float]:
    """For each part, how probable the divisions and countries around it are; 0 to 1."""
    return [max((wholes.get(path, 0.0) for path in _around(part)), default=0.0) for part in parts]


def _around(part: Candidate) -> list[str]:
    codes = part.path.split(".")
    depth = len(codes) if part.level.value in ("city", "venue", "region") else len(codes) - 1
    return [".".join(codes[:n]) for n in range(1, depth + 1)]
