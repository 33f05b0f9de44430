"""Which predicted stop is which stop of the gold."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Paired:
    """One article's predicted stops, each with its gold stop or None; all know their traveller.

    `gold` are the article's stops in their order, `missed` those that nobody predicted and that
    count, `never` the folded names of places only spoken of.
    """

    article: str
    pairs: tuple[tuple[Line, Line | None], ...]
    gold: tuple[Line, ...]
    missed: tuple[Line, ...]
    never: frozenset[str]


def pair(predicted: Iterable[Line], gold: Iterable[Line]) -> Iterator[Paired]:
    """The articles of the gold, each predicted stop with the one it means; none is meant twice.

    A pair agrees in surname and country; of several the one with the right status, then town.
    """
    gold = list(gold)
    found = gold_stops(predicted)
    never: dict[str, set[str]] = defaultdict(set)
    for line in gold:
        never[line["id"]] |= {" ".join(fold(name)) for name in line.get("mentioned_only") or ()}
    for article, stops in gold_stops(gold).items():
        yield _paired(article, found.get(article, []), stops, frozenset(never[article]))


def gold_stops(lines: Iterable[Line]) -> dict[str, list[Line]]:
    """The stops of each article, each with its traveller; an article without any is there too."""
    stops: dict[str, list[Line]] = defaultdict(list)
    for line in lines:
        stops[line["id"]] += [{**stop, "traveller": line["traveller"]} for stop in line["stops"]]
    return stops


def same_person(a: str | None, b: str | None) -> bool:
    """Whether the surname of one is the other's, or a part of the other's name."""
    one, other = fold(a), fold(b)
    return bool(one and other and (one[-1] == other[-1] or one[-1] in other or other[-1] in one))


def names_of(gold: Line) -> list[str]:
    """The names by which a gold stop may be called."""
    return [gold[key] for key in ("place", "city", "alt_place") if gold.get(key)]


def statuses(gold: Line) -> list[str]:
    """The statuses a gold stop accepts."""
    return [gold["status"], *gold.get("alt_status", [])]


def is_ignored(gold: Line) -> bool:
    """Whether a gold stop counts neither way."""
    return bool(gold.get("optional") or gold.get("historic"))


def fold(text: str | None) -> list[str]:
    """The words of a name in lower-case ASCII."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", " ", plain).split()


def _paired(
    article: str, found: Iterable[Line], gold: Sequence[Line], never: frozenset[str]
) -> Paired:
    left, pairs = list(gold), []
    for stop in found:
        meant = _meant(stop, left)
        if meant is not None:
            left.remove(meant)
        pairs.append((stop, meant))
    missed = tuple(stop for stop in left if not is_ignored(stop))
    return Paired(article, tuple(pairs), tuple(gold), missed, never)


def _meant(stop: Line, left: Sequence[Line]) -> Line | None:
    same = [
        gold
        for gold in left
        if gold["country_iso2"] == (stop["country_iso2"] or "").upper()
        and same_person(gold["traveller"], stop["traveller"])
    ]

    def worse(gold: Line) -> tuple[bool, bool, bool]:
        town = not set(fold(gold["place"])) & set(fold(stop["place"]))
        return stop["status"] not in statuses(gold), town, is_ignored(gold)

    return min(same, key=worse, default=None)
