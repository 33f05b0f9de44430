"""Filters, links and the embedded map as a reader meets them, in a real Chromium."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from pipeline.timeline import write
from tests.e2e.serving import app
from tests.e2e.test_dashboard import (
    Open,
    card,
    cell,
    control,
    expect_current,
    on_map,
    open_page,  # noqa: F401 - a fixture
)
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_rows, write_sample


def title(page: Page) -> Locator:
    return page.get_by_role("heading", level=1)


def open_filter(page: Page) -> Locator:
    page.get_by_role("button", name="Filter", exact=False).first.click()
    form = page.locator(".st-key-filter")
    expect(form.get_by_role("textbox", name="Words")).to_be_visible()
    return form


def pick(page: Page, name: str, option: str) -> None:
    page.get_by_role("combobox", name=name).click()
    page.get_by_role("option", name=option, exact=True).click()
    page.keyboard.press("Escape")  # The list stays open for a second choice.
    expect(page.get_by_role("listbox", name=name)).to_have_count(0)


def test_a_link_opens_the_same_trip_stop_and_filter_again(open_page: Open) -> None:  # noqa: F811
    page = open_page()
    open_filter(page)
    pick(page, "Country of a stop", "Samoa")
    expect(title(page)).to_contain_text("Taro Kono")
    page.keyboard.press("Escape")
    card(page, "1 Apia, Samoa").get_by_role("button").click()
    expect(page).to_have_url(re.compile("stop=1"))
    again = open_page("?" + page.url.partition("?")[2])
    expect(title(again)).to_contain_text("Taro Kono")
    expect_current(again, "1 Apia, Samoa")
    expect(on_map(again, "Apia, Samoa")).to_have_attribute("aria-current", "step")
    expect(again.get_by_text("1 of 3 trips fit: in Samoa.")).to_be_visible()


def test_the_address_a_person_writes(open_page: Open) -> None:  # noqa: F811
    page = open_page("?country=PE,QA&status=current&from=2018-01&role=foreign_minister")
    expect(title(page)).to_contain_text("Rex Tillerson")
    expect(
        page.get_by_text(
            "1 of 3 trips fit: foreign minister; in Peru or Qatar; there at last report; "
            "from Jan 2018."
        )
    ).to_be_visible()
    expect(cell(page, "Lima")).to_have_count(1)
    expect(cell(page, "Bariloche")).to_have_count(0)
    page.get_by_role("button", name="Clear filter").click()
    expect(cell(page, "Bariloche")).to_have_count(1)
    expect(page).not_to_have_url(re.compile("country="))


def test_back_undoes_a_filter(open_page: Open) -> None:  # noqa: F811
    page = open_page(f"?trip={AMERICAS}")
    open_filter(page)
    pick(page, "Region of a stop", "Western Asia")
    expect(card(page, "1 Riyadh, Saudi Arabia")).to_be_visible()
    expect(page).to_have_url(re.compile(f"trip={GULF}.*region=western-asia"))
    page.go_back()
    expect(card(page, "4 Lima, Peru")).to_be_visible()
    expect(page.get_by_role("button", name="Clear filter")).to_have_count(0)
    expect(page).to_have_url(re.compile(rf"\?trip={AMERICAS}$"))


def test_a_filter_that_keeps_the_trip_keeps_zoom_and_play(open_page: Open) -> None:  # noqa: F811
    page = open_page(f"?trip={AMERICAS}", height=1000)
    player = page.locator(".route-player")
    player.evaluate("element => { element.dataset.seen = 'before' }")
    page.get_by_role("button", name="Zoom in").click()
    expect(page.locator(".leaflet-zoom-anim")).to_have_count(0)
    where = "element => element.style.transform"
    stop = on_map(page, "Lima, Peru")
    expect(stop).to_be_attached()
    before = stop.evaluate(where)
    page.get_by_label("Speed").select_option("0.5×")
    control(page, "Play").click()
    open_filter(page)
    page.locator(".st-key-filter").get_by_role("button", name="Planned").click()
    expect(page.get_by_text("1 of 3 trips fit: planned.")).to_be_visible()
    expect(control(page, "Pause")).to_be_visible()
    expect(page.locator(".route-player[data-seen=before]")).to_have_count(1)
    assert stop.evaluate(where) == before
    expect(page.get_by_label("Speed")).to_have_value("0.5")


def test_where_nothing_fits_it_helps(open_page: Open) -> None:  # noqa: F811
    page = open_page("?country=JM&status=cancelled", width=390)
    expect(page.get_by_text("Without “called off”, 1 trip fits.")).to_be_visible()
    expect(control(page, "Play")).to_be_visible()
    page.get_by_role("button", name="Clear filter").click()
    expect(page.get_by_text("No stop fits this filter")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_filter_opens_in_view(open_page: Open, width: int, height: int) -> None:  # noqa: F811
    page = open_page(width=width, height=height)
    form = open_filter(page)
    box = form.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    last = form.get_by_test_id("stSliderThumbValue")
    last.scroll_into_view_if_needed()
    expect(last).to_be_in_viewport(ratio=1)


def test_what_an_address_asks_in_vain_is_said(open_page: Open) -> None:  # noqa: F811
    page = open_page("?country=XX&text=apia")
    expect(page.get_by_text("left out here: country=XX")).to_be_visible()
    expect(title(page)).to_contain_text("Taro Kono")


def test_the_embedded_map_fills_its_frame(open_page: Open) -> None:  # noqa: F811
    for width, height in ((800, 450), (390, 500)):
        page = open_page(f"?embed=true&trip={AMERICAS}&stop=4", width=width, height=height)
        expect(on_map(page, "Lima, Peru")).to_have_attribute("aria-current", "step")
        expect(page.locator(".callout")).to_contain_text("Lima")
        expect(page.get_by_role("group", name="Playback")).to_be_in_viewport(ratio=1)
        stage = page.locator(".route-player .stage").bounding_box()
        assert stage is not None
        assert stage["width"] >= width - 20
        assert stage["height"] >= 0.4 * height
        for role in ("heading", "tab", "combobox"):
            expect(page.get_by_role(role)).to_have_count(1 if role == "combobox" else 0)
        expect(page.locator("[class*='st-key-stop-']")).to_have_count(0)


@pytest.mark.parametrize("width", [360, 600, 760, 900])
@pytest.mark.parametrize("query", [f"?trip={AMERICAS}", f"?trip={AMERICAS}&with={PACIFIC}"])
def test_the_frame_that_share_gives_holds_all(open_page: Open, query: str, width: int) -> None:  # noqa: F811
    page = open_page(query)
    page.get_by_role("button", name="Share").click()
    code = page.locator(".st-key-share code").last
    height = int(re.findall(r'height="(\d+)"', code.inner_text())[0])
    page = open_page(f"{query}&embed=true", width=width, height=height)
    expect(page.locator(".whose")).to_contain_text("Rex Tillerson")
    expect(page.locator(".whose")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("link", name="Open in Demarche")).to_be_in_viewport(ratio=1)
    assert page.evaluate(
        "[...document.querySelectorAll('.stMain')].every(e => e.scrollHeight <= e.clientHeight)"
    )


def test_the_embedded_map_leads_to_the_whole_page(open_page: Open) -> None:  # noqa: F811
    page = open_page(f"?embed=true&trip={AMERICAS}&stop=4", height=450)
    control(page, "Next stop").click()
    whole = page.get_by_role("link", name="Open in Demarche")
    expect(whole).to_have_attribute("href", re.compile(f"trip={AMERICAS}&stop=5&at={AMERICAS}-5$"))
    expect(page).to_have_url(re.compile("stop=4$"))
    with page.expect_popup() as opened:
        whole.click()
    expect(card(opened.value, "5 Quito, Ecuador").locator("[aria-current]")).to_be_attached()


def test_share_gives_a_link_and_a_frame_that_work(open_page: Open, server: str) -> None:  # noqa: F811
    page = open_page(f"?trip={PACIFIC}&stop=2&text=apia", height=1200)
    page.get_by_role("button", name="Share").click()
    codes = page.locator(".st-key-share code")
    expect(codes).to_have_count(2)
    link, frame = codes.all_inner_texts()
    assert link.strip() == f"{server}/?trip={PACIFIC}&stop=2&at={PACIFIC}-2&text=apia"
    page.set_content(frame)
    inside = page.frame_locator("iframe")
    expect(inside.get_by_role("group", name="Playback")).to_be_visible()
    expect(inside.get_by_role("link", name="Open in Demarche")).to_have_attribute(
        "href", link.strip()
    )


@pytest.fixture
def with_more(
    tmp_path: Path, new_context: Callable[..., BrowserContext]
) -> Iterator[tuple[Path, Page, str]]:
    """A folder of tables, and a page of an app that shows it."""
    write_sample(tmp_path)
    with app("dashboard.py", str(tmp_path)) as address:
        yield tmp_path, new_context(locale="en-GB").new_page(), address


def test_a_link_opens_its_stop_when_the_tables_have_grown(
    with_more: tuple[Path, Page, str],
) -> None:
    folder, page, address = with_more
    page.goto(f"{address}/?trip={AMERICAS}&stop=2")
    page.get_by_role("button", name="3 Buenos Aires, Argentina", exact=True).click()
    expect(page).to_have_url(re.compile("stop=3"))
    rows = sample_rows()
    (first,) = [row for row in rows["timeline"] if row["stop_id"] == f"{AMERICAS}-1"]
    for row in rows["timeline"]:
        row["sequence"] += row["trip_id"] == AMERICAS and row["sequence"] > 1
    rows["timeline"].append(first | {"stop_id": "new", "sequence": 2, "place": "Toluca"})
    for row in rows["timeline"]:
        row["traveller"] = row["traveller"].replace("Taro Kono", "Łukasz López")
    write(rows, folder, {})
    page.reload()
    expect_current(page, "4 Buenos Aires, Argentina")
    expect(card(page, "1 Toluca, Mexico")).to_be_visible()
    picker = page.get_by_role("combobox", name="Traveller")
    picker.click()
    picker.press_sequentially("lukasz lopez")
    expect(page.get_by_role("option")).to_contain_text(["Łukasz López · 2 stops"])
    page.keyboard.press("Enter")
    expect(title(page)).to_contain_text("Łukasz López")
