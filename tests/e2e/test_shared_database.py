"""The dashboard with its tables in a database, without a browser."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pipeline import timeline
from pipeline.timeline import database
from tests.e2e.test_app_wiring import ROOT, card_buttons, given, html, player
from tests.postgresql import PASSWORD, Server
from tests.unit.viewer.sample_tables import AMERICAS, PACIFIC, sample_rows, write_sample
from viewer.source import DATABASE_VARIABLE, VARIABLE, Database


@pytest.fixture(params=["postgresql", "sqlite"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database with the trips of the sample."""
    if request.param == "sqlite":
        found = f"sqlite:///{tmp_path / 'shared.db'}"
    else:
        server: Server = request.getfixturevalue("postgresql")
        found = server.create(f"shared_{abs(hash(request.node.nodeid))}")
    write_sample(tmp_path / "tables")
    put(found, tmp_path / "tables")
    yield found
    st.connection("demarche", type="sql", url=_url(found), pool_pre_ping=True).engine.dispose()


def _url(address: str) -> str:
    return str(Database(address)._engine().url.render_as_string(hide_password=False))


def put(address: str, folder: Path) -> None:
    with database.opened(address) as engine:
        database.write(engine, folder)
    st.cache_data.clear()  # a database is asked once a second, and a test does not wait


@pytest.fixture
def app(address: str, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    monkeypatch.delenv(VARIABLE, raising=False)
    monkeypatch.setenv(DATABASE_VARIABLE, address)
    return AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)


def test_a_trip_is_shown_with_its_stops_and_statistics(app: AppTest) -> None:
    app.run()
    assert not app.exception
    assert "seven stops in six countries, 1–7 Feb 2018" in html(app)
    assert player(app)["route"]["trip_id"] == AMERICAS
    assert len(card_buttons(app)) == 10
    app.session_state["tab"] = "Statistics"
    app.run()
    assert not app.exception


def test_a_text_is_read_for_the_reader(app: AppTest) -> None:
    app.session_state["tab"] = "Articles"
    app.run()
    assert not app.exception
    assert "It was a long week." in json.dumps(given(app, "demarche_article"))


def test_new_tables_are_shown_without_a_restart(app: AppTest, address: str, tmp_path: Path) -> None:
    app.run()
    rows = sample_rows()
    rows["timeline"] = [row for row in rows["timeline"] if row["trip_id"] == PACIFIC]
    timeline.write(rows, tmp_path / "fewer", {})
    put(address, tmp_path / "fewer")
    app.run()
    (travellers,) = (each for each in app.selectbox if each.label == "Traveller")
    assert travellers.options == ["Taro Kono · 2 stops"]


def test_tables_without_a_trip_are_a_friendly_page(
    app: AppTest, address: str, tmp_path: Path
) -> None:
    timeline.write({name: [] for name in sample_rows()}, tmp_path / "empty", {})
    put(address, tmp_path / "empty")
    app.run()
    assert not app.exception
    assert "no trip" in app.markdown[0].value


def test_a_server_that_goes_and_comes_is_told_and_forgiven(
    postgresql: Server, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = postgresql.create("comes_and_goes")
    write_sample(tmp_path)
    put(address, tmp_path)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", address])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert player(app)["route"]["trip_id"] == AMERICAS
    postgresql.crash()
    st.cache_data.clear()
    app.run()
    assert not app.exception
    assert "is away or refuses" in app.markdown[0].value
    assert "see that the server runs" in app.markdown[0].value
    assert not app.code  # tables written anew would not help
    assert PASSWORD not in app.markdown[0].value
    postgresql.start()
    app.run()
    assert not app.exception
    assert player(app)["route"]["trip_id"] == AMERICAS
    Database(address)._engine().dispose()


def test_tables_of_another_version_are_told_with_the_command_that_mends_them(
    app: AppTest, address: str
) -> None:
    engine = Database(address)._engine()
    with engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE timeline DROP COLUMN days")
    app.run()
    assert not app.exception
    assert "has tables of another version" in app.markdown[0].value
    assert "--database" in app.code[0].value


def test_statistics_say_what_is_wrong_when_the_database_has_gone() -> None:
    def part_of_the_page() -> None:
        from viewer.filters import NOTHING
        from viewer.source import Database
        from viewer.views import statistics

        away = Database("postgresql://demarche:pass-word@127.0.0.1:1/tables")
        statistics.show(away, NOTHING, lambda trip, stop: None)

    app = AppTest.from_function(part_of_the_page).run()
    assert not app.exception
    assert "see that the server runs" in app.warning[0].value
    assert "pass-word" not in app.warning[0].value


def test_a_file_is_shown_by_its_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = str(tmp_path / "what? 100% #1.sqlite")
    write_sample(tmp_path)
    put(file, tmp_path)
    monkeypatch.setattr(sys, "argv", ["dashboard.py", file])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert player(app)["route"]["trip_id"] == AMERICAS
    Database(file)._engine().dispose()


def test_the_secrets_name_a_database(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py"])
    for variable in (VARIABLE, DATABASE_VARIABLE):
        monkeypatch.delenv(variable, raising=False)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60)
    app.secrets["connections"] = {"demarche": {"url": address}}
    app.run()
    assert not app.exception
    assert player(app)["route"]["trip_id"] == AMERICAS


@pytest.mark.parametrize("named", ["sqlite:///none.db", "mysql://me:pass-word@db.example/x"])
def test_a_database_that_is_not_there_is_told_in_words(
    named: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["dashboard.py", named])
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert "missing" in app.markdown[0].value or "no address" in app.markdown[0].value
    assert all("pass-word" not in block.value for block in [*app.markdown, *app.code])
