"""What was found in texts that are at hand: the places in them, the claims and why, what failed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd
from babel import Locale

from pipeline.model import ArticleState, PlaceKind
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.viewmodel.records import Record, evidence_of, records, stops_of

READ_LANGUAGE = "en"
_LOCALE = Locale.parse("en_GB")
_Span = tuple[int, int, Record]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a text; `place` is where a name lies, as far as the name does not say it.

    `named` marks a place name, `on_route` one that a stop rests on, `said` words of a claim.
    """

    text: str
    place: str = ""
    named: bool = False
    on_route: bool = False
    said: bool = False


@dataclass(frozen=True, slots=True)
class MarkedText:
    """One article in pieces that together are its text, character for character."""

    title: str
    source: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence and what was read from it; `cue` is the word that decided, `sure` how sure.

    `when` is empty where the sentence does not date the stay.
    """

    place: str
    icon: str
    status: str
    when: str
    snippet: str
    cue: str
    sure: str


def findings(tables: Tables, trip_id: str) -> tuple[Finding, ...]:
    """Every claim behind a trip, in the order of its stops."""
    stops = stops_of(tables, trip_id)
    evidence = evidence_of(tables, stops)
    return tuple(_finding(stop, claim) for stop in stops for claim in evidence[stop["stop_id"]])


def marked_texts(tables: Tables, texts: Mapping[str, str]) -> tuple[MarkedText, ...]:
    """The articles that were read, with their places and claims; `texts` are by article id."""
    mentions, claims = _by_article(tables.mentions), _by_article(tables.evidence)
    countries = _country_names(tables)
    return tuple(
        MarkedText(
            title=row["title"] or row["path"],
            source=" · ".join(filter(None, (row["source"], _day(row)))),
            pieces=_pieces(texts[key], mentions.get(key, ()), claims.get(key, ()), countries),
        )
        for row in records(tables.articles)
        if (key := row["article_id"]) in texts
    )


def left_out(tables: Tables) -> tuple[str, ...]:
    """A line for each input that gave nothing because it could not be read, and why."""
    lines = (
        f"{row['path']}: {problem}" for row in records(tables.articles) if (problem := _why(row))
    )
    return tuple(lines)


def tally(tables: Tables) -> str:
    """How much was read and found, in a sentence."""
    articles = sum(row["state"] != ArticleState.REJECTED for row in records(tables.articles))
    parts = [_count(len(tables.timeline), "stop"), _count(len(tables.mentions), "place name")]
    return f"{_count(articles, 'article')} read, {' and '.join(parts)} found."


def _finding(stop: Record, claim: Record) -> Finding:
    return Finding(
        place=", ".join(dict.fromkeys(filter(None, (stop["place"], stop["country"])))),
        icon=theme.status_icon(claim["status"]),
        status=theme.status_word(claim["status"]),
        when=_when(stop, claim),
        snippet=claim["snippet"],
        cue=claim["cue"],
        sure=theme.sureness(claim["confidence"]),
    )


def _when(stop: Record, claim: Record) -> str:
    """The stay as the claim dates it; empty where how exactly it does so is not known."""
    if not claim["arrival"] or claim["arrival"] != stop["arrival"]:
        return ""
    return dates.in_words(claim["arrival"], claim["departure"], stop["date_precision"])


def _by_article(frame: pd.DataFrame) -> dict[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for row in records(frame):
        found.setdefault(row["article_id"], []).append(row)
    return found


def _day(article: Record) -> str:
    day = article["published"]
    return dates.in_words(day, None, article["published_precision"]) if day else ""


def _country_names(tables: Tables) -> dict[str, str]:
    """The name of each country by its code, as these tables write it."""
    written = tables.timeline[["country_code", "country"]].itertuples(index=False, name=None)
    return {**_LOCALE.territories, **dict(written)}


def _pieces(
    text: str,
    mentions: Sequence[Record],
    claims: Sequence[Record],
    countries: Mapping[str, str],
) -> tuple[Piece, ...]:
    names = sorted((row["start"], row["end"], row) for row in mentions)
    said = _joined((row["start"], row["end"], row) for row in claims)
    edges = {0, len(text)} | {edge for start, end, _ in (*names, *said) for edge in (start, end)}
    return tuple(
        _piece(text[start:end], _over(names, start), _over(said, start), countries)
        for start, end in pairwise(sorted(edges))
    )


def _piece(
    text: str, mention: Record | None, claim: Record | None, countries: Mapping[str, str]
) -> Piece:
    if mention is None:
        return Piece(text, said=claim is not None)
    on_route = bool(mention["stop_id"])
    return Piece(text, _where(mention, countries), True, on_route, claim is not None)


def _over(spans: Sequence[_Span], position: int) -> Record | None:
    """The row of the span that covers a character; spans are in order and do not overlap."""
    index = bisect_right(spans, position, key=lambda span: span[0]) - 1
    return spans[index][2] if index >= 0 and position < spans[index][1] else None


def _joined(spans: Iterable[_Span]) -> list[_Span]:
    """Spans in order, those that overlap as one."""
    joined: list[_Span] = []
    for span in sorted(spans, key=lambda span: span[:2]):
        if joined and span[0] < joined[-1][1]:
            start, end, row = joined[-1]
            joined[-1] = (start, max(end, span[1]), row)
        else:
            joined.append(span)
    return joined


def _where(mention: Record, countries: Mapping[str, str]) -> str:
    """The place of a name and its country, without what the name itself says."""
    if not mention["place"]:
        return "unknown"
    parts = [mention["place"]]
    if mention["place_kind"] != PlaceKind.COUNTRY:
        parts.append(countries.get(mention["country_code"], ""))
    said = mention["text"].casefold()
    return ", ".join(part for part in dict.fromkeys(parts) if part and part.casefold() != said)


def _why(article: Record) -> str:
    if article["reason"]:
        return str(article["reason"])
    if article["language"] in ("", READ_LANGUAGE):
        return ""
    language = _LOCALE.languages.get(article["language"], article["language"])
    return f"in {language}; only English is read so far"


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
