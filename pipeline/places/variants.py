"""Names the gazetteer lacks in full but knows in part: "Karak district", "Noi Bai airport"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.model import PlaceKind
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource
from pipeline.places.lexicon import lexicon


def candidates_for(name: str, source: PlaceSource) -> Sequence[Candidate]:
    """What a name may mean; where the whole is unknown, what the known part of it says."""
    found = source.candidates(name)
    if found:
        return found
    for shorter in _shorter(name.split()):
        found = source.candidates(shorter)
        if found:
            return found
    return _venues(name, source)


def _shorter(words: Sequence[str]) -> Iterator[str]:
    """The name without a word for its kind or a direction: "Greater Mumbai", "Puge county"."""
    kinds = lexicon().division_words | lexicon().city_words
    if len(words) > 1 and words[-1].lower() in kinds:
        yield " ".join(words[:-1])
    if len(words) > 1 and words[0].lower() in lexicon().directions:
        yield " ".join(words[1:])
    if len(words) > 2 and words[1].lower() == "of" and words[0].lower() in kinds:
        yield " ".join(words[2:])


def _venues(name: str, source: PlaceSource) -> list[Candidate]:
    """A building named after its town stands in that town."""
    words = name.split()
    if len(words) < 2 or words[-1].lower() not in lexicon().venue_heads:
        return []
    for length in range(len(words) - 1, 0, -1):
        towns = [c for c in source.candidates(" ".join(words[:length])) if _is_town(c)]
        if towns:
            return [_venue(name, town) for town in towns]
    return []


def _is_town(candidate: Candidate) -> bool:
    return candidate.level is Level.CITY and candidate.match in (Match.MAIN, Match.ALIAS)


def _venue(name: str, town: Candidate) -> Candidate:
    inside = town.place
    place = replace(inside, name=name, kind=PlaceKind.VENUE, geonameid=None, town=inside.name)
    return replace(town, place=place)
