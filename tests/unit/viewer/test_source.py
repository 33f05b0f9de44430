from __future__ import annotations

from pathlib import Path

import pytest

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
