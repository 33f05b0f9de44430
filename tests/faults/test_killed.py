"""A run that is killed, again and again, ends with the tables of an undisturbed one."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest

from tests.command_line import ROOT
from tests.faults.corpus import tables, write_corpus
from tests.faults.test_one_folder import kept

DEATHS = 40
NEVER = -1


class Mortal:
    """A process in which runs are begun that die at a chosen moment."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        assert self._answer() == "ready"

    def run(
        self,
        inputs: Path,
        output: Path,
        module: str = "pipeline",
        moment: int = NEVER,
        *,
        force: bool = False,
    ) -> dict[str, int] | None:
        """The calls a run made, by module; None if it died."""
        asked = {"inputs": [str(inputs)], "output": str(output), "module": module}
        assert self._process.stdin
        self._process.stdin.write(json.dumps(asked | {"moment": moment, "force": force}) + "\n")
        self._process.stdin.flush()
        calls: dict[str, int] | None = json.loads(self._answer())
        return calls

    def _answer(self) -> str:
        assert self._process.stdout
        return self._process.stdout.readline().strip()


@pytest.fixture(scope="module")
def mortal() -> Iterator[Mortal]:
    command = [sys.executable, "-m", "tests.faults.mortal"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as process:
        yield Mortal(process)
        assert process.stdin
        process.stdin.close()


def test_a_run_killed_at_forty_moments_ends_with_the_same_tables(
    mortal: Mortal, tmp_path: Path
) -> None:
    corpus, random = write_corpus(tmp_path / "in"), Random(6)
    calls = mortal.run(corpus, tmp_path / "undisturbed")
    assert calls is not None
    expected = tables(tmp_path / "undisturbed")
    output, deaths, ended = tmp_path / "out", 0, 0
    while deaths < DEATHS:
        module = random.choice(sorted(calls))
        if mortal.run(corpus, output, module, random.randint(1, calls[module])) is None:
            deaths += 1
        else:
            assert tables(output) == expected
            ended += 1
            shutil.rmtree(output)
    assert mortal.run(corpus, output) is not None
    assert tables(output) == expected
    assert not list(output.glob(".*draft*"))


def test_a_forced_run_killed_at_any_moment_takes_nothing_away(
    mortal: Mortal, tmp_path: Path
) -> None:
    """The next run has nothing to read, and what no input has is kept, too."""
    first, corpus = write_corpus(tmp_path / "first", 3), write_corpus(tmp_path / "in", 24)
    made, forced = tmp_path / "made", tmp_path / "forced"
    mortal.run(first, made)
    shutil.rmtree(first)
    reading = mortal.run(corpus, made)
    shutil.copytree(made, forced)
    calls = mortal.run(corpus, forced, force=True)
    assert reading
    assert calls
    expected = tables(made)
    assert tables(forced) == expected
    for moment in range(1, calls["pipeline"], calls["pipeline"] // 12):
        output = tmp_path / f"out-{moment}"
        shutil.copytree(made, output)
        assert mortal.run(corpus, output, "pipeline", moment, force=True) is None
        again = mortal.run(corpus, output)
        assert again
        assert again["pipeline"] < reading["pipeline"] / 2
        assert tables(output) == expected
        assert kept(output) == kept(made)


def test_new_tables_come_together_or_not_at_all(mortal: Mortal, tmp_path: Path) -> None:
    """Killed at every step of the replacing, the folder reads as the old or as the new tables."""
    from pipeline import timeline

    old, new = write_corpus(tmp_path / "old", 6), write_corpus(tmp_path / "new", 9)
    mortal.run(old, tmp_path / "before")
    calls = mortal.run(new, tmp_path / "after")
    assert calls is not None
    before, after = (timeline.read(tmp_path / name) for name in ("before", "after"))
    seen = []
    steps = calls["pipeline.replacement"]
    for moment in range(1, steps + 1, steps // 14):
        output = tmp_path / f"out-{moment}"
        shutil.copytree(tmp_path / "before", output)
        assert mortal.run(new, output, "pipeline.replacement", moment) is None
        found = timeline.read(output)
        same = [
            all(getattr(found, name).equals(getattr(one, name)) for name in timeline.SCHEMAS)
            for one in (before, after)
        ]
        assert sum(same) == 1
        seen.append(same.index(True))
    assert sorted(seen) == seen
    assert set(seen) == {0, 1}
