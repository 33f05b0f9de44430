"""What the page does with a choice, without a browser."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button, Selectbox

from pipeline.timeline import TEXTS_FILE, read, write
from tests.unit.viewer.sample_tables import (
    AMERICAS,
    GULF,
    PACIFIC,
    sample_rows,
    sample_texts,
    write_sample,
)
from viewer import viewmodel
from viewer.source import VARIABLE

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


def given(app: AppTest, name: str) -> dict[str, Any]:
    """What a component was given."""
    protos = [element.proto for element in app.get("bidi_component")]
    (proto,) = [proto for proto in protos if proto.component_name == name]
    parsed: dict[str, Any] = json.loads(proto.json)
    return parsed


def player(app: AppTest) -> dict[str, Any]:
    """What the map was given."""
    return given(app, "route_player")


def marked_rows(app: AppTest) -> list[int]:
    """The rows of the table that are marked."""
    return [row for row, mark in enumerate(app.dataframe[0].value["Here"]) if mark]


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


def test_a_choice_made_before_the_browser_had_the_address_stands(app: AppTest) -> None:
    app.run()
    app.selectbox("traveller").select("Taro Kono").run()
    assert app.query_params["trip"] == PACIFIC
    app.query_params.clear()  # as the page was when it was opened
    app.selectbox("traveller").select("Rex Tillerson").run()
    first = player(app)["route"]["trip_id"]
    assert first != PACIFIC
    assert app.query_params["trip"] == first
    app.query_params.clear()
    app.run()  # another message that left before
    assert player(app)["route"]["trip_id"] == first
    app.query_params.update({"trip": PACIFIC, "stop": "2"})  # nothing chosen: this is the way back
    app.run()
    assert player(app)["route"]["trip_id"] == PACIFIC


def test_travellers_are_added_and_stand_in_the_address(app: AppTest) -> None:
    app.run()
    assert app.multiselect("companions").options == [
        "Taro Kono · 17–19 Aug 2017 · 2 stops · Samoa, United States"
    ]
    app.multiselect("companions").select(PACIFIC).run()
    assert not app.exception
    tracks = player(app)["route"]["tracks"]
    assert [track["traveller"] for track in tracks] == ["Rex Tillerson", "Taro Kono"]
    assert len({track["colour"] for track in tracks}) == 2
    assert "Taro Kono" in html(app)
    assert (app.query_params["trip"], app.query_params["with"]) == (AMERICAS, PACIFIC)


def test_an_address_opens_all_its_travellers(app: AppTest) -> None:
    app.query_params.update({"trip": PACIFIC, "stop": "2", "with": f"{AMERICAS},gone"})
    app.run()
    assert [track["traveller"] for track in player(app)["route"]["tracks"]] == [
        "Taro Kono",
        "Rex Tillerson",
    ]
    assert player(app)["seek"] == {"stop_id": f"{PACIFIC}-2", "token": 1}
    assert app.query_params["with"] == AMERICAS
    assert app.info[0].value.endswith(r"left out here: with\=gone")


def test_another_trip_is_shown_alone(app: AppTest) -> None:
    app.query_params.update({"trip": AMERICAS, "with": PACIFIC})
    app.run()
    app.selectbox("trip").select(GULF).run()
    assert len(player(app)["route"]["tracks"]) == 1
    assert "with" not in app.query_params


def test_the_stop_of_a_companion_is_marked_but_is_no_stop_of_the_trip(app: AppTest) -> None:
    app.query_params.update({"trip": AMERICAS, "with": PACIFIC})
    app.run()
    app.session_state["player"] = {"stop_id": f"{PACIFIC}-1", "playing": False}
    app.run()
    assert marked(app) == [11]
    assert "stop" not in app.query_params
    assert app.query_params["with"] == PACIFIC


def test_an_address_of_no_trip_says_so_and_shows_the_newest(app: AppTest) -> None:
    app.query_params["trip"] = "gone"
    app.run()
    assert "this collection does not have" in app.info[0].value
    assert r"trip\=gone" in app.info[0].value
    assert player(app)["route"]["trip_id"] == AMERICAS


def test_the_row_of_the_stop_the_player_has_come_to_is_marked(app: AppTest) -> None:
    app.run()
    assert marked_rows(app) == []
    assert "Here" not in app.dataframe[0].proto.column_order
    app.session_state["player"] = {"stop_id": f"{AMERICAS}-3", "playing": True}
    app.run()
    assert marked_rows(app) == [3]
    assert "Here" in app.dataframe[0].proto.column_order
    app.button("choose-5").click().run()
    assert marked_rows(app) == [5]


def test_no_row_is_marked_where_the_stop_is_filtered_out(app: AppTest) -> None:
    app.query_params.update({"trip": AMERICAS, "stop": "4"})
    app.run()
    assert marked_rows(app) == [4]
    app.text_input("filter-text").set_value("jamaica").run()
    assert marked_rows(app) == []


def test_the_timeline_shows_the_trip_those_of_the_traveller_or_all(app: AppTest) -> None:
    app.run()
    shown = given(app, "demarche_timeline")
    assert (shown["trip_ids"], shown["single"]) == ([AMERICAS], True)
    assert [len(lane["bars"]) for lane in shown["lanes"]] == [10]
    scope = app.segmented_control("timeline_scope")
    assert scope.options == [
        "This trip",
        "Trips of Rex Tillerson (2)",
        "All trips (3)",
    ]
    for choice, trips in (("traveller", [AMERICAS, GULF]), ("all", [AMERICAS, GULF, PACIFIC])):
        app.segmented_control("timeline_scope").set_value(choice).run()
        shown = given(app, "demarche_timeline")
        assert [lane["trip_id"] for lane in shown["lanes"]] == trips
        assert not shown["single"]


def test_the_timeline_counts_the_trips_it_shows(app: AppTest) -> None:
    app.query_params.update({"trip": AMERICAS, "with": PACIFIC})
    app.run()
    shown = given(app, "demarche_timeline")
    assert [lane["trip_id"] for lane in shown["lanes"]] == [AMERICAS, PACIFIC]
    app.segmented_control("timeline_scope").set_value("traveller").run()
    shown = given(app, "demarche_timeline")
    assert [lane["trip_id"] for lane in shown["lanes"]] == [AMERICAS, GULF]
    app.text_input("filter-text").set_value("tillerson").run()
    assert not app.exception
    assert app.segmented_control("timeline_scope").options == [
        "These trips",
        "Trips of Rex Tillerson that fit (2)",
    ]


def test_the_timeline_goes_on_where_the_traveller_has_one_trip_only(app: AppTest) -> None:
    app.run()
    app.segmented_control("timeline_scope").set_value("traveller").run()
    app.selectbox("traveller").select("Taro Kono").run()
    assert not app.exception
    assert [lane["trip_id"] for lane in given(app, "demarche_timeline")["lanes"]] == [PACIFIC]


def test_the_reader_opens_the_article_picked_in_full(app: AppTest) -> None:
    app.run()
    pick = app.radio("article_id")
    assert pick.options == [
        "Tillerson opens Americas tour in Mexico",
        "Secretary lands in Peru",
        "In Lima, talk of an oil embargo",
    ]
    pick.set_value("wire/002").run()
    shown = given(app, "demarche_article")
    assert shown["article"]["title"] == "In Lima, talk of an oil embargo"
    assert shown["whole"]
    text = "".join(words[0] for passage in shown["parts"][0] for words in passage["words"])
    assert text == sample_texts()["wire/002"]


def test_a_stop_that_is_chosen_opens_the_article_that_it_quotes(app: AppTest) -> None:
    def opened() -> str:
        return str(given(app, "demarche_article")["article"]["article_id"])

    app.run()
    assert opened() == "wire/001"
    app.button("choose-4").click().run()
    assert opened() == "wire/002"
    app.radio("article_id-1").set_value("post/003").run()
    assert opened() == "post/003"
    app.button("choose-8").click().run()
    assert opened() == "wire/001"


def test_without_texts_the_reader_shows_what_the_tables_quote(app: AppTest, tmp_path: Path) -> None:
    (tmp_path / TEXTS_FILE).unlink()
    app.query_params["trip"] = GULF
    app.run()
    shown = given(app, "demarche_article")
    assert not shown["whole"]
    assert len(shown["parts"]) == 2


def test_damaged_texts_are_named_and_the_rest_is_there(app: AppTest, tmp_path: Path) -> None:
    (tmp_path / TEXTS_FILE).write_bytes(b"PAR1 no more")
    app.run()
    assert not app.exception
    assert "damaged" in app.warning[0].value
    assert player(app)["route"]["trip_id"] == AMERICAS


def test_another_trip_opens_its_own_first_article(app: AppTest) -> None:
    app.run()
    app.radio("article_id").set_value("wire/002").run()
    app.selectbox("traveller").select("Taro Kono").run()
    assert not app.exception
    assert given(app, "demarche_article")["article"]["article_id"] == "post/005"


def test_what_an_address_asks_in_vain_is_said_in_one_line_until_the_reader_moves(
    app: AppTest,
) -> None:
    app.query_params.update(
        {"trip": PACIFIC, "stop": "9", "country": ["XX", "WS"], "status": "[x](javascript:1)"}
    )
    app.run()
    (info,) = app.info
    assert re.sub(r"\\(.)", r"\1", info.value).endswith(
        "left out here: country=XX, status=[x](javascript:1), stop=9"
    )
    assert "[x](" not in info.value
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert player(app)["seek"] is None
    assert app.multiselect("filter-countries").value == ["WS"]
    app.button("choose-1").click().run()
    app.run()
    assert not app.info


def test_an_address_finds_its_stop_after_others_have_come_before_it(
    app: AppTest, tmp_path: Path
) -> None:
    app.query_params.update({"trip": AMERICAS, "stop": "3", "at": f"{AMERICAS}-4"})
    app.run()
    assert marked(app) == [4]
    assert (app.query_params["stop"], app.query_params["at"]) == ("3", f"{AMERICAS}-4"), "no trap"
    app.query_params.update({"trip": "renamed", "stop": "3", "at": f"{PACIFIC}-2"})
    app.run()
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert marked(app) == [2]
    assert not app.info


def test_the_number_in_an_address_is_enough(app: AppTest) -> None:
    app.query_params.update({"trip": AMERICAS, "stop": "3", "at": "gone"})
    app.run()
    assert marked(app) == [3]


def test_a_filter_narrows_the_pickers_and_the_table(app: AppTest) -> None:
    app.run()
    app.multiselect("filter-countries").set_value(["QA", "JM"]).run()
    assert app.selectbox("traveller").options == ["Rex Tillerson · 9 stops"]
    assert [label.split(" ·")[0] for label in app.selectbox("trip").options] == [
        "1–7 Feb 2018",
        "Oct 2017",
    ]
    assert player(app)["route"]["trip_id"] == AMERICAS
    assert list(app.dataframe[0].value["Place"]) == ["Kingston"]
    app.segmented_control("table_scope").set_value("all").run()
    assert list(app.dataframe[0].value["Place"]) == ["Kingston", "Doha"]
    assert "2 of 3 trips fit: in Qatar or Jamaica." in html(app)


def test_a_filter_that_leaves_the_trip_out_goes_to_one_it_leaves(app: AppTest) -> None:
    app.run()
    app.multiselect("filter-countries").set_value(["QA"]).run()
    assert player(app)["route"]["trip_id"] == GULF
    app.multiselect("filter-countries").set_value(["WS"]).run()
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert app.query_params["country"] == "WS"


def picker(app: AppTest, label: str) -> Selectbox[str]:
    """A picker by its label: its key is another one after each trip that was not picked there."""
    (found,) = [each for each in app.selectbox if each.label == label]
    return found


def clear_filter(app: AppTest) -> None:
    next(button for button in app.button if button.label == "Clear filter").click().run()


def test_without_the_filter_the_trip_it_took_away_is_back_at_its_stop(app: AppTest) -> None:
    app.query_params.update({"trip": PACIFIC, "with": AMERICAS})
    app.run()
    app.button("choose-1").click().run()
    app.run()  # before, only the map was drawn again
    app.multiselect("filter-countries").set_value(["QA"]).run()
    assert player(app)["route"]["trip_id"] == GULF
    app.multiselect("filter-countries").set_value(["PE"]).run()
    assert player(app)["route"]["trip_id"] == AMERICAS
    clear_filter(app)
    assert len(player(app)["route"]["tracks"]) == 2
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert player(app)["seek"]["stop_id"] == f"{PACIFIC}-1"
    assert marked(app) == [1]


def test_a_trip_gone_to_under_a_filter_stays_without_it(app: AppTest) -> None:
    app.query_params["trip"] = PACIFIC
    app.run()
    app.multiselect("filter-countries").set_value(["QA", "PE"]).run()
    assert player(app)["route"]["trip_id"] == AMERICAS
    picker(app, "Trip").select(GULF).run()
    clear_filter(app)
    assert player(app)["route"]["trip_id"] == GULF


def test_what_the_browser_held_before_does_not_take_a_choice_back(app: AppTest) -> None:
    app.run()
    app.multiselect("filter-countries").set_value(["WS"]).run()
    assert player(app)["route"]["trip_id"] == PACIFIC
    app.session_state["trip"] = AMERICAS
    app.session_state["traveller"] = "Rex Tillerson"
    app.run()
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert picker(app, "Traveller").value == "Taro Kono"


def test_a_filter_that_keeps_the_trip_sends_the_map_nothing_new(app: AppTest) -> None:
    app.run()
    before = player(app)
    app.pills("filter-statuses").set_value(["planned"]).run()
    app.text_input("filter-first").set_value("2018").run()
    assert player(app) == before


def test_where_nothing_fits_it_says_what_to_give_up(app: AppTest) -> None:
    app.run()
    app.multiselect("filter-countries").set_value(["JM"]).run()
    app.pills("filter-statuses").set_value(["cancelled"]).run()
    assert player(app)["route"]["trip_id"] == AMERICAS
    assert "No stop fits this filter: in Jamaica; called off." in html(app)
    assert "Without “called off”, 1 trip fits." in html(app)
    assert len(app.selectbox("traveller").options) == 2
    assert not app.dataframe
    assert "No stop fits" in app.info[0].value
    clear_filter(app)
    assert len(app.dataframe[0].value) == 10
    assert "fits this filter" not in html(app)


def test_the_address_carries_the_filter_and_opens_it_again(app: AppTest) -> None:
    asked = {"region": "western-asia", "from": "2017", "status": "visited", "confidence": "20"}
    app.query_params.update(asked)
    app.run()
    assert player(app)["route"]["trip_id"] == GULF
    assert app.multiselect("filter-regions").value == ["Western Asia"]
    assert app.text_input("filter-first").value == "2017"
    assert app.pills("filter-statuses").value == ["visited"]
    assert app.slider("filter-confidence").value == 20
    assert list(app.dataframe[0].value["Place"]) == ["Riyadh"]
    app.button("choose-0").click().run()
    assert {name: app.query_params[name] for name in asked} == asked
    assert (app.query_params["trip"], app.query_params["stop"]) == (GULF, "1")


def test_a_trip_that_a_link_names_is_shown_though_it_does_not_fit_any_more(app: AppTest) -> None:
    app.query_params.update({"trip": PACIFIC, "stop": "1", "status": "planned"})
    app.run()
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert "1 of 3 trips fit: planned. The one shown does not." in html(app)
    app.text_input("filter-text").set_value("tillerson").run()
    assert player(app)["route"]["trip_id"] == AMERICAS


def test_a_date_nobody_understands_is_named_and_filters_nothing(app: AppTest) -> None:
    app.run()
    app.text_input("filter-last").set_value("last week").run()
    assert "Not a date" in app.caption[0].value
    assert len(app.dataframe[0].value) == 10


def test_a_traveller_with_accents_has_a_line_that_is_found_without(
    app: AppTest, tmp_path: Path
) -> None:
    rows = sample_rows()
    for row in rows["timeline"]:
        row["traveller"] = row["traveller"].replace("Taro Kono", "Gabriel López")
    write(rows, tmp_path, {})
    app.run()
    (line,) = [line for line in app.selectbox("traveller").options if "López" in line]
    shown, _, found_by = line.partition("\N{NO-BREAK SPACE}")
    assert shown == "Gabriel López · 2 stops"
    assert found_by.strip() == "gabriel lopez · 2 stops"


def test_an_embedded_page_is_the_map_alone(app: AppTest) -> None:
    app.context.update({"is_embedded": True, "url": "https://example.org/maps/"})
    app.query_params.update({"trip": PACIFIC, "stop": "2", "country": "WS"})
    app.run()
    assert not app.exception
    assert player(app)["route"]["trip_id"] == PACIFIC
    assert player(app)["seek"] == {"stop_id": f"{PACIFIC}-2", "token": 1}
    assert not [*app.selectbox, *app.tabs, *app.dataframe, *app.button]
    assert "<p class='whose' dir='auto'>Taro Kono" in html(app)
    whole = f"https://example.org/maps/?trip={PACIFIC}&amp;stop=2&amp;at={PACIFIC}-2&amp;country=WS"
    assert f"href='{whole}'" in html(app)


def test_an_embedded_page_leaves_the_history_of_the_page_around_it_alone(app: AppTest) -> None:
    app.context.update({"is_embedded": True, "url": "https://example.org/"})
    app.query_params["trip"] = AMERICAS
    app.run()
    app.session_state["player"] = {"stop_id": f"{AMERICAS}-3", "playing": False}
    app.run()
    assert "stop" not in app.query_params
    assert f"stop=3&amp;at={AMERICAS}-3" in html(app)


def test_the_addresses_to_share_are_those_of_the_view(app: AppTest) -> None:
    app.context["url"] = "https://example.org/maps/"
    app.query_params.update({"trip": PACIFIC, "stop": "2", "text": "apia"})
    app.run()
    link, frame = [block.value for block in app.code]
    assert link == f"https://example.org/maps/?trip={PACIFIC}&stop=2&at={PACIFIC}-2&text=apia"
    assert f'<iframe src="{link.replace("&", "&amp;")}&amp;embed=true"' in frame


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
    assert picker(app, "Traveller").options == ["Taro Kono · 2 stops"]


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
    # With one button less, the open filter beside it would be drawn anew, and close.
    popovers = [block.proto.popover for block in app.get("popover")]
    assert [(each.label, each.disabled) for each in popovers[:2]] == [
        ("Add travellers", True),
        ("Filter", False),
    ]


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
        assert picker(app, "Traveller").value == trip.traveller
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
