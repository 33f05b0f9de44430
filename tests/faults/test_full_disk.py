"""A disk without room: one line, the old tables as they were, and the next run goes on."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from tests.command_line import ROOT
from tests.faults.corpus import tables, write_corpus

_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), resource.RLIM_INFINITY))
sys.argv = ["demarche", *sys.argv[2:]]
from pipeline.cli import app
app()
"""
_NO_RIGHTS, _NO_MOUNT = 1, 99  # of unshare; of the script
_ON_TMPFS = f"""
disk=$1 room=$2 output=$3; shift 3
mount -t tmpfs -o size="$room" tmpfs "$disk" && cp -a "$output/." "$disk" || exit {_NO_MOUNT}
"$@" --output "$disk" --processes 1
ended=$?
rm -rf "$output" && cp -a "$disk" "$output"
exit $ended
"""
_STORE_FITS = 80_000  # bytes that hold what the store writes, and not the table of mentions


def limited(most: int, corpus: Path, output: Path, *more: str) -> subprocess.CompletedProcess[str]:
    """A run that cannot make a file larger than `most` bytes, which fails as on a full disk."""
    run = ["run", str(corpus), "--output", str(output), "--processes", "1"]
    return _told([sys.executable, "-c", _LIMITED, str(most), *run, *more])


def on_small_disk(corpus: Path, output: Path, disk: Path) -> subprocess.CompletedProcess[str]:
    """A run on a disk with little room beside what `output` holds; afterwards `output` is its.

    Where nobody lets us mount a disk it is a limit of the process that stands for it.
    """
    disk.mkdir()
    room = str(sum(-(-path.stat().st_size // 4096) * 4096 for path in output.iterdir()) + 120_000)
    script = ["sh", "-c", _ON_TMPFS, "sh", str(disk), room, str(output)]
    run = [sys.executable, "-m", "pipeline", "run", str(corpus)]
    if shutil.which("unshare"):
        done = _told(["unshare", "--map-root-user", "--mount", *script, *run])
        if done.returncode not in (_NO_RIGHTS, _NO_MOUNT):
            return done
    return limited(_STORE_FITS, corpus, output)


def _told(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles whose table of mentions is larger than all the store keeps of them."""
    folder = write_corpus(tmp_path_factory.mktemp("corpus"), 6)
    towns = ", ".join(["Lima", "Nairobi", "Oslo", "Tokyo", "Cairo", "Ottawa"] * 300)
    (folder / "list.txt").write_text(f"The offices are in {towns}.", encoding="utf-8")
    return folder


def run(corpus: Path, output: Path, *more: str) -> dict[str, bytes]:
    """The tables of a run with room enough."""
    arguments = ["run", str(corpus), "--output", str(output), "--processes", "1", *more]
    assert CliRunner().invoke(app, arguments).exit_code == 0
    return tables(output)


def assert_refused(process: subprocess.CompletedProcess[str], problem: str) -> None:
    assert process.returncode == 2, process.stderr
    (line,) = process.stderr.splitlines()
    assert line.startswith("error: cannot write to ")
    assert problem in line


def test_without_room_for_the_store_no_table_changes(corpus: Path, tmp_path: Path) -> None:
    output = tmp_path / "out"
    old = run(write_corpus(tmp_path / "few", 3), output)
    assert_refused(limited(1_000, corpus, output), "make room there")
    assert tables(output) == old
    assert run(corpus, output) == run(corpus, tmp_path / "undisturbed")


def test_without_room_for_the_tables_no_table_changes(corpus: Path, tmp_path: Path) -> None:
    output, other = tmp_path / "out", ("--trip-gap-days", "1")
    old = run(corpus, output)
    assert_refused(limited(_STORE_FITS, corpus, output, *other), "out: File too large; ")
    assert tables(output) == old
    assert not list(output.glob(".*draft*"))
    assert run(corpus, output, *other) == run(corpus, tmp_path / "undisturbed", *other)


def test_a_full_disk_changes_no_table_and_the_next_run_goes_on(
    corpus: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    old = run(write_corpus(tmp_path / "few", 3), output)
    assert_refused(on_small_disk(corpus, output, tmp_path / "disk"), "")
    assert tables(output) == old
    assert run(corpus, output) == run(corpus, tmp_path / "undisturbed")
