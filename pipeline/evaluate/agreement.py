"""How well predicted stops agree with a gold file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Line = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1, as the gold's README defines them; `never` is a count.

    stop_f1: surname and country agree; status_f1: and the status; place: the named town, of the
    matched; dates: the day, where gold has one; order: pairs of stops in gold order.
    """

    stop_f1: float
    status_f1: float
    place: float
    dates: float
    order: float
    never: int
    matched: int
    extra: int
    missed: int
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        shares = ("stop_f1", "status_f1", "place", "dates", "order")
        line = " ".join(f"{name}={getattr(self, name):.3f}" for name in shares)
        counts = f"matched {self.matched} extra {self.extra} missed {self.missed}"
        return f"{counts}\n{line} never={self.never}"


def score(predicted: Iterable[Line], gold: Sequence[Line]) -> Figures:
    """The figures of predictions against gold lines, in the forms of `predictions` and the gold."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in predicted:
        found[line["id"]] += [
            {**s, "traveller": line["traveller"]}
            for s in line["stops"]
            if s["status"] != "mentioned"
        ]
    tally = _Tally()
    for article, stops, never in _gold_articles(gold):
        tally.article(article, stops, never, found.get(article, []))
    return tally.figures()


class _Tally:
    """Counts of one comparison."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.notes: list[str] = []

    def article(
        self, name: str, gold: list[dict[str, Any]], never: set[str], found: list[dict[str, Any]]
    ) -> None:
        left, hits = list(gold), []
        for stop in found:
            if " ".join(fold(stop["place"])) in never:
                self._note("never", f"{name}: {stop['place']} is only mentioned")
            match = _match(stop, left)
            if match is None:
                self._note("extra", f"{name}: extra {_told(stop)}")
                continue
            left.remove(match)
            if not _ignored(match):
                hits.append((gold.index(match), match, stop))
                self._matched(name, match, stop)
        self._order(hits)
        for missed in left:
            if not _ignored(missed):
                self._note("missed", f"{name}: missed {_told(missed)}")

    def _note(self, kind: str, text: str) -> None:
        self.n[kind] += 1
        self.notes.append(text)

    def _matched(self, name: str, gold: Line, stop: Line) -> None:
        self.n["matched"] += 1
        if stop["status"] in _statuses(gold):
            self.n["status"] += 1
        else:
            self.notes.append(f"{name}: {gold['place']} is {gold['status']}, not {stop['status']}")
        names = " ".join([gold["place"], gold.get("city") or "", gold.get("alt_place") or ""])
        self.n["place"] += bool(set(fold(names)) & set(fold(stop["place"])))
        for end in ("arrive", "depart"):
            if gold.get(end) and len(gold[end]) == 10:
                self.n["dated"] += 1
                right = (stop.get(end) or "")[:10] == gold[end]
                self.n["date_right"] += right
                if not right:
                    self.notes.append(
                        f"{name}: {gold['place']} {end} {gold[end]}, not {stop.get(end)}"
                    )

    def _order(self, hits: list[tuple[int, dict[str, Any], dict[str, Any]]]) -> None:
        for i, (rank, gold, _) in enumerate(hits):
            for later_rank, later, _ in hits[i + 1 :]:
                if gold["traveller"] == later["traveller"]:
                    self.n["pairs"] += 1
                    self.n["in_order"] += rank < later_rank

    def figures(self) -> Figures:
        n = self.n
        return Figures(
            stop_f1=self._f1("matched"),
            status_f1=self._f1("status"),
            place=_share(n["place"], n["matched"]),
            dates=_share(n["date_right"], n["dated"]),
            order=_share(n["in_order"], n["pairs"]),
            never=n["never"],
            matched=n["matched"],
            extra=n["extra"],
            missed=n["missed"],
            notes=tuple(self.notes),
        )

    def _f1(self, right: str) -> float:
        n = self.n
        return 2 * n[right] / max(1, 2 * n["matched"] + n["extra"] + n["missed"])


def _match(stop: Line, left: Sequence[dict[str, Any]]) -> dict[str, Any] | None:
    """The gold stop a prediction means: same person and country, best also status and town."""
    same = [
        gold
        for gold in left
        if gold["country_iso2"] == (stop["country_iso2"] or "").upper()
        and _same_person(gold["traveller"], stop["traveller"])
    ]

    def worse(gold: dict[str, Any]) -> tuple[bool, bool, bool]:
        town = not set(fold(gold["place"])) & set(fold(stop["place"]))
        return stop["status"] not in _statuses(gold), town, _ignored(gold)

    return min(same, key=worse, default=None)


def _gold_articles(gold: Sequence[Line]) -> Iterator[tuple[str, list[dict[str, Any]], set[str]]]:
    stops: dict[str, list[dict[str, Any]]] = defaultdict(list)
    never: dict[str, set[str]] = defaultdict(set)
    for line in gold:
        stops[line["id"]] += [{**s, "traveller": line["traveller"]} for s in line["stops"]]
        never[line["id"]] |= {" ".join(fold(name)) for name in line.get("mentioned_only") or ()}
    for article, found in stops.items():
        yield article, found, never[article]


def _statuses(gold: Line) -> list[str]:
    return [gold["status"], *gold.get("alt_status", [])]


def _ignored(gold: Line) -> bool:
    return bool(gold.get("optional") or gold.get("historic"))


def fold(text: str | None) -> list[str]:
    """The words of a name in lower-case ASCII."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z ]", " ", plain).split()


def _same_person(a: str, b: str) -> bool:
    one, other = fold(a), fold(b)
    return bool(one and other and (one[-1] == other[-1] or one[-1] in other or other[-1] in one))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _told(stop: Line) -> str:
    return f"{stop['traveller']} {stop['place']} {stop['status']}"
