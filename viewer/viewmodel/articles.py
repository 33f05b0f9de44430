"""The articles behind a trip, with what each says of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.links import web_address
from viewer.viewmodel.records import Record, evidence_of, records, stops_of


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence and what it says: pairs of a place and the status this article gives it."""

    snippet: str
    stops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article; `also_named` are places it names that are not on the trip."""

    article_id: str
    title: str
    source: str
    published: str
    url: str
    said: tuple[Said, ...]
    also_named: tuple[str, ...]


def articles(tables: Tables, trip_id: str) -> tuple[ArticleView, ...]:
    """The articles of a trip, the oldest first."""
    stops = stops_of(tables, trip_id)
    by_stop = evidence_of(tables, stops)
    places = {stop["stop_id"]: stop["place"] for stop in stops}
    claims = [claim for stop in stops for claim in by_stop[stop["stop_id"]]]
    claims.sort(key=lambda claim: (claim["published"] or date.max, claim["article_id"]))
    named = _named(tables, {claim["article_id"] for claim in claims})
    on_trip = {name for stop in stops for name in (stop["place"], stop["country"])}
    return tuple(
        _article(list(group), places, [n for n in named.get(key, []) if n not in on_trip])
        for key, group in groupby(claims, key=lambda claim: str(claim["article_id"]))
    )


def _article(
    claims: Sequence[Record], places: dict[str, str], also_named: Iterable[str]
) -> ArticleView:
    first = claims[0]
    return ArticleView(
        article_id=first["article_id"],
        title=first["title"] or first["article_id"],
        source=first["source"],
        published=dates.day_in_words(first["published"]),
        url=web_address(first["url"]),
        said=tuple(
            Said(snippet, tuple((places[c["stop_id"]], _status(c)) for c in group))
            for snippet, group in groupby(claims, key=lambda claim: str(claim["snippet"]))
        ),
        also_named=tuple(also_named),
    )


def _status(claim: Record) -> str:
    return theme.status_word(claim["status"])


def _named(tables: Tables, article_ids: set[str]) -> dict[str, list[str]]:
    """The places that each article names, once each, in the order of the text."""
    mentions = tables.mentions
    found: dict[str, dict[str, None]] = {}
    for row in records(mentions[mentions["article_id"].isin(list(article_ids))]):
        if row["place"]:
            found.setdefault(row["article_id"], {})[row["place"]] = None
    return {article_id: list(names) for article_id, names in found.items()}
