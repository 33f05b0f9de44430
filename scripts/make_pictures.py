"""Take the pictures of docs/pictures: the main views, light, dark and on a telephone.

    python scripts/make_pictures.py [TABLES [OUTPUT]]

TABLES is a folder that a run of the pipeline has written, data/timeline by default. Needs the
packages of requirements-dev.txt and a Chromium: one on the path, named by DEMARCHE_CHROMIUM, or
Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.serving import app  # noqa: E402

OUTPUT = ROOT / "docs" / "pictures"
TOUR = "?trip=rex-tillerson-2018-02&stop=4"
TWO = "?trip=wang-yi-2022-05&with=penny-wong-2022-05&stop=3"
SIZES = {"": (1280, 800), "phone": (390, 844)}
PATIENCE = 60_000  # milliseconds


@dataclass(frozen=True, slots=True)
class View:
    """A picture: the address, and the tab whose head is brought to the top, if any."""

    name: str
    query: str = TOUR
    tab: str = ""


VIEWS = (
    View("dashboard"),
    View("travellers", TWO),
    View("embed", f"{TOUR}&embed=true"),
    View("table", tab="Table"),
    View("articles", tab="Articles"),
    View("statistics", tab="Statistics"),
    View("try-your-own", tab="Try your own"),
)


def main(tables: Path, output: Path = OUTPUT) -> None:
    """Write the pictures for the tables in a folder: NAME, NAME-dark, NAME-phone."""
    output.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("DEMARCHE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright, app("dashboard.py", str(tables)) as address:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for view in VIEWS:
            for kind in ("", "dark", "phone"):
                name = "-".join(filter(None, (view.name, kind)))
                page = _open(browser, f"{address}/{view.query}", kind)
                _show(page, view.tab)
                page.screenshot(path=output / f"{name}.png")
                page.close()
        browser.close()


def _open(browser: Browser, place: str, kind: str) -> Page:
    width, height = SIZES.get(kind, SIZES[""])
    page = browser.new_page(
        viewport={"width": width, "height": height},
        color_scheme="dark" if kind == "dark" else "light",
        reduced_motion="reduce",
        device_scale_factor=1.5,
    )
    page.set_default_timeout(PATIENCE)
    page.goto(place)
    page.locator(".stop").first.wait_for()
    page.evaluate("document.fonts.ready.then(() => true)")
    return page


def _show(page: Page, tab: str) -> None:
    """Open a tab and bring it to the top, once the page has come to rest."""
    if tab:
        page.get_by_role("tab", name=tab, exact=True).click()
        page.get_by_role("tabpanel").locator(":scope:visible > *").first.wait_for()
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    if tab:
        page.get_by_role("tab", name=tab, exact=True).evaluate("tab => tab.scrollIntoView()")
    page.evaluate("new Promise(done => setTimeout(done, 400))")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:] or [str(ROOT / "data" / "timeline")]))
