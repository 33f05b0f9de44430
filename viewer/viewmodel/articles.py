"""The articles behind a trip, and one of them to be read with what was found in it marked."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from babel import Locale

from pipeline.model import ArticleState, PlaceKind, StopKind
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.links import web_address
from viewer.viewmodel.prints import Prints, prints_of
from viewer.viewmodel.quotes import is_of_title, mentions_of
from viewer.viewmodel.records import Record, evidence_of, records, stops_of
from viewer.viewmodel.routes import numbers

_LOCALE = Locale.parse("en_GB")


@dataclass(frozen=True, slots=True)
class ArticleView:
    """One article in the list."""

    article_id: str
    title: str
    source: str
    published: str
    url: str


class Words(NamedTuple):
    """Some words of a text; `place` is set, as it is to be told, where they name a place."""

    text: str
    place: str = ""


@dataclass(frozen=True, slots=True)
class ClaimMark:
    """What a sentence says of one stop; `words` tell it, `forms` are those of its disc."""

    trip_id: str
    stop_id: str
    number: str
    forms: str
    words: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text with the stops that it speaks of; `marks` are the claims that end here."""

    words: tuple[Words, ...]
    stops: tuple[str, ...] = ()
    marks: tuple[ClaimMark, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """An article to read: `parts` of its text, one if the text is whole, else those quoted.

    `title` is the article's with the claims that it alone makes; `colours` are those of the
    travellers, by the ids of the stops; `prints` where others printed it.
    """

    article: ArticleView
    title: Passage
    whole: bool
    parts: tuple[tuple[Passage, ...], ...]
    colours: Mapping[str, str]
    prints: Prints


class _Part(NamedTuple):
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def articles(tables: Tables, trip_ids: Iterable[str]) -> tuple[ArticleView, ...]:
    """The articles of some trips, the oldest first."""
    by_stop = evidence_of(tables, [row for each in trip_ids for row in stops_of(tables, each)])
    claims = [claim for of_stop in by_stop.values() for claim in of_stop]
    claims.sort(key=lambda claim: (claim["published"] or date.max, claim["article_id"]))
    once = {claim["article_id"]: claim for claim in claims}
    return tuple(_article(claim) for claim in once.values())


def articles_read(tables: Tables) -> tuple[ArticleView, ...]:
    """Every article that could be read, in the order of the table."""
    rows = tables.articles[tables.articles["state"] == ArticleState.OK]
    return tuple(_article(row) for row in records(rows))


def reading(
    tables: Tables, colours: Mapping[str, str], article: ArticleView, text: str | None
) -> Reading:
    """An article with its places and claims marked; `text` is as the tables' offsets count it.

    `colours` are those of the trips that are shown, by their ids; stops of others have none.
    Without a text, or with one that is not what the tables quote from, the quoted sentences stand
    in their order.
    """
    evidence = tables.evidence
    claims = records(evidence[evidence["article_id"] == article.article_id])
    rows = _stops(tables, claims)
    marks = _marks(tables, colours, rows, claims)
    in_title, in_text = _parted(claims)
    mentions = mentions_of(tables, [article.article_id]).get(article.article_id, [])
    whole = text is not None and all(
        text[claim["start"] : claim["end"]] == claim["snippet"] for claim in in_text
    )
    parts = [_Part(0, text)] if whole and text is not None else list(_quoted(in_text))
    return Reading(
        article=article,
        title=_passage((Words(article.title),), in_title, in_title, marks),
        whole=whole,
        parts=tuple(tuple(_passages(part, in_text, marks, mentions)) for part in parts),
        colours={
            row["stop_id"]: colours.get(row["trip_id"]) or theme.accent(row["traveller"])
            for row in rows
        },
        prints=prints_of(tables, [article.article_id]).get(article.article_id, Prints()),
    )


def _parted(claims: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """The claims that only the title makes, which have no place in the text, and the others."""
    in_title = [claim for claim in claims if is_of_title(claim)]
    return in_title, [claim for claim in claims if not is_of_title(claim)]


def _article(claim: Record) -> ArticleView:
    return ArticleView(
        article_id=claim["article_id"],
        title=claim["title"] or claim["article_id"],
        source=claim["source"],
        published=dates.published_in_words(claim["published"], claim["published_precision"])
        or dates.NOT_SAID,
        url=web_address(claim["url"]),
    )


def _quoted(claims: Sequence[Record]) -> Iterator[_Part]:
    """The snippets in the order of the text; those that overlap are one part."""
    part: _Part | None = None
    for claim in sorted(claims, key=lambda claim: (claim["start"], claim["end"])):
        if part is not None and _goes_on(part, claim):
            part = _Part(part.start, part.text + claim["snippet"][part.end - claim["start"] :])
            continue
        if part is not None:
            yield part
        part = _Part(claim["start"], claim["snippet"])
    if part is not None:
        yield part


def _goes_on(part: _Part, claim: Record) -> bool:
    """Whether a snippet begins within a part, or right after it, and says the same there."""
    both = part.text[claim["start"] - part.start :]
    says_the_same = claim["snippet"].startswith(both) or both.startswith(claim["snippet"])
    return bool(claim["start"] <= part.end and says_the_same)


def _passages(
    part: _Part,
    claims: Sequence[Record],
    marks: dict[str, ClaimMark],
    mentions: Sequence[Record],
) -> Iterator[Passage]:
    """A part cut wherever a claim begins or ends."""
    ends = {end for claim in claims for end in (claim["start"], claim["end"])}
    edges = sorted({part.start, part.end} | {end for end in ends if part.start < end < part.end})
    for start, end in pairwise(edges):
        over = [c for c in claims if c["start"] <= start and end <= c["end"]]
        ending = [claim for claim in over if claim["end"] == end]
        yield _passage(tuple(_words(part, start, end, mentions)), over, ending, marks)


def _passage(
    words: tuple[Words, ...],
    over: Sequence[Record],
    ending: Sequence[Record],
    marks: Mapping[str, ClaimMark],
) -> Passage:
    ends = dict.fromkeys(claim["stop_id"] for claim in ending)
    return Passage(
        words=words,
        stops=tuple(dict.fromkeys(claim["stop_id"] for claim in over)),
        marks=tuple(marks[stop_id] for stop_id in ends if stop_id in marks),
    )


def _words(part: _Part, start: int, end: int, mentions: Sequence[Record]) -> Iterator[Words]:
    at = start
    for mention in mentions:
        first, last = max(mention["start"], at), min(mention["end"], end)
        if first >= last:
            continue
        if first > at:
            yield Words(part.text[at - part.start : first - part.start])
        yield Words(part.text[first - part.start : last - part.start], _place(mention))
        at = last
    if at < end:
        yield Words(part.text[at - part.start : end - part.start])


def _place(mention: Record) -> str:
    country = _LOCALE.territories.get(mention["country_code"], "")
    named = dict.fromkeys(filter(None, (mention["place"], country)))
    return ", ".join(named) if mention["place"] else "A place, not known which"


def _stops(tables: Tables, claims: Sequence[Record]) -> list[Record]:
    wanted = {claim["stop_id"] for claim in claims}
    return records(tables.timeline[tables.timeline["stop_id"].isin(wanted)])


def _marks(
    tables: Tables, trip_ids: Collection[str], rows: Sequence[Record], claims: Sequence[Record]
) -> dict[str, ClaimMark]:
    """How each stop that an article speaks of is marked; those of other trips have no number."""
    number_of: dict[str, str] = {}
    for trip_id in trip_ids:
        on_trip = stops_of(tables, trip_id)
        ids = [row["stop_id"] for row in on_trip]
        number_of |= zip(ids, numbers(on_trip), strict=True)
    claim_of = {claim["stop_id"]: claim for claim in claims}
    several = len(trip_ids) > 1
    return {
        row["stop_id"]: _mark(
            row, claim_of[row["stop_id"]], number_of.get(row["stop_id"]), several=several
        )
        for row in rows
    }


def _mark(row: Record, claim: Record, number: str | None, *, several: bool) -> ClaimMark:
    forms = [claim["status"] if row["stop_kind"] == StopKind.STOP else "unnumbered"]
    if row["place_kind"] == PlaceKind.COUNTRY:
        forms.append("hollow")
    place = ", ".join(dict.fromkeys(filter(None, (row["place"], row["country"]))))
    says = theme.claim_words(claim["status"], row["stop_kind"]).lower()
    whose = f"{row['traveller']}, another trip" if number is None else ""
    if several and not whose:
        whose = row["traveller"]
    return ClaimMark(
        trip_id=row["trip_id"],
        stop_id=row["stop_id"],
        number=number or "",
        forms=" ".join(forms),
        words=straight(f"{place}: {says}{f' ({whose})' if whose else ''}"),
    )
