"""The list of stops beside the map."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Status
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.route_player.route import Route, RouteStop
from viewer.viewmodel.records import evidence_of, stops_of
from viewer.viewmodel.routes import best_claim


@dataclass(frozen=True, slots=True)
class Card:
    """One stop in the list; `others` counts the further articles that speak of it.

    `name` is the place with its country, `icon` the sign of the status, `published` the day of
    the quoted article.
    """

    stop: RouteStop
    name: str
    icon: str
    published: str
    others: int


def cards(tables: Tables, shown: Route) -> tuple[Card, ...]:
    """The cards of a trip, in the order of its stops."""
    rows = stops_of(tables, shown.trip_id)
    evidence = evidence_of(tables, rows)
    found = []
    for row, stop in zip(rows, shown.stops, strict=True):
        claims = evidence[stop.stop_id]
        claim = best_claim(row, claims)
        day = claim["published"] if claim else None
        articles = len({each["article_id"] for each in claims})
        found.append(_card(stop, dates.day_in_words(day) if day else "", max(articles - 1, 0)))
    return tuple(found)


def _card(stop: RouteStop, published: str, others: int) -> Card:
    return Card(
        stop=stop,
        name=straight(", ".join(dict.fromkeys(filter(None, (stop.place, stop.country))))),
        icon=theme.STATUS[Status(stop.status)].icon,
        published=published,
        others=others,
    )
