"""The list of stops beside the map."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model import Status
from pipeline.timeline import Tables
from viewer import theme
from viewer.route_player.route import Route, RouteStop
from viewer.viewmodel.quotes import Quote, mentions_of, quotes
from viewer.viewmodel.records import evidence_of, stops_of


@dataclass(frozen=True, slots=True)
class Card:
    """One stop in the list: `name` is the place with its country, `icon` the sign of the status.

    `quotes` are all sentences about it, the one to show first.
    """

    stop: RouteStop
    name: str
    icon: str
    quotes: tuple[Quote, ...]

    @property
    def more(self) -> str:
        """What there is behind the first sentence, in words; empty if nothing is."""
        first, others = self.quotes[:1], self.quotes[1:]
        articles = {quote.article_id for quote in others} - {quote.article_id for quote in first}
        count, noun = (len(articles), "article") if articles else (len(others), "sentence")
        return f"{count} more {noun}{'s' if count > 1 else ''}" if count else ""


def cards(tables: Tables, shown: Route) -> tuple[Card, ...]:
    """The cards of a trip, in the order of its stops."""
    rows = stops_of(tables, shown.trip_id)
    evidence = evidence_of(tables, rows)
    articles = {claim["article_id"] for claims in evidence.values() for claim in claims}
    named = mentions_of(tables, articles)
    return tuple(
        Card(
            stop=stop,
            name=", ".join(dict.fromkeys(filter(None, (stop.place, stop.country)))),
            icon=theme.STATUS[Status(stop.status)].icon,
            quotes=quotes(
                row,
                evidence[stop.stop_id],
                [
                    mention
                    for article_id in {c["article_id"] for c in evidence[stop.stop_id]}
                    for mention in named.get(article_id, ())
                ],
            ),
        )
        for row, stop in zip(rows, shown.stops, strict=True)
    )
