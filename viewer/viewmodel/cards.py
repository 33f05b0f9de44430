"""The list of stops beside the map."""

from __future__ import annotations

from dataclasses import dataclass, replace

from pipeline.model import Status
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.route_player.route import Route, RouteStop
from viewer.viewmodel.records import evidence_of, stops_of
from viewer.viewmodel.routes import best_claim


@dataclass(frozen=True, slots=True)
class Card:
    """One stop in the list; `others` counts the further articles that speak of it.

    `name` is the place with its country, `icon` the sign of the status, `published` the day of
    the quoted article, `traveller` whose stop it is, empty where there is only one.
    """

    stop: RouteStop
    name: str
    icon: str
    published: str
    others: int
    traveller: str = ""


def cards(tables: Tables, shown: Route) -> tuple[Card, ...]:
    """The cards of a route, in the order of its stops."""
    trip_ids = (shown.trip_id, *(each.trip_id for each in shown.companions))
    rows = [row for trip_id in trip_ids for row in stops_of(tables, trip_id)]
    evidence = evidence_of(tables, rows)
    found = []
    for row, stop in zip(rows, shown.stops, strict=True):
        claims = evidence[stop.stop_id]
        claim = best_claim(row, claims)
        day = claim["published"] if claim else None
        articles = len({each["article_id"] for each in claims})
        card = _card(stop, dates.day_in_words(day) if day else "", max(articles - 1, 0))
        found.append(replace(card, traveller=row["traveller"]) if shown.companions else card)
    return tuple(found)


def _card(stop: RouteStop, published: str, others: int) -> Card:
    return Card(
        stop=stop,
        name=", ".join(dict.fromkeys(filter(None, (stop.place, stop.country)))),
        icon=theme.STATUS[Status(stop.status)].icon,
        published=published,
        others=others,
    )
