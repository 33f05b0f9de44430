"""A visitor's own texts in the real app: real server, real Chromium, no other host."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FilePayload, Locator, Page, Route, expect

Open = Callable[..., Page]

STORY = b"Ana Vidal, the foreign minister of Chile, arrived in Lima. She will travel to Quito."
# The first text of a server waits for the language model.
_READING = 120_000


@pytest.fixture
def open_tab(new_context: Callable[..., BrowserContext], server: str) -> Iterator[Open]:
    """Opens the tab for a new visitor; at the end nothing may have failed or gone elsewhere."""
    trouble: list[str] = []

    def only_the_server(route: Route) -> None:
        inside = route.request.url.startswith((server, "data:", "blob:"))
        if not inside:
            trouble.append(f"left for {route.request.url}")
        route.continue_() if inside else route.abort()

    def opened(width: int = 1280, height: int = 800, **options: object) -> Page:
        context = new_context(locale="en-GB", **options)
        context.route("**/*", only_the_server)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.goto(server)
        page.get_by_role("tab", name="Try your own").click()
        expect(page.get_by_role("button", name="Show me an example")).to_be_visible()
        return page

    yield opened
    assert trouble == []


def tab(page: Page) -> Locator:
    return page.locator(".st-key-own")


def expect_found(page: Page) -> None:
    expect(tab(page).get_by_text("Your own texts")).to_be_visible(timeout=_READING)


def control(page: Page, name: str) -> Locator:
    return tab(page).get_by_role("group", name="Playback").get_by_role("button", name=name)


def card(page: Page, name: str) -> Locator:
    button = page.get_by_role("button", name=name, exact=True)
    return page.locator("[class*='st-key-own-stop-']").filter(has=button)


def give(page: Page, *files: FilePayload) -> None:
    tab(page).locator("input[type=file]").set_input_files(list(files))
    for given in files:
        expect(tab(page).get_by_role("button", name=f"Remove {given['name']}")).to_be_visible()
    tab(page).get_by_role("button", name="Show the journey").click()


def file(name: str, data: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": data}


@pytest.mark.parametrize("width", [1280, 390])
def test_one_press_shows_the_example_and_its_route_plays(open_tab: Open, width: int) -> None:
    page = open_tab(width, 844, color_scheme="dark" if width == 390 else "light")
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    expect(tab(page).get_by_role("heading", name=re.compile("Ingrid Solheim"))).to_be_visible()
    expect(tab(page).get_by_role("button", name=re.compile("^Stop 1: Cairo, "))).to_be_visible()
    control(page, "Play").click()
    expect(card(page, "1 Cairo, Egypt").locator("[aria-current]")).to_be_attached()
    expect(card(page, "2 Amman, Jordan").locator("[aria-current]")).to_be_attached()
    expect(page.locator(".st-key-stops [aria-current]")).to_have_count(0)
    size = page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
    assert size[0] <= size[1]


def test_ones_own_journey_stands_in_the_place_of_the_collection(open_tab: Open) -> None:
    page = open_tab()
    of_collection = page.locator(".st-key-stage, .st-key-top, .st-key-calendar")
    expect(of_collection.filter(visible=True)).to_have_count(3)
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    expect(of_collection.filter(visible=True)).to_have_count(0)
    expect(page.get_by_role("group", name="Playback").filter(visible=True)).to_have_count(1)
    tab(page).get_by_role("button", name="Back to all trips").click()
    expect(page.get_by_role("tab", name="Table")).to_have_attribute("aria-selected", "true")
    expect(of_collection.filter(visible=True)).to_have_count(3)
    expect(page.get_by_role("button", name=re.compile(r"^Stop 4: Lima, Peru\."))).to_be_visible()
    page.get_by_role("tab", name="Try your own").click()
    expect_found(page)


def test_the_form_for_more_is_in_view(open_tab: Open) -> None:
    page = open_tab()
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    tab(page).get_by_role("button", name="Add an article").click()
    expect(tab(page).get_by_label("Article")).to_be_in_viewport(ratio=1)
    expect(tab(page).get_by_text("Read with what you give now")).to_be_in_viewport(ratio=1)


def test_a_card_takes_the_map_of_the_tab_there(open_tab: Open) -> None:
    page = open_tab()
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    page.get_by_role("button", name="4 Riyadh, Saudi Arabia", exact=True).click()
    expect(card(page, "4 Riyadh, Saudi Arabia").locator("[aria-current]")).to_be_attached()
    bar = tab(page).get_by_role("button", name=re.compile("^Riyadh, Saudi Arabia, stop 4: "))
    expect(bar).to_have_attribute("aria-current", "step")
    expect(page.locator(".st-key-stops [aria-current]")).to_have_count(0)


def test_a_sentence_of_the_text_takes_the_map_of_the_tab_there(open_tab: Open) -> None:
    page = open_tab()
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    tab(page).get_by_role("button", name=re.compile("^Stop 2, Amman, Jordan: ")).click()
    expect(card(page, "2 Amman, Jordan").locator("[aria-current]")).to_be_attached()


@pytest.mark.parametrize("name", ["Download map", "Page to print"])
def test_the_map_can_be_taken_away(open_tab: Open, name: str) -> None:
    page = open_tab()
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    with page.expect_download() as download:
        tab(page).get_by_role("button", name=name).click()
    assert "Riyadh" in Path(download.value.path()).read_text("utf-8")


def test_a_pasted_text_is_read_and_nobody_else_sees_it(open_tab: Open) -> None:
    page, other = open_tab(), open_tab()
    tab(page).get_by_label("Article").fill(STORY.decode())
    tab(page).get_by_role("button", name="Show the journey").click()
    expect_found(page)
    expect(tab(page).locator(".claim .place")).to_have_text(["Chile", "Lima", "Quito"])
    expect(tab(other).get_by_label("Article")).to_have_value("")
    expect(other.get_by_text("Vidal")).to_have_count(0)
    page.reload()
    page.get_by_role("tab", name="Try your own").click()
    expect(tab(page).get_by_label("Article")).to_have_value("")
    expect(page.get_by_text("Vidal")).to_have_count(0)


def test_files_are_read_and_a_bad_one_is_named(open_tab: Open) -> None:
    page = open_tab()
    give(
        page,
        file("visit.txt", STORY),
        file("scan.txt", b"%PDF-1.7 scanned"),
        file("week.csv", b"text\nBo Lind landed in Tokyo on Monday.\n"),
    )
    expect_found(page)
    expect(tab(page).locator(".problems li")).to_have_text(
        ["scan.txt: a PDF, not text; export it as .txt or .html"]
    )
    tab(page).get_by_role("radiogroup").get_by_text("visit", exact=True).click()
    expect(tab(page).locator(".claim .place", has_text="Lima")).to_be_attached()


def test_too_many_files_are_refused_with_the_limit(open_tab: Open) -> None:
    page = open_tab()
    files = [file(f"{number}.txt", STORY) for number in range(21)]
    give(page, *files)
    expect(tab(page).get_by_role("alert")).to_contain_text(
        "You chose 21 files; at most 20 are read at once."
    )


def test_the_tables_can_be_taken_away(open_tab: Open) -> None:
    page = open_tab()
    tab(page).get_by_role("button", name="Show me an example").click()
    expect_found(page)
    with page.expect_download() as download:
        tab(page).get_by_role("button", name="Download tables").click()
    packed = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert "Riyadh" in packed.read("timeline.csv").decode("utf-8-sig")


def test_hostile_text_is_shown_and_does_nothing(open_tab: Open) -> None:
    page = open_tab()
    hostile = "<script>alert(1)</script><img src=x onerror=alert(2)> ${alert(3)} {{ 7*7 }}"
    tab(page).get_by_label("Article").fill(f"{STORY.decode()}\n\n{hostile}")
    tab(page).get_by_label("Title").fill(hostile)
    tab(page).get_by_role("button", name="Show the journey").click()
    expect_found(page)
    expect(tab(page).locator(".text")).to_contain_text(hostile)
    expect(tab(page).locator("img, script")).to_have_count(0)
