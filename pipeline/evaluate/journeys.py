"""Predictions in the form of a gold file: each article alone, as of its own date."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import InputError
from pipeline.evaluate.lines import read_lines
from pipeline.intervals import DateInterval, Precision
from pipeline.journeys import reconstruct
from pipeline.model import Extraction, StopKind, Trip


def predictions(extractions: Iterable[Extraction], gap_days: int = 7) -> Iterator[dict[str, Any]]:
    """A line an article and traveller, each article alone and as of its own date.

    Origin, return and transit are left out; a day is given only where it is known to the day.
    Beside the keys of the gold a stop has its `confidence`.
    """
    for extraction in extractions:
        for trips in _by_traveller(reconstruct([extraction], gap_days)).values():
            stops = [
                {
                    "place": stop.place.name,
                    "country_iso2": stop.place.country_code,
                    "status": str(stop.status),
                    "arrive": _day(stop.dates.arrival),
                    "depart": _day(stop.dates.departure),
                    "confidence": round(stop.confidence, 3),
                }
                for trip in trips
                for stop in trip.stops
                if stop.stop_kind is StopKind.STOP
            ]
            if stops:
                name = trips[0].traveller.name
                yield {"id": extraction.article.article_id, "traveller": name, "stops": stops}


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The lines of a gold file.

    Raises:
        InputError: the file is missing, or a line is not the JSON of a gold line.
    """
    lines = read_lines(path, "check --gold")
    return [_gold_line(line, path, number) for number, line in lines]


def _by_traveller(trips: Iterable[Trip]) -> dict[str, list[Trip]]:
    found: dict[str, list[Trip]] = defaultdict(list)
    for trip in trips:
        found[trip.traveller.name].append(trip)
    return found


def _day(interval: DateInterval | None) -> str | None:
    known = interval is not None and interval.precision is Precision.DAY
    return str(interval) if known else None


def _gold_line(line: str, path: Path, number: int) -> dict[str, Any]:
    try:
        data = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(
            f"{path} line {number} is not JSON ({error.msg}); mend the file"
        ) from error
    if not isinstance(data, dict) or not {"id", "traveller", "stops"} <= data.keys():
        raise InputError(f"{path} line {number} lacks id, traveller or stops; mend the file")
    for stop in data["stops"] if isinstance(data["stops"], list) else [None]:
        if not isinstance(stop, dict) or not {"place", "country_iso2", "status"} <= stop.keys():
            raise InputError(
                f"{path} line {number}: a stop lacks place, country_iso2 or status; mend the file"
            )
        if not _has_dates(stop):
            raise InputError(f"{path} line {number}: a date of a stop is not ISO; mend the file")
    return data


def _has_dates(stop: dict[str, Any]) -> bool:
    """Whether what stands for dates are dates, or nothing."""
    try:
        for key in ("arrive", "depart", "month"):
            if stop.get(key) is not None:
                DateInterval.parse(stop[key])
    except (ValueError, TypeError, AttributeError):
        return False
    return True
