"""A Dask cluster gives what one process gives, whatever happens to its workers."""

from __future__ import annotations

import json
import shutil
import socket
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

import pytest

from pipeline import run as runs
from pipeline import timeline
from pipeline.articles import read_articles
from pipeline.cluster import Cluster
from pipeline.errors import ClusterUnavailable, SettingsError, WorkerLost
from pipeline.extract import BATCH, Extractor
from pipeline.model import Article, Extraction
from pipeline.settings import Settings
from tests import dask_cluster
from tests.command_line import ROOT, demarche

SAMPLE = ROOT / "data" / "articles"
SETTINGS = Settings()
OPENING = 400  # characters


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask_cluster.Cluster]:
    with dask_cluster.cluster(tmp_path_factory.mktemp("dask"), workers=2) as running:
        yield running


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The openings of sixty articles, a few of them more than once: enough for four blocks."""
    lines = [
        {
            "id": f"{number:02}",
            "title": a.title,
            "date": f"2018-02-{1 + number % 28:02}",
            "text": a.text[:OPENING],
        }
        for number, a in enumerate(islice(cycle(_articles(SAMPLE)[:25]), 4 * BATCH - 4))
    ]
    path = tmp_path_factory.mktemp("corpus") / "short.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return path


def _tables(folder: Path, corpus: Path, reader: runs.Reader) -> list[bytes]:
    runs.write(runs.run([str(corpus)], reader, SETTINGS), folder, SETTINGS)
    names = [f"{table}.{ending}" for table in timeline.SCHEMAS for ending in ("csv", "parquet")]
    return [(folder / name).read_bytes() for name in names]


def _articles(corpus: Path) -> list[Article]:
    found = read_articles([str(corpus)], SETTINGS)
    return [article for article in found if isinstance(article, Article)]


def _many(number: int) -> Iterator[Article]:
    for n in range(number):
        yield Article(f"{n:04}", f"Minister Wang Yi visited Lima on March {n}.")


def test_the_tables_are_the_same_to_the_byte(
    tmp_path: Path, corpus: Path, extractor: Extractor, running: dask_cluster.Cluster
) -> None:
    cluster = Cluster(SETTINGS, running.address)
    assert _tables(tmp_path / "one", corpus, extractor) == _tables(
        tmp_path / "two", corpus, cluster
    )


def test_the_command_line_hands_the_scheduler_on(
    tmp_path: Path, corpus: Path, running: dask_cluster.Cluster
) -> None:
    done = demarche("run", corpus, "--output", tmp_path, "--dask", running.address)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("60 articles, ")


def test_only_a_few_blocks_are_taken_ahead(running: dask_cluster.Cluster) -> None:
    articles = _many(100 * BATCH)
    reading = Cluster(SETTINGS, running.address).extract(articles)
    assert next(reading).article.article_id == "0000"
    assert int(next(articles).article_id) == 4 * BATCH  # two blocks a thread
    _close(reading)


def test_closing_early_leaves_nothing_in_flight(running: dask_cluster.Cluster) -> None:
    reading = Cluster(SETTINGS, running.address).extract(_many(100 * BATCH))
    next(reading)
    _close(reading)
    running.wait_until_idle()


def test_a_worker_killed_in_the_middle_changes_nothing(
    tmp_path: Path, corpus: Path, extractor: Extractor
) -> None:
    articles = _articles(corpus)
    with dask_cluster.cluster(tmp_path, workers=2) as running:
        reading = Cluster(SETTINGS, running.address).extract(articles)
        found = [next(reading)]
        running.kill(running.busy())
        found += reading
        assert len(running.known()) == 1
    assert found == list(extractor.extract(articles))


def test_articles_that_end_their_workers_are_named(tmp_path: Path) -> None:
    once = {"DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0"}
    with dask_cluster.cluster(tmp_path, workers=2, settings=once) as running:
        reading = Cluster(SETTINGS, running.address).extract(_many(100 * BATCH))
        next(reading)
        running.kill(running.busy())
        with pytest.raises(
            WorkerLost, match=r"^the block of articles from 00\d\d on ended 1 w[^\n]+$"
        ):
            list(reading)


def test_without_a_worker_it_ends_with_the_command_that_starts_one(tmp_path: Path) -> None:
    with dask_cluster.cluster(tmp_path, workers=0) as running:
        done = Cluster(SETTINGS, running.address, patience=0.5).extract(_many(1))
        with pytest.raises(WorkerLost, match=rf"python -m dask worker {running.address}"):
            next(done)


def test_a_scheduler_lost_in_the_middle_is_told(tmp_path: Path) -> None:
    with dask_cluster.cluster(tmp_path, workers=1) as running:
        reading = Cluster(SETTINGS, running.address, patience=1).extract(_many(100 * BATCH))
        next(reading)
        running.scheduler.kill()
        with pytest.raises(ClusterUnavailable, match=r"^no Dask scheduler [^\n]+$"):
            list(reading)


def test_a_scheduler_that_is_away_is_one_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        deaf = f"tcp://127.0.0.1:{taken.getsockname()[1]}"
        with pytest.raises(ClusterUnavailable, match="no Dask scheduler answers"):
            list(Cluster(SETTINGS, deaf, patience=0.5).extract(_many(1)))
    done = demarche("run", SAMPLE, "--output", tmp_path, "--dask", "nonsense")
    assert done.returncode == 2
    assert done.stderr.startswith("error: no Dask scheduler answers at nonsense")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.glob("*.parquet"))


@pytest.mark.parametrize("address", ["nonsense", "tcp://", "tls://127.0.0.1:1", "inproc://a/1"])
def test_an_address_of_no_scheduler_is_one_line(address: str) -> None:
    with pytest.raises(ClusterUnavailable, match=r"^[^\n]+leave --dask out$"):
        list(Cluster(SETTINGS, address, patience=0.5).extract(_many(1)))


def test_a_worker_with_other_code_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other"
    for part in ("pipeline", "data/gazetteer"):
        shutil.copytree(ROOT / part, other / part, ignore=shutil.ignore_patterns("__pycache__"))
    code = other / "pipeline" / "extract.py"
    code.write_text(code.read_text(encoding="utf-8") + "# changed\n", encoding="utf-8")
    with dask_cluster.cluster(tmp_path, workers=0) as running:
        worker = running.add_worker(other)
        with pytest.raises(ClusterUnavailable, match=f"{worker} has Demarche [^\n]+$"):
            list(Cluster(SETTINGS, running.address).extract(_many(1)))


def test_a_scheduler_without_the_project_is_refused(tmp_path: Path) -> None:
    with (
        dask_cluster.cluster(tmp_path, workers=0, project=tmp_path) as running,
        pytest.raises(ClusterUnavailable, match=r"^the scheduler [^\n]+ lacks pipeline; "),
    ):
        list(Cluster(SETTINGS, running.address).extract(_many(1)))


def test_a_worker_without_the_project_is_no_worker(tmp_path: Path) -> None:
    with dask_cluster.cluster(tmp_path, workers=0) as running:
        running.add_worker(tmp_path)  # Dask ends a worker that cannot load its task
        with pytest.raises(WorkerLost, match="start one in the project's folder"):
            list(Cluster(SETTINGS, running.address, patience=1).extract(_many(1)))


@pytest.mark.parametrize(
    ("settings", "option"),
    [(Settings(geocoder="nominatim"), "--dask"), (Settings(processes=2), "--processes")],
)
def test_what_does_not_go_together_is_refused(settings: Settings, option: str) -> None:
    with pytest.raises(SettingsError, match=option):
        next(Cluster(settings, "tcp://127.0.0.1:1").extract(_many(1)))


def _close(reading: Iterator[Extraction]) -> None:
    reading.close()  # type: ignore[attr-defined]
