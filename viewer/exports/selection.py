"""The rows a reader takes away: by trip, each with the sentence that says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import pandas as pd
import pyarrow as pa

from pipeline.model import Status
from pipeline.timeline import SCHEMAS, Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.route_player.route import Leg
from viewer.viewmodel.records import Record, evidence_of, span_in_words, stop_records, stops_of
from viewer.viewmodel.routes import best_claim, legs

_OF_CLAIM = ("snippet", "title", "source", "url", "published")
_OF_ARTICLE = "published_precision"

SCHEMA = pa.schema(
    [
        *SCHEMAS["timeline"],
        *(SCHEMAS["evidence"].field(name) for name in _OF_CLAIM),
        SCHEMAS["articles"].field(_OF_ARTICLE),
    ]
)


@dataclass(frozen=True, slots=True)
class TripRows:
    """Rows of one trip, with the columns of `SCHEMA`, and the legs both of whose ends are here."""

    trip_id: str
    stops: tuple[Record, ...]
    legs: tuple[Leg, ...]


def selection(tables: Tables, rows: pd.DataFrame) -> tuple[TripRows, ...]:
    """The rows chosen from the timeline, trips and stops in the order given."""
    stops = stop_records(rows)
    evidence = evidence_of(tables, stops)
    trips: dict[str, list[Record]] = {}
    for stop in stops:
        trips.setdefault(stop["trip_id"], []).append(_quoting(stop, evidence[stop["stop_id"]]))
    return tuple(
        TripRows(trip_id, tuple(chosen), _legs_between(tables, trip_id, chosen))
        for trip_id, chosen in trips.items()
    )


def has_place(stop: Record) -> bool:
    """Whether the table knows where the stop lies."""
    return all(
        stop[name] is not None and isfinite(stop[name]) for name in ("longitude", "latitude")
    )


def name(stop: Record) -> str:
    """The place with its country, and how it stands unless it is a visit made."""
    place = straight(", ".join(dict.fromkeys(filter(None, (stop["place"], stop["country"])))))
    words = status_words(stop)
    return place if words == theme.STATUS[Status.VISITED].word else f"{place} ({words.lower()})"


def status_words(stop: Record) -> str:
    """How the stop stands, in words."""
    return theme.stop_words(stop["stop_kind"], stop["status"], stop["cancel_kind"])


def facts(stop: Record) -> str:
    """The status, the date, and from which day and how many articles they are seen, in one line."""
    when = dates.in_words(stop["arrival"], stop["departure"], stop["date_precision"])
    count = stop["articles"]
    seen = f"from {count:,} article{'' if count == 1 else 's'}"
    if stop["as_of"]:
        seen = f"as of {dates.day_in_words(stop['as_of'])}, {seen}"
    return " · ".join((status_words(stop), when, seen))


def title(trips: Sequence[TripRows]) -> str:
    """Whose trip the rows are of, and when; of several trips, what the rows are."""
    if len(trips) != 1:
        return "Demarche: stops"
    stops = trips[0].stops
    return f"{straight(stops[0]['traveller'])}, {span_in_words(stops)}"


def source(stop: Record) -> str:
    """Title, publisher and day of the article quoted, as far as they are known."""
    published = dates.published_in_words(stop["published"], stop["published_precision"])
    return straight(", ".join(filter(None, (stop["title"], stop["source"], published))))


def _quoting(stop: Record, claims: Sequence[Record]) -> Record:
    claim = best_claim(stop, claims)
    quoted = {name: claim[name] if claim else "" for name in (*_OF_CLAIM, _OF_ARTICLE)}
    quoted["published"] = quoted["published"] or None
    return {key: _known(value) for key, value in (stop | quoted).items()}


def _known(value: object) -> object:
    return None if isinstance(value, float) and not isfinite(value) else value


def _legs_between(tables: Tables, trip_id: str, chosen: Sequence[Record]) -> tuple[Leg, ...]:
    placed = {stop["stop_id"] for stop in chosen if has_place(stop)}
    whole = legs(stops_of(tables, trip_id))
    return tuple(leg for leg in whole if {leg.start, leg.end} <= placed)
