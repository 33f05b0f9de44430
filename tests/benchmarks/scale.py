"""What many articles cost: a second run over unchanged files, and the memory of extraction."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from random import Random
from statistics import median

from pipeline import run as runs
from pipeline.articles import read_articles
from pipeline.model import Article
from pipeline.settings import Settings
from pipeline.store import open_store
from pipeline.workers import Workers
from tests.benchmarks.measure import ROUNDS, heading, limited, timed

ROOT = Path(__file__).parents[2]
_FILES = 10_000
_SECONDS = 3.0
_SIZES = (1_000, 10_000, 100_000)
_GROWTH = 20.0  # per cent
_WORDS = 10  # of each of the two sentences of an article, so that minutes are enough


def second_run() -> None:
    """Print the seconds of a run over 10,000 files of which none has changed."""
    heading("many articles")
    with tempfile.TemporaryDirectory() as name:
        inputs, output = Path(name) / "in", Path(name) / "out"
        for number, text in enumerate(islice(_texts(), _FILES)):
            path = inputs / f"{number // 500}" / f"{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        command = [sys.executable, "-m", "pipeline", "run", str(inputs), "--output", str(output)]
        first = timed(lambda: _done(command))
        again = median(timed(lambda: _done(command)) for _ in range(ROUNDS))
    what = f"second run, {_FILES:,} unchanged files, s"
    limited(what, again, f"<= {_SECONDS:g}", again <= _SECONDS, yardstick="the first", beside=first)


def memory() -> None:
    """Print the largest memory of a process that extracts few, more, and many articles."""
    least = 0.0
    for size in _SIZES:
        extraction, whole = _peaks(size)
        least = least or extraction
        grown = 100 * (extraction / least - 1)
        what = f"{size:,} short articles, peak of extraction, MB"
        beside = {"yardstick": "with reconstruction and tables", "beside": whole}
        limited(what, extraction, f"+{_GROWTH:g} %", grown <= _GROWTH, **beside)  # type: ignore[arg-type]


def _peaks(size: int) -> tuple[float, float]:
    with tempfile.TemporaryDirectory() as name:
        corpus = Path(name) / "corpus.jsonl"
        with corpus.open("w", encoding="utf-8") as lines:
            for text in islice(_texts(), size):
                lines.write(json.dumps({"text": text, "date": "2023-03-01"}) + "\n")
        command = [sys.executable, "-m", "tests.benchmarks.scale", str(corpus), f"{name}/out"]
        extraction, whole = _done(command).split()
    return float(extraction), float(whole)


def _done(command: list[str]) -> str:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _texts() -> Iterator[str]:
    """Articles without end, each of the beginnings of two sentences of the sample corpus."""
    found = read_articles([str(ROOT / "data" / "articles")], Settings())
    texts = [article.text for article in found if isinstance(article, Article)]
    sentences = [line.split()[:_WORDS] for text in texts for line in text.split(". ")]
    random = Random(6)
    while True:
        yield " ".join(f"{' '.join(words)}." for words in random.sample(sentences, 2))


def main(corpus: str, output: str) -> None:
    """Run once in this process, and print its peak in MB after extraction and at the end."""
    settings, folder = Settings(processes=1), Path(output)
    with open_store(folder, settings) as store:
        outcome = runs.run([corpus], Workers(settings), settings, store=store)
        extraction = _peak()
        runs.write(outcome, folder, settings)
    print(extraction, _peak())


def _peak() -> float:
    # Not getrusage: a process begins there with the peak of the one that started it. Linux only.
    lines = Path("/proc/self/status").read_text("utf-8").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM:"))) * 1024 / 1e6


if __name__ == "__main__":
    main(*sys.argv[1:])
