"""Several processes give what one gives, in order, and leave nothing behind."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest

from pipeline import run as runs
from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.errors import SettingsError, WorkerLost
from pipeline.extract import Extractor
from pipeline.model import Article
from pipeline.settings import Settings
from pipeline.workers import Workers, number_of
from tests.command_line import demarche

SAMPLE = Path(__file__).parents[2] / "data" / "articles" / "tillerson-latin-america-2018"
TWO = Settings(processes=2)


def _tables(folder: Path, processes: int) -> list[bytes]:
    settings = Settings(processes=processes)
    runs.write(runs.run([str(SAMPLE)], Workers(settings), settings), folder, settings)
    names = [f"{table}.{ending}" for table in timeline.SCHEMAS for ending in ("csv", "parquet")]
    return [(folder / name).read_bytes() for name in names]


def test_the_tables_are_the_same_to_the_byte(tmp_path: Path) -> None:
    assert _tables(tmp_path / "one", 1) == _tables(tmp_path / "two", 2)


def test_an_article_gives_the_same_in_any_company(extractor: Extractor) -> None:
    found = read_articles([str(SAMPLE)], Settings())
    articles = [article for article in found if isinstance(article, Article)]
    together = list(extractor.extract(articles))
    alone = [one for article in reversed(articles) for one in extractor.extract([article])]
    assert together == alone[::-1]


def test_closing_early_leaves_no_process() -> None:
    reading = Workers(TWO).extract(_many(40))
    assert next(reading).article.article_id == "0"
    assert multiprocessing.active_children()
    reading.close()  # type: ignore[attr-defined]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("settings", [TWO, Settings(processes=1), Settings()])
def test_articles_are_taken_only_as_they_can_be_read(settings: Settings) -> None:
    taken: list[str] = []

    def without_end() -> Iterator[Article]:
        for number in count():
            taken.append(str(number))
            yield Article(str(number), f"Minister Wang Yi visited Lima on March {number}.")

    reading = Workers(settings).extract(without_end())
    given = [next(reading).article.article_id for _ in range(20)]
    reading.close()  # type: ignore[attr-defined]
    assert given == [str(number) for number in range(20)]
    assert len(taken) < 200


def test_a_worker_that_dies_is_reported_in_one_line() -> None:
    reading = Workers(TWO).extract(_many(400))
    next(reading)
    for process in multiprocessing.active_children():
        process.kill()
    with pytest.raises(WorkerLost, match=r"^[^\n]*--processes 1$"):
        list(reading)


def test_workers_are_started_where_they_pay() -> None:
    assert number_of(Settings(), 99) == 1
    assert number_of(Settings(), 100_000) == multiprocessing.cpu_count()
    assert number_of(Settings(geocoder="nominatim"), 100_000) == 1
    assert number_of(Settings(), None) == multiprocessing.cpu_count()
    assert number_of(TWO, 1) == 2


def test_a_geocoder_is_asked_by_one_process() -> None:
    with pytest.raises(SettingsError, match="--processes"):
        number_of(Settings(geocoder="nominatim", processes=2), 1)


def _many(number: int) -> list[Article]:
    return [Article(str(n), f"Minister Wang Yi visited Lima on March {n}.") for n in range(number)]


def test_the_command_line_hands_the_number_on(tmp_path: Path) -> None:
    done = demarche("run", SAMPLE, "--output", tmp_path, "--processes", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert '"processes": 2' in (tmp_path / "run.json").read_text(encoding="utf-8")
