"""What the words beside a mention say: "Lima, Ohio", "the town of Sears", "Kampot province"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from pipeline.model import Mention
from pipeline.places.candidate import Candidate, Level, Match
from pipeline.places.lexicon import lexicon

PARTS = (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2)

_LONGEST_GAP = 40
_PART_FIRST = re.compile(
    r"\s*(?:,|\(|,?\s*in)\s*(?:the\s+)?(?:(?:[a-z]+ern|north|south|east|west|central)\s+)?", re.I
)
_LONGEST_DEFINITION = 80
_DEFINITION = re.compile(r"(?:,|\s)\s*[a-z][^.;:!?\n]*")
_LISTED = re.compile(r"\s*(?:,|and|or|&|,\s*and)\s*", re.I)
_DASH = re.compile(r"[^\n]{0,40}?\s(?:-|–|—|--)\s")
_WORD = re.compile(r"[^\W\d_]+")
_REACH = 20  # characters to the next word


def containers(text: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """For the index of a mention, the index of the mention that may lie around it.

    "Atlanta and Clarkston, Georgia" gives both towns the state; "Rome is a town in Georgia" too.
    """
    found: dict[int, int] = {}
    for i in range(len(mentions) - 2, -1, -1):
        gap = text[mentions[i].end : mentions[i + 1].start]
        if _defines(gap):
            found[i] = i + 1
        if len(gap) > _LONGEST_GAP:
            continue
        if _PART_FIRST.fullmatch(gap):
            found[i] = i + 1
        elif _LISTED.fullmatch(gap) and found.get(i + 1) == i + 2:
            found[i] = i + 2
        elif _whole_first(gap):
            found.setdefault(i + 1, i)
    return found


def contained(part: Candidate, wholes: Mapping[str, float]) -> float:
    """1 where one of the divisions lies around the part, else 0.

    Half as much for a rare name: in "Washington, New York and Philadelphia" the comma lists, and
    Watervliet in New York was once called Washington.
    """
    inside = any(path in wholes for path in _around(part))
    return (0.5 if part.match is Match.ALTERNATE else 1.0) * inside


def contains(whole: Candidate, parts: Mapping[str, float]) -> float:
    """How probable it is that the other name means a place inside this division."""
    return parts.get(whole.path, 0.0) if whole.level in PARTS else 0.0


def inside(candidates: Sequence[Candidate], probable: Sequence[float]) -> dict[str, float]:
    """For each division around a name's candidates, the probability of the likeliest in it."""
    found: dict[str, float] = {}
    for candidate, share in zip(candidates, probable, strict=True):
        for path in _around(candidate):
            found[path] = max(found.get(path, 0.0), share)
    return found


def kinds_beside(text: str, mention: Mention) -> tuple[Level, ...]:
    """The levels that a word beside the mention speaks of: "city of", "province", a dateline."""
    town, division = _kind_words(text, mention)
    if town or _opens_dateline(text, mention):
        return (Level.CITY,)
    return (Level.ADMIN1, Level.ADMIN2, Level.REGION) if division else ()


def _kind_words(text: str, mention: Mention) -> tuple[bool, bool]:
    after = _WORD.match(text[mention.end : mention.end + _REACH].lstrip())
    before = _WORD.findall(text[max(0, mention.start - _REACH) : mention.start])
    following = after.group() if after else ""
    preceding = before[-2].lower() if len(before) > 1 and before[-1] == "of" else ""
    divisions = lexicon().division_words
    town = preceding in lexicon().city_words or following == "city"
    return town, following.lower() in divisions or preceding in divisions


def _opens_dateline(text: str, mention: Mention) -> bool:
    """Whether the mention opens a line in capitals and a dash follows: "WASHINGTON (Agency) -"."""
    if not mention.text.isupper() or text[: mention.start].rpartition("\n")[2].strip():
        return False
    return _DASH.match(text, mention.end) is not None


def _whole_first(gap: str) -> bool:
    """Whether "Peru's capital, " or " city of " stands between a whole and its part."""
    words = [word.lower() for word in _WORD.findall(gap)]
    kinds = lexicon().city_words | lexicon().division_words | {"s"}
    known = kinds | lexicon().directions | {"of"}
    return bool(words) and words[-1] != "s" and set(words) <= known and bool(kinds & set(words))


def _defines(gap: str) -> bool:
    """Whether a sentence says what a place is and where: "is a small town in the north of"."""
    if len(gap) > _LONGEST_DEFINITION or not _DEFINITION.fullmatch(gap):
        return False
    words = [word.lower() for word in _WORD.findall(gap)]
    opened = words[0] in lexicon().copulas | {"a", "an", "the"}
    while words and words[-1] in lexicon().directions | {"the"}:
        words.pop()
    kinds = lexicon().city_words | lexicon().division_words
    return opened and words[-1:] in (["in"], ["of"]) and not kinds.isdisjoint(words)


def _around(part: Candidate) -> list[str]:
    codes = part.path.split(".")
    depth = len(codes) - (part.level in PARTS)
    return [".".join(codes[:n]) for n in range(1, depth + 1)]
