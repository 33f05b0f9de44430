"""How well predicted stops agree with a gold file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.evaluate.pairing import Line, Paired, fold, is_ignored, names_of, pair, statuses


@dataclass(frozen=True, slots=True)
class Figures:
    """Shares between 0 and 1, as the gold's README defines them; `never` is a count.

    stop_f1: surname and country agree; status_f1: and the status; place: the named town, of the
    matched; dates: the day, where gold has one; order: pairs of stops in gold order. `notes` tell
    every difference, and stay out of the repr: a corpus may be one that nobody looks into.
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
    notes: tuple[str, ...] = field(default=(), repr=False)

    @property
    def cells(self) -> tuple[str, ...]:
        """The five shares with three decimals, and `never`."""
        shares = (self.stop_f1, self.status_f1, self.place, self.dates, self.order)
        return (*(f"{share:.3f}" for share in shares), str(self.never))

    @property
    def line(self) -> str:
        """The shares and `never`, each with its name, on one line."""
        return " ".join(f"{name}={cell}" for name, cell in zip(COLUMNS, self.cells, strict=True))

    def __str__(self) -> str:
        counts = f"matched {self.matched} extra {self.extra} missed {self.missed}"
        return f"{counts}\n{self.line}"


COLUMNS = ("stop_f1", "status_f1", "place", "dates", "order", "never")


def score(predicted: Iterable[Line], gold: Iterable[Line]) -> Figures:
    """The figures of predictions against gold lines, in the forms of `predictions` and the gold."""
    tally = _Tally()
    for article in pair(predicted, gold):
        tally.article(article)
    return tally.figures()


class _Tally:
    """Counts of one comparison."""

    def __init__(self) -> None:
        self.n: Counter[str] = Counter()
        self.notes: list[str] = []

    def article(self, paired: Paired) -> None:
        name, hits = paired.article, []
        for stop, meant in paired.pairs:
            if " ".join(fold(stop["place"])) in paired.never:
                self._note("never", f"{name}: {stop['place']} is only mentioned")
            if meant is None:
                self._note("extra", f"{name}: extra {_told(stop)}")
            elif not is_ignored(meant):
                hits.append((paired.gold.index(meant), meant))
                self._matched(name, meant, stop)
        self._order(hits)
        for missed in paired.missed:
            self._note("missed", f"{name}: missed {_told(missed)}")

    def _note(self, kind: str, text: str) -> None:
        self.n[kind] += 1
        self.notes.append(text)

    def _matched(self, name: str, gold: Line, stop: Line) -> None:
        self.n["matched"] += 1
        if stop["status"] in statuses(gold):
            self.n["status"] += 1
        else:
            self.notes.append(f"{name}: {gold['place']} is {gold['status']}, not {stop['status']}")
        self.n["place"] += bool(set(fold(" ".join(names_of(gold)))) & set(fold(stop["place"])))
        for end in ("arrive", "depart"):
            if gold.get(end) and len(gold[end]) == 10:
                self.n["dated"] += 1
                right = (stop.get(end) or "")[:10] == gold[end]
                self.n["date_right"] += right
                if not right:
                    self.notes.append(
                        f"{name}: {gold['place']} {end} {gold[end]}, not {stop.get(end)}"
                    )

    def _order(self, hits: Sequence[tuple[int, Line]]) -> None:
        for i, (rank, gold) in enumerate(hits):
            for later_rank, later in hits[i + 1 :]:
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


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _told(stop: Line) -> str:
    return f"{stop['traveller']} {stop['place']} {stop['status']}"
