"""The statistics as a reader meets them: wiring first, then in a real Chromium."""

from __future__ import annotations

import csv
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from streamlit.testing.v1 import AppTest

from pipeline.timeline import write
from tests.e2e.serving import ROOT
from tests.e2e.serving import app as serving
from tests.unit.viewer.sample_tables import (
    AMERICAS,
    PACIFIC,
    sample_rows,
    write_many,
    write_sample,
)
from tests.waiting import until
from viewer.source import VARIABLE

MAP = "statistics-map"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """The page with the tab of the statistics open."""
    write_sample(tmp_path)
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.setenv(VARIABLE, str(tmp_path))
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.session_state["tab"] = "Statistics"
    return app


def drawn(app: AppTest) -> list[dict[str, Any]]:
    """What each figure was given, in the order of the page."""
    protos = [element.proto for element in app.get("bidi_component")]
    return [json.loads(p.json) for p in protos if p.component_name == "demarche_figure"]


def world(app: AppTest) -> dict[str, Any]:
    return next(data for data in drawn(app) if "countries" in data)


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def test_nothing_is_drawn_before_the_tab_is_open(app: AppTest) -> None:
    del app.session_state["tab"]
    app.run()
    assert not app.exception
    assert drawn(app) == []


def test_it_says_what_counts_and_shows_the_countries(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "7 visits by 2 travellers to 6 countries" in html(app)
    assert "called off or cut short (2)" in html(app)
    assert world(app)["countries"]["AR"] == [5, "Argentina: 2"]
    assert [code for code, _, _ in world(app)["dots"]] == ["WS"]
    assert world(app)["chosen"] == "AR"
    assert "Visits to Argentina" in html(app)


def test_a_country_shows_its_visits_with_links(app: AppTest) -> None:
    app.run()
    app.session_state[MAP] = {"choice": "WS"}
    app.run()
    assert "Visits to Samoa" in html(app)
    behind = drawn(app)[1]["html"]
    assert f"href='?trip={PACIFIC}&amp;stop=1'" in behind
    assert "Taro Kono" in behind
    assert "Rex Tillerson" not in behind


@pytest.mark.parametrize("nonsense", ["XX", "", "<b>", 7, None])
def test_a_choice_that_is_not_in_the_tables_is_passed_over(app: AppTest, nonsense: object) -> None:
    app.run()
    for key in (MAP, "statistics-days", "statistics-matrix"):
        app.session_state[key] = {"choice": nonsense}
    app.run()
    assert not app.exception
    assert "Visits to Argentina" in html(app)


@pytest.mark.parametrize(
    ("key", "choice", "title"),
    [
        ("statistics-matrix", "Rex Tillerson|MX", "Rex Tillerson in Mexico"),
        ("statistics-days", "Taro Kono|2017", "Taro Kono in 2017"),
    ],
)
def test_a_field_of_a_grid_shows_its_visits(
    app: AppTest, key: str, choice: str, title: str
) -> None:
    app.run()
    assert title not in html(app)
    app.session_state[key] = {"choice": choice}
    app.run()
    assert title in html(app)


def test_travellers_and_years_are_chosen(app: AppTest) -> None:
    app.run()
    app.multiselect("statistics-travellers").select("Taro Kono").run()
    assert "2 visits by 1 traveller to 2 countries" in html(app)
    app.select_slider[0].set_range(2018, 2018).run()
    assert "0 visits by 0 travellers" in html(app)
    assert "counts as a visit" in app.info[0].value
    app.multiselect("statistics-travellers").unselect("Taro Kono").run()
    assert "4 visits by 1 traveller to 3 countries" in html(app)


def test_the_choice_outlives_another_tab_and_new_tables(app: AppTest, tmp_path: Path) -> None:
    app.run()
    app.multiselect("statistics-travellers").select("Taro Kono").run()
    app.session_state["tab"] = "Table"
    app.run()
    app.session_state["tab"] = "Statistics"
    app.run()
    assert "2 visits by 1 traveller to 2 countries" in html(app)
    rows = sample_rows()
    rows["timeline"] = [row for row in rows["timeline"] if row["trip_id"] == AMERICAS]
    write(rows, tmp_path, {})
    app.run()
    assert not app.exception
    assert "4 visits by 1 traveller to 3 countries" in html(app)


def test_only_what_fits_the_filter_is_counted(app: AppTest) -> None:
    app.query_params["country"] = ["WS", "PE"]
    app.run()
    assert "2 visits by 2 travellers to 2 countries" in html(app)
    assert sorted(app.multiselect("statistics-travellers").options) == [
        "Rex Tillerson",
        "Taro Kono",
    ]
    app.query_params.update({"country": "JM", "status": "planned"})
    app.run()
    assert "Clear the filter" in app.info[-1].value


def test_texts_of_the_tables_are_no_markup(app: AppTest, tmp_path: Path) -> None:
    rows = sample_rows()
    hostile = "<img src=x onerror=alert(1)>'\"&"
    for row in rows["timeline"]:
        row |= {"traveller": hostile, "place": hostile, "country": hostile, "trip_id": hostile}
    write(rows, tmp_path, {})
    app.run()
    app.session_state["statistics-matrix"] = {"choice": f"{hostile}|MX"}
    app.run()
    assert not app.exception
    assert len(drawn(app)) > 6
    for data in drawn(app):
        assert "<img" not in data["html"]
        assert re.search(r"='[^']*<", data["html"]) is None
    assert "<img" not in html(app)


@pytest.fixture
def page(new_context: Callable[..., BrowserContext], server: str) -> Iterator[Page]:
    """The page at the tab; at the end nothing may have failed, complained or gone elsewhere."""
    trouble: list[str] = []
    context = new_context(locale="en-GB", viewport={"width": 1280, "height": 800})

    def only_the_server(route: Route) -> None:
        inside = route.request.url.startswith((server, "data:", "blob:"))
        if not inside:
            trouble.append(f"left for {route.request.url}")
        route.continue_() if inside else route.abort()

    context.route("**/*", only_the_server)
    page = context.new_page()
    page.on("pageerror", lambda error: trouble.append(f"script: {error}"))
    page.on("console", lambda m: trouble.append(m.text) if m.type == "error" else None)
    page.goto(server)
    page.get_by_role("tab", name="Statistics").click()
    yield page
    assert trouble == []


def shape(page: Page, code: str) -> Locator:
    """A country on the map: its dot if it has one."""
    return page.locator(f".world [data-code='{code}']").last


def test_map_ranking_and_matrix(page: Page) -> None:
    expect(page.get_by_role("img", name="World map")).to_be_visible()
    expect(shape(page, "AR")).to_have_class(re.compile("shade-5"))
    expect(shape(page, "CN")).not_to_have_class(re.compile("shade"))
    expect(shape(page, "WS")).to_have_class(re.compile("dot"))
    ranking = page.get_by_role("list", name="Countries by visits")
    expect(ranking.get_by_role("button")).to_have_text(
        ["Argentina2", "Mexico1", "Peru1", "Samoa1", "Saudi Arabia1", "United States1"]
    )
    matrix = page.get_by_role("table", name="Visits to each country")
    cell = matrix.get_by_role("button", name="Rex Tillerson, Argentina: 2 visits")
    cell.click()
    expect(page.get_by_role("heading", name="Rex Tillerson in Argentina")).to_be_visible()
    expect(cell).to_have_attribute("aria-pressed", "true")


def test_a_country_is_chosen_on_the_map_and_by_keyboard(page: Page) -> None:
    expect(page.get_by_role("heading", name="Visits to Argentina")).to_be_visible()
    shape(page, "SA").click()
    expect(page.get_by_role("heading", name="Visits to Saudi Arabia")).to_be_visible()
    peru = page.get_by_role("button", name="Peru 1")
    peru.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Visits to Peru")).to_be_visible()
    expect(peru).to_be_focused()
    expect(peru).to_have_attribute("aria-pressed", "true")
    expect(shape(page, "PE")).to_have_class(re.compile("chosen"))


def test_a_link_sends_the_map_to_the_stop(page: Page) -> None:
    table = page.get_by_role("table", name="Latest visit of each traveller")
    link = table.get_by_role("link", name="Honolulu, United States")
    expect(link).to_have_attribute("href", f"?trip={PACIFIC}&stop=2")
    link.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Taro Kono")
    expect(page.get_by_role("heading", level=1)).to_be_in_viewport()
    expect(page).to_have_url(re.compile(rf"trip={PACIFIC}&stop=2"))
    expect(page.get_by_role("tab", name="Statistics")).to_have_attribute("aria-selected", "true")


def test_a_table_is_downloaded(page: Page) -> None:
    with page.expect_download() as download:
        page.locator(".st-key-file-visits-per-country").get_by_role("button").click()
    assert download.value.suggested_filename == "demarche-visits-to-each-country.csv"
    with Path(download.value.path()).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["country"] for row in rows][:2] == ["Argentina", "Mexico"]
    with page.expect_download() as download:
        page.locator(".st-key-file-visits-statistics-map-behind").get_by_role("button").click()
    assert download.value.suggested_filename == "demarche-visits-to-argentina.csv"


def cut_rows(page: Page) -> list[float]:
    """Of each table that scrolls, how many pixels its end is away from that of a row."""
    found: list[float] = page.locator(".scroll, .ranking").evaluate_all(
        """boxes => boxes.filter((box) => box.scrollHeight > box.clientHeight).map((box) => {
            const end = box.getBoundingClientRect().top + box.clientTop + box.clientHeight;
            const rows = [...box.querySelectorAll("tbody tr, li")];
            const ends = rows.map((row) => row.getBoundingClientRect().bottom);
            return Math.min(...ends.map((each) => Math.abs(each - end)));
        })"""
    )
    return found


def test_tables_and_ranking_end_with_a_whole_row(
    new_context: Callable[..., BrowserContext], tmp_path: Path
) -> None:
    write_many(tmp_path, 100)
    with serving("dashboard.py", str(tmp_path)) as address:
        page = new_context(viewport={"width": 1280, "height": 800}).new_page()
        page.goto(address)
        page.get_by_role("tab", name="Statistics").click()
        expect(page.get_by_role("img", name="World map")).to_be_visible()
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 844})
            until(lambda: len(ends := cut_rows(page)) > 4 and max(ends) < 1.5)


def test_it_fits_a_phone(page: Page) -> None:
    expect(page.get_by_role("img", name="World map")).to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    ranking = page.get_by_role("list", name="Countries by visits")
    world_box = page.get_by_role("img", name="World map").bounding_box()
    box = ranking.bounding_box()
    assert world_box is not None
    assert box is not None
    assert box["y"] >= world_box["y"] + world_box["height"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
