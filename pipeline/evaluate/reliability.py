"""Whether stops are as often right as their confidence says."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.evaluate.pairing import Line, is_ignored, pair, statuses

_EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 1.0)  # a bin holds its lower edge, the last its upper one too


@dataclass(frozen=True, slots=True)
class Bin:
    """The predicted stops of a range of confidence; mean and share are 0 where it is empty."""

    low: float
    high: float
    stops: int
    mean: float
    right: float


def reliability(predicted: Iterable[Line], gold: Iterable[Line]) -> list[Bin]:
    """The predicted stops by their `confidence`, and the share that gold has with that status.

    Stops that mean an optional or historic stop of the gold count neither way.
    """
    held: list[list[tuple[float, bool]]] = [[] for _ in _EDGES[1:]]
    for confidence, right in _judged(predicted, gold):
        held[min(bisect_right(_EDGES, confidence), len(held)) - 1].append((confidence, right))
    return [
        _bin(low, high, stops)
        for low, high, stops in zip(_EDGES[:-1], _EDGES[1:], held, strict=True)
    ]


def render(bins: Iterable[Bin]) -> list[str]:
    """The bins as lines of text."""
    lines = ["confidence  stops   mean  right"]
    for one in bins:
        shares = f"{one.mean:6.2f} {one.right:6.2f}" if one.stops else "     -      -"
        lines.append(f"{one.low:.1f} to {one.high:.1f} {one.stops:6} {shares}")
    return lines


def _judged(predicted: Iterable[Line], gold: Iterable[Line]) -> Iterator[tuple[float, bool]]:
    for article in pair(predicted, gold):
        for stop, meant in article.pairs:
            if meant is None or not is_ignored(meant):
                right = meant is not None and stop["status"] in statuses(meant)
                yield stop["confidence"], right


def _bin(low: float, high: float, stops: list[tuple[float, bool]]) -> Bin:
    count = max(1, len(stops))
    mean = sum(confidence for confidence, _ in stops) / count
    return Bin(low, high, len(stops), mean, sum(right for _, right in stops) / count)
