"""Where a publisher is at home: a story in the Kingston paper means the Kingston next door."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from urllib.parse import urlsplit

from babel import Locale

from pipeline.places.candidate import Candidate, Level, Match, PlaceSource
from pipeline.places.lexicon import lexicon

_LARGE = 100_000  # people; smaller towns share their names with too many things
_LONGEST = 4  # words


def home(publisher: str, url: str, source: PlaceSource) -> list[Sequence[Candidate]]:
    """What each place name in a publisher's name may mean, and the country of its address.

    "The Times of India" gives India, an address under .jm gives Jamaica; empty where neither
    tells. Countries, divisions, capitals and large towns count, nothing smaller.
    """
    named = (*_names(publisher.split(), source), *_country(url, source))
    return list(dict.fromkeys(tuple(candidates) for candidates in named))


def _names(words: Sequence[str], source: PlaceSource) -> Iterator[Sequence[Candidate]]:
    start = 0
    while start < len(words):
        for end in range(min(start + _LONGEST, len(words)), start, -1):
            found = _known(words[start:end], source)
            if found:
                yield found
                start = end
                break
        else:
            start += 1


def _known(words: Sequence[str], source: PlaceSource) -> Sequence[Candidate]:
    lower = {word.lower() for word in words}
    if lower <= lexicon().generic_names | lexicon().organisation_heads | lexicon().directions:
        return ()
    found = source.candidates(" ".join(words)) if words[0][:1].isupper() else ()
    return found if any(map(_is_large, found)) else ()


def _is_large(candidate: Candidate) -> bool:
    if candidate.match not in (Match.MAIN, Match.ALIAS, Match.DEMONYM):
        return False
    high = candidate.level in (Level.COUNTRY, Level.ADMIN1) or candidate.capital
    return high or candidate.place.population >= _LARGE


def _country(url: str, source: PlaceSource) -> Iterator[Sequence[Candidate]]:
    """The country of an address; endings that the whole world uses say nothing."""
    host = urlsplit(url).hostname or ""
    ending = host.rpartition(".")[2]
    if len(ending) != 2 or ending in lexicon().worldwide_endings:
        return
    name = _territories().get({"uk": "GB"}.get(ending, ending.upper()), "")
    found = [c for c in source.candidates(name) if c.level is Level.COUNTRY] if name else []
    if found:
        yield found


@cache
def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)
