"""Following inputs, in a process of its own, ended as a service manager ends it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import timeline
from pipeline.errors import TableError
from pipeline.watch import is_of_articles
from tests.command_line import ROOT
from tests.waiting import until

STORY = "Foreign Minister Wang Yi arrived in {town} on March {day}, 2023."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    tell(tmp_path / "in", "Lima", 3)
    return tmp_path


@pytest.fixture
def watching(folder: Path) -> Iterator[subprocess.Popen[str]]:
    command = ["watch", str(folder / "in"), "--output", str(folder / "out"), "--every", "1"]
    with subprocess.Popen(
        [sys.executable, "-m", "pipeline", *command],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        yield process
        process.kill()


def tell(folder: Path, town: str, day: int) -> None:
    (folder / f"{town}.txt").write_text(STORY.format(town=town, day=day), encoding="utf-8")


def line_of(stream: object) -> str:
    line: str = stream.readline()  # type: ignore[attr-defined]
    return line.strip()


def test_rounds_follow_changes_outlive_a_failure_and_end_cleanly(
    folder: Path, watching: subprocess.Popen[str]
) -> None:
    inputs, out = folder / "in", folder / "out"
    assert line_of(watching.stdout) == f"1 article, 1 stop in 1 trip -> {out}"
    tell(inputs, "Oslo", 5)
    assert line_of(watching.stdout) == f"2 articles, 2 stops in 1 trip -> {out}"
    inputs.rename(folder / "away")
    assert line_of(watching.stderr).startswith(f"error: cannot read '{inputs}'")
    tell(folder / "away", "Cairo", 7)
    (folder / "away").rename(inputs)
    assert line_of(watching.stdout) == f"3 articles, 3 stops in 1 trip -> {out}"
    watching.send_signal(signal.SIGTERM)
    told, problems = watching.communicate()
    assert (watching.returncode, told) == (0, "")
    assert {line[:6] for line in problems.splitlines()} <= {"error:", "stoppe"}
    assert len(timeline.read(out).articles) == 3


def test_ctrl_c_ends_it_too(folder: Path, watching: subprocess.Popen[str]) -> None:
    assert line_of(watching.stdout).endswith(str(folder / "out"))
    watching.send_signal(signal.SIGINT)
    told, problems = watching.communicate()
    lie = f"the tables of the last whole round lie in {folder / 'out'}"
    assert (watching.returncode, told) == (0, "")
    assert problems == f"stopped; {lie}, where the same command goes on\n"


@pytest.mark.parametrize("wrong", [("--output", "in"), ("--database", "nonsense")])
def test_what_no_round_could_mend_ends_it(folder: Path, wrong: tuple[str, str]) -> None:
    options = {"--output": "out", "--database": "sqlite"} | dict([wrong])
    command = ["watch", "in", "--every", "1", *(word for pair in options.items() for word in pair)]
    process = subprocess.run(
        [sys.executable, "-m", "pipeline", *command],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (process.returncode, process.stdout) == (2, "")
    assert [line[:7] for line in process.stderr.splitlines()] == ["error: "]


@pytest.mark.parametrize(
    ("path", "begins"),
    [("a.txt", True), ("out/articles.csv", False), ("other/.store.sqlite-wal", False)],
)
def test_a_run_into_another_folder_begins_no_round_by_its_store(path: str, begins: bool) -> None:
    """Or two that watch the same input would keep each other busy for ever."""
    assert is_of_articles(Path("/in", path), Path("/in/out")) is begins


def test_the_files_of_a_list_and_the_list_itself_are_followed(folder: Path) -> None:
    """No round is due by the clock: only a change begins one."""
    other, out = folder / "other", folder / "out"
    other.mkdir()
    tell(other, "Oslo", 5)
    listed = folder / "sources.toml"
    listed.write_text('[[source]]\npath = "in"\n')
    command = ["watch", str(listed), "--output", str(out), "--every", "100000"]
    with subprocess.Popen([sys.executable, "-m", "pipeline", *command], cwd=ROOT) as process:
        try:
            until(lambda: told(out) == {"Lima"}, process)

            # again and again, for it may not yet be watching
            def rewritten(path: Path, text: str, expected: set[str]) -> bool:
                path.write_text(text)
                return told(out) == expected

            cairo = STORY.format(town="Cairo", day=7)
            until(lambda: rewritten(folder / "in" / "Cairo.txt", cairo, {"Cairo", "Lima"}), process)
            until(
                lambda: rewritten(listed, '[[source]]\npath = "other"\n', {"Oslo"}),
                process,
            )
            nairobi = STORY.format(town="Nairobi", day=9)
            until(lambda: rewritten(other / "Nairobi.txt", nairobi, {"Nairobi", "Oslo"}), process)
        finally:
            process.terminate()
    assert process.returncode == 0


def told(out: Path) -> set[str]:
    """The places of the tables, none where there are none yet."""
    try:
        return set(timeline.read(out).timeline["place"])
    except TableError:
        return set()
