"""A folder of broken inputs and good articles: each is answered for, none stops the rest."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import timeline
from pipeline.articles.origin import printable
from tests.command_line import ROOT, demarche
from tests.golden.broken_inputs import BROKEN

STORY = """---
title: Minister in Ottawa
date: 2024-05-14
source: Harbour Wire
---
OTTAWA - German Foreign Minister Annalena Baerbock arrived in Ottawa on Tuesday for talks.
"""
FRENCH = STORY.replace("for talks", "and dined at the café of the Château Laurier")
MOST_BYTES = 1_200_000_000
MOST_SECONDS = 300


@dataclass(frozen=True)
class Run:
    """A finished run over a folder: what it printed, the most memory it held, and its tables."""

    folder: Path
    code: int
    printed: str
    problems: list[str]
    peak_bytes: int
    tables: timeline.Tables

    def rows(self, name: str) -> list[dict[Hashable, Any]]:
        """The rows of `articles` of one input and of what is in it."""
        name = printable(name)
        articles = self.tables.articles
        own = articles["path"].map(lambda path: path == name or path.startswith(f"{name}/"))
        return [dict(row) for _, row in articles[own].iterrows()]


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder, output = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("tables")
    for name, broken in BROKEN.items():
        broken.write(folder / name)
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    (folder / "latin.txt").write_text(FRENCH, encoding="latin-1")
    code, peak_bytes = _measured("run", str(folder), "--output", str(output), printing_to=output)
    problems = (output / "stderr").read_text(encoding="utf-8").splitlines()
    printed = (output / "stdout").read_text(encoding="utf-8")
    return Run(folder, code, printed, problems, peak_bytes, timeline.read(output))


# What a process held at most is read in it: as its parent sees it, a child has also held what its
# parent did when it was forked.
_WATCHED = """
import runpy, sys
from pathlib import Path
try:
    runpy.run_module("pipeline", run_name="__main__", alter_sys=True)
finally:
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line.split()[1] for line in lines if line.startswith("VmHWM:"))
    Path(PEAK).write_text(peak)
"""


def _measured(*arguments: str, printing_to: Path) -> tuple[int, int]:
    """How `python -m pipeline` with these arguments ends, and the most bytes it held at once."""
    peak = printing_to / "peak"
    code = _WATCHED.replace("PEAK", repr(str(peak)))
    with (
        (printing_to / "stdout").open("wb") as out,
        (printing_to / "stderr").open("wb") as problems,
    ):
        command = [sys.executable, "-c", code, *arguments, "--processes", "1"]
        done = subprocess.run(
            command, cwd=ROOT, stdout=out, stderr=problems, timeout=MOST_SECONDS, check=False
        )
    return done.returncode, 1024 * int(peak.read_text())


def test_the_run_is_done_in_bounded_time_and_memory_and_shows_no_traceback(run: Run) -> None:
    assert run.code == 0
    assert "Traceback" not in "\n".join(run.problems) + run.printed
    assert run.peak_bytes < MOST_BYTES
    rejected = run.tables.articles["state"].eq("rejected").sum()
    assert f"{rejected} rejected" in run.printed


def test_there_are_at_least_eighty_broken_inputs() -> None:
    assert len([broken for broken in BROKEN.values() if broken.reason]) >= 80


@pytest.mark.parametrize("name", BROKEN, ids=ascii)
def test_a_broken_input_is_a_named_rejection_or_read_as_it_should_be(run: Run, name: str) -> None:
    broken, rows = BROKEN[name], run.rows(name)
    rejected = [row for row in rows if row["state"] == "rejected"]
    assert len(rows) - len(rejected) == broken.read
    assert bool(rejected) == bool(broken.reason)
    assert not rejected or any(broken.reason in row["reason"] for row in rejected)
    assert not broken.note or any(broken.note in row["reason"] for row in rows)
    for row in rejected:
        assert row["reason"]
        assert (row["characters"], row["mentions"], row["claims"]) == (0, 0, 0)


def test_every_rejection_is_a_line_on_stderr(run: Run) -> None:
    articles = run.tables.articles
    rejected = articles[articles["state"].eq("rejected")]
    lines = [f"rejected {row.path}: {row.reason}" for row in rejected.itertuples()]
    assert sorted(run.problems) == sorted(lines)


def test_every_input_is_accounted_for(run: Run) -> None:
    assert all(run.rows(name) for name in BROKEN)
    assert run.tables.articles["article_id"].is_unique


@pytest.mark.parametrize("name", ["good.txt", "latin.txt"])
def test_the_good_articles_are_processed(run: Run, name: str) -> None:
    (row,) = run.rows(name)
    assert row["state"] == "ok"
    stops = run.tables.timeline.merge(run.tables.evidence, on="stop_id")
    own = stops[stops["article_id"] == row["article_id"]]
    assert list(own["place"]) == ["Ottawa"]


def test_letters_of_a_latin_1_file_arrive_whole(run: Run) -> None:
    snippets = run.tables.evidence.set_index("article_id")["snippet"]
    assert "café of the Château Laurier" in snippets["latin"]


def test_nothing_is_written_outside_of_the_output(run: Run) -> None:
    parents = list(run.folder.parents)[:3]
    assert not [path for folder in (run.folder, *parents) for path in folder.glob("up.txt")]


def test_strict_ends_with_1_when_something_was_rejected(tmp_path: Path) -> None:
    articles, output = tmp_path / "articles", tmp_path / "tables"
    articles.mkdir()
    (articles / "good.txt").write_text(STORY, encoding="utf-8")
    assert demarche("run", articles, "--strict", "--output", output).returncode == 0
    (articles / "empty.txt").touch()
    assert demarche("run", articles, "--strict", "--output", output).returncode == 1
    assert list(timeline.read(output).timeline["place"]) == ["Ottawa"]


def test_nothing_but_broken_inputs_still_gives_tables(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    process = demarche("run", tmp_path / "empty.txt", "--output", tmp_path / "tables")
    assert process.returncode == 0
    assert list(timeline.read(tmp_path / "tables").articles["state"]) == ["rejected"]


@pytest.mark.parametrize("name", ["missing", "bare"])
def test_a_folder_with_nothing_to_run_on_ends_with_2(tmp_path: Path, name: str) -> None:
    (tmp_path / "bare").mkdir()
    (tmp_path / "good.txt").write_text(STORY, encoding="utf-8")
    process = demarche("run", tmp_path / "good.txt", tmp_path / name, "--output", tmp_path / "out")
    assert process.returncode == 2
    assert process.stderr.count("\n") == 1
    assert process.stderr.startswith("error: ")
    assert str(tmp_path / name) in process.stderr
    assert not (tmp_path / "out").exists()
