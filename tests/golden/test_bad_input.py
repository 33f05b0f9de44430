"""A folder of broken inputs and one good article: each is answered for, none stops the rest."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import timeline
from tests.command_line import demarche

STORY = """---
title: Minister in Ottawa
date: 2024-05-14
source: Harbour Wire
---
OTTAWA - German Foreign Minister Annalena Baerbock arrived in Ottawa on Tuesday for talks.
"""
FRENCH = STORY.replace("for talks", "and dined at the café of the Château Laurier")
MENU = "<html><head><title>Menu</title></head><body><nav><a href='/'>Home</a></nav></body></html>"
FIFTY_MEGABYTES = 50 * 1024 * 1024

BROKEN: dict[str, Callable[[], bytes]] = {
    "empty.txt": lambda: b"",
    "blank.txt": lambda: b" \n\t\n",
    "binary.txt": lambda: bytes(range(256)) * 64,
    "cut.json": lambda: b'{"title": "Minister in Ottawa", "text": "OTTAWA - German Fo',
    "line.txt": lambda: b"x" * FIFTY_MEGABYTES,
    "line.jsonl": lambda: b'{"text": "' + b"x" * FIFTY_MEGABYTES + b'"}\n',
    "menu.html": MENU.encode,
    "report.pdf": lambda: b"%PDF-1.7\n",
}


@dataclass(frozen=True)
class Run:
    """A finished run over a folder, and the rows of its articles by path."""

    folder: Path
    process: subprocess.CompletedProcess[str]
    articles: dict[str, dict[Hashable, Any]]
    tables: timeline.Tables


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Run:
    folder, output = tmp_path_factory.mktemp("articles"), tmp_path_factory.mktemp("tables")
    for name, content in BROKEN.items():
        (folder / name).write_bytes(content())
    (folder / "good.txt").write_text(STORY, encoding="utf-8")
    (folder / "latin.txt").write_text(FRENCH, encoding="latin-1")
    process = demarche("run", folder, "--output", output)
    tables = timeline.read(output)
    articles = {str(row["path"]): dict(row) for _, row in tables.articles.iterrows()}
    return Run(folder, process, articles, tables)


def test_the_run_is_done_and_shows_no_traceback(run: Run) -> None:
    assert run.process.returncode == 0
    assert "Traceback" not in run.process.stderr + run.process.stdout
    assert f"{len(BROKEN)} rejected" in run.process.stdout


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_input_is_a_line_on_stderr_and_a_row_with_the_same_reason(
    run: Run, name: str
) -> None:
    about_it = [line for line in run.process.stderr.splitlines() if name in line]
    assert len(about_it) == 1
    row = run.articles[name]
    assert row["state"] == "rejected"
    assert row["reason"]
    assert about_it[0].endswith(row["reason"])
    assert (row["characters"], row["mentions"], row["claims"]) == (0, 0, 0)


def test_every_input_has_one_row(run: Run) -> None:
    assert sorted(run.tables.articles["path"]) == sorted(path.name for path in run.folder.iterdir())


@pytest.mark.parametrize("name", ["good.txt", "latin.txt"])
def test_the_good_articles_are_processed(run: Run, name: str) -> None:
    assert run.articles[name]["state"] == "ok"
    stops = run.tables.timeline.merge(run.tables.evidence, on="stop_id")
    own = stops[stops["article_id"] == run.articles[name]["article_id"]]
    assert list(own["place"]) == ["Ottawa"]


def test_letters_of_a_latin_1_file_arrive_whole(run: Run) -> None:
    snippets = run.tables.evidence.set_index("article_id")["snippet"]
    assert "café of the Château Laurier" in snippets["latin"]


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
