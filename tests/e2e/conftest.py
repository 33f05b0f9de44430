"""A real Chromium and a real server for the tests of the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.e2e.serving import dashboard
from tests.unit.viewer.sample_tables import write_sample

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
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
    with dashboard(folder) as address:
        yield address
