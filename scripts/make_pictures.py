"""Take docs/pictures/dashboard.png: the dashboard at 1280 by 800 while a trip plays.

    python scripts/make_pictures.py [TABLES]

TABLES is a folder that a run of the pipeline has written, data/timeline by default. Needs the
packages of requirements-dev.txt and a Chromium: one on the path, named by DEMARCHE_CHROMIUM, or
Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.serving import dashboard  # noqa: E402

OUTPUT = ROOT / "docs" / "pictures" / "dashboard.png"
STOPS_PASSED = 3


def main(tables: Path) -> None:
    """Write the picture for the tables in a folder."""
    chromium = os.environ.get("DEMARCHE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, dashboard(tables) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.goto(address)
        _play(page)
        OUTPUT.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=OUTPUT)
        browser.close()


def _play(page: Page) -> None:
    """Start the trip and wait until the traveller has left the third stop for the next."""
    playback = page.get_by_role("group", name="Playback")
    playback.get_by_role("button", name="Play").click()
    cards = page.locator("[class*='st-key-stop-']")
    cards.nth(STOPS_PASSED).and_(page.locator(":has([aria-current])")).wait_for()
    page.locator(".traveller:not(.away)").first.wait_for(state="attached")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "timeline")
