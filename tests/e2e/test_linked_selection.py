"""Map, cards, timeline, table and reader speak of one stop: what is chosen in one is in all."""

# ruff: noqa: F811 - open_page is a fixture of another file

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Locator, Page, expect

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
    tick_row,
)
from tests.unit.viewer.sample_tables import (
    AMERICAS,
    PACIFIC,
    printed_rows,
    write_many,
    write_sample,
)

LIMA = "Lima, Peru, stop 4: there at last report, 5–6 Feb 2018."
BUENOS_AIRES = "Buenos Aires, Argentina, stop 3: visited, 4 Feb 2018."
QUITO = "Quito, Ecuador, stop 5: postponed, 6 Feb 2018."
PARAGUAY = "Paraguay, stop 7: planned, date not said."
APIA = "Apia, Samoa, stop 1: visited, 18 Aug 2017."


def box(element: Locator) -> FloatRect:
    """Where an element is on the page."""
    found = element.bounding_box()
    assert found
    return found


def timeline(page: Page) -> Locator:
    return page.get_by_role("group", name="Timeline", exact=True)


def bar(page: Page, words: str) -> Locator:
    return timeline(page).get_by_role("button", name=words, exact=True)


def show_trips(page: Page, words: str) -> None:
    page.get_by_role("radio", name=words).click()
    expect(timeline(page)).not_to_have_class(re.compile("single"))


def reader(page: Page, title: str = "") -> Locator:
    """The article in full, once its tab is open and the one with this title is picked."""
    page.get_by_role("tab", name="Articles").click()
    if title:
        page.get_by_text(title, exact=True).first.click()
        expect(page.get_by_role("article").get_by_role("heading")).to_have_text(title)
    return page.get_by_role("article")


def expect_chosen(page: Page, name: str, words: str) -> None:
    """Waits until this stop is the marked one on the map, in the list and in the timeline."""
    expect(on_map(page, name.split(" ", 1)[1])).to_have_attribute("aria-current", "step")
    expect_current(page, name)
    expect(bar(page, words)).to_have_attribute("aria-current", "step")
    expect(timeline(page).locator(".days [aria-current]")).to_have_count(1)


def expect_row(page: Page, place: str) -> None:
    """Waits until the row of this place, and no other, is marked in the table."""
    mark = page.get_by_role("gridcell", name="●", include_hidden=True)
    marked = page.get_by_role("row", include_hidden=True).filter(has=mark)
    expect(marked.get_by_role("gridcell", name=place, include_hidden=True)).to_have_count(1)
    expect(marked).to_have_count(1)


def test_a_bar_sends_the_map_there_and_marks_card_and_row(open_page: Open) -> None:
    page = open_page(height=1700)
    bar(page, LIMA).click()
    expect_chosen(page, "4 Lima, Peru", LIMA)
    expect_row(page, "Lima")
    expect(page).to_have_url(re.compile("stop=4"))


def test_an_arrival_marks_card_bar_and_row(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=3", height=1700)
    expect_chosen(page, "3 Buenos Aires, Argentina", BUENOS_AIRES)
    control(page, "Next stop").click()
    expect_chosen(page, "4 Lima, Peru", LIMA)
    expect_row(page, "Lima")
    control(page, "Next stop").click()
    expect_chosen(page, "5 Quito, Ecuador", QUITO)
    expect_row(page, "Quito")


def test_while_it_plays_bar_and_row_follow(open_page: Open) -> None:
    page = open_page(height=1700)
    page.get_by_label("Speed").select_option("4×")
    control(page, "Play").click()
    expect(timeline(page).locator(".days [aria-current]")).to_have_count(1)
    expect(bar(page, BUENOS_AIRES)).to_have_attribute("aria-current", "step")
    expect_row(page, "Buenos Aires")


def test_a_row_marks_bar_card_and_sentence(open_page: Open) -> None:
    page = open_page(height=1700)
    expect(cell(page, "Lima")).to_have_count(1)
    tick_row(page, 5)
    expect_chosen(page, "4 Lima, Peru", LIMA)
    article = reader(page, "In Lima, talk of an oil embargo")
    expect(article.locator(".claim.here")).to_contain_text("He arrived in Lima on Monday")


def test_the_cursor_stands_at_the_stop(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=4")
    cursor = timeline(page).locator(".cursor")
    expect(cursor).to_be_visible()
    page.emulate_media(reduced_motion="reduce")
    bar(page, BUENOS_AIRES).click()
    expect(bar(page, BUENOS_AIRES)).to_have_attribute("aria-current", "step")
    line, place = box(cursor), box(bar(page, BUENOS_AIRES))
    assert abs(line["x"] - place["x"]) < 2
    assert cursor.evaluate("e => getComputedStyle(e).transitionDuration") == "0s"


def test_status_and_vagueness_have_a_form_each(open_page: Open) -> None:
    page = open_page()
    expect(bar(page, QUITO)).to_have_class(re.compile("cancelled"))
    expect(bar(page, PARAGUAY)).to_have_class(re.compile("planned hollow undated"))
    expect(bar(page, BUENOS_AIRES)).to_have_class(re.compile("visited fades-end"))
    shape = bar(page, BUENOS_AIRES).locator(".shape")
    assert "gradient" in shape.evaluate("e => getComputedStyle(e).maskImage")
    planned = timeline(page).get_by_role("button", name="Kingston").locator(".shape")
    assert planned.evaluate("e => getComputedStyle(e).borderStyle") == "dashed"
    for words in ("the day is not known", "date not said"):
        expect(timeline(page).locator(".legend")).to_contain_text(words)


@pytest.mark.parametrize("width", [390, 1280])
def test_no_label_covers_another(open_page: Open, width: int) -> None:
    page = open_page(width=width)
    expect(bar(page, LIMA)).to_be_attached()
    boxes = (
        timeline(page)
        .locator(".days .bar .label")
        .evaluate_all(
            """labels => labels.map(label => label.getBoundingClientRect()).filter(box => box.width)
            .map(({left, right, top, bottom}) => ({left, right, top, bottom}))"""
        )
    )
    assert len(boxes) >= 8
    for index, one in enumerate(boxes):
        for other in boxes[index + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] or other["bottom"] <= one["top"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_keys_go_from_bar_to_bar_and_zoom(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=3")
    expect(bar(page, BUENOS_AIRES)).to_have_attribute("tabindex", "0")
    expect(timeline(page).locator(".days [tabindex='0']")).to_have_count(1)
    bar(page, BUENOS_AIRES).focus()
    page.keyboard.press("ArrowRight")
    expect(bar(page, LIMA)).to_be_focused()
    page.keyboard.press("Enter")
    expect_chosen(page, "4 Lima, Peru", LIMA)
    before = box(bar(page, LIMA))
    page.keyboard.press("+")
    expect(timeline(page).locator(".axis .tick")).not_to_have_count(0)
    page.wait_for_function(
        "([e, width]) => e.getBoundingClientRect().width > width * 1.3",
        arg=[bar(page, LIMA).element_handle(), before["width"]],
    )
    expect(bar(page, LIMA)).to_be_focused()
    page.keyboard.press("0")
    page.wait_for_function(
        "([e, width]) => Math.abs(e.getBoundingClientRect().width - width) < 2",
        arg=[bar(page, LIMA).element_handle(), before["width"]],
    )


def test_the_wheel_zooms_with_control_and_else_leaves_the_page_alone(open_page: Open) -> None:
    page = open_page(height=1700)
    lima = bar(page, LIMA)
    lima.hover()
    width = box(lima)["width"]
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    page.wait_for_function(
        "([e, width]) => e.getBoundingClientRect().width > width * 1.5",
        arg=[lima.element_handle(), width],
    )
    left = box(lima)["x"]
    page.mouse.wheel(120, 0)
    page.wait_for_function(
        "([e, left]) => e.getBoundingClientRect().left < left - 50",
        arg=[lima.element_handle(), left],
    )


def test_a_drag_moves_the_timeline_and_chooses_nothing(open_page: Open) -> None:
    page = open_page(height=1700)
    lima = bar(page, LIMA)
    place = box(lima)
    page.mouse.move(place["x"] + 20, place["y"] + 10)
    page.mouse.down()
    page.mouse.move(place["x"] - 60, place["y"] + 10, steps=5)
    page.mouse.up()
    page.wait_for_function(
        "([e, left]) => Math.abs(e.getBoundingClientRect().left - left) < 12",
        arg=[lima.element_handle(), place["x"] - 80],
    )
    expect(lima).not_to_have_attribute("aria-current", "step")


def test_all_travellers_are_lanes_and_a_stop_of_another_trip_opens_it(open_page: Open) -> None:
    page = open_page(height=1700)
    show_trips(page, "All trips (3)")
    lane = timeline(page).get_by_role("button", name=re.compile("^Taro Kono: 17–19 Aug 2017"))
    expect(lane).to_be_visible()
    page.mouse.move(0, 0)
    lane.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taro Kono")
    expect(on_map(page, "Apia, Samoa").first).to_be_visible()
    expect(page.get_by_role("radio", name="All trips (3)")).to_be_checked()


def test_a_trip_out_of_the_window_has_a_sign_that_brings_it_in(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}", height=1700)
    show_trips(page, "All trips (3)")
    closer = page.get_by_role("button", name="Zoom the timeline in")
    for _ in range(6):
        closer.click()
    expect(bar(page, LIMA)).to_be_visible()
    away = timeline(page).get_by_role("button", name=re.compile("^Taro Kono: 17–19 Aug 2017"))
    expect(away).to_have_text("\N{SINGLE LEFT-POINTING ANGLE QUOTATION MARK}")
    away.click()
    expect(timeline(page).get_by_role("button", name=re.compile("^Apia"))).to_be_visible()
    expect(timeline(page).locator(".bar:focus")).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Rex Tillerson")


def test_the_axis_stands_above_the_days(open_page: Open) -> None:
    page = open_page(height=1700)
    show_trips(page, "All trips (3)")
    ticks, lines = (timeline(page).locator(each) for each in (".axis .tick", ".lines i"))
    expect(ticks).to_have_count(lines.count())
    tops = [each.nth(2).evaluate("e => e.getBoundingClientRect().left") for each in (ticks, lines)]
    assert abs(tops[0] - tops[1]) < 1


def test_trips_told_apart_when_zoomed_in_can_be_chosen_stop_by_stop(open_page: Open) -> None:
    page = open_page(f"?trip={PACIFIC}&stop=2", height=1700)
    show_trips(page, "All trips (3)")
    for _ in range(6):
        timeline(page).get_by_role("button", name="Zoom the timeline in").click()
    expect(bar(page, APIA)).to_be_visible()
    bar(page, APIA).click()
    expect_chosen(page, "1 Apia, Samoa", APIA)


def test_of_a_thousand_trips_only_those_in_sight_are_drawn(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    write_many(tmp_path, 1000)
    with app("dashboard.py", str(tmp_path)) as address:
        page = new_context().new_page()
        page.set_viewport_size({"width": 1280, "height": 1700})
        page.goto(address)
        show_trips(page, "All trips (1,000)")
        bars = timeline(page).locator(".days .bar")
        expect(bars.first).to_be_attached()
        assert bars.count() < 120
        scroller = timeline(page).locator(".scroller")
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 1700})
            expect(timeline(page).locator(".name.current")).to_be_in_viewport(ratio=1)
            cut = scroller.evaluate(
                """scroller => {
                    const names = [...scroller.querySelectorAll(".name")].map((e) => e.offsetTop);
                    const height = names[1] - names[0];
                    const axis = scroller.querySelector(".axis").getBoundingClientRect().height;
                    const rest = (scroller.clientHeight - axis) % height;
                    return [scroller.scrollTop % height, Math.min(rest, height - rest)];
                }"""
            )
            assert max(cut) < 1
        page.set_viewport_size({"width": 1280, "height": 1700})
        first = timeline(page).locator(".name").first.inner_text()
        assert scroller.evaluate("e => e.scrollHeight") > 1000 * 20
        scroller.evaluate("e => e.scrollTo(0, e.scrollHeight)")
        expect(timeline(page).locator(".name").first).not_to_have_text(first)
        assert bars.count() < 120


def test_the_reader_marks_places_and_claims(open_page: Open) -> None:
    page = open_page(height=1900)
    article = reader(page, "In Lima, talk of an oil embargo")
    expect(article).to_contain_text("It was a long week.")
    caracas = article.get_by_role("note", name="Caracas: Caracas, Venezuela")
    for act in (caracas.hover, caracas.focus):
        page.mouse.move(0, 0)
        expect(article.get_by_role("tooltip")).to_be_hidden()
        act()
        expect(article.get_by_role("tooltip")).to_have_text("Caracas, Venezuela")
    page.keyboard.press("Escape")
    expect(article.get_by_role("tooltip")).to_be_hidden()
    claim = article.get_by_role("button", name=re.compile("^Stop 6, Bogotá, Colombia: planned"))
    claim.hover()
    expect(article.get_by_role("tooltip")).to_have_text("Bogotá, Colombia: planned")


def test_a_claim_sends_the_map_there_and_a_stop_marks_its_claims(open_page: Open) -> None:
    page = open_page(height=1900)
    article = reader(page, "In Lima, talk of an oil embargo")
    article.get_by_role("button", name=re.compile("^Stop 4, Lima, Peru")).click()
    expect_chosen(page, "4 Lima, Peru", LIMA)
    expect(article.locator(".claim.here")).to_contain_text("He arrived in Lima on Monday")
    article.get_by_text("on Sunday he spoke of sanctions on oil").click()
    expect_chosen(page, "3 Buenos Aires, Argentina", BUENOS_AIRES)
    expect(article.locator(".claim.here")).to_contain_text("Buenos Aires on Sunday")
    expect(article.locator("[aria-current]")).to_have_count(1)


def test_without_its_text_an_article_is_its_quotations(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    write_sample(tmp_path, texts=False)
    with app("dashboard.py", str(tmp_path)) as address:
        page = new_context().new_page()
        page.goto(address)
        article = reader(page, "In Lima, talk of an oil embargo")
        expect(article).to_contain_text("The full text is not at hand")
        expect(article).not_to_contain_text("It was a long week.")
        expect(article).to_contain_text("… He walked in the park at Bariloche.")


def test_an_article_lists_where_else_it_was_printed(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    write(printed_rows(3), tmp_path, {})
    with app("dashboard.py", str(tmp_path)) as address:
        page = new_context().new_page()
        page.goto(address)
        expect(card(page, "4 Lima, Peru")).to_contain_text("Also printed by 3 others")
        article = reader(page, "In Lima, talk of an oil embargo")
        listed = article.get_by_role("listitem")
        expect(listed.first).to_be_hidden()
        article.get_by_text("Also printed by 3 others").click()
        expect(listed).to_have_text([f"<b>Courier {number} · 7 Feb 2018" for number in range(3)])
        assert [link.get_attribute("href") for link in listed.get_by_role("link").all()] == [
            "https://courier-1.example/lima",
            "https://courier-2.example/lima",
        ]


def test_a_card_opens_every_sentence_behind_its_stop(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=2")
    expect_current(page, "2 Bariloche, Argentina")
    lima = card(page, "4 Lima, Peru")
    expect(lima.locator("mark.place").first).to_have_text("Lima")
    second = lima.get_by_text("landed in")
    expect(second).to_be_hidden()
    lima.get_by_text("1 more article").click()
    expect(second).to_be_visible()
    expect(second).to_be_in_viewport()
    expect_current(page, "2 Bariloche, Argentina")


def test_on_a_phone_map_cards_and_timeline_are_one_column(open_page: Open) -> None:
    page = open_page(f"?trip={AMERICAS}&stop=4", width=390, height=844)
    places = [
        page.get_by_role("group", name="Playback"),
        page.locator(".st-key-stops"),
        timeline(page),
        page.get_by_role("tab", name="Table"),
    ]
    tops = [box(place)["y"] for place in places]
    assert tops == sorted(tops)
    show_trips(page, "All trips (3)")
    expect(timeline(page).locator(".name").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    article = reader(page)
    expect(article).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
