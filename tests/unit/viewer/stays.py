"""Hand-made timelines, one stay a call: what is not given is as a plain, dated visit has it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pandas as pd

from pipeline.timeline import SCHEMAS, to_frames

COUNTRIES = {
    "Lima": ("PE", "Peru"),
    "Cusco": ("PE", "Peru"),
    "Quito": ("EC", "Ecuador"),
    "Bogotá": ("CO", "Colombia"),
    "Paris": ("FR", "France"),
    "Lyon": ("FR", "France"),
    "Singapore": ("SG", "Singapore"),
    "Funafuti": ("TV", "Tuvalu"),
    "Sahel": ("", ""),
}
AS_OF = date(2020, 12, 31)

Row = dict[str, Any]


def stay(
    traveller: str, place: str, arrival: str = "", departure: str = "", **changed: object
) -> Row:
    """One row; days are dates of any precision, the trip is the traveller's name unless given."""
    code, country = COUNTRIES[place]
    stated = arrival or departure
    precision = {0: "unknown", 4: "year", 7: "month", 10: "day"}[len(stated)]
    first, last = _day(arrival), _day(departure)
    exact = precision == "day" and first and last
    row: Row = {
        "trip_id": f"trip {traveller}",
        "sequence": 1,
        "stop_kind": "stop",
        "traveller": traveller,
        "home_country_code": "US",
        "place": place,
        "place_kind": "city",
        "country": country,
        "country_code": code,
        "latitude": 1.0,
        "longitude": 2.0,
        "geonameid": list(COUNTRIES).index(place),
        "status": "visited",
        "arrival": first,
        "departure": last,
        "date_precision": precision,
        "days": (last - first).days + 1 if exact and first and last else None,
        "articles": 1,
        "confidence": 0.9,
        "as_of": AS_OF,
    }
    return row | changed


def timeline(rows: Sequence[Row]) -> pd.DataFrame:
    """The rows as the timeline, numbered within each trip in the order given."""
    numbered: list[Row] = []
    for index, row in enumerate(rows):
        before = sum(other["trip_id"] == row["trip_id"] for other in numbered)
        numbered.append(_empty() | {"stop_id": f"stop-{index}"} | row | {"sequence": before + 1})
    tables: dict[str, list[Row]] = {name: [] for name in SCHEMAS}
    return to_frames(tables | {"timeline": numbered}).timeline


def _empty() -> Row:
    return {field.name: None if field.nullable else "" for field in SCHEMAS["timeline"]}


def _day(text: str) -> date | None:
    return date.fromisoformat((text + "-01-01")[:10]) if text else None
