"""A real Chromium and a real server for the tests of the screen."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.unit.viewer.sample_tables import write_sample

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_ROOT = Path(__file__).parents[2]
_START_SECONDS = 60
_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium from DEMARCHE_CHROMIUM, else from the path, else Playwright's own."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_executable(playwright), args=_FLAGS)
        yield chromium
        chromium.close()


def _executable(playwright: Playwright) -> str:
    found = [os.environ.get("DEMARCHE_CHROMIUM"), *map(shutil.which, _NAMES)]
    path = next(filter(None, found), playwright.chromium.executable_path)
    if not Path(path).exists():
        pytest.fail(
            f"no browser at {path}; run: python -m playwright install chromium"
            " (or set DEMARCHE_CHROMIUM to a Chromium you have)",
            pytrace=False,
        )
    return path


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard with the sample tables; its way out of the machine is closed."""
    folder = tmp_path_factory.mktemp("tables")
    write_sample(folder)
    port, closed = _free_port(), _free_port()
    nowhere = {f"{kind}_proxy": f"http://127.0.0.1:{closed}" for kind in ("http", "https", "all")}
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py"]
    options = ["--server.address=127.0.0.1", f"--server.port={port}", "--", str(folder)]
    with (
        (folder / "server.log").open("wb") as log,
        subprocess.Popen(
            command + options, cwd=_ROOT, env=os.environ | nowhere, stdout=log, stderr=log
        ) as process,
    ):
        try:
            _wait_until_healthy(process, f"http://127.0.0.1:{port}/_stcore/health", folder)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_until_healthy(process: subprocess.Popen[bytes], address: str, folder: Path) -> None:
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        try:
            direct.open(address, timeout=1).close()
        except OSError:
            if _has_ended(process):
                break
        else:
            return
    pytest.fail(f"the app did not start: {(folder / 'server.log').read_text()}", pytrace=False)


def _has_ended(process: subprocess.Popen[bytes]) -> bool:
    """Whether the process ends within a tick."""
    try:
        process.wait(timeout=0.1)
    except subprocess.TimeoutExpired:
        return False
    return True
