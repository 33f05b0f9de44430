"""The trip on paper: a page without a script, to print or to keep as a PDF."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.model import Status, StopKind
from viewer import theme
from viewer.exports import pages
from viewer.exports.print_map import WIDTH, print_map
from viewer.exports.text import storable
from viewer.route_player.route import LegStatus, Route
from viewer.viewmodel import Card, Headline

_LINE_WORD: dict[LegStatus, str] = {
    "made": "solid lines: ways made",
    "planned": "dashed: planned",
    "cancelled": "dotted and crossed: not made",
}


def print_html(route: Route, cards: Sequence[Card], headline: Headline, credit: str) -> str:
    """One self-contained HTML page of a trip for A4: map, stops, sentences, sources; no script.

    The same trip gives the same page.
    """
    page = pages.page(
        "print_page",
        style=pages.style("print_page"),
        route=route,
        colours=list(route.colours.values()),
        cards=cards,
        headline=headline,
        travellers=route.travellers if route.companions else [],
        credit=credit,
        map=print_map(route),
        width=WIDTH,
        legend=_legend(route),
        lines=_lines(route),
    )
    return storable(page)


def _legend(route: Route) -> list[tuple[Status, str]]:
    """The statuses of the stops on the map with their words, in the order of the theme."""
    shown = {stop.status for stop in route.stops if stop.stop_kind == StopKind.STOP}
    return [(status, look.word) for status, look in theme.STATUS.items() if status in shown]


def _lines(route: Route) -> str:
    """What the kinds of lines on the map mean."""
    shown = {leg.status for leg in route.legs}
    return "; ".join(word for status, word in _LINE_WORD.items() if status in shown).capitalize()
