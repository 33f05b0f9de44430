"""Take the pictures of docs/pictures: the dashboard at a stop, light, dark and on a telephone.

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
from typing import Literal

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.serving import app  # noqa: E402

OUTPUT = ROOT / "docs" / "pictures"
TRIP, STOP = "rex-tillerson-2018-02", 4
LAPTOP, TELEPHONE = (1280, 800), (390, 844)
PATIENCE = 60_000  # milliseconds


def main(tables: Path) -> None:
    """Write the pictures for the tables in a folder."""
    OUTPUT.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("DEMARCHE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, app("dashboard.py", str(tables)) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        place = f"{address}/?trip={TRIP}&stop={STOP}"
        _take(browser, place, OUTPUT / "dashboard.png", LAPTOP, "light")
        _take(browser, place, OUTPUT / "dashboard-dark.png", LAPTOP, "dark")
        _take(browser, place, OUTPUT / "dashboard-phone.png", TELEPHONE, "light")
        browser.close()


def _take(
    browser: Browser,
    place: str,
    file: Path,
    size: tuple[int, int],
    scheme: Literal["light", "dark"],
) -> None:
    width, height = size
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme=scheme,
        reduced_motion="reduce",
        device_scale_factor=1.5,
    )
    page.set_default_timeout(PATIENCE)
    page.goto(place)
    page.locator(".callout").wait_for()
    page.get_by_role("gridcell", include_hidden=True).first.wait_for(state="attached")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=file)
    page.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "data" / "timeline")
