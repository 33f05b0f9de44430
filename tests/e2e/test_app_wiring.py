"""What the page does with a choice, without a browser."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from pipeline.timeline import read, write
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_rows, write_sample
from viewer import viewmodel
from viewer.tables import VARIABLE

ROOT = Path(__file__).parents[2]


def app_of(folder: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.setenv(VARIABLE, str(folder))
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    write_sample(tmp_path)
    return app_of(tmp_path, monkeypatch)


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


def player(app: AppTest) -> dict[str, Any]:
    """What the map was given."""
    protos = [element.proto for element in app.get("bidi_component")]
    (proto,) = [proto for proto in protos if proto.component_name == "route_player"]
    parsed: dict[str, Any] = json.loads(proto.json)
    return parsed


def card_buttons(app: AppTest) -> list[Button]:
    """The names of the cards, which can be pressed."""
    return [button for button in app.button if (button.key or "").startswith("choose-")]


def marked(app: AppTest) -> list[int]:
    """The positions of the cards marked as current."""
    cards = [e.proto.body for e in app.get("html") if "class='card" in e.proto.body]
    return [index for index, card in enumerate(cards) if "aria-current" in card]


def test_it_opens_on_the_newest_trip(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "seven stops in six countries, 1–7 Feb 2018" in html(app)
    assert player(app)["route"]["trip_id"] == AMERICAS
    assert len(app.dataframe[0].value) == 10
    assert marked(app) == []


def test_another_traveller_changes_line_map_list_and_table(app: AppTest) -> None:
    app.run()
    app.selectbox("traveller").select("Taro Kono").run()
    assert "Taro Kono, Foreign Minister (Japan)" in html(app)
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert [button.label for button in card_buttons(app)] == [
        "Tokyo, Japan",
        "**1** Apia, Samoa",
        "**2** Honolulu, United States",
    ]
    assert list(app.dataframe[0].value["Place"]) == ["Tokyo", "Apia", "Honolulu"]


def test_another_trip_of_the_traveller(app: AppTest) -> None:
    app.run()
    app.selectbox("trip").select(GULF).run()
    assert player(app)["route"]["trip_id"] == GULF
    assert app.query_params["trip"] == GULF


def test_a_card_sends_the_map_there_and_is_marked(app: AppTest) -> None:
    app.run()
    app.button("choose-4").click().run()
    assert player(app)["seek"] == {"stop_id": f"{AMERICAS}-4", "token": 1}
    assert marked(app) == [4]
    app.button("choose-2").click().run()
    assert player(app)["seek"] == {"stop_id": f"{AMERICAS}-2", "token": 2}


def test_the_card_of_the_stop_the_player_has_come_to_is_marked(app: AppTest) -> None:
    app.run()
    for index in (2, 3):
        app.session_state["player"] = {"stop_id": f"{AMERICAS}-{index}", "playing": True}
        app.run()
        assert marked(app) == [index]
    assert player(app)["seek"] is None


def test_a_choice_gives_way_once_the_player_has_moved_on(app: AppTest) -> None:
    app.run()
    app.button("choose-4").click().run()
    for index in (4, 5, 4):
        app.session_state["player"] = {"stop_id": f"{AMERICAS}-{index}", "playing": True}
        app.run()
        assert marked(app) == [index]


def test_the_address_names_the_stop_only_when_the_player_rests(app: AppTest) -> None:
    app.run()
    assert "stop" not in app.query_params
    app.session_state["player"] = {"stop_id": f"{AMERICAS}-3", "playing": True}
    app.run()
    assert "stop" not in app.query_params
    app.session_state["player"] = {"stop_id": f"{AMERICAS}-3", "playing": False}
    app.run()
    assert (app.query_params["trip"], app.query_params["stop"]) == (AMERICAS, "3")


def test_an_address_opens_its_trip_at_its_stop(app: AppTest) -> None:
    app.query_params.update({"trip": PACIFIC, "stop": "2"})
    app.run()
    assert app.selectbox("traveller").value == "Taro Kono"
    assert player(app)["seek"] == {"stop_id": f"{PACIFIC}-2", "token": 1}
    assert marked(app) == [2]
    assert app.query_params["stop"] == "2"


def test_going_back_to_an_older_address_opens_it_again(app: AppTest) -> None:
    app.query_params.update({"trip": PACIFIC, "stop": "1"})
    app.run()
    app.query_params.update({"trip": AMERICAS, "stop": "4"})
    app.run()
    assert player(app)["route"]["trip_id"] == AMERICAS
    assert marked(app) == [4]


def test_an_address_of_no_trip_says_so_and_shows_the_newest(app: AppTest) -> None:
    app.query_params["trip"] = "gone"
    app.run()
    assert "not in these tables" in app.info[0].value
    assert player(app)["route"]["trip_id"] == AMERICAS


def test_filters_narrow_the_table(app: AppTest) -> None:
    app.run()
    app.text_input[0].input("jamaica").run()
    assert list(app.dataframe[0].value["Place"]) == ["Kingston"]
    app.text_input[0].input("nowhere").run()
    assert not app.dataframe
    assert "No stop fits" in app.info[0].value


def test_no_sentence_of_an_article_is_markup(app: AppTest) -> None:
    app.query_params["trip"] = PACIFIC
    app.run()
    assert "&lt;img src=x" in html(app)
    assert "<img" not in html(app)
    assert all("img src" not in markdown.value for markdown in app.markdown)


def test_without_tables_it_says_how_to_build_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = app_of(tmp_path / "none", monkeypatch).run()
    assert not app.exception
    assert "missing" in app.markdown[0].value
    assert app.code[0].value.startswith("python -m pipeline run ")


def test_a_damaged_table_is_named(app: AppTest, tmp_path: Path) -> None:
    (tmp_path / "evidence.parquet").write_bytes(b"PAR1 no more")
    app.run()
    assert not app.exception
    assert "evidence" in app.markdown[0].value
    assert "damaged" in app.markdown[0].value


def test_new_tables_are_shown_without_a_restart(app: AppTest, tmp_path: Path) -> None:

    app.run()
    rows = sample_rows()
    rows["timeline"] = [row for row in rows["timeline"] if row["trip_id"] == PACIFIC]
    write(rows, tmp_path, {})
    app.run()
    assert app.selectbox("traveller").options == ["Taro Kono · 2 stops"]


def test_tables_without_a_trip_are_a_friendly_page(app: AppTest, tmp_path: Path) -> None:

    write({name: [] for name in sample_rows()}, tmp_path, {})
    app.run()
    assert not app.exception
    assert "no trip" in app.markdown[0].value


NOTHING_KNOWN = {"arrival": None, "departure": None, "days": None, "date_precision": "unknown"}


@pytest.mark.parametrize(
    ("places", "values"),
    [
        ((), {"status": "cancelled", "cancel_kind": "postponed"}),
        ((), NOTHING_KNOWN),
        (("Lima",), {}),
        (("Lima",), {"status": "cancelled", "cancel_kind": "", **NOTHING_KNOWN}),
        (("Washington",), {}),
        (("Washington", "Lima"), {"stop_kind": "transit"}),
    ],
    ids=["called off", "undated", "one stop", "one called off", "no stop", "halts alone"],
)
def test_a_trip_of_any_kind_is_shown(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    places: tuple[str, ...],
    values: dict[str, object],
) -> None:
    rows = sample_rows()
    of_trip = [row for row in rows["timeline"] if row["trip_id"] == AMERICAS]
    rows["timeline"] = [row | values for row in of_trip if not places or row["place"] in places]
    write(rows, tmp_path, {})
    app = app_of(tmp_path, monkeypatch).run()
    assert not app.exception
    assert "Rex Tillerson" in html(app)
    assert len(player(app)["route"]["stops"]) == len(rows["timeline"])


def test_every_trip_of_the_sample_corpus_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    tables = read(ROOT / "data/timeline")
    app = app_of(ROOT / "data/timeline", monkeypatch)
    for trip in viewmodel.trips(tables):
        stops = (tables.timeline["trip_id"] == trip.trip_id).sum()
        app.query_params["trip"] = trip.trip_id
        app.query_params.pop("stop", None)
        app.run()
        assert not app.exception, trip.trip_id
        assert player(app)["route"]["trip_id"] == trip.trip_id
        assert app.selectbox("traveller").value == trip.traveller
        assert len(app.dataframe[0].value) == stops
        assert len(card_buttons(app)) == stops


def test_the_page_is_drawn_without_the_language_model(tmp_path: Path) -> None:
    write_sample(tmp_path)
    probe = (
        "import sys; from streamlit.testing.v1 import AppTest\n"
        "app = AppTest.from_file('dashboard.py', default_timeout=60).run()\n"
        "sys.exit(bool(app.exception) or len(app.dataframe) != 1 or 'spacy' in sys.modules)"
    )
    environment = os.environ | {VARIABLE: str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", probe], cwd=ROOT, env=environment, check=False)
    assert done.returncode == 0
