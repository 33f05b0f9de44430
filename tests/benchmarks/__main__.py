"""Print figures, each beside its yardstick of this run: python -m tests.benchmarks [PART...]."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

import pandas as pd

from pipeline import run as runs
from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.model import Article
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings
from tests.benchmarks.doubling import doubling
from tests.benchmarks.duplicates import duplicates
from tests.benchmarks.extraction import extraction, places
from tests.benchmarks.lookups import lookups
from tests.benchmarks.measure import ROUNDS, line, seconds
from tests.benchmarks.opening import opening
from tests.benchmarks.scale import memory, second_run
from tests.benchmarks.whole_runs import whole_runs

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
NEWS = Path(__file__).parent / "general"


def main(wanted: Sequence[str]) -> None:
    """Measure the parts named, or all, and print a line a figure."""
    unknown = [name for name in wanted if name not in PARTS]
    if unknown:
        sys.exit(f"no part {unknown[0]}; choose from {', '.join(PARTS)}")
    open_gazetteer().close()  # compiled here if it has to be: that is done once a machine
    print(f"median of {ROUNDS} rounds; ratio: ours / yardstick")
    print(f"{len(_read(ARTICLES))} travel articles, {len(_read(NEWS))} of general news")
    for name in wanted or PARTS:
        PARTS[name]()


@cache
def _extractor() -> Extractor:
    gazetteer = open_gazetteer()
    return Extractor(load_model(Settings().model), gazetteer, gazetteer)


@cache
def _read(folder: Path) -> list[Article]:
    return [a for a in read_articles([str(folder)], Settings()) if isinstance(a, Article)]


def _extraction() -> None:
    extraction(_extractor(), _read(ARTICLES), "travel articles")
    extraction(_extractor(), _read(NEWS), "general news")


def _scale() -> None:
    second_run()
    memory()


def _tables() -> None:
    settings = Settings()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs.write(runs.run([str(ARTICLES)], _extractor(), settings), folder, settings)
        files = [folder / f"{table}.csv" for table in timeline.SCHEMAS]
        took = seconds(lambda: timeline.read(folder), lambda: [pd.read_csv(file) for file in files])
    line("read the four tables, seconds", "pandas.read_csv of the same four", *took)


# The browser's are imported where they are called, for a process that extracts imports this
# module and would wait for them.


def _player() -> None:
    from tests.benchmarks.player import player

    player()


def _server() -> None:
    from tests.benchmarks.server import server

    server()


PARTS: Mapping[str, Callable[[], None]] = {
    "opening": opening,
    "lookups": lookups,
    "places": lambda: places(_extractor(), _read(ARTICLES)),
    "extraction": _extraction,
    "scale": _scale,
    "tables": _tables,
    "duplicates": lambda: duplicates(_read(ARTICLES)),
    "doubling": lambda: doubling(_extractor()),
    "runs": lambda: whole_runs(_extractor(), _read(ARTICLES)),
    "player": _player,
    "server": _server,
}


if __name__ == "__main__":
    parts = sys.argv[1:]
    del sys.argv[1:]  # the dashboard, which runs in here, would take them for its tables
    main(parts)
