"""Hostile texts in every view and every page taken away: none runs, none leaves, all plays."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from pipeline.timeline import write
from tests.e2e.serving import app
from tests.hostile import PAYLOADS, TRIP, hostile_rows, hostile_texts

TEXTS = list(PAYLOADS.values())


@pytest.fixture(scope="module")
def hostile_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    write(hostile_rows(), folder, {}, hostile_texts())
    with app("dashboard.py", str(folder)) as address:
        yield address


@pytest.fixture
def context(
    new_context: Callable[..., BrowserContext], hostile_server: str
) -> Iterator[BrowserContext]:
    """A browser whose every page is watched: at the end nothing may have run, asked or failed."""
    trouble: list[str] = []
    inside = (hostile_server, "data:", "blob:", "file:")
    context = new_context(locale="en-GB", viewport={"width": 1280, "height": 900})

    def only_inside(route: Route) -> None:
        if route.request.url.startswith(inside):
            route.continue_()
        else:
            trouble.append(f"left for {route.request.url}")
            route.abort()

    def watch(page: Page) -> None:
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
        page.on("popup", lambda popup: trouble.append(f"popup: {popup.url}"))
        page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)

    context.route("**/*", only_inside)
    context.on("page", watch)
    yield context
    for page in context.pages:
        for frame in page.frames:
            if frame.evaluate("window.harm ?? null") is not None:
                trouble.append(f"ran: window.harm is {frame.evaluate('window.harm')}")
    assert trouble == []


@pytest.fixture
def page(context: BrowserContext, hostile_server: str) -> Page:
    """The app at the trip with all texts."""
    page = context.new_page()
    page.goto(f"{hostile_server}?trip={TRIP}")
    expect(page.get_by_role("group", name="Playback")).to_be_visible()
    expect(page.locator("[class*='st-key-stop-']")).to_have_count(len(TEXTS))
    return page


def seen(text: str | None) -> str:
    """The letters of a text, without space and signs that have no shape."""
    return "".join(
        c for c in text or "" if unicodedata.category(c)[0] not in "CZ" and c != "\ufffd"
    )


def shown(found: Locator) -> list[str]:
    """What each of the elements says."""
    return [seen(text) for text in found.all_text_contents()]


def expect_no_way_out(page: Page) -> None:
    """Every link leads into the page or to an address of the web, and opens beside it."""
    hrefs = page.get_by_role("link").evaluate_all("links => links.map(link => link.href)")
    assert [href for href in hrefs if not href.startswith(("https://", page.url))] == []
    assert [href for href in hrefs if "leak.example" in href] == []
    opening = page.locator("a[href*='news.example']")
    for link in opening.all():
        expect(link).to_have_attribute("rel", "noopener noreferrer")


def until_another(inside: Locator, selector: str, before: str | None) -> str:
    """What the element says, once it says something else than before."""
    found = """([root, selector, before]) => {
        const text = root.querySelector(selector)?.textContent;
        return text !== undefined && text !== before;
    }"""
    inside.page.wait_for_function(found, arg=[inside.element_handle(), selector, before])
    return inside.locator(selector).text_content() or ""


def step_through(page: Page) -> None:
    """Goes from stop to stop and reads the callout of each, then plays."""
    following, said = page.get_by_role("button", name="Next stop"), None
    for text in TEXTS:
        following.click()
        said = until_another(page.locator(".route-player").first, ".callout strong", said)
        assert seen(said) == seen(text)
    page.get_by_role("slider", name="Position in the journey").fill("0")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    position = page.get_by_role("slider", name="Position in the journey")
    expect(position).not_to_have_value("0")
    page.get_by_role("button", name="Pause").click()


def test_headline_and_cards_show_the_texts_as_they_are(page: Page) -> None:
    heading = seen(page.get_by_role("heading", level=1).text_content())
    for text in TEXTS:
        assert seen(text) in heading
    cards = page.locator("[class*='st-key-stop-']")
    expect(cards.get_by_role("button")).to_have_count(len(TEXTS))
    expect(cards.locator("blockquote")).to_have_count(len(TEXTS))
    assert shown(cards.locator("blockquote")) == [seen(text) for text in TEXTS]
    for name, text in zip(shown(cards.get_by_role("button")), TEXTS, strict=True):
        assert name.endswith(seen(text))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_role("group", name="Playback")).to_be_in_viewport()
    expect_no_way_out(page)


def test_the_map_goes_to_every_stop_and_plays(page: Page) -> None:
    step_through(page)


def test_every_tab_shows_the_texts_as_they_are(page: Page) -> None:
    for tab in page.get_by_role("tab").all():
        tab.click()
        expect(tab).to_have_attribute("aria-selected", "true")
        expect(page.get_by_role("tabpanel").filter(visible=True)).to_be_visible()
        expect_no_way_out(page)
    page.get_by_role("tab", name="Table").click()
    cells = page.get_by_role("gridcell", include_hidden=True)
    expect(cells.filter(has_text="<script>window.harm=1</script>").first).to_be_attached()


def test_the_timeline_has_a_bar_for_each(page: Page) -> None:
    bars = page.get_by_role("group", name="Timeline", exact=True).locator(".days .bar")
    expect(bars).to_have_count(len(TEXTS))
    assert sorted(shown(bars.locator(".label > span"))) == sorted(seen(text) for text in TEXTS)


@pytest.mark.parametrize(
    "name", ["script", "markdown", "direction", "stacked marks", "javascript address"]
)
def test_an_article_is_read_as_it_is(page: Page, name: str) -> None:
    page.get_by_role("tab", name="Articles").click()
    at = list(PAYLOADS).index(name)
    choices = page.get_by_role("tabpanel").filter(visible=True).get_by_role("radio")
    article = page.get_by_role("article")
    before = article.get_by_role("heading").text_content()
    choices.nth(at).locator("xpath=ancestor::label").click(position={"x": 8, "y": 8})
    expect(choices.nth(at)).to_be_checked()
    title = until_another(article, "h2", before) if at else before
    expect(article.locator(".disc")).to_have_count(2)
    expect(article.locator(".missing")).to_have_count(0)
    assert seen(PAYLOADS[name]) in seen(article.locator(".text .claim").text_content())
    assert seen(title) == seen(PAYLOADS[name])


def test_the_pickers_and_the_search_take_the_texts(page: Page) -> None:
    picker = page.get_by_role("combobox", name="Traveller")
    for text in ("<svg onload", "{{constructor", "**bold**"):
        picker.click()
        picker.fill(text)
        starts = re.compile(rf"^{re.escape(text)}")
        page.get_by_role("option").filter(has_text=starts).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text(text)
        expect(page.locator("[class*='st-key-stop-']")).to_have_count(1)
    page.get_by_role("button", name="Filter", exact=False).first.click()
    find = page.get_by_role("textbox", name="Words")
    for text in ("<img src=x onerror=window.harm=40>", "**[", "\\("):
        find.fill(text)
        find.press("Enter")
        expect(page.get_by_text("No stop fits this filter")).to_be_visible()


def test_an_address_with_a_hostile_trip_is_told_of(
    context: BrowserContext, hostile_server: str
) -> None:
    page = context.new_page()
    page.goto(f"{hostile_server}?trip=%3Cimg%20src%3Dx%20onerror%3Dwindow.harm%3D41%3E&stop=%24%7B")
    expect(page.get_by_text("this collection does not have")).to_be_visible()


@pytest.mark.parametrize("name", ["CSV", "Parquet", "GeoJSON", "KML", "Calendar"])
def test_every_format_comes_down(page: Page, name: str) -> None:
    offer = page.get_by_role("button", name="Download", exact=True)
    offer.evaluate("button => button.scrollIntoView({ block: 'center' })")  # room for the list
    offer.click()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(rf"^{name} for ")).click()
    assert download.value.suggested_filename.startswith(f"{TRIP}-stops.")
    assert Path(download.value.path()).stat().st_size > 10_000


def taken_away(page: Page, button: str, context: BrowserContext, folder: Path) -> Page:
    """What a button downloads, opened from its file."""
    with page.expect_download() as download:
        page.get_by_role("button", name=button).click()
    file = folder / "taken.html"
    download.value.save_as(file)
    away = context.new_page()
    away.goto(file.as_uri())
    return away


def test_the_page_taken_away_plays(page: Page, context: BrowserContext, tmp_path: Path) -> None:
    away = taken_away(page, "Download map", context, tmp_path)
    step_through(away)
    stops = away.locator(".stops li")
    assert shown(stops.locator("blockquote")) == [seen(text) for text in TEXTS]
    stops.last.get_by_role("link").first.press("Enter")
    expect(stops.last).to_have_attribute("aria-current", "step")
    assert away.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect_no_way_out(away)


def test_the_page_to_print_is_still(page: Page, context: BrowserContext, tmp_path: Path) -> None:
    paper = taken_away(page, "Page to print", context, tmp_path)
    assert shown(paper.locator("blockquote")) == [seen(text) for text in TEXTS]
    assert paper.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert paper.pdf(prefer_css_page_size=True).startswith(b"%PDF")
    expect_no_way_out(paper)
