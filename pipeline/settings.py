"""What a run can be told; a value passed down, never read from a global."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a run; the same settings and articles give the same tables.

    `geocoder` is the name of a geopy geocoder to ask where the gazetteer has no answer, empty to
    stay offline; it needs `user_agent`. A gap of more than `trip_gap_days` cuts a journey in two.
    `processes` read articles side by side, 0 for as many as pay; the tables are the same.
    `max_characters` are read of one article; `max_articles` and `max_characters_in_all` of a run,
    0 for as many as there are. Only with `private_hosts` may an address lead to a host that is not
    on the public internet. A host is asked once in `request_interval` seconds; pages are kept in
    the user's cache folder to be asked for only if they change, unless `keep_pages` is false.
    `published` is when every article came out, whatever it says itself: a day, a month or a year.
    """

    model: str = "en_core_web_sm"
    geocoder: str = ""
    user_agent: str = ""
    trip_gap_days: int = 7
    max_characters: int = 200_000
    processes: int = 0
    max_articles: int = 0
    max_characters_in_all: int = 0
    private_hosts: bool = False
    request_interval: float = 1.0
    keep_pages: bool = True
    published: str = ""

    def as_dict(self) -> dict[str, Any]:
        """The settings as they stand in run.json."""
        return asdict(self)
