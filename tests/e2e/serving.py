"""Streamlit apps as processes of their own, on this machine only."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]
_START_SECONDS = 60


@contextmanager
def app(script: str, *arguments: str) -> Iterator[str]:
    """The address of an app, its script named from the root; its way to other hosts is closed."""
    with process_of(script, *arguments) as (address, _):
        yield address


@contextmanager
def process_of(script: str, *arguments: str) -> Iterator[tuple[str, int]]:
    """The address of an app and the number of its process.

    Raises:
        RuntimeError: it does not start; the text is what it had to say.
    """
    port, closed = _free_port(), _free_port()
    nowhere = {f"{kind}_proxy": f"http://127.0.0.1:{closed}" for kind in ("http", "https", "all")}
    environment = os.environ | nowhere | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "streamlit", "run", script]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--", *arguments]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(
            command + options, cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_until_healthy(process, f"http://127.0.0.1:{port}/_stcore/health", log)
            yield f"http://127.0.0.1:{port}", process.pid
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str, log: IO[str]) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and not _ends_within_a_tick(process):
        try:
            direct.open(address, timeout=1).close()
        except OSError:
            continue
        return
    log.seek(0)
    raise RuntimeError(f"the app did not start: {log.read()}")


def _ends_within_a_tick(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        return False
    return True
