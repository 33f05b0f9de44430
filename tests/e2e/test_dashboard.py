"""The app as a reader meets it: real server, real Chromium, and no network but the two of them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect

from tests.unit.viewer.sample_tables import AMERICAS, GULF, HOSTILE, PACIFIC

Open = Callable[..., Page]

PAPER = 680  # pixels of A4 between its margins
# Discs of the map and names of the list are buttons, too.
_OF_A_STOP = "e => e.closest('.stop, .st-key-stops') !== null"
_DARK = "e => getComputedStyle(e).color.match(/[\\d.]+/g).slice(0, 3).every((part) => part < 180)"


@pytest.fixture
def open_page(new_context: Callable[..., BrowserContext], server: str) -> Iterator[Open]:
    """Opens the app at an address; at the end nothing may have failed or gone elsewhere."""
    trouble: list[str] = []
    context = new_context(locale="en-GB")

    def only_the_server(route: Route) -> None:
        inside = route.request.url.startswith((server, "data:", "blob:"))
        if not inside:
            trouble.append(f"left for {route.request.url}")
        route.continue_() if inside else route.abort()

    def opened(query: str = "", width: int = 1280, height: int = 800) -> Page:
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.on("requestfailed", lambda request: trouble.append(f"failed: {request.url}"))
        page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
        page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
        page.on("websocket", lambda socket: check_socket(socket.url))
        page.goto(server + query)
        expect(page.get_by_role("group", name="Playback")).to_be_visible()
        wait_for_run(page)
        return page

    def check_socket(address: str) -> None:
        if not address.startswith(server.replace("http", "ws", 1)):
            trouble.append(f"socket to {address}")

    context.route("**/*", only_the_server)
    yield opened
    assert trouble == []


def card(page: Page, name: str) -> Locator:
    """The card in the list whose button has this name."""
    button = page.get_by_role("button", name=name, exact=True)
    return page.locator("[class*='st-key-stop-']").filter(has=button)


def on_map(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=re.compile(rf"^(Stop \d+: )?{name}\."))


def control(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name="Playback").get_by_role("button", name=name)


def cell(page: Page, text: str) -> Locator:
    """A cell of the table; the grid is drawn on a canvas, its cells stand within, unseen."""
    return page.get_by_role("gridcell", name=text, exact=True, include_hidden=True)


def wait_for_run(page: Page) -> None:
    """Waits until the page stands: what is drawn anew would take a click with it."""
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()


def tick_row(page: Page, number: int) -> None:
    """Ticks the box at the left of a row, 1 being the first; each line is 35 pixels high."""
    wait_for_run(page)
    page.get_by_test_id("data-grid-canvas").click(
        position={"x": 16, "y": 35 * (number + 0.5)}, force=True
    )


def expect_current(page: Page, name: str) -> Locator:
    """Waits until the card of this name, and no other, is marked; returns it."""
    expect(card(page, name).locator("[aria-current]")).to_be_attached()
    expect(page.locator("[class*='st-key-stop-'] [aria-current]")).to_have_count(1)
    return card(page, name)


def moves(element: Locator) -> bool:
    """Waits until the element stands elsewhere than now."""
    return bool(
        element.evaluate(
            """element => new Promise(done => {
                const place = () => JSON.stringify(element.getBoundingClientRect());
                const before = place();
                const look = () => place() === before ? requestAnimationFrame(look) : done(true);
                look();
            })"""
        )
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1440, 900), (390, 844)])
def test_the_first_screen_shows_line_map_and_player(
    open_page: Open, width: int, height: int
) -> None:
    page = open_page(width=width, height=height)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rex Tillerson")
    expect(on_map(page, "Lima, Peru")).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("group", name="Playback")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(page.get_by_text("GeoNames").first).to_be_attached()
    expect(page.get_by_text("Deploy")).to_have_count(0)


def test_the_list_stands_beside_the_map_or_below_it_on_a_phone(open_page: Open) -> None:
    for width, beside in ((1280, True), (390, False)):
        page = open_page(width=width)
        bar = page.get_by_role("group", name="Playback").bounding_box()
        first = card(page, "1 Mexico City, Mexico").bounding_box()
        assert bar is not None
        assert first is not None
        assert (first["x"] >= bar["x"] + bar["width"]) is beside
        assert (first["y"] >= bar["y"] + bar["height"]) is not beside


def test_it_plays_and_the_list_follows(open_page: Open) -> None:
    page = open_page()
    page.get_by_label("Speed").select_option("4×")
    control(page, "Play").click()
    expect(control(page, "Pause")).to_be_visible()
    assert moves(page.locator(".traveller:not(.away)").first)
    expect_current(page, "1 Mexico City, Mexico")
    expect_current(page, "2 Bariloche, Argentina")
    control(page, "Pause").click()
    expect(control(page, "Play")).to_be_visible()
    expect(page).to_have_url(re.compile(rf"trip={AMERICAS}.*stop="))


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_the_map_itself_names_the_stop_arrived_at(open_page: Open, width: int, height: int) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=4", width=width, height=height)
    callout = page.locator(".callout")
    for text in ("Lima", "5–6 Feb 2018", "There at last report"):
        expect(callout).to_contain_text(text)
    expect(callout).to_be_in_viewport(ratio=1)
    expect(page.get_by_role("region", name="Stop")).to_be_hidden()
    expect_current(page, "4 Lima, Peru")
    expect(page.get_by_role("button", name="4 Lima, Peru", exact=True)).to_be_in_viewport()
    control(page, "Next stop").click()
    expect(callout).to_contain_text("Quito")
    expect(callout).to_contain_text("Postponed")


def test_a_traveller_can_be_searched_for(open_page: Open) -> None:
    page = open_page()
    picker = page.get_by_role("combobox", name="Traveller")
    picker.click()
    expect(page.get_by_role("option")).to_have_text(
        ["Rex Tillerson · 9 stops", "Taro Kono · 2 stops"]
    )
    picker.press_sequentially("kono")
    expect(page.get_by_role("option")).to_have_text(["Taro Kono · 2 stops"])
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taro Kono")
    expect(page.get_by_role("combobox", name="Trip")).to_have_value(
        "17–19 Aug 2017 · 2 stops · Samoa, United States"
    )


def test_stepping_and_scrubbing(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=4")
    expect(expect_current(page, "4 Lima, Peru")).to_be_in_viewport(ratio=0.9)
    control(page, "Next stop").click()
    expect_current(page, "5 Quito, Ecuador")
    control(page, "Previous stop").click()
    expect_current(page, "4 Lima, Peru")
    slider = page.get_by_role("slider", name="Position in the journey")
    slider.fill(slider.get_attribute("max") or "")
    last = page.locator("[class*='st-key-stop-']").last
    expect(last).to_contain_text("Return")
    expect(last.locator("[aria-current]")).to_be_attached()


def test_a_card_sends_the_map_there(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("button", name="3 Buenos Aires, Argentina", exact=True).click()
    expect(on_map(page, "Buenos Aires, Argentina")).to_have_attribute("aria-current", "step")
    expect_current(page, "3 Buenos Aires, Argentina")
    expect(page).to_have_url(re.compile("stop=3"))


def test_a_stop_chosen_on_the_map_marks_its_card_in_view(open_page: Open) -> None:
    page = open_page()
    on_map(page, "Kingston, Jamaica").click()
    expect(expect_current(page, "8 Kingston, Jamaica")).to_be_in_viewport(ratio=0.9)
    assert page.evaluate("scrollY") == 0


def test_another_traveller_changes_line_map_list_and_table(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Traveller").click()
    page.get_by_role("option", name="Taro Kono").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taro Kono")
    expect(on_map(page, "Apia, Samoa").first).to_be_visible()
    expect(on_map(page, "Lima, Peru")).to_have_count(0)
    expect(card(page, "1 Apia, Samoa")).to_be_visible()
    expect(card(page, "4 Lima, Peru")).to_have_count(0)
    expect(cell(page, "Honolulu")).to_have_count(1)
    expect(cell(page, "Lima")).to_have_count(0)


def test_another_trip_and_the_way_back(open_page: Open) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Trip").click()
    page.get_by_role("option", name="Oct 2017").click()
    expect(card(page, "1 Riyadh, Saudi Arabia")).to_be_visible()
    expect(page).to_have_url(re.compile(f"trip={GULF}"))
    page.go_back()
    expect(card(page, "4 Lima, Peru")).to_be_visible()
    expect(on_map(page, "Lima, Peru")).to_be_visible()


def test_a_row_of_the_table_sends_the_map_there(open_page: Open) -> None:
    page = open_page(height=1400)
    expect(cell(page, "Lima")).to_have_count(1)
    tick_row(page, 5)
    expect(on_map(page, "Lima, Peru")).to_have_attribute("aria-current", "step")
    expect_current(page, "4 Lima, Peru")


def test_a_row_of_another_trip_opens_that_trip(open_page: Open) -> None:
    page = open_page("?country=PE,WS", height=1400)
    expect(cell(page, "Lima")).to_have_count(1)
    expect(cell(page, "Apia")).to_have_count(0)
    page.get_by_role("radio", name="All trips", exact=True).click()
    expect(cell(page, "Apia")).to_have_count(1)
    tick_row(page, 2)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taro Kono")
    expect_current(page, "1 Apia, Samoa")


def test_a_sentence_from_an_article_is_shown_as_it_stands(open_page: Open) -> None:
    page = open_page(f"?trip={PACIFIC}")
    expect(card(page, "1 Apia, Samoa").locator("blockquote")).to_have_text(HOSTILE)
    page.get_by_role("tab", name="Articles").click()
    article = page.get_by_role("article")
    expect(article.get_by_role("heading")).to_have_text("Kono crosses <b>the</b> date line")
    expect(article.get_by_text(HOSTILE)).to_be_visible()
    expect(article.get_by_role("link")).to_have_count(0)


def test_links_open_beside_the_page(open_page: Open) -> None:
    page = open_page()
    source = card(page, "4 Lima, Peru").get_by_role("link")
    expect(source).to_have_attribute("href", "https://news.example/americas-2")
    expect(source).to_have_attribute("target", "_blank")
    expect(source).to_have_attribute("rel", "noopener noreferrer")


def test_the_map_can_be_taken_away(open_page: Open) -> None:
    page = open_page()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download map").click()
    assert download.value.suggested_filename == f"{AMERICAS}.html"
    content = Path(download.value.path()).read_text(encoding="utf-8")
    assert "Rex Tillerson" in content
    assert "Bariloche" in content
    assert not re.search(r"<(script|link|img)[^>]+(src|href)", content)


def test_the_trip_can_be_printed(
    open_page: Open, new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    page = open_page()
    with page.expect_download() as download:
        page.get_by_role("button", name="Page to print").click()
    assert download.value.suggested_filename == f"{AMERICAS}-print.html"
    file = tmp_path / "print.html"
    download.value.save_as(file)
    asked: list[str] = []
    paper = new_context(viewport={"width": 390, "height": 844}).new_page()
    paper.on("request", lambda request: asked.append(request.url))
    paper.goto(file.as_uri())
    expect(paper.get_by_role("img", name="Map of the route")).to_be_visible()
    expect(paper.get_by_role("listitem")).to_have_count(10)
    assert paper.evaluate("document.documentElement.scrollWidth") == 390
    pages = re.findall(rb"/Type\s*/Page\b", paper.pdf(prefer_css_page_size=True))
    assert len(pages) == 2
    assert asked == [paper.url]


def test_the_page_is_named_after_the_trip(open_page: Open) -> None:
    page = open_page()
    expect(page).to_have_title(re.compile(r"^Rex Tillerson, .* 1–7 Feb 2018 · Demarche$"))
    page.goto(page.url.split("?")[0] + f"?trip={PACIFIC}")
    expect(page).to_have_title(re.compile("^Taro Kono, "))


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_dashboard_can_be_printed(open_page: Open, scheme: str) -> None:
    page = open_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    for gone in ("button", "combobox", "tab", "slider"):
        shown = page.get_by_role(gone, include_hidden=False).all()
        assert [one for one in shown if not one.evaluate(_OF_A_STOP)] == []
    stage = page.locator(".stage").bounding_box()
    assert stage is not None
    assert stage["width"] == pytest.approx(PAPER, abs=1)
    cards = [each.bounding_box() for each in page.locator("[class*='st-key-stop-']").all()]
    tops = [stage["y"] + stage["height"], *(each["y"] for each in cards if each)]
    assert len(tops) == 11
    assert tops == sorted(tops)
    assert page.locator(".st-key-stops").evaluate("e => e.scrollHeight <= e.clientHeight + 1")
    for words in page.locator(".stApp h1, .card p, [class*='st-key-choose'] p").all():
        assert words.evaluate(_DARK), words.text_content()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(prefer_css_page_size=True))) == 2


@pytest.mark.parametrize("width", [1280, 390])
def test_the_table_can_be_taken_away(open_page: Open, width: int) -> None:
    page = open_page(width=width, height=1400)
    page.get_by_role("button", name="Download", exact=True).click()
    expect(page.get_by_role("button", name="Calendar")).to_contain_text("1 row without a known day")
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV for a spreadsheet").click()
    assert download.value.suggested_filename == f"{AMERICAS}-stops.csv"
    content = Path(download.value.path()).read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline="")))
    assert [row["place"] for row in rows][3:5] == ["Buenos Aires", "Lima"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_in_light_and_dark(open_page: Open, scheme: str) -> None:
    page = open_page()
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    ground = page.locator(".stApp").evaluate("e => getComputedStyle(e).backgroundColor")
    assert ("255" in ground) is (scheme == "light")
