"""A real Chromium and a real server for the tests of the screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Playwright, expect, sync_playwright

from tests.e2e.serving import app
from tests.unit.viewer.sample_tables import write_sample

_HERE = Path(__file__).parent
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Milliseconds; on a busy machine a page can take its time.
_PATIENCE = 60_000
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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test in the browser may fail once: on a busy machine a click can hit what is just drawn.

    What is run again is printed; a mistake in the code fails twice.
    """
    for item in items:
        if _HERE in item.path.parents:
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium from DEMARCHE_CHROMIUM, else from the path, else Playwright's own.

    Closed after the last test here: its event loop would be in the way of others.
    """
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=_executable(playwright), args=_FLAGS)
        expect.set_options(timeout=_PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[Callable[..., BrowserContext]]:
    """Opens browser contexts that wait patiently, and closes them after the test."""
    opened: list[BrowserContext] = []

    def new(**options: object) -> BrowserContext:
        settings: dict[str, Any] = {**options}
        context = browser.new_context(**settings)
        context.set_default_timeout(_PATIENCE)
        opened.append(context)
        return context

    yield new
    for context in opened:
        context.close()


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
    with app("dashboard.py", str(folder)) as address:
        yield address
