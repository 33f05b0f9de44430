"""Print each figure beside its yardstick, measured in this run: python -m tests.benchmarks."""

from __future__ import annotations

import tempfile
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

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
NEWS = Path(__file__).parent / "general"


def main() -> None:
    """Measure, and print a line a figure: ours, the yardstick, ours as a share of the yardstick."""
    settings = Settings()
    gazetteer = open_gazetteer()  # compiled here if it has to be: that is done once a machine
    extractor = Extractor(load_model(settings.model), gazetteer, gazetteer)
    articles, news = (_read(folder, settings) for folder in (ARTICLES, NEWS))
    print(f"median of {ROUNDS} rounds; ratio: ours / yardstick")
    print(f"{len(articles)} travel articles, {len(news)} of general news")
    opening()
    lookups()
    places(extractor, articles)
    extraction(extractor, articles, "travel articles")
    extraction(extractor, news, "general news")
    second_run()
    memory()
    _tables(extractor, settings)
    duplicates(articles)
    doubling(extractor)
    # here, for a process that extracts imports this module and would wait for the browser's
    from tests.benchmarks.player import player
    from tests.benchmarks.server import server

    player()
    server()


def _read(folder: Path, settings: Settings) -> list[Article]:
    return [a for a in read_articles([str(folder)], settings) if isinstance(a, Article)]


def _tables(extractor: Extractor, settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs.write(runs.run([str(ARTICLES)], extractor, settings), folder, settings)
        files = [folder / f"{table}.csv" for table in timeline.SCHEMAS]
        took = seconds(lambda: timeline.read(folder), lambda: [pd.read_csv(file) for file in files])
    line("read the four tables, seconds", "pandas.read_csv of the same four", *took)


if __name__ == "__main__":
    main()
