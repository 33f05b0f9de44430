"""The sentences behind a stop, with the words in them that name the place and decide the status."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

import pandas as pd

from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.links import web_address
from viewer.viewmodel.prints import Prints
from viewer.viewmodel.records import Record, evidence_of, records, stop_records
from viewer.viewmodel.routes import best_claim

Kind = Literal["", "place", "cue"]
_Span = tuple[int, int, Kind]


class Piece(NamedTuple):
    """Some words of a quotation: those that name the place, that decide the status, or others."""

    text: str
    kind: Kind = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence of an article about a stop; `status_words` say what this article makes of it.

    `printed` says by how many others the article was printed, too, empty if by none.
    """

    pieces: tuple[Piece, ...]
    source: str
    url: str
    published: str
    status_words: str
    article_id: str
    printed: str = ""


def quotes(
    stop: Record,
    claims: Sequence[Record],
    mentions: Sequence[Record],
    prints: Mapping[str, Prints] | None = None,
) -> tuple[Quote, ...]:
    """Every sentence about a stop once, the one to quote first, then in the order of the days.

    `mentions` and `prints` are those of the articles that the claims come from.
    """
    first = best_claim(stop, claims)
    ordered = sorted(
        claims,
        key=lambda claim: (
            claim is not first,
            claim["published"] is None,
            claim["published"] or 0,
            claim["article_id"],
            claim["start"],
        ),
    )
    once = {(claim["article_id"], claim["snippet"]): claim for claim in reversed(ordered)}
    kept = [claim for claim in ordered if once[claim["article_id"], claim["snippet"]] is claim]
    return tuple(
        _quote(stop, claim, mentions, (prints or {}).get(claim["article_id"], Prints()))
        for claim in kept
        if claim["snippet"]
    )


def quoted_first(tables: Tables, stop_id: str) -> str:
    """The id of the article that a stop's card quotes; empty if there is none."""
    (stop,) = stop_records(tables.timeline[tables.timeline["stop_id"] == stop_id])
    claim = best_claim(stop, evidence_of(tables, [stop])[stop_id])
    return str(claim["article_id"]) if claim else ""


def is_of_title(claim: Record) -> bool:
    """Whether only the title says so: such a sentence has no place in the text."""
    return bool(claim["snippet"]) and claim["start"] == claim["end"]


def mentions_of(tables: Tables, article_ids: Iterable[str]) -> dict[str, list[Record]]:
    """The places that each article names, in the order of the text."""
    mentions: pd.DataFrame = tables.mentions
    wanted = mentions[mentions["article_id"].isin(list(article_ids))]
    ordered = records(wanted.sort_values(["article_id", "start"]))
    return {
        str(article_id): list(named)
        for article_id, named in groupby(ordered, key=lambda mention: mention["article_id"])
    }


def _quote(stop: Record, claim: Record, mentions: Sequence[Record], prints: Prints) -> Quote:
    return Quote(
        pieces=tuple(_cut(claim["snippet"], _marked(stop, claim, mentions))),
        source=claim["source"] or claim["title"] or "Article",
        url=web_address(claim["url"]),
        published=dates.published_in_words(claim["published"], claim["published_precision"]),
        status_words=theme.claim_words(claim["status"]),
        article_id=claim["article_id"],
        printed=prints.words,
    )


def _marked(stop: Record, claim: Record, mentions: Sequence[Record]) -> list[_Span]:
    """Where the place is named in a snippet, and the first time its cue stands there beside it."""
    found: list[_Span] = [
        (mention["start"] - claim["start"], mention["end"] - claim["start"], "place")
        for mention in mentions
        if mention["article_id"] == claim["article_id"]
        and (mention["stop_id"] == stop["stop_id"] or mention["place"] == stop["place"])
    ]
    if is_of_title(claim):
        names = re.finditer(rf"\b{re.escape(stop['place'])}\b", claim["snippet"])
        found = [(*name.span(), "place") for name in names]
    cue = re.search(rf"\b{re.escape(claim['cue'])}\b", claim["snippet"]) if claim["cue"] else None
    if cue and not any(start < cue.end() and cue.start() < end for start, end, _ in found):
        found.append((cue.start(), cue.end(), "cue"))
    return found


def _cut(text: str, spans: Iterable[_Span]) -> Iterator[Piece]:
    """The text in pieces; a span that reaches out of it or into an earlier one is left unmarked."""
    at = 0
    for start, end, kind in sorted(spans):
        if not at <= start < end <= len(text):
            continue
        if start > at:
            yield Piece(text[at:start])
        yield Piece(text[start:end], kind)
        at = end
    if at < len(text):
        yield Piece(text[at:])
