"""Stops and trips of an invented journey, with only what a test cares about spelt out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from pipeline.intervals import DateInterval
from pipeline.model import (
    Article,
    Claim,
    Dates,
    Extraction,
    Mention,
    Place,
    PlaceKind,
    Status,
    Stop,
    StopKind,
    Traveller,
    Trip,
)

TEXT = "Mr Doe reached Windhoek on Tuesday, and Lusaka."
SNIPPET = "Mr Doe reached Windhoek on Tuesday"
TRAVELLER = Traveller("John Doe", home_country_code="FR")
WINDHOEK = Place(
    "Windhoek", PlaceKind.CITY, "NA", "Namibia", -22.559722, 17.083234, 3352136, "Khomas"
)
LUSAKA = Place("Lusaka", PlaceKind.CITY, "ZM", "Zambia", -15.406669, 28.287133, 909137)
NAIROBI = Place("Nairobi", PlaceKind.CITY, "KE", "Kenya", -1.283333, 36.816667, 184745)
CLAIM = Claim("a", TRAVELLER, WINDHOEK, Status.VISITED, SNIPPET, 0, 34, "reached", mention_start=15)
ARTICLE = Article(
    "a", TEXT, "Doe in Namibia", DateInterval.parse("2024-05-07"), "Wire", "https://wire.example/a"
)
EXTRACTION = Extraction(ARTICLE, (Mention(15, 23, "Windhoek", place=WINDHOEK),), (CLAIM,))


def dates(arrival: str = "", departure: str = "") -> Dates:
    """Dates from ISO texts of any precision; empty is unknown."""
    return Dates(_parsed(arrival), _parsed(departure))


def stop(place: Place = WINDHOEK, status: Status = Status.VISITED, **more: object) -> Stop:
    """A stop of John Doe with one claim, and whatever else is named."""
    made = Stop(f"doe-{place.name}", TRAVELLER, place, StopKind.STOP, status, (CLAIM,))
    return replace(made, **more)  # type: ignore[arg-type]


def trip(*stops: Stop) -> Trip:
    """A trip of these stops."""
    return Trip("doe-2024", TRAVELLER, date(2024, 5, 7), stops)


def _parsed(text: str) -> DateInterval | None:
    return DateInterval.parse(text) if text else None
