"""The route of a trip: its points in order, and the legs that join them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.model import MADE, PlaceKind, Status
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.links import web_address
from viewer.route_player.route import Leg, LegStatus, Route, RouteStop
from viewer.viewmodel.headline import headline
from viewer.viewmodel.records import (
    Record,
    evidence_of,
    is_loose,
    is_travelled,
    is_visit,
    stops_of,
)

_VAGUE = {
    PlaceKind.COUNTRY: "Only the country is named; it is shown at its capital.",
    PlaceKind.REGION: "Only the region is named; the point on the map stands for all of it.",
}
_LOOSE = "No day is said for it, so no line leads there."


def route(tables: Tables, trip_id: str) -> Route:
    """One trip as the player shows it.

    Stops are numbered from 1 in the order of the journey; departures, returns and halts on the
    way have no number. A leg joins a stop to the last one where the traveller was, or is to be by
    then if it is planned itself, so the route goes on from there after a cancelled stop.
    """
    rows = stops_of(tables, trip_id)
    evidence = evidence_of(tables, rows)
    traveller = str(rows[0]["traveller"])
    return Route(
        trip_id=trip_id,
        title=headline(tables, trip_id).title,
        traveller=traveller,
        colour=theme.accent(traveller),
        stops=tuple(
            _stop(row, number, evidence[row["stop_id"]])
            for row, number in zip(rows, numbers(rows), strict=True)
        ),
        legs=tuple(legs(rows)),
    )


def best_claim(stop: Record, claims: Sequence[Record]) -> Record | None:
    """The claim to quote: one that says what the stop says, the surest first.

    Where none does, a stop that was made is told by a claim that the traveller was there.
    """
    made = MADE if stop["status"] in MADE else ()
    return max(
        claims,
        key=lambda claim: (
            claim["status"] == stop["status"],
            claim["status"] in made,
            claim["confidence"],
        ),
        default=None,
    )


def legs(rows: Sequence[Record]) -> Iterator[Leg]:
    """The legs of a trip's rows: to a stop made from the last one made, to others from the plan.

    No leg starts from a stop called off, and none leads to one without a date, which it would make
    the next on the way.
    """
    before: Record | None = None
    made: Record | None = None
    for row in rows:
        status = _leg_status(row)
        start = made if status == "made" else before
        if start is not None and not is_loose(row):
            yield Leg(start["stop_id"], row["stop_id"], status, row["leg_km"] or 0)
        if status != "cancelled":
            before = row
        if status == "made":
            made = row


def numbers(rows: Sequence[Record]) -> list[str]:
    """The number of each stop on the route, empty for departures, returns and halts."""
    count = iter(range(1, len(rows) + 1))
    return [str(next(count)) if is_visit(row) else "" for row in rows]


def _stop(row: Record, number: str, claims: Sequence[Record]) -> RouteStop:
    when = dates.in_words(row["arrival"], row["departure"], row["date_precision"])
    claim = best_claim(row, claims) or {}
    return RouteStop(
        stop_id=row["stop_id"],
        number=number,
        stop_kind=row["stop_kind"],
        status=row["status"],
        cancel_kind=row["cancel_kind"],
        status_words=theme.stop_words(row["stop_kind"], row["status"], row["cancel_kind"]),
        place=row["place"],
        country=row["country"],
        place_kind=row["place_kind"],
        latitude=row["latitude"],
        longitude=row["longitude"],
        when=when,
        date_known=when != dates.NOT_SAID,
        snippet=claim.get("snippet", ""),
        source=claim.get("source", ""),
        title=claim.get("title", ""),
        url=web_address(claim.get("url", "")),
        note=_note(row),
        days=row["days"],
        arrival=dates.iso(row["arrival"], row["date_precision"]),
        departure=dates.iso(row["departure"], row["date_precision"]),
        date_note=dates.missing(row["date_precision"]) if when != dates.NOT_SAID else "",
        abroad=row["country_code"] != (row["home_country_code"] or None),
        articles=row["articles"],
    )


def _note(row: Record) -> str:
    disagreement = f"The sources disagree: {row['conflict']}." if row["conflict"] else ""
    loose = _LOOSE if is_loose(row) else ""
    vague = _VAGUE.get(row["place_kind"], "")
    return straight(" ".join(filter(None, (disagreement, vague, loose))))


def _leg_status(end: Record) -> LegStatus:
    if not is_travelled(end):
        return "cancelled"
    return "planned" if end["status"] == Status.PLANNED else "made"
