"""Several travellers on one map, in the exported page and in the dashboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.e2e import test_route_player as short
from tests.sample_routes import COMPANY
from tests.unit.viewer.sample_tables import AMERICAS, PACIFIC

play = short.play


def test_all_are_played_by_time_and_nothing_is_asked_for(play: short.Open) -> None:
    player = play(COMPANY)
    expect(player.option("radio", "By time")).to_be_checked()
    expect(player.option("radio", "Leg by leg")).to_be_disabled()
    expect(player.page.get_by_text("Several travellers are played by time.")).to_be_visible()
    player.button("Play").click()
    player.page.clock.run_for(60_000)
    expect(player.button("Play")).to_be_visible()
    expect(player.card.get_by_role("heading")).to_have_text("Washington")
    assert player.requests == [player.page.url]
    assert player.complaints == []


def test_arrivals_come_in_the_order_of_time_whosever_they_are(play: short.Open) -> None:
    player = play(COMPANY)
    seen = []
    for _ in COMPANY.stops:
        player.button("Next stop").click()
        whose = player.card.locator(".eyebrow").inner_text()
        seen.append((whose, player.card.get_by_role("heading").inner_text()))
    assert seen == [
        ("Anna Example", "London"),
        ("Ben Sample", "Paris"),
        ("Anna Example", "Riyadh"),
        ("Ben Sample", "Riyadh"),
        ("Anna Example", "Baghdad"),
        ("Anna Example", "Tokyo"),
        ("Anna Example", "Washington"),
    ]


def test_each_has_a_colour_an_arrow_and_a_trail(play: short.Open) -> None:
    player = play(COMPANY)
    player.button("Next stop").click()
    player.button("Next stop").click()
    player.button("Play").click()
    # Both are in the air for some of the day before they meet.
    arrows = player.page.locator(".traveller:not(.away) .arrow")
    for _ in range(100):
        player.page.clock.run_for(50)
        if arrows.count() == 2:
            break
    colours = arrows.evaluate_all("all => all.map((one) => getComputedStyle(one).backgroundColor)")
    assert len(set(colours)) == 2
    trails = player.page.locator("path.leg.now[d]")
    assert set(trails.evaluate_all("all => all.map((one) => getComputedStyle(one).stroke)")) == set(
        colours
    )


def test_totals_are_told_of_each(play: short.Open) -> None:
    player = play(COMPANY)
    player.button("Next stop").focus()
    player.page.keyboard.press("End")
    rows = player.page.get_by_role("table", name="Totals so far").get_by_role("row")
    expect(rows.nth(1)).to_have_text(re.compile(r"Anna Example\s*4,950\s*4\s*2\s*19,600"))
    expect(rows.nth(2)).to_have_text(re.compile(r"Ben Sample\s*4,700\s*3\s*2\s*0"))
    expect(rows.nth(0)).to_contain_text("20 Feb 2018")


def test_an_encounter_is_marked_and_told(play: short.Open) -> None:
    player = play(COMPANY)
    expect(player.page.locator(".stop .met")).to_have_count(2)
    expect(player.page.get_by_role("list", name="Legend")).to_contain_text("on the same day")
    player.button("Ben Sample. Stop 2: Riyadh, Saudi Arabia. Visited").click()
    words = "Also there: Anna Example, 8 Feb 2018"
    for place in (player.card, player.page.locator(".callout")):
        expect(place).to_contain_text(words)
    expect(player.page.locator("[aria-live=polite]")).to_have_text(
        re.compile(f"^Ben Sample. Stop 2 of 2: Riyadh, .*{words}.$")
    )


def test_without_motion_nobody_flies(play: short.Open) -> None:
    player = play(COMPANY, reduced_motion="reduce")
    player.button("Play").click()
    for _ in range(80):
        player.page.clock.run_for(250)
        assert player.page.locator(".traveller:not(.away)").count() == 0
    expect(player.card.get_by_role("heading")).to_have_text("Washington")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_overflows(play: short.Open, width: int, scheme: str) -> None:
    player = play(COMPANY, viewport={"width": width, "height": 800}, color_scheme=scheme)
    for _ in COMPANY.stops:
        player.button("Next stop").click()
        assert player.page.evaluate("document.documentElement.scrollWidth") == width
    player.option("checkbox", "Loop").check()
    assert player.page.evaluate("document.documentElement.scrollWidth") == width


def test_travellers_are_added_in_the_dashboard(
    new_context: Callable[..., BrowserContext], server: str
) -> None:
    page = new_context(viewport={"width": 1280, "height": 800}).new_page()
    page.goto(f"{server}/?trip={AMERICAS}")
    page.get_by_role("button", name="Next stop").click()
    expect(page.locator(".callout")).to_contain_text("Washington")
    page.get_by_role("button", name="Add travellers").click()
    page.get_by_role("combobox", name="Travellers on the same map").click()
    page.get_by_role("option", name=re.compile("^Taro Kono")).click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    table = page.get_by_role("table", name="Totals so far")
    expect(table).to_contain_text("Taro Kono")
    expect(table).to_contain_text("Rex Tillerson")
    expect(page).to_have_url(re.compile(f"with={PACIFIC}"))
    # Where the player was it still is.
    expect(page.locator(".callout")).to_contain_text("Rex Tillerson")
    page.goto(f"{server}/?trip={AMERICAS}&with={PACIFIC}")
    expect(page.get_by_role("table", name="Totals so far")).to_contain_text("Taro Kono")
    page.get_by_role("button", name=re.compile("^2 Honolulu")).click()
    expect(page.locator(".callout")).to_contain_text("Taro Kono")
