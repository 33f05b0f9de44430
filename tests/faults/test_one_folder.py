"""Two runs in one folder, a store that is damaged, a run that is stopped by hand."""

from __future__ import annotations

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from pipeline.cli import app
from pipeline.store import STORE_FILE
from tests.command_line import ROOT
from tests.faults.corpus import tables, write_corpus
from tests.unit.articles.serving import Reply, Request, serving


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["run", *map(str, arguments), "--processes", "1"])


def begin(*arguments: str | Path) -> subprocess.Popen[str]:
    """A run in a session of its own, with standard input left open."""
    pipe = subprocess.PIPE
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", "run", *map(str, arguments)],
        cwd=ROOT,
        stdin=pipe,
        stdout=pipe,
        stderr=pipe,
        text=True,
        start_new_session=True,
    )


def wait_for(happened: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    """Return as soon as it has happened; the process must still be at work then."""
    while not happened():
        assert process.poll() is None, process.communicate()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus, `in`, and its tables, `out`."""
    folder = tmp_path_factory.mktemp("made")
    assert run(write_corpus(folder / "in", 6), "--output", folder / "out").exit_code == 0
    return folder


def test_a_second_run_into_a_folder_is_refused_and_disturbs_nothing(
    made: Path, tmp_path: Path
) -> None:
    output = tmp_path / "out"
    with begin("-", "--output", output) as first:
        wait_for((output / STORE_FILE).exists, first)
        second = run(made / "in", "--output", output)
        assert second.exit_code == 2
        (line,) = second.stderr.splitlines()
        assert line.startswith(f"error: another run is writing to {output}; ")
        told, problems = first.communicate("Minister Wang Yi visited Lima on March 3, 2023.")
    assert (told, problems) == (f"1 article, 1 stop in 1 trip -> {output}\n", "")
    assert run(made / "in", "--output", output).exit_code == 0
    assert tables(output) == tables(made / "out")


def test_a_run_stopped_by_hand_says_so_and_leaves_no_process(tmp_path: Path) -> None:
    corpus, output = write_corpus(tmp_path / "in", 400), tmp_path / "out"
    with begin(corpus, "--output", output, "--processes", "2") as process:
        wait_for(lambda: kept(output) > 0, process)
        os.killpg(process.pid, signal.SIGINT)
        told, problems = process.communicate()
    assert (process.returncode, told) == (130, "")
    (line,) = problems.splitlines()
    assert line.startswith("stopped; ")
    assert of_session(process.pid) == []
    assert not (output / "timeline.csv").exists()
    assert kept(output) % 16 == 0


def test_a_run_that_waits_for_hosts_stops_at_once(tmp_path: Path) -> None:
    """None of its threads holds it up: the hosts answer only once it has ended."""
    ended = threading.Event()

    def late(request: Request) -> Reply:
        ended.wait(300)
        return Reply()

    with ExitStack() as stack:
        sites = [stack.enter_context(serving(host)) for host in ("127.0.0.1", "127.0.0.2")]
        stack.callback(ended.set)
        for site in sites:
            site.pages["/a"] = late
        options = ("--output", tmp_path, "--private-hosts", "--request-interval", "0")
        with begin(*(f"{site.address}/a" for site in sites), *options) as process:
            wait_for(lambda: all(site.paths for site in sites), process)
            process.send_signal(signal.SIGINT)
            told, problems = process.communicate()
    assert (process.returncode, told) == (130, "")
    (line,) = problems.splitlines()
    assert line.startswith("stopped; ")


def test_the_workers_of_a_killed_run_end_with_it(tmp_path: Path) -> None:
    corpus, output = write_corpus(tmp_path / "in", 400), tmp_path / "out"
    with begin(corpus, "--output", output, "--processes", "2") as process:
        wait_for(lambda: kept(output) > 0, process)
        assert len(of_session(process.pid)) > 2
        process.kill()
        process.communicate()  # returns when the last process has let go of its output
    assert of_session(process.pid) == []


def kept(output: Path) -> int:
    """How many extractions a store has."""
    path = output / STORE_FILE
    if not path.exists():
        return 0
    connection = sqlite3.connect(path, timeout=30)
    try:
        (number,) = connection.execute("SELECT count(*) FROM extraction").fetchone()
    except sqlite3.OperationalError:  # the tables are being made
        return 0
    finally:
        connection.close()
    return int(number)


def of_session(leader: int) -> list[int]:
    """The processes of a session that have not ended."""
    listed = subprocess.run(
        ["ps", "-o", "pid=,stat=", "-s", str(leader)], capture_output=True, text=True, check=False
    )
    rows = [line.split() for line in listed.stdout.splitlines()]
    return [int(pid) for pid, state in rows if not state.startswith("Z")]


def overwritten(store: Path) -> None:
    store.write_bytes(b"no store at all" * 1000)


def cut(store: Path) -> None:
    data = store.read_bytes()
    store.write_bytes(data[: len(data) // 2])


def torn(store: Path) -> None:
    data = bytearray(store.read_bytes())
    for page in range(4096, len(data), 4096):
        data[page : page + 2048] = b"\xa5" * 2048
    store.write_bytes(data)


def of_another_release(store: Path) -> None:
    connection = sqlite3.connect(store)
    connection.execute("PRAGMA user_version = 999")
    connection.close()


def with_damaged_claims(store: Path) -> None:
    """The file is sound for SQLite; what an article gave is not."""
    connection = sqlite3.connect(store)
    with connection:
        connection.execute("UPDATE extraction SET claims = x'00ff'")
        connection.execute("DELETE FROM note")  # or the tables would be taken as they lie
    connection.close()


@pytest.mark.parametrize(
    "damage", [overwritten, cut, torn, of_another_release, with_damaged_claims]
)
def test_a_damaged_store_is_set_aside_and_built_anew(
    made: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    output = tmp_path / "out"
    shutil.copytree(made / "out", output)
    damage(output / STORE_FILE)
    result = run(made / "in", "--output", output)
    assert result.exit_code == 0
    (line,) = (line for line in result.stderr.splitlines() if not line.startswith("rejected "))
    assert line.startswith("warning: ")
    assert f"{STORE_FILE}.damaged" in line
    assert tables(output) == tables(made / "out")
    again = run(made / "in", "--output", output)
    assert (again.exit_code, "warning" in again.stderr) == (0, False)
