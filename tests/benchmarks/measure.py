"""Measuring one thing beside another, and the line that tells both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import isnan
from statistics import median
from time import perf_counter

ROUNDS = 3


def line(what: str, yardstick: str, ours: float, beside: float) -> None:
    """Print a figure of ours, its yardstick, and ours as a share of the yardstick."""
    ratio = f"ratio {ours / beside:6.3f}" if beside else ""
    print(f"{what:42} {ours:11,.3f}   {yardstick:40} {beside:11,.3f}   {ratio}", flush=True)


def heading(title: str) -> None:
    """Print the heads of the columns that `limited` fills."""
    print(
        f"\n{title:46} {'ours':>10} {'limit':>10}      {'yardstick':38} {'beside':>10}", flush=True
    )


def limited(
    what: str,
    ours: float,
    limit: str = "",
    within: bool | None = None,
    *,
    yardstick: str = "",
    beside: float | None = None,
) -> None:
    """Print a figure with its limit and whether it keeps to it, and the yardstick's.

    `beside` is NaN where the yardstick could not be measured.
    """
    verdict = "" if within is None else "ok" if within else "OVER"
    theirs = "" if beside is None else "-" if isnan(beside) else f"{beside:,.2f}"
    columns = f"{what:46} {ours:10,.2f} {limit:>10} {verdict:4} {yardstick:38} {theirs:>10}"
    print(columns.rstrip(), flush=True)


def doubled(what: str, sizes: Sequence[int], parts: Callable[[int], Mapping[str, float]]) -> None:
    """Print the seconds of each part of a work at each size, each beside that of the size before.

    Where sizes double the ratio is 2 for a part that takes its time for each item alone.
    """
    before: Mapping[str, float] = {}
    for size in sizes:
        now = parts(size)
        if not before:
            print(f"\n{what:>42}" + "".join(f" {name:>11} {'ratio':>6}" for name in now))
        ratios = {name: now[name] / before[name] if before else 1.0 for name in now}
        cells = (f"{now[name]:11.3f} {ratios[name]:6.2f}" for name in now)
        print(f"{size:42,}", *cells, flush=True)
        before = now


def seconds(*works: Callable[[], object]) -> list[float]:
    """The median time of each, taken in turns so that a busy machine slows all of them alike."""
    rounds = [[timed(work) for work in works] for _ in range(ROUNDS + 1)]
    return [median(times) for times in zip(*rounds[1:], strict=True)]  # the first warms caches up


def timed(work: Callable[[], object]) -> float:
    """Seconds that one call takes."""
    started = perf_counter()
    work()
    return perf_counter() - started
