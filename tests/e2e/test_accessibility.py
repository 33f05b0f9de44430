"""What axe-core finds in every view: nothing serious, by day and by night, wide and narrow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.unit.viewer.sample_tables import AMERICAS, PACIFIC

AXE = Axe()
GRAVE = frozenset({"serious", "critical"})
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SCREENS = {
    "laptop": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "light"},
    "phone, dark": {"viewport": {"width": 390, "height": 844}, "color_scheme": "dark"},
}
STOP = f"?trip={AMERICAS}&stop=4"
TABS = ("Table", "Articles", "Statistics", "Try your own", "About")


@pytest.fixture(params=SCREENS, ids=list(SCREENS))
def open_page(
    request: pytest.FixtureRequest, new_context: Callable[..., BrowserContext], server: str
) -> Callable[[str], Page]:
    settings: dict[str, Any] = SCREENS[request.param]
    context = new_context(reduced_motion="reduce", **settings)

    def opened(query: str) -> Page:
        page = context.new_page()
        page.goto(f"{server}/{query}")
        expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
        at_rest(page)
        return page

    return opened


def at_rest(page: Page) -> None:
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def grave(page: Page) -> list[str]:
    """Each serious finding with the elements it is about."""
    found = AXE.run(page, options={**RULES, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} | {node['failureSummary'][:160]}"
        for one in found
        if one["impact"] in GRAVE
        for node in one["nodes"]
        if not _has_an_equivalent(one["id"], node["html"])
    ]


def _has_an_equivalent(rule: str, html: str) -> bool:
    """Towns lie as near each other as they lie; the cards and the player's buttons reach every
    stop too, which WCAG 2.2 allows (2.5.8, equivalent).
    """
    return rule == "target-size" and 'class="stop' in html


@pytest.mark.parametrize("query", [STOP, f"?trip={AMERICAS}&with={PACIFIC}", f"{STOP}&embed=true"])
def test_the_first_screen(open_page: Callable[[str], Page], query: str) -> None:
    assert grave(open_page(query)) == []


@pytest.mark.parametrize("tab", TABS)
def test_a_tab(open_page: Callable[[str], Page], tab: str) -> None:
    page = open_page(STOP)
    page.get_by_role("tab", name=tab, exact=True).click()
    expect(page.get_by_role("tab", name=tab, exact=True)).to_have_attribute("aria-selected", "true")
    at_rest(page)
    assert grave(page) == []


def test_the_open_filter(open_page: Callable[[str], Page]) -> None:
    page = open_page(STOP)
    page.get_by_role("button", name="Filter").first.click()
    expect(page.get_by_role("combobox", name="Country of a stop")).to_be_visible()
    assert grave(page) == []
