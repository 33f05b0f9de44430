"""Openings of news reports as agencies, papers and ministries write them, and what each tells."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from pipeline.extract import Extractor
from pipeline.intervals import DateInterval
from pipeline.journeys import reconstruct
from pipeline.model import Article, Stop, StopKind

LEDES = tomllib.loads(Path(__file__).with_name("ledes.toml").read_text("utf-8"))["lede"]


@pytest.mark.parametrize("lede", LEDES, ids=lambda lede: str(lede["text"])[:40])
def test_lede(extractor: Extractor, lede: dict[str, Any]) -> None:
    published: date = lede["date"]
    title = lede.get("title", "")
    article = Article("lede", lede["text"], title, DateInterval.day(published), language="en")
    trips = reconstruct(list(extractor.extract([article])), 7)
    stops = [
        told(trip.traveller.name, stop)
        for trip in trips
        for stop in trip.stops
        if stop.stop_kind is StopKind.STOP
    ]
    assert sorted(stops) == sorted(lede["stops"])


def told(traveller: str, stop: Stop) -> str:
    parts = [traveller, f"{stop.place.name} {stop.place.country_code}", str(stop.status)]
    arrival = stop.dates.arrival
    return ", ".join([*parts, str(arrival)] if arrival else parts)


def test_every_lede_tells_of_something_or_of_nothing_on_purpose() -> None:
    assert sum(not lede["stops"] for lede in LEDES) < len(LEDES) / 4
