"""Rows of the tables from what the pipeline found; figures are rounded here and nowhere else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date

from geopy.distance import great_circle

from pipeline.intervals import DateInterval
from pipeline.model import (
    Article,
    CancelKind,
    Dates,
    Extraction,
    Mention,
    Place,
    Rejection,
    Status,
    Stop,
    StopKind,
    Trip,
)
from pipeline.timeline.article_rows import article_row, rejection_row
from pipeline.timeline.schema import Row

_DEGREES = 5  # decimals of a coordinate: about a metre
_CONFIDENCE = 2


def rows(
    extractions: Sequence[Extraction],
    trips: Sequence[Trip],
    rejections: Sequence[Rejection] = (),
    duplicates: Mapping[str, str] | None = None,
    nearly: Collection[str] = (),
) -> dict[str, list[Row]]:
    """The rows of all four tables.

    `duplicates` maps an article's id to the id it repeats; `nearly` are those that do so in other
    words.
    """
    repeats, told_by = duplicates or {}, claims_told(trips)
    found = [
        article_row(
            e.article,
            len(e.article.text),
            len(e.mentions),
            repeats.get(e.article.article_id, ""),
            e.article.article_id in nearly,
            claims=told_by[e.article.article_id],
        )
        for e in extractions
    ]
    found += [rejection_row(rejection) for rejection in rejections]
    told = ((e.article.article_id, mention) for e in extractions for mention in e.mentions)
    return {
        "timeline": list(timeline_rows(trips)),
        "evidence": list(evidence_rows(trips, (e.article for e in extractions))),
        "mentions": list(mention_rows(told, trips)),
        "articles": sorted(found, key=lambda row: row["article_id"]),
    }


def timeline_rows(trips: Iterable[Trip]) -> Iterator[Row]:
    """A row for each stop."""
    return (row for trip in trips for row in _timeline(trip))


def evidence_rows(trips: Iterable[Trip], articles: Iterable[Article]) -> Iterator[Row]:
    """A row for each claim of a stop; `articles` are those that claim something, or more."""
    told = {article.article_id: article for article in articles}
    return (row for trip in trips for row in _evidence(trip, told))


def claims_told(trips: Iterable[Trip]) -> Counter[str]:
    """How many rows of evidence each article has, by its id."""
    stops = (stop for trip in trips for stop in trip.stops)
    return Counter(claim.article_id for stop in stops for claim in stop.claims)


def mention_rows(mentions: Iterable[tuple[str, Mention]], trips: Iterable[Trip]) -> Iterator[Row]:
    """A row for each mention, which comes with its article's id."""
    stop_of = {
        (claim.article_id, claim.mention_start): stop.stop_id
        for trip in trips
        for stop in trip.stops
        for claim in stop.claims
        if claim.mention_start >= 0
    }
    return (_mention(article_id, mention, stop_of) for article_id, mention in mentions)


def _timeline(trip: Trip) -> Iterator[Row]:
    before: Place | None = None
    made: Place | None = None
    for sequence, stop in enumerate(trip.stops, start=1):
        yield {
            "trip_id": trip.trip_id,
            "sequence": sequence,
            "stop_id": stop.stop_id,
            "stop_kind": str(stop.stop_kind),
            "traveller": stop.traveller.name,
            "traveller_role": stop.traveller.role,
            "role_class": str(stop.traveller.role_class),
            "home_country_code": stop.traveller.home_country_code,
            **_place(stop.place),
            "admin1": stop.place.admin1,
            "country": stop.place.country,
            "status": str(stop.status),
            "cancel_kind": str(stop.cancel_kind or ""),
            "arrival": _first(stop.dates.arrival),
            "departure": _departure(stop.dates),
            "date_precision": str(stop.dates.precision),
            "date_basis": str(stop.dates.basis or ""),
            "days": _days(stop),
            "purpose": _first_text(claim.purpose for claim in stop.claims),
            "event": _first_text(claim.event for claim in stop.claims),
            "met_with": "; ".join(
                dict.fromkeys(name for claim in stop.claims for name in claim.met_with)
            ),
            "leg_km": _leg_km(made if _is_made(stop) else before, stop.place),
            "articles": len({claim.article_id for claim in stop.claims}),
            "conflict": stop.conflict,
            "confidence": round(stop.confidence, _CONFIDENCE),
            "confidence_reason": stop.confidence_reason,
            "as_of": trip.as_of,
        }
        if _is_made(stop):
            made = stop.place
        if _is_made(stop) or stop.status is Status.PLANNED:
            before = stop.place


def _is_made(stop: Stop) -> bool:
    """Whether the traveller was there: of what was called off only a stay cut short was made."""
    if stop.status is Status.CANCELLED:
        return stop.cancel_kind is CancelKind.CUT_SHORT
    return stop.status is not Status.PLANNED


def _evidence(trip: Trip, articles: Mapping[str, Article]) -> Iterator[Row]:
    for stop in trip.stops:
        for claim in stop.claims:
            article = articles[claim.article_id]
            yield {
                "stop_id": stop.stop_id,
                "article_id": claim.article_id,
                "status": str(claim.status),
                "arrival": _first(claim.dates.arrival),
                "departure": _departure(claim.dates),
                "snippet": claim.snippet,
                "start": claim.start,
                "end": claim.end,
                "cue": claim.cue,
                "confidence": round(claim.confidence, _CONFIDENCE),
                "title": article.title,
                "source": article.source,
                "url": article.url,
                "published": _first(article.published),
            }


def _mention(article_id: str, mention: Mention, stop_of: Mapping[tuple[str, int], str]) -> Row:
    return {
        "article_id": article_id,
        "start": mention.start,
        "end": mention.end,
        "text": mention.text,
        **_place(mention.place),
        "confidence": round(mention.confidence, _CONFIDENCE),
        "stop_id": stop_of.get((article_id, mention.start), ""),
    }


def _place(place: Place | None) -> Row:
    return {
        "place": place.name if place else "",
        "place_kind": str(place.kind) if place else "",
        "country_code": place.country_code if place else "",
        "latitude": round(place.latitude, _DEGREES) if place else None,
        "longitude": round(place.longitude, _DEGREES) if place else None,
        "geonameid": place.geonameid if place else None,
    }


def _first(interval: DateInterval | None) -> date | None:
    """The first day an interval may mean; `date_precision` says how far to trust it."""
    return interval.first if interval else None


def _departure(dates: Dates) -> date | None:
    """The departure where it is known as exactly as `date_precision` says of the arrival."""
    departure = dates.departure
    return departure.first if departure and departure.precision is dates.precision else None


def _days(stop: Stop) -> int | None:
    """Calendar days from arrival to departure, both counted; only where both days are known."""
    arrival, departure = stop.dates.arrival, stop.dates.departure
    if stop.stop_kind is not StopKind.STOP or arrival is None or departure is None:
        return None
    if arrival.exact is None or departure.exact is None:
        return None
    return (departure.exact - arrival.exact).days + 1


def _leg_km(before: Place | None, here: Place) -> int | None:
    if before is None:
        return None
    start, end = (before.latitude, before.longitude), (here.latitude, here.longitude)
    return round(float(great_circle(start, end).km))


def _first_text(texts: Iterable[str]) -> str:
    return next((text for text in texts if text), "")
