from __future__ import annotations

from pathlib import Path

import pytest

from viewer.tables import folder


@pytest.mark.parametrize(
    ("arguments", "environment", "chosen"),
    [
        ([], {}, "data/timeline"),
        ([], {"DEMARCHE_TIMELINE": "out"}, "out"),
        (["mine/"], {"DEMARCHE_TIMELINE": "out"}, "mine"),
        ([], {"DEMARCHE_TIMELINE": ""}, "data/timeline"),
    ],
)
def test_the_command_line_goes_before_the_environment(
    arguments: list[str], environment: dict[str, str], chosen: str
) -> None:
    assert folder(arguments, environment) == Path(chosen)
