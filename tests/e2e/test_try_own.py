"""What the tab does with a visitor's texts, without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.model import GivenText
from pipeline.timeline import SCHEMAS
from tests.unit.viewer.sample_tables import AMERICAS, write_sample
from viewer import live
from viewer.limits import Limits
from viewer.source import VARIABLE

ROOT = Path(__file__).parents[2]
STORY = (
    "Ana Vidal, the foreign minister of Chile, arrived in Lima on Tuesday. "
    "She will travel to Quito on Thursday."
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    tables = tmp_path / "tables"
    write_sample(tables)
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.setenv(VARIABLE, str(tables))
    return tables


def new_visitor() -> AppTest:
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300).run()


@pytest.fixture
def app(folder: Path) -> AppTest:
    return new_visitor()


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def maps(app: AppTest) -> dict[str, dict[str, Any]]:
    """What each map was given, by its name."""
    protos = [element.proto for element in app.get("bidi_component")]
    given = [json.loads(p.json) for p in protos if p.component_name == "route_player"]
    return {each["name"]: each for each in given}


def own_route(app: AppTest) -> dict[str, Any]:
    """The route on the map of the tab."""
    found: dict[str, Any] = maps(app)["own-player"]["route"]
    return found


def words(app: AppTest) -> list[list[str]]:
    """The words of the article in the tab, those that name a place with the place."""
    protos = [element.proto for element in app.get("bidi_component")]
    (own,) = [
        given
        for proto in protos
        if proto.component_name == "demarche_article"
        if (given := json.loads(proto.json))["prefix"] == "own-"
    ]
    return [each for part in own["parts"] for passage in part for each in passage["words"]]


def paste(app: AppTest, text: str, title: str = "") -> None:
    app.text_area("own-text").input(text)
    app.text_input("own-title").input(title)
    app.button("own-submit").click().run()


def places(app: AppTest) -> list[str]:
    return [stop["place"] for stop in own_route(app)["stops"]]


def test_a_pasted_text_becomes_a_route_with_cards_sentences_and_places(app: AppTest) -> None:
    paste(app, STORY, "A week of visits")
    assert not app.exception
    assert places(app) == ["Lima", "Quito"]
    cards = [b.label for b in app.button if (b.key or "").startswith("own-choose-")]
    assert cards == ["**1** Lima, Peru", "**2** Quito, Ecuador"]
    assert "<strong>Your own texts</strong>, seen" in html(app)
    assert "<em>arrived</em> in Lima on Tuesday" in html(app)
    assert ["Quito", "Quito, Ecuador"] in words(app)
    assert "own-text" not in [area.key for area in app.text_area]


def test_the_date_given_dates_the_stops(app: AppTest) -> None:
    app.date_input("own-day").set_value(date(2026, 3, 12))
    paste(app, STORY)
    assert [stop["when"] for stop in own_route(app)["stops"]] == ["10–12 Mar 2026", "12 Mar 2026"]


def test_the_example_takes_one_press(app: AppTest) -> None:
    app.button("own-example").click().run()
    assert not app.exception
    assert places(app)[:3] == ["Cairo", "Amman", "Muscat"]
    assert maps(app)["player"]["route"]["trip_id"] == AMERICAS


def test_the_text_can_be_changed_and_read_again(app: AppTest) -> None:
    paste(app, STORY, "A week of visits")
    app.button("own-change-the-text").click().run()
    assert app.text_area("own-text").value == STORY
    assert app.text_input("own-title").value == "A week of visits"
    paste(app, STORY.replace("Quito", "Bogota"))
    assert places(app) == ["Lima", "Bogotá"]


def test_what_is_added_makes_the_route_grow(app: AppTest) -> None:
    app.date_input("own-day").set_value(date(2026, 3, 11))
    paste(app, STORY)
    app.button("own-add-an-article").click().run()
    assert app.text_area("own-text").value == ""
    assert "Read with what you give now: “Ana Vidal" in html(app)
    app.date_input("own-day").set_value(date(2026, 3, 13))
    paste(app, "Ana Vidal, the foreign minister of Chile, landed in Quito. She goes on to Bogota.")
    assert places(app) == ["Lima", "Quito", "Bogotá"]
    assert "2 articles read" in html(app)
    app.button("own-change-the-text").click().run()
    assert (app.text_area("own-text").value or "").endswith("She goes on to Bogota.")
    paste(app, "Ana Vidal, the foreign minister of Chile, landed in Quito. She goes on to Panama.")
    assert "2 articles read" in html(app)
    assert "Bogotá" not in places(app)


def test_who_starts_anew_has_only_the_new_text_read(app: AppTest) -> None:
    paste(app, STORY)
    app.button("own-start-anew").click().run()
    assert app.text_area("own-text").value == ""
    paste(app, STORY.replace("Lima", "Rome"))
    assert places(app) == ["Rome", "Quito"]
    assert "1 article read" in html(app)


def test_a_text_without_a_date_is_said_to_need_one(app: AppTest) -> None:
    paste(app, STORY)
    assert "Give the day it came out" in html(app)
    app.button("own-change-the-text").click().run()
    app.date_input("own-day").set_value(date(2026, 3, 12))
    paste(app, STORY)
    assert "Give the day it came out" not in html(app)


def test_pasted_html_is_read_as_a_page(app: AppTest) -> None:
    paste(app, "<p>Foreign Minister Jane Roe of Norway visited <b>Paris</b> on 3 March 2024")
    assert places(app) == ["Paris"]
    assert "&lt;b" not in html(app)


def test_a_card_seeks_on_the_map_of_the_tab_alone(app: AppTest) -> None:
    paste(app, STORY)
    app.button("own-choose-1").click().run()
    seeks = {name: given["seek"] for name, given in maps(app).items()}
    quito = own_route(app)["stops"][1]["stop_id"]
    assert seeks == {"player": None, "own-player": {"stop_id": quito, "token": 1}}


def test_several_trips_can_be_picked_from(app: AppTest) -> None:
    other = "Carl Holm, the foreign minister of Sweden, landed in Tokyo on Monday."
    paste(app, f"{STORY}\n\n{other}")
    picker = app.selectbox("own-trip")
    assert len(picker.options) == 2
    shown = own_route(app)["traveller"]
    others = [line for line in picker.options if not line.startswith(shown)]
    picker.select(others[0]).run()
    assert others[0].startswith(own_route(app)["traveller"])


def test_it_opens_on_the_trip_with_most_stops_not_on_a_newer_one_called_off(app: AppTest) -> None:
    app.date_input("own-day").set_value(date(2026, 3, 12))
    off = "Carl Holm, foreign minister of Sweden, has called off his visit to Tokyo on March 30."
    paste(app, f"{STORY}\n\n{off}")
    picker = app.selectbox("own-trip")
    assert picker.options[0].startswith("Carl Holm")
    assert places(app) == ["Lima", "Quito"]
    assert app.radio("own-article_id").options == [
        "Ana Vidal, the foreign minister of Chile, arrived in Lima on Tuesday\\.…"
    ]


def test_a_text_without_a_journey_says_what_it_takes(app: AppTest) -> None:
    paste(app, "Washington said that it would answer in time.")
    assert not app.exception
    assert "No journey was found" in app.info[0].value
    assert ["Washington", "Washington, United States"] in words(app)


def test_nothing_given_says_what_to_do(app: AppTest) -> None:
    paste(app, " ")
    assert "Paste a text or choose a file first" in app.error[0].value
    paste(app, STORY)
    app.button("own-start-anew").click().run()
    assert not app.error


def test_a_text_over_the_limit_is_refused_with_the_limit_and_stays_to_be_cut(app: AppTest) -> None:
    text = "a" * (Limits().max_article_characters + 1)
    paste(app, text)
    assert "Your text has 50,001 characters; at most 50,000" in app.error[0].value
    assert app.text_area("own-text").value == text


def test_a_host_sets_the_limit(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEMARCHE_MAX_ARTICLE_CHARACTERS", "10")
    app.run()
    paste(app, STORY)
    assert "at most 10 are read of one article" in app.error[0].value
    monkeypatch.setenv("DEMARCHE_MAX_ARTICLE_CHARACTERS", "ten")
    app.run()
    assert "DEMARCHE_MAX_ARTICLE_CHARACTERS is 'ten'" in app.error[0].value


def test_an_address_is_asked_for_only_where_the_host_allows_it(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "own-page" not in [field.key for field in app.text_input]
    monkeypatch.setenv("DEMARCHE_ALLOW_ADDRESSES", "1")
    app.run()
    for address, reason in (
        ("http://localhost/page", "not an address of the public web"),
        ("/etc/hostname", "not an address; give one that begins with https://"),
    ):
        app.text_input("own-page").input(address)
        app.button("own-submit").click().run()
        assert f"{address}: {reason}" in html(app)
        app.button("own-start-anew").click().run()


def test_a_visitor_does_not_see_what_another_gave(app: AppTest) -> None:
    paste(app, STORY, "A week of visits")
    other = new_visitor()
    assert other.text_area("own-text").value == ""
    assert "Vidal" not in html(other)
    assert "<strong>Your own texts</strong>, seen" not in html(other)
    paste(other, STORY.replace("Lima", "Rome").replace("Vidal", "Rossi"))
    assert places(other) == ["Rome", "Quito"]
    assert places(app.run()) == ["Lima", "Quito"]
    assert "Rossi" not in html(app)


def test_nothing_a_visitor_gives_is_written(app: AppTest, folder: Path, tmp_path: Path) -> None:
    paste(app, STORY)
    written = {path.name for path in tmp_path.rglob("*") if path.is_file()}
    tables = {f"{name}.{kind}" for name in SCHEMAS for kind in ("csv", "parquet")}
    assert written <= tables | {"run.json", "texts.parquet"}
    assert not any(b"Vidal" in path.read_bytes() for path in folder.iterdir())


def test_visitors_are_read_one_after_the_other() -> None:
    """While one is being read another waits, is told so, and is read in the end."""
    first_reads, second_waits = threading.Event(), threading.Event()
    told: list[live.Stage] = []

    def first(stage: live.Stage, done: int, total: int) -> None:
        first_reads.set()
        assert second_waits.wait(60)

    def second(stage: live.Stage, done: int, total: int) -> None:
        told.append(stage)
        second_waits.set()

    text = GivenText(STORY)
    thread = threading.Thread(target=live.read, args=([text], Limits(), first))
    thread.start()
    assert first_reads.wait(60)
    reading = live.read([text], Limits(), second)
    thread.join()
    assert told[0] is live.Stage.WAITING
    assert told[-1] is live.Stage.JOINING
    assert list(reading.tables.timeline["place"]) == ["Lima", "Quito"]


def test_the_language_model_is_loaded_by_the_first_text_and_not_before(folder: Path) -> None:
    probe = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=300).run()\n"
        "before = 'spacy' in sys.modules\n"
        "app.button('own-example').click().run()\n"
        "print(before, 'spacy' in sys.modules, bool(app.exception))"
    )
    environment = os.environ | {VARIABLE: str(folder)}
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, env=environment, check=True, capture_output=True
    )
    assert done.stdout.split() == [b"False", b"True", b"False"]
