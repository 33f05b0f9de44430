from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st
from streamlit.runtime.secrets import AttrDict

from pipeline.errors import TableError
from pipeline.timeline.connection import address as address_of
from viewer.source import Database, Folder, Source, chosen

ADDRESS = "postgresql://demarche@db.example/press"


@pytest.mark.parametrize(
    ("arguments", "environment", "source"),
    [
        ([], {}, Folder("data/timeline")),
        ([], {"DEMARCHE_TIMELINE": "out"}, Folder("out")),
        (["mine/"], {"DEMARCHE_TIMELINE": "out"}, Folder("mine/")),
        ([], {"DEMARCHE_TIMELINE": ""}, Folder("data/timeline")),
        ([ADDRESS], {"DEMARCHE_TIMELINE": "out"}, Database(ADDRESS)),
        ([], {"DEMARCHE_TIMELINE": "out", "DEMARCHE_DATABASE": ADDRESS}, Database(ADDRESS)),
        (["mine"], {"DEMARCHE_DATABASE": ADDRESS}, Folder("mine")),
        (["out/timeline.sqlite"], {}, Database("out/timeline.sqlite")),
        ([], {"DEMARCHE_TIMELINE": "mine.db"}, Database("mine.db")),
    ],
)
def test_the_command_line_goes_before_the_environment(
    arguments: list[str], environment: dict[str, str], source: Source
) -> None:
    assert chosen(arguments, environment) == source


def test_a_folder_may_be_named_like_a_file(tmp_path: Path) -> None:
    folder = tmp_path / "tables.db"
    folder.mkdir()
    assert chosen([str(folder)], {}) == Folder(str(folder))


@pytest.mark.parametrize("address", ["nonsense://me:pass-word@host/db", "sqlite://"])
def test_an_address_of_no_database_is_not_shown(address: str) -> None:
    assert Database(address).shown == "the database"


@pytest.mark.parametrize(
    "told",
    [
        {"url": "postgresql://me:a%40b@db.example:5433/press?sslmode=require"},
        {
            "dialect": "postgresql",
            "username": "me",
            "password": "a@b",
            "host": "db.example",
            "port": "5433",
            "database": "press",
            "query": {"sslmode": "require"},
        },
    ],
)
def test_secrets_in_parts_have_the_limits_of_an_address(
    told: dict[str, object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "secrets", AttrDict({"connections": {"demarche": told}}))
    url = Database()._engine().url
    assert url == address_of("postgresql://me:a%40b@db.example:5433/press?sslmode=require")
    assert url.query["connect_timeout"] == "10"


def test_secrets_that_lack_a_part_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = AttrDict({"connections": {"demarche": {"host": "db.example"}}})
    monkeypatch.setattr(st, "secrets", lacking)
    with pytest.raises(TableError, match="name no database that can be opened"):
        Database().read_stamp()
