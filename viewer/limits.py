"""How much a visitor may give at once, as the host of the dashboard sets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from pipeline.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Limits:
    """The most that is read at once; the defaults keep a server below 690 MB.

    Each is set by an environment variable: `max_files` by DEMARCHE_MAX_FILES. `max_characters`
    and `max_megabytes` hold for all that is given together, `max_article_characters` for one
    article. Addresses are fetched only where `allow_addresses` is not 0.
    """

    max_characters: int = 200_000
    max_article_characters: int = 50_000
    max_articles: int = 100
    max_files: int = 20
    max_megabytes: int = 5
    allow_addresses: int = 0


def limits(environment: Mapping[str, str]) -> Limits:
    """The limits of this host.

    Raises:
        SettingsError: a variable does not hold a whole number.
    """
    values = {}
    for field in fields(Limits):
        variable = f"DEMARCHE_{field.name.upper()}"
        text = environment.get(variable, "").strip()
        if text and not text.isdecimal():
            raise SettingsError(f"{variable} is {text!r}; set it to a whole number")
        if text:
            values[field.name] = int(text)
    return Limits(**values)
