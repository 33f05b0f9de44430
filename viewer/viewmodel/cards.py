"""The list of stops beside the map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.model import Status
from pipeline.timeline import Tables
from viewer import theme
from viewer.route_player.route import Route, RouteStop
from viewer.viewmodel.prints import Prints, prints_of
from viewer.viewmodel.quotes import Quote, mentions_of, quotes
from viewer.viewmodel.records import Record, evidence_of, stops_of


@dataclass(frozen=True, slots=True)
class Card:
    """One stop in the list: `name` is the place with its country, `icon` the sign of the status.

    `quotes` are all sentences about it, the one to show first; `traveller` is whose stop it is,
    empty where there is only one traveller.
    """

    stop: RouteStop
    name: str
    icon: str
    quotes: tuple[Quote, ...]
    traveller: str = ""

    @property
    def more(self) -> str:
        """What there is behind the first sentence, in words; empty if nothing is."""
        first, others = self.quotes[:1], self.quotes[1:]
        articles = {quote.article_id for quote in others} - {quote.article_id for quote in first}
        count, noun = (len(articles), "article") if articles else (len(others), "sentence")
        return f"{count} more {noun}{'s' if count > 1 else ''}" if count else ""


def cards(tables: Tables, shown: Route) -> tuple[Card, ...]:
    """The cards of a route, in the order of its stops."""
    trip_ids = (shown.trip_id, *(each.trip_id for each in shown.companions))
    rows = [row for trip_id in trip_ids for row in stops_of(tables, trip_id)]
    evidence = evidence_of(tables, rows)
    sources = {claim["article_id"] for claims in evidence.values() for claim in claims}
    named, prints = mentions_of(tables, sources), prints_of(tables, sources)
    return tuple(
        _card(stop, row, evidence[stop.stop_id], named, prints, company=bool(shown.companions))
        for row, stop in zip(rows, shown.stops, strict=True)
    )


def _card(
    stop: RouteStop,
    row: Record,
    claims: Sequence[Record],
    named: Mapping[str, Sequence[Record]],
    prints: Mapping[str, Prints],
    *,
    company: bool,
) -> Card:
    articles = dict.fromkeys(claim["article_id"] for claim in claims)
    return Card(
        stop=stop,
        name=stop.name,
        icon=theme.STATUS[Status(stop.status)].icon,
        quotes=quotes(row, claims, [each for a in articles for each in named.get(a, ())], prints),
        traveller=row["traveller"] if company else "",
    )
