"""Near-duplicates: a story that many papers print is one source with many addresses."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from pipeline.intervals import DateInterval
from pipeline.journeys.identity import name_key
from pipeline.model import Claim, Place

# How well these do is measured in docs/decisions/0055-near-duplicates.md.
_WORDS = 4  # of a shingle
_PERMUTATIONS = 128
_BAND = 2  # values of a signature that two candidates have alike, at one place of it
_FEWEST = 16  # shingles; what is shorter is alike by chance
_CONTAINED = 0.6  # of the shorter text's shingles, estimated
_LIKENESS = 0.2  # Jaccard similarity; below it the estimate of what is contained is noise
_DAYS = 3  # that papers print a story after each other; a weekly notice is seven apart

_AT_ONCE = 4096  # shingles or pairs; each takes a kilobyte while it is looked at
_LAYOUT = np.dtype("<u4")  # the same bytes on every machine: number of shingles, then the values
_BLANK = MinHash(_PERMUTATIONS, seed=1, hashfunc=int)  # copied, for its permutations take long
_SPREAD = np.uint64(0x9E3779B97F4A7C15)

_Values = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Known:
    """All that must be known of an article to tell whether it repeats another one.

    `digest` stands for its exact words, `told` is what its claims say.
    """

    article_id: str
    published: DateInterval | None
    signature: bytes
    digest: bytes
    told: frozenset[str]


def signature(text: str) -> bytes:
    """A MinHash of the runs of four words in a text, 516 bytes, the same on every machine."""
    shingles = list(_shingles(text))
    sketch = _BLANK.copy()
    for start in range(0, len(shingles), _AT_ONCE):
        sketch.update_batch(shingles[start : start + _AT_ONCE])
    return np.array([len(shingles), *sketch.hashvalues], _LAYOUT).tobytes()


def told(claims: Iterable[Claim]) -> frozenset[str]:
    """What claims say, line by line; an article that adds no line to another's adds nothing.

    A town that only the dateline names counts where the text names no other stop; else it is
    where the paper printed the story: "BOSTON - The minister met the president in Nairobi".
    """
    claims = list(claims)
    worded = [claim for claim in claims if not claim.implied or not claim.end]
    return frozenset(line for claim in worded or claims for line in _told(claim))


def repeats(known: Iterable[Known]) -> dict[str, str]:
    """For each article that prints a story again, its source: the article that printed it first.

    An article repeats one with its exact words, or one of the same days that has nearly its text
    or more, and tells all that it tells. The first is the earliest; of one day the one that tells
    the most, else a cut print would be a source of its own; then by id.
    Nothing repeats what is itself a repetition, and the order of `known` does not matter.
    """
    ordered = sorted(known, key=_first)
    earliest: dict[bytes, Known] = {}
    for one in ordered:
        earliest.setdefault(one.digest, one)
    nearly = _nearly(list(earliest.values()))
    found: dict[str, str] = {}
    for one in ordered:
        same = earliest[one.digest].article_id
        source = nearly.get(same, same)
        if source != one.article_id:
            found[one.article_id] = source
    return found


def _shingles(text: str) -> set[int]:
    words = re.findall(r"\w+", text.lower())
    runs = zip(*(words[start:] for start in range(_WORDS)), strict=False)
    return {zlib.crc32(" ".join(run).encode()) for run in runs}


def _told(claim: Claim) -> Iterator[str]:
    stay = f"{name_key(claim.traveller.name).rpartition('-')[2]} in {_place(claim.place)}"
    days = (claim.dates.arrival, claim.dates.departure, claim.dates.window)
    kinds = f"{claim.stop_kind} {claim.status} {claim.cancel_kind or ''}"
    yield f"{stay}: {kinds} {'; '.join(_days(each) for each in days)}"
    for name in claim.met_with:
        yield f"{stay} with {name}"
    if claim.event:
        yield f"{stay} at {claim.event}"
    if claim.purpose:
        yield f"{stay} for a purpose"


def _place(place: Place) -> str:
    return str(place.geonameid or f"{place.name}, {place.country_code}")


def _days(interval: DateInterval | None) -> str:
    return f"{interval.first}/{interval.last}" if interval else ""


def _first(one: Known) -> tuple[str, int, str]:
    day = one.published.first.isoformat() if one.published else "9999"
    return day, -len(one.told), one.article_id


def _nearly(texts: Sequence[Known]) -> dict[str, str]:
    """For each text that nearly repeats a source before it, that source; both by their ids."""
    sizes, values = _read(texts)
    source = list(range(len(texts)))
    pairs = _candidates(texts, values, np.flatnonzero(sizes >= _FEWEST))
    for later, candidates in groupby(pairs, key=lambda pair: pair[0]):
        for one in sorted({source[candidate] for _, candidate in candidates}):
            if _adds_nothing(texts[later], texts[one]) and _alike(values, sizes, later, one):
                source[later] = one
                break
    return {
        texts[later].article_id: texts[one].article_id
        for later, one in enumerate(source)
        if later != one
    }


def _read(texts: Sequence[Known]) -> tuple[_Values, _Values]:
    """The number of shingles of each text, and the values of its signature in a row."""
    numbers = np.frombuffer(b"".join(text.signature for text in texts), _LAYOUT)
    numbers = numbers.reshape(len(texts), 1 + _PERMUTATIONS)
    return numbers[:, 0].astype(np.uint32), np.ascontiguousarray(numbers[:, 1:], np.uint32)


def _candidates(
    texts: Sequence[Known], values: _Values, long: NDArray[np.intp]
) -> Iterator[tuple[int, int]]:
    """Each text with earlier ones that have a band of the signature like it, in their order.

    Of those with the same band the first stands for all, so that there are never more pairs than
    bands to a text; of those that also tell the same the first once more, which keeps the prints
    of each of a thousand notices from one template together.
    """
    number: dict[frozenset[str], int] = {}
    tells = [number.setdefault(texts[i].told, len(number)) for i in long.tolist()]
    telling = np.array(tells, np.uint64) * _SPREAD
    found = np.empty(0, np.int64)
    for start in range(0, _PERMUTATIONS, _BAND):
        band = np.ascontiguousarray(values[long, start : start + _BAND]).view(np.uint64)[:, 0]
        for key in (band, band ^ telling):
            _, first, group = np.unique(key, return_index=True, return_inverse=True)
            pairs = np.stack([np.arange(len(long)), first[group]], axis=1)
            pairs = long[pairs[pairs[:, 0] > pairs[:, 1]]]
            kept = pairs[_similar(values, pairs)]
            found = _merged(found, kept[:, 0] * len(texts) + kept[:, 1])
    for start in range(0, len(found), _AT_ONCE):
        yield from (divmod(pair, len(texts)) for pair in found[start : start + _AT_ONCE].tolist())


def _similar(values: _Values, pairs: NDArray[np.intp]) -> NDArray[np.bool]:
    """Which pairs have more in common than one band, as most that only share a phrase do not."""
    alike = np.zeros(len(pairs), np.bool)
    for start in range(0, len(pairs), _AT_ONCE):
        one, other = pairs[start : start + _AT_ONCE].T
        in_both = np.count_nonzero(values[one] == values[other], axis=1)
        alike[start : start + _AT_ONCE] = in_both >= _LIKENESS / 2 * _PERMUTATIONS
    return alike


def _merged(ordered: NDArray[np.int64], more: NDArray[np.int64]) -> NDArray[np.int64]:
    """Both in their order, each number once; NumPy's union hashes, and these have one remainder."""
    both = np.sort(np.concatenate((ordered, more)), kind="stable")
    return both[np.diff(both, prepend=-1) > 0]


def _adds_nothing(later: Known, source: Known) -> bool:
    """Whether a text tells nothing that the source does not, and was printed in its days."""
    if not later.told <= source.told:
        return False
    days = (later.published, source.published)
    return None in days or bool(days[0] and days[1] and days[0].overlaps(days[1], _DAYS))


def _alike(values: _Values, sizes: _Values, one: int, other: int) -> bool:
    """Whether most of the shorter text stands in the other one.

    Of sets of a and b shingles with the Jaccard similarity j, j / (1 + j) * (a + b) are in both.
    """
    likeness = np.count_nonzero(values[one] == values[other]) / _PERMUTATIONS
    a, b = int(sizes[one]), int(sizes[other])
    in_both = likeness / (1 + likeness) * (a + b)
    return bool(likeness >= _LIKENESS and in_both >= _CONTAINED * min(a, b))
