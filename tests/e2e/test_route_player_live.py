"""The route player inside a running Streamlit app."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, WebSocket, expect

from tests.e2e import serving

_BASEMAP_SIZE = (serving.ROOT / "data" / "basemap" / "countries.geojson").stat().st_size


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """The small app around the player."""
    with serving.app("tests/e2e/player_app.py") as running:
        yield running


@dataclass
class App:
    """The app in the browser, with what went over its wire."""

    page: Page
    address: str
    received: int = 0
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def listen(self, websocket: WebSocket) -> None:
        websocket.on("framereceived", self.count)

    def count(self, frame: str | bytes) -> None:
        self.received += len(frame)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def tick(self, name: str) -> None:
        self.page.get_by_text(name, exact=True).click()

    @property
    def heading(self) -> str:
        card = self.page.get_by_role("region", name="Stop")
        return card.get_by_role("heading").inner_text()

    def expect_state(self, stop_id: str, playing: bool) -> None:
        expect(self.page.get_by_text(re.compile("^at "))).to_have_text(
            f"at {stop_id}, playing {playing}"
        )

    def expect_run(self, number: int) -> None:
        expect(self.page.get_by_text(re.compile("^run "))).to_have_text(f"run {number}")


@pytest.fixture
def app(new_context: Callable[..., BrowserContext], address: str) -> App:
    context = new_context(viewport={"width": 1200, "height": 1000})
    app = App(context.new_page(), address)
    app.page.on("websocket", app.listen)
    app.page.on("request", lambda request: app.requests.append(request.url))
    app.page.on("pageerror", lambda error: app.complaints.append(str(error)))
    app.page.goto(address)
    expect(app.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    return app


def wait_until_still(element: Locator) -> None:
    """Returns once the element has kept its place for some frames, no zoom under way."""
    element.evaluate(
        """element => new Promise(done => {
            let [before, still] = ["", 0];
            const look = () => {
                const place = JSON.stringify(element.getBoundingClientRect());
                const moving = place !== before || element.closest(".leaflet-zoom-anim");
                [before, still] = [place, moving ? 0 : still + 1];
                still < 10 ? requestAnimationFrame(look) : done();
            };
            look();
        })"""
    )


def test_mounting_runs_the_app_once_and_asks_no_other_host(app: App) -> None:
    app.expect_run(1)
    app.expect_state("None", False)
    elsewhere = [url for url in app.requests if not url.startswith((app.address, "blob:", "data:"))]
    assert elsewhere == []
    assert app.complaints == []


def test_the_app_hears_of_arrivals_and_of_play_and_pause(app: App) -> None:
    app.press("Next stop")
    app.expect_state("london", False)
    app.press("Play")
    app.expect_state("london", True)
    app.press("Pause")
    app.expect_state("london", False)


def test_a_seek_is_honoured_once(app: App) -> None:
    app.press("Seek Riyadh")
    app.expect_state("riyadh", False)
    app.press("Next stop")
    app.expect_state("baghdad", False)
    app.press("Run again")
    app.expect_state("baghdad", False)
    assert app.heading == "Baghdad"
    app.press("Seek Riyadh")
    app.expect_state("riyadh", False)


def test_new_data_of_the_same_trip_keeps_place_and_view(app: App) -> None:
    app.press("Zoom in")
    app.press("Next stop")
    app.expect_state("london", False)
    marker = app.page.get_by_role("button", name=re.compile("^Stop 2: Riyadh"))
    wait_until_still(marker)
    before = marker.bounding_box()
    app.tick("With a note")
    expect(app.page.get_by_role("region", name="Stop")).to_contain_text("A new note")
    assert app.heading == "London"
    wait_until_still(marker)
    assert marker.bounding_box() == before


def test_after_a_long_trip_a_short_one_has_its_elements_again(app: App) -> None:
    long, short = app.page.locator("canvas.stops"), app.page.locator(".stop .disc")
    expect(short).to_have_count(5)
    app.tick("A long trip")
    expect(long).to_have_count(2)
    expect(short).to_have_count(0)
    app.press("Next stop")
    app.expect_state("stop-0", False)
    app.tick("A long trip")
    expect(long).to_have_count(0)
    expect(short).to_have_count(5)
    assert app.complaints == []


def test_another_trip_begins_anew(app: App) -> None:
    app.press("Play")
    app.expect_state("london", True)
    app.tick("Another trip")
    expect(app.page.get_by_text("No stop of this trip has a known place")).to_be_visible()
    app.expect_state("None", False)
    app.tick("Another trip")
    expect(app.page.get_by_role("region", name="Stop")).to_contain_text("Anna Example")
    expect(app.page.get_by_role("button", name="Play", exact=True)).to_be_visible()


def test_taken_away_and_put_back_there_is_one_player(app: App) -> None:
    app.tick("Shown")
    expect(app.page.locator(".route-player")).to_have_count(0)
    app.tick("Shown")
    expect(app.page.locator(".route-player")).to_have_count(1)
    expect(app.page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert app.complaints == []


def test_the_basemap_is_sent_once(app: App) -> None:
    assert app.received > _BASEMAP_SIZE
    app.received = 0
    for run in (2, 3):
        app.press("Run again")
        app.expect_run(run)
    app.press("Seek Riyadh")
    app.expect_state("riyadh", False)
    assert 0 < app.received < _BASEMAP_SIZE / 4
