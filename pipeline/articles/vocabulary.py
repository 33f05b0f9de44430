"""The names in vocabulary.toml."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).with_suffix(".toml")


def names(section: str, key: str) -> list[str]:
    """The names listed under a key of a section, best first."""
    return _vocabulary()[section][key]


@cache
def _vocabulary() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))
