"""The route player in a real browser, as an exported page opened from disk."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import BrowserContext, FloatRect, Locator, Page, expect

from tests.sample_routes import CALLED_OFF, EMPTY, HOSTILE, SINGLE, TOUR, hostile_route
from viewer.exports import trip_html
from viewer.route_player.route import Leg, Route


@dataclass
class Player:
    """An exported page in the browser, with all that it asked for and complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listed(self, name: str) -> Locator:
        """A stop in the list below the map."""
        stops = self.page.locator(".stops")
        # Until then it is kept hidden, and nobody could press what is in it.
        stops.evaluate("(all) => Promise.all(all.getAnimations().map((one) => one.finished))")
        return stops.get_by_role("listitem").filter(has_text=name)

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def option(self, kind: Literal["radio", "checkbox"], name: str) -> Locator:
        """One of the choices of the menu, which is opened if need be."""
        menu = self.page.get_by_role("group", name="Options")
        if not menu.is_visible():
            self.button("Options").click()
        return menu.get_by_role(kind, name=name)

    @property
    def day(self) -> Locator:
        return self.page.locator(".day")

    def total(self, name: str) -> str:
        """A figure below the player, by the name of its column."""
        return self.page.locator(f"[data-label='{name}']").inner_text()

    @property
    def card(self) -> Locator:
        return self.page.get_by_role("region", name="Stop")

    @property
    def slider(self) -> Locator:
        return self.page.get_by_role("slider", name="Position in the journey")

    @property
    def position(self) -> float:
        return float(self.slider.input_value())


Open = Callable[..., Player]

_HIDE = """
new MutationObserver((_, observer) => {
  document.documentElement.style.display = "none";
  observer.disconnect();
}).observe(document, { childList: true });
"""


@pytest.fixture
def play(new_context: Callable[..., BrowserContext], tmp_path: Path) -> Open:
    """Opens a route's exported page from disk, its clock standing still until a test moves it."""
    count = itertools.count()

    def open_page(route: Route, hidden: bool = False, **options: object) -> Player:
        file = tmp_path / f"{next(count)}.html"
        page = trip_html(route, "Credits of the page", "As of 9 Feb 2018, from two articles.")
        file.write_text(page, "utf-8")
        context = new_context(**{"viewport": {"width": 1200, "height": 800}, **options})
        if hidden:
            context.add_init_script(_HIDE)
        player = Player(context.new_page())
        player.page.on("request", lambda request: player.requests.append(request.url))
        player.page.on("console", lambda message: player.complaints.append(message.text))
        player.page.on("pageerror", lambda error: player.complaints.append(str(error)))
        player.page.clock.install(time=0)
        player.page.goto(file.as_uri())
        player.page.clock.pause_at(1000)
        return player

    return open_page


def test_it_plays_to_the_end_and_asks_for_nothing(play: Open) -> None:
    player = play(TOUR)
    player.button("Play").click()
    expect(player.card).to_contain_text("London")
    player.page.clock.run_for(60_000)
    expect(player.button("Play")).to_be_visible()
    expect(player.card).to_contain_text("Washington")
    assert player.requests == [player.page.url]
    assert player.complaints == []


def test_a_name_in_the_list_goes_to_its_stop(play: Open) -> None:
    player = play(TOUR)
    player.listed("Riyadh, Saudi Arabia").get_by_role("link", name="Riyadh").click()
    expect(player.card.get_by_role("heading")).to_have_text("Riyadh")
    expect(player.page.locator(".callout")).to_contain_text("Riyadh")
    expect(player.page.locator(".stage")).to_be_in_viewport(ratio=0.99)
    assert player.requests == [player.page.url]
    assert player.complaints == []


def test_the_stop_that_is_played_is_marked_in_the_list(play: Open) -> None:
    player = play(TOUR)
    current = player.page.locator(".stops [aria-current]")
    expect(current).to_have_count(0)
    player.button("Play").click()
    expect(current).to_contain_text("London")
    player.page.clock.run_for(60_000)
    expect(current).to_contain_text("Washington")
    expect(current).to_have_count(1)
    player.button("Stop 2: Riyadh, Saudi Arabia. Visited").click()
    expect(current).to_contain_text("Riyadh")
    assert player.page.evaluate("scrollY") == 0


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)], ids=["laptop", "phone"])
@pytest.mark.parametrize("title", [TOUR.title, "A minister’s long tour of many lands " * 12])
def test_the_map_and_its_bar_are_on_the_first_screen(
    play: Open, size: tuple[int, int], title: str
) -> None:
    player = play(replace(TOUR, title=title), viewport={"width": size[0], "height": size[1]})
    for seen in (player.page.locator(".stage"), player.page.get_by_role("group", name="Playback")):
        expect(seen).to_be_in_viewport(ratio=0.99)
    expect(player.page.get_by_text("As of 9 Feb 2018, from two articles.")).to_be_in_viewport()


def test_without_scripts_the_stops_can_be_read(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    file = tmp_path / "still.html"
    file.write_text(trip_html(TOUR, "Credits of the page", "From two articles."), "utf-8")
    page = new_context(java_script_enabled=False).new_page()
    page.goto(file.as_uri())
    expect(page.get_by_role("heading", level=1)).to_have_text(TOUR.title)
    expect(page.get_by_role("listitem")).to_have_count(len(TOUR.stops))
    expect(page.locator("noscript p")).to_be_visible()
    for text in ("Riyadh, Saudi Arabia", TOUR.stops[2].snippet, "Credits of the page"):
        expect(page.get_by_text(text)).to_be_visible()
    for text in ("#route", ".folium-map"):
        expect(page.locator(text)).to_be_hidden()


def test_on_paper_the_whole_page_is_dark_on_white(play: Open) -> None:
    player = play(TOUR, color_scheme="dark")
    expect(player.button("Play")).to_be_visible()
    player.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    player.page.emulate_media(media="print")
    paper = player.page.locator(".route-player")
    assert paper.evaluate("e => getComputedStyle(e).color") == "rgb(27, 34, 39)"
    stage = player.page.locator(".stage").bounding_box()
    assert stage is not None
    assert stage["width"] == pytest.approx(680, abs=1)
    for hidden in (player.card, player.page.get_by_role("group", name="Playback")):
        expect(hidden).to_be_hidden()
    expect(player.listed("Tokyo, Japan")).to_be_visible()


def test_a_stop_has_the_sentence_that_says_so(play: Open) -> None:
    player = play(TOUR)
    player.button("Stop 2: Riyadh, Saudi Arabia. Visited").click()
    for text in ("Saudi Arabia", "8–9 Feb 2018", "2 days", "Visited", "Two articles disagree"):
        expect(player.card).to_contain_text(text)
    expect(player.card.locator("blockquote")).to_have_text(TOUR.stops[1].snippet)
    link = player.card.get_by_role("link", name="Minister begins his tour")
    expect(link).to_have_attribute("href", "https://example.org/tour")
    expect(link).to_have_attribute("rel", "noopener noreferrer")


def test_a_cancelled_stop_is_shown_but_never_flown(play: Open) -> None:
    player = play(TOUR)
    for _ in range(3):
        player.button("Next stop").click()
    expect(player.card).to_contain_text("Baghdad")
    expect(player.card).to_contain_text("Postponed")
    expect(player.page.locator("path.leg.cancelled")).to_have_count(1)
    expect(player.page.locator("path.leg.done")).to_have_count(1)
    player.button("Play").click()
    player.page.clock.run_for(3000)
    expect(player.card).to_contain_text("Riyadh → Tokyo")


def test_a_stop_called_off_without_a_date_is_told_of_but_no_line_leads_there(play: Open) -> None:
    loose = replace(TOUR.stops[2], when="date not said", date_known=False, arrival="", date_note="")
    stops = (*TOUR.stops[:2], loose, *TOUR.stops[3:])
    legs = tuple(leg for leg in TOUR.legs if leg.end != loose.stop_id)
    player = play(replace(TOUR, stops=stops, legs=legs))
    expect(player.page.locator("path.leg.cancelled")).to_have_count(0)
    for name in ("London", "Riyadh", "Baghdad", "Tokyo"):
        player.button("Next stop").click()
        expect(player.card.get_by_role("heading")).to_have_text(name)
        expect(player.page.locator(".stops [aria-current]")).to_contain_text(name)
    player.option("radio", "By time").check()
    player.button("Play").click()
    player.page.clock.run_for(60_000)
    expect(player.card.get_by_role("heading")).to_have_text("Washington")
    assert player.complaints == []


def test_a_date_that_is_not_known_is_shown_as_that(play: Open) -> None:
    player = play(TOUR)
    player.button("Stop 4: Tokyo, Japan. Planned").click()
    expect(player.card).to_contain_text("date not said")
    expect(player.card).to_contain_text("Planned")


def test_speed_changes_without_a_jump(play: Open) -> None:
    player = play(TOUR)
    player.button("Play").click()
    player.page.clock.run_for(500)
    before = player.position
    player.page.get_by_label("Speed").select_option("4×")
    assert player.position == before
    player.page.clock.run_for(500)
    assert player.position - before == pytest.approx(2000, rel=0.2)


def test_by_time_it_plays_the_calendar(play: Open) -> None:
    player = play(TOUR)
    expect(player.day).to_be_hidden()
    player.option("radio", "By time").check()
    player.button("Play").click()
    expect(player.day).to_have_text("5 Feb 2018")
    player.page.clock.run_for(1600)
    expect(player.day).to_have_text("6 Feb 2018")
    expect(player.slider).to_have_attribute("aria-valuetext", re.compile("London"))
    player.page.clock.run_for(60_000)
    expect(player.card.get_by_role("heading")).to_have_text("Washington")
    expect(player.button("Play")).to_be_visible()


def test_a_day_that_is_not_known_is_about(play: Open) -> None:
    player = play(TOUR)
    player.option("radio", "By time").check()
    player.button("Stop 4: Tokyo, Japan. Planned").click()
    expect(player.day).to_have_text(re.compile(r"^about \d+ Feb 2018$"))


def test_another_pace_does_not_move_the_traveller(play: Open) -> None:
    player = play(TOUR)
    player.button("Play").click()
    player.page.clock.run_for(3400)
    arrow = player.page.locator(".traveller:not(.away)")
    before = arrow.bounding_box()
    for pace in ("By time", "Leg by leg", "By time"):
        player.option("radio", pace).check()
        assert arrow.bounding_box() == before
    expect(player.button("Pause")).to_be_visible()
    player.page.clock.run_for(100)
    assert arrow.bounding_box() != before


def test_without_dates_there_is_no_playing_by_time(play: Open) -> None:
    stops = tuple(replace(stop, arrival="", departure="") for stop in TOUR.stops)
    player = play(replace(TOUR, stops=stops))
    expect(player.option("radio", "By time")).to_be_disabled()
    expect(player.page.get_by_text("Too few dates are known")).to_be_visible()


def test_looped_it_begins_again(play: Open) -> None:
    player = play(TOUR)
    player.option("checkbox", "Loop").check()
    player.button("Play").click()
    player.slider.fill(str(float(player.slider.get_attribute("max") or 0) - 1))
    player.page.clock.run_for(500)
    expect(player.button("Pause")).to_be_visible()
    expect(player.card.get_by_role("heading")).to_have_text("London")


def test_the_menu_closes_by_key_and_by_a_press_elsewhere(play: Open) -> None:
    player = play(TOUR)
    for way in ("key", "press"):
        loop = player.option("checkbox", "Loop")
        loop.focus()
        player.page.keyboard.press("Space")
        if way == "key":
            player.page.keyboard.press("Escape")
            expect(player.button("Options")).to_be_focused()
        else:
            player.card.click()
        expect(loop).to_be_hidden()
    expect(player.card.get_by_role("heading")).to_have_text("Anna Example")


def test_the_menu_stays_open_for_a_second_choice(play: Open) -> None:
    player = play(TOUR)
    loop = player.option("checkbox", "Loop")
    player.page.get_by_text("Follow the traveller").click()
    player.page.get_by_text("Loop").click()
    expect(loop).to_be_checked()
    expect(loop).to_be_visible()


def test_totals_run_with_the_traveller_and_count_no_plan_and_nothing_called_off(play: Open) -> None:
    player = play(TOUR)
    totals = ("Flown", "Days abroad", "Countries", "Planned")
    seen = []
    for _ in TOUR.stops:
        player.button("Next stop").click()
        seen.append(tuple(player.total(name) for name in totals))
    assert seen == [
        ("0 km", "2", "1", "0 km"),
        ("4,950 km", "4", "2", "0 km"),
        ("4,950 km", "4", "2", "0 km"),
        ("4,950 km", "4", "2", "8,700 km"),
        ("4,950 km", "4", "2", "19,600 km"),
    ]


def test_figures_do_not_move_when_they_grow(play: Open) -> None:
    player = play(TOUR)
    before = _boxes(player, ".totals td:visible")
    player.slider.fill("4000")
    assert player.total("Flown") not in ("0 km", "4,950 km")
    player.page.keyboard.press("End")
    assert _boxes(player, ".totals td:visible") == before


def test_a_day_that_is_not_said_is_seen_and_read(play: Open) -> None:
    player = play(TOUR)
    expect(player.page.locator(".stop .undated")).to_have_text(["3", "4"])
    expect(player.page.get_by_role("list", name="Legend")).to_contain_text("its day is not said")
    player.button("Stop 3: Baghdad, Iraq. Postponed").click()
    for place in (player.card, player.page.locator(".callout")):
        expect(place).to_contain_text("Feb 2018, day not said")
    expect(player.page.locator("[aria-live=polite]")).to_contain_text("Feb 2018, day not said")


def test_pause_stays_and_play_goes_on_from_there(play: Open) -> None:
    player = play(TOUR)
    player.button("Play").click()
    player.page.clock.run_for(1000)
    player.button("Pause").click()
    before = player.position
    player.page.clock.run_for(5000)
    assert player.position == before
    player.button("Play").click()
    player.page.clock.run_for(500)
    assert player.position - before == pytest.approx(500, rel=0.2)


def test_steps_and_restart(play: Open) -> None:
    player = play(TOUR)
    for name in ("London", "Riyadh", "Baghdad", "Tokyo", "Washington", "Washington"):
        player.button("Next stop").click()
        expect(player.card.get_by_role("heading")).to_have_text(name)
    player.button("Previous stop").click()
    expect(player.card.get_by_role("heading")).to_have_text("Tokyo")
    player.button("Restart").click()
    expect(player.card.get_by_role("heading")).to_have_text("London")


def test_the_slider_moves_the_traveller_and_says_where(play: Open) -> None:
    player = play(TOUR)
    player.slider.fill(str(float(player.slider.get_attribute("max") or 0) - 1))
    expect(player.card).to_contain_text("Washington")
    expect(player.slider).to_have_attribute("aria-valuetext", re.compile("Washington"))


def test_left_on_the_way_the_list_shows_the_stop_told_last(play: Open) -> None:
    player = play(TOUR)
    last = float(player.slider.get_attribute("max") or 0)
    on_the_way = re.compile("Riyadh \N{RIGHTWARDS ARROW} Tokyo")
    for part in range(1, 50):
        player.slider.fill(str(last * part / 50))
        if on_the_way.search(player.card.inner_text()):
            break
    expect(player.card).to_contain_text(on_the_way)
    expect(player.page.locator(".stops [aria-current]")).to_contain_text("Baghdad")  # postponed


def test_arrivals_are_announced(play: Open) -> None:
    player = play(TOUR)
    live = player.page.locator("[aria-live=polite]")
    expect(live).to_have_text("")
    player.button("Next stop").click()
    expect(live).to_have_text(
        "Stop 1 of 4: London, United Kingdom. Visited. 5–6 Feb 2018 · 2 days."
    )


def test_the_keyboard_works_within_the_player_only(play: Open) -> None:
    player = play(TOUR)
    player.page.keyboard.press("ArrowRight")
    expect(player.card.get_by_role("heading")).to_have_text("Anna Example")
    player.slider.focus()
    headings = {"ArrowRight": "London", "End": "Washington", "ArrowLeft": "Tokyo", "Home": "London"}
    for key, name in headings.items():
        player.page.keyboard.press(key)
        expect(player.card.get_by_role("heading")).to_have_text(name)
    player.page.keyboard.press("Space")
    expect(player.button("Pause")).to_be_visible()


def test_a_marker_is_a_button_for_the_keyboard(play: Open) -> None:
    player = play(TOUR)
    player.button("Stop 1: London, United Kingdom. Visited").focus()
    player.page.keyboard.press("Space")
    expect(player.card.get_by_role("heading")).to_have_text("London")
    expect(player.button("Play")).to_be_visible()


def test_every_control_has_a_name(play: Open) -> None:
    player = play(TOUR)
    controls = player.page.locator("button:visible, input:visible, select:visible, [role=button]")
    names = controls.evaluate_all("all => all.map((one) => one.ariaLabel || one.title)")
    assert len(names) >= 14
    assert all(names)


def test_without_motion_it_goes_in_steps(play: Open) -> None:
    player = play(TOUR, reduced_motion="reduce")
    player.button("Play").click()
    seen = set()
    for _ in range(300):
        player.page.clock.run_for(100)
        seen.add(player.card.get_by_role("heading").inner_text())
    assert seen == {"London", "Riyadh", "Baghdad", "Tokyo", "Washington"}


def test_a_leg_over_the_edge_is_drawn_on_both_sides(play: Open) -> None:
    london, riyadh, _, tokyo, washington = TOUR.stops
    around = Route(
        "around",
        "Round the world",
        "Anna Example",
        "#1f5fa8",
        (london, riyadh, tokyo, washington),
        (
            Leg("london", "riyadh", "made", 4950),
            Leg("riyadh", "tokyo", "made", 8700),
            Leg("tokyo", "washington", "made", 10900),
            Leg("washington", "london", "made", 5900),
        ),
    )
    player = play(around)
    expect(player.page.locator("path.leg:not(.now)")).to_have_count(5)


def test_followed_the_map_moves_with_the_traveller(play: Open) -> None:
    player = play(TOUR)
    marker = player.button("Stop 4: Tokyo, Japan. Planned")
    before = marker.bounding_box()
    player.option("checkbox", "Follow the traveller").check()
    player.button("Play").click()
    player.page.clock.run_for(6000)
    assert marker.bounding_box() != before


def test_a_map_dragged_by_a_pin_moves_and_chooses_nothing(play: Open) -> None:
    player = play(TOUR)
    heading = player.card.get_by_role("heading").inner_text()
    pin = player.button("Stop 1: London, United Kingdom. Visited")
    before = pin.bounding_box()
    assert before is not None
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    player.page.mouse.move(x, y)
    player.page.mouse.down()
    player.page.mouse.move(x + 40, y + 20, steps=4)
    player.page.mouse.up()
    player.page.clock.run_for(1000)
    after = pin.bounding_box()
    assert after is not None
    assert after["x"] > before["x"] + 20
    assert player.card.get_by_role("heading").inner_text() == heading
    pin.click()
    expect(player.card.get_by_role("heading")).to_have_text("London")


def test_the_land_lies_under_the_stops_at_every_zoom(play: Open) -> None:
    player = play(TOUR)
    for _ in range(3):
        for name in ("Stop 1: London", "Stop 2: Riyadh", "Stop 4: Tokyo"):
            assert _on_land(player, name), name
        assert not _on_land(player, "Stop 4: Tokyo", pixels_east=60)
        player.button("Zoom in").click()
        player.page.clock.run_for(1000)


def test_the_land_stays_under_the_stops_while_the_camera_flies(play: Open) -> None:
    player = play(TOUR)
    player.option("checkbox", "Follow the traveller").check()
    player.button("Play").click()
    places = set()
    for _ in range(40):
        player.page.clock.run_for(100)
        places.add(str(player.button("Stop 1: London, United Kingdom. Visited").bounding_box()))
        assert _on_land(player, "Stop 1: London")
    assert len(places) > 3


def test_a_stop_stepped_to_during_a_zoom_comes_into_view(play: Open) -> None:
    player = play(TOUR)
    for _ in range(3):
        player.button("Zoom in").click()
        player.page.clock.run_for(1000)
    player.button("Zoom in").click()
    player.page.clock.run_for(50)
    player.button("Next stop").click()
    player.page.clock.run_for(1000)
    outer = player.page.locator(".stage").bounding_box()
    inner = player.button("Stop 1: London, United Kingdom. Visited").bounding_box()
    assert outer is not None
    assert inner is not None
    assert _within(inner, outer)


def test_in_a_hidden_box_the_route_is_fitted_when_it_is_shown(play: Open) -> None:
    tokyo = "Stop 4: Tokyo, Japan. Planned"
    expected = play(TOUR).button(tokyo).bounding_box()
    player = play(TOUR, hidden=True)
    expect(player.button(tokyo)).to_be_hidden()
    player.page.evaluate("document.documentElement.style.display = ''")
    expect(player.button(tokyo)).to_be_visible()
    assert player.button(tokyo).bounding_box() == expected


@pytest.mark.parametrize(
    ("route", "sentence"),
    [
        (SINGLE, "Only one place of this trip is known"),
        (CALLED_OFF, "Every stop of this trip was called off"),
        (EMPTY, "No stop of this trip has a known place"),
    ],
    ids=["single", "called off", "empty"],
)
def test_a_route_with_nothing_to_play_says_so(play: Open, route: Route, sentence: str) -> None:
    player = play(route)
    expect(player.card).to_contain_text(sentence)
    expect(player.button("Play")).to_be_hidden()
    assert player.complaints == []


def test_hostile_texts_stay_texts(play: Open) -> None:
    player = play(hostile_route())
    for _ in TOUR.stops:
        player.button("Next stop").click()
        expect(player.card.locator("blockquote p")).to_have_text(HOSTILE, use_inner_text=False)
    expect(player.card.get_by_role("link")).to_have_count(0)
    assert player.page.evaluate("window.harm") is None
    assert player.page.locator("img").count() == 0
    assert player.requests == [player.page.url]
    assert player.complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1200])
def test_nothing_overflows(play: Open, width: int, scheme: str) -> None:
    player = play(TOUR, viewport={"width": width, "height": 800}, color_scheme=scheme)
    stage = player.page.locator(".stage").bounding_box()
    assert stage is not None
    for stop in TOUR.stops:
        player.button("Next stop").click()
        expect(player.page.locator(".callout strong")).to_have_text(stop.place)
        assert player.page.evaluate("document.documentElement.scrollWidth") == width
        (callout,) = _boxes(player, ".callout")
        assert _within(callout, stage)
        labels = _boxes(player, ".label:visible")
        assert len(labels) >= 1
        texts = [callout, *labels]
        assert [pair for pair in itertools.combinations(texts, 2) if _overlap(*pair)] == []
        discs = _boxes(player, ".stop .disc")
        assert [disc for disc in discs if _overlap(disc, callout)] == []


def test_on_the_way_no_stop_is_named(play: Open) -> None:
    player = play(TOUR)
    player.button("Next stop").click()
    expect(player.page.locator(".callout")).to_contain_text("London")
    player.slider.fill("3500")
    expect(player.card).to_contain_text("London → Riyadh")
    expect(player.page.locator(".callout")).to_have_count(0)


def test_the_only_stop_is_named_at_once(play: Open) -> None:
    expect(play(SINGLE).page.locator(".callout")).to_contain_text("London")


def test_the_map_says_whose_it_is(play: Open) -> None:
    attribution = play(TOUR).page.locator(".leaflet-control-attribution")
    expect(attribution).to_have_text("Natural Earth · GeoNames (CC BY 4.0) · borders de facto")


def _boxes(player: Player, selector: str) -> list[FloatRect]:
    found = player.page.locator(selector).all()
    return [box for each in found if (box := each.bounding_box())]


_IN_A_COUNTRY = """
([x, y]) => [...document.querySelectorAll("path.land")].some((path) => {
  const point = new DOMPoint(x, y).matrixTransform(path.getScreenCTM().inverse());
  return path.isPointInFill(point);
})
"""


def _on_land(player: Player, stop: str, pixels_east: float = 0) -> bool:
    """Whether a country is drawn under the middle of a stop, or beside it."""
    box = player.page.get_by_role("button", name=stop).bounding_box()
    assert box is not None
    point = [box["x"] + box["width"] / 2 + pixels_east, box["y"] + box["height"] / 2]
    return bool(player.page.evaluate(_IN_A_COUNTRY, point))


def _within(inner: FloatRect, outer: FloatRect) -> bool:
    return (
        inner["x"] >= outer["x"]
        and inner["y"] >= outer["y"]
        and inner["x"] + inner["width"] <= outer["x"] + outer["width"]
        and inner["y"] + inner["height"] <= outer["y"] + outer["height"]
    )


def _overlap(one: FloatRect, other: FloatRect) -> bool:
    return (
        one["x"] < other["x"] + other["width"]
        and other["x"] < one["x"] + one["width"]
        and one["y"] < other["y"] + other["height"]
        and other["y"] < one["y"] + one["height"]
    )
