"""A route too long for an element a stop: its legs and discs are on canvases."""

from __future__ import annotations

from dataclasses import replace

from playwright.sync_api import FloatRect, Locator, expect

from tests.e2e import test_route_player as short
from tests.long_routes import long_route
from viewer.route_player.route import Route

play = short.play

STOPS = 300
ROUTE = long_route(STOPS)
# Read from a copy, since reading a canvas itself changes how Chromium draws it.
_PIXELS = """
  const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d");
  copy.drawImage(canvas, 0, 0);
  const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
"""
_PAINTED = f"""
(canvas) => {{
  {_PIXELS}
  let painted = 0;
  for (let at = 3; at < data.length; at += 4) painted += data[at] > 0;
  return painted;
}}
"""
_INKS = f"""
(canvas) => {{
  {_PIXELS}
  const inks = new Set();
  for (let at = 0; at < data.length; at += 4)
    if (data[at + 3] === 255) inks.add(data.slice(at, at + 3).join());
  return [...inks];
}}
"""


def test_it_plays_and_adds_each_leg_to_the_trail(play: short.Open) -> None:
    player = play(ROUTE)
    player.page.clock.run_for(2000)
    assert _painted(player, "legs") > 10_000
    assert _painted(player, "trail") == 0
    player.button("Play").click()
    trail = 0
    for index in (1, 2, 3):
        _run_until(player, ROUTE.stops[index].place)
        now = _painted(player, "trail")
        assert now > trail or ROUTE.legs[index - 1].status == "cancelled"
        trail = now
    assert player.page.locator("path.leg:not(.now)").count() == 0
    assert player.complaints == []
    assert player.requests == [player.page.url]


def test_after_a_jump_back_the_trail_is_painted_anew(play: short.Open) -> None:
    player = play(ROUTE)
    player.slider.focus()
    player.page.keyboard.press("End")
    player.page.clock.run_for(3000)
    whole = _painted(player, "trail")
    player.slider.fill(str(float(player.slider.get_attribute("max") or 0) / 30))
    player.page.clock.run_for(3000)
    assert 0 < _painted(player, "trail") < whole / 2


def test_a_seek_shows_the_stop_and_its_callout_on_the_map(play: short.Open) -> None:
    player = play(ROUTE)
    index = next(at for at, stop in enumerate(ROUTE.stops) if stop.number)
    for _ in range(index + 1):
        player.button("Next stop").click()
    stop = ROUTE.stops[index]
    expect(player.card.get_by_role("heading")).to_have_text(stop.place)
    expect(player.page.locator(".callout strong")).to_have_text(stop.place)
    expect(player.page.locator(".stop.chosen .disc")).to_have_text(stop.number)
    expect(player.page.locator(".stop")).to_have_count(1)
    live = player.page.locator("[aria-live=polite]")
    expect(live).to_contain_text(f"Stop {stop.number} of ")


def test_a_click_on_a_disc_chooses_its_stop_and_the_next_click_the_next_stop_there(
    play: short.Open,
) -> None:
    there, then = _twice_in_one_place(ROUTE)
    player = play(ROUTE)
    player.page.clock.run_for(1000)
    for _ in range(there + 1):
        player.button("Next stop").click()
    middle = _middle(player.page.locator(".stop.chosen .disc").bounding_box())
    player.button("Restart").click()
    player.page.mouse.move(*middle)
    canvas = player.page.locator(".leaflet-container")
    assert ROUTE.stops[there].place in (canvas.get_attribute("title") or "")
    seen = set()
    for _ in ROUTE.stops:
        player.page.mouse.click(*middle)
        player.page.clock.run_for(500)
        seen.add(player.page.locator(".stop.chosen .disc").inner_text())
    assert {ROUTE.stops[there].number, ROUTE.stops[then].number} <= seen


def test_a_click_on_the_sea_chooses_nothing(play: short.Open) -> None:
    player = play(ROUTE)
    box = player.page.locator(".stage").bounding_box()
    assert box is not None
    player.page.mouse.click(box["x"] + 3, box["y"] + 3)
    player.page.clock.run_for(500)
    expect(player.page.locator(".stop")).to_have_count(0)


def test_without_motion_it_goes_in_steps(play: short.Open) -> None:
    player = play(ROUTE, reduced_motion="reduce")
    player.button("Play").click()
    seen = set()
    for _ in range(100):
        player.page.clock.run_for(100)
        seen.add(player.card.get_by_role("heading").inner_text())
    assert len(seen) >= 2
    assert seen <= {stop.place for stop in ROUTE.stops}


def test_the_canvases_follow_a_change_from_light_to_dark(play: short.Open) -> None:
    player = play(ROUTE, color_scheme="light")
    player.page.clock.run_for(2000)
    light = set(_shown(player, "stops").evaluate(_INKS))
    player.page.emulate_media(color_scheme="dark")
    expect(player.page.locator(".colour-probe")).to_have_css("color", _tone(player))
    for _ in range(100):
        player.page.clock.run_for(100)
        dark = set(_shown(player, "stops").evaluate(_INKS))
        if dark != light:
            break
    assert "255,255,255" in light
    assert "20,24,29" in dark
    assert "20,24,29" not in light


def test_on_paper_the_canvases_are_dark_on_white(play: short.Open) -> None:
    player = play(ROUTE, color_scheme="dark")
    player.page.clock.run_for(2000)
    dark = set(_shown(player, "stops").evaluate(_INKS))
    player.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    on_paper = set(_shown(player, "stops").evaluate(_INKS))
    player.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert "20,24,29" in dark
    assert "255,255,255" in on_paper
    assert "20,24,29" not in on_paper
    assert set(_shown(player, "stops").evaluate(_INKS)) == dark


def test_zoomed_in_the_picture_is_painted_for_the_new_view(play: short.Open) -> None:
    player = play(ROUTE)
    player.page.clock.run_for(2000)
    before = _shown(player, "stops").evaluate("(canvas) => canvas.toDataURL()")
    for _ in range(3):
        player.button("Zoom in").click()
        player.page.clock.run_for(2000)
    assert _shown(player, "stops").evaluate("(canvas) => canvas.toDataURL()") != before
    picture = _shown(player, "stops").bounding_box()
    stage = player.page.locator(".stage").bounding_box()
    assert picture is not None
    assert stage is not None
    assert picture["x"] <= stage["x"]
    assert picture["x"] + picture["width"] >= stage["x"] + stage["width"]
    assert picture["y"] <= stage["y"]
    assert picture["y"] + picture["height"] >= stage["y"] + stage["height"]


def test_on_a_short_route_each_stop_is_an_element(play: short.Open) -> None:
    player = play(replace(ROUTE, stops=ROUTE.stops[:40], legs=ROUTE.legs[:20]))
    expect(player.page.locator("canvas.legs")).to_have_count(0)
    expect(player.page.locator(".stop")).to_have_count(40)


def _shown(player: short.Player, name: str) -> Locator:
    return player.page.locator(f"canvas.{name}:not([hidden])")


def _painted(player: short.Player, name: str) -> int:
    painted: int = _shown(player, name).evaluate(_PAINTED)
    return painted


def _run_until(player: short.Player, place: str) -> None:
    heading = player.card.get_by_role("heading")
    for _ in range(200):
        if heading.inner_text() == place:
            return
        player.page.clock.run_for(100)
    raise AssertionError(f"never came to {place}")


def _twice_in_one_place(route: Route) -> tuple[int, int]:
    """The first two numbered stops in one place to which no other place is near."""
    for index, stop in enumerate(route.stops):
        near = [
            at
            for at, other in enumerate(route.stops)
            if abs(other.latitude - stop.latitude) + abs(other.longitude - stop.longitude) < 12
        ]
        same = [at for at in near if route.stops[at].latitude == stop.latitude]
        numbered = [at for at in same if route.stops[at].number]
        if len(near) == len(same) and len(numbered) > 1 and numbered[0] == index:
            return numbered[0], numbered[1]
    raise AssertionError("no such place")


def _middle(box: FloatRect | None) -> tuple[float, float]:
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def _tone(player: short.Player) -> str:
    """What the colour of lines comes to, worked out by the browser."""
    found: str = player.page.evaluate(
        """() => {
          const probe = document.createElement("i");
          probe.style.color = "var(--tone)";
          document.querySelector(".route-player").append(probe);
          const { color } = getComputedStyle(probe);
          probe.remove();
          return color;
        }"""
    )
    return found
