from __future__ import annotations

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
    ],
)
def test_the_command_line_goes_before_the_environment(
    arguments: list[str], environment: dict[str, str], source: Source
) -> None:
    assert chosen(arguments, environment) == source


@pytest.mark.parametrize("address", ["nonsense://me:pass-word@host/db", "sqlite://"])
def test_an_address_of_no_database_is_not_shown(address: str) -> None:
    assert Database(address).shown == "the database"
