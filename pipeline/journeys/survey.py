"""What an article tells of each place: the sightings that its sentences and its programme give."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys import lexicon
from pipeline.journeys.datewords import DateWord
from pipeline.journeys.dating import Dated, assign_dates
from pipeline.journeys.events import (
    Anchor,
    dateline_of,
    datelined,
    find_anchors,
    programme_anchors,
)
from pipeline.journeys.factuality import read_event
from pipeline.journeys.people import People
from pipeline.journeys.prominence import moves
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.schedule import ProgrammeDay, find_programme
from pipeline.journeys.sighting import MOTION, Sighting, is_transit, status_of
from pipeline.journeys.stay_dates import dates_of
from pipeline.journeys.subjects import travellers_of
from pipeline.journeys.temporal import TimeExpression, find_dates
from pipeline.model import MADE, Article, Dates, Mention, Place, PlaceKind, Status, Traveller

_VERBAL = ("VERB", "AUX")


def find_sightings(
    doc: Doc, article: Article, mentions: Sequence[Mention], people: People
) -> list[Sighting]:
    """Every place that a sentence or a line of a programme ties to an event, in no set order.

    A meeting that fell through where the traveller did arrive is left out.

    Args:
        doc: the parsed text of the article.
        article: its date decides what "Tuesday" means.
        mentions: its resolved place mentions.
        people: who the text speaks of.
    """
    days = _programme(article)
    told = _told(doc, article, mentions, people, days)
    found = [*told, *_planned(doc, article, mentions, people, days)]
    reached = {
        (t, one.anchor.place.country_code)
        for one in found
        if one.anchor.frame.name in MOTION and status_of(one) in MADE
        for t in one.travellers
    }
    return [one for one in found if not _is_meeting_missed(one, reached)]


def _is_meeting_missed(one: Sighting, reached: Collection[tuple[Traveller, str]]) -> bool:
    """ "Flew to London and was to have met the premier": the meeting fell through, not the stop."""
    there = any((t, one.anchor.place.country_code) in reached for t in one.travellers)
    return there and one.anchor.frame.name in ("meet", "act") and status_of(one) is Status.CANCELLED


def _told(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    people: People,
    days: Sequence[ProgrammeDay],
) -> Iterator[Sighting]:
    anchors = find_anchors(doc, mentions)
    anchors += datelined(doc, mentions, anchors)
    events = {a.event.i: a.event for a in anchors}
    remote = {i for i, event in events.items() if _remote(event)}
    transit = {a.event.i for a in anchors if a.frame.name != "way" and is_transit(a.event)}
    readings = {i: read_event(event) for i, event in events.items()}
    anchors = [a for a in anchors if a.place.country_code and a.event.i not in remote]
    dates = assign_dates(doc, anchors, find_dates(doc.text))
    dates = list(_by_heading(anchors, dates, days))
    town = dateline_of(doc, mentions)
    told: date | None = None
    counted_from: dict[int, date | None] = {}
    told_in = -1  # where the paragraph of that day opens
    past: set[int] = set()
    for anchor, dated in zip(anchors, dates, strict=True):
        paragraph = article.text.rfind("\n", 0, anchor.root.sent.start_char + 1)
        reading = readings[anchor.event.i]
        here = told if paragraph == told_in or not dated.close else None
        if dated.when is not None:  # "the next day" of two places is one day
            here = counted_from.setdefault(dated.when.start, here)
        when = dates_of(anchor, reading, dated, article.published, here)
        if _last_told(when) is not None:
            told, told_in = _last_told(when), paragraph
        travellers = tuple(travellers_of(anchor.event, anchor.frame, people))
        if _is_to_come(reading, when, article.published):
            reading = replace(reading, tense=Tense.AHEAD)
        fresh = town is not None and _is_fresh(anchor, when, town, article.published)
        halt, no_day = anchor.event.i in transit, _no_day(doc, dated, article.published, here)
        long_ago = _is_long_ago(anchor, reading, dated, past)
        if long_ago:
            past.add(anchor.event.i)
        yield Sighting(anchor, reading, when, travellers, halt, fresh, no_day, long_ago)


def _is_long_ago(anchor: Anchor, reading: Reading, dated: Dated, past: Collection[int]) -> bool:
    """Told as of years ago, or with what is: "last year she flew to Mexico, by way of Haiti"."""
    if dated.when is not None:
        return dated.when.is_long_ago
    made = reading.tense in (Tense.MADE, Tense.BEFORE)
    return made and any(t.i in past for t in (anchor.event, *anchor.event.ancestors))


def _no_day(doc: Doc, dated: Dated, published: DateInterval | None, told: date | None) -> str:
    """The words of the first date of a stop that names no known day."""
    given = [words for words in (dated.when, dated.until) if words is not None]
    vague = (words for words in given if not words.is_whole(published, told))
    return next((doc.text[words.start : words.end].rstrip(".") for words in vague), "")


def _is_fresh(anchor: Anchor, when: Dates, town: Place, published: DateInterval | None) -> bool:
    """News of the day, or of the night before, from where the article was written."""
    day = when.arrival.exact if when.arrival else None
    today = published.exact if published else None
    if day is None or today is None or when.departure is not None:
        return False
    since = 1 if anchor.frame.name in MOTION else 0
    wide = PlaceKind.COUNTRY in (anchor.place.kind, town.kind)
    same = anchor.place.name == town.name or wide
    return (
        same and anchor.place.country_code == town.country_code and 0 <= (today - day).days <= since
    )


def _planned(
    doc: Doc,
    article: Article,
    mentions: Sequence[Mention],
    people: People,
    days: Sequence[ProgrammeDay],
) -> Iterator[Sighting]:
    """The places of a programme, for the person it is about, each on its first day."""
    published = article.published.exact if article.published else None
    traveller = people.main if days and _is_of_one(days, doc, people) else None
    if traveller is None or published is None:
        return
    known: set[tuple[str, str]] = set()
    for day in days:
        made = Tense.MADE if day.day < published else Tense.AHEAD
        dates = Dates(DateInterval.day(day.day), basis=Basis.STATED)
        for anchor in programme_anchors(doc, mentions, day.start, day.end):
            place = (anchor.place.name, anchor.place.country_code)
            if place not in known and anchor.place.country_code:
                known.add(place)
                yield Sighting(anchor, Reading(made, day.heading), dates, (traveller,))


def _programme(article: Article) -> list[ProgrammeDay]:
    published = article.published.exact if article.published else None
    return find_programme(article.text, published) if published else []


def _is_of_one(days: Sequence[ProgrammeDay], doc: Doc, people: People) -> bool:
    """Whether a programme is that of the person the article is about, no diary of many."""
    inside = (i for i in people.subjects if any(d.start <= doc[i].idx < d.end for d in days))
    moving = [people.by_token[i] for i in inside if moves(doc[i])]
    return 2 * moving.count(people.main) >= len(moving) if people.main else False


def _by_heading(
    anchors: Sequence[Anchor], dates: Sequence[Dated], days: Sequence[ProgrammeDay]
) -> Iterator[Dated]:
    """What is told without a day below the heading of one happens on that day."""
    for anchor, dated in zip(anchors, dates, strict=True):
        heading = next((d for d in days if d.start <= anchor.root.idx < d.end), None)
        if heading is None or dated.when is not None or dated.until is not None:
            yield dated
        else:
            word = DateWord(heading.day.year, heading.day.month, heading.day.day)
            yield replace(dated, when=TimeExpression(heading.start, heading.start, word))


def _is_to_come(reading: Reading, when: Dates, published: DateInterval | None) -> bool:
    """Present tense about a later day: "on Friday he is in Tirana"."""
    if reading.tense is not Tense.NOW or published is None or when.arrival is None:
        return False
    return when.arrival.first > published.last


def _last_told(dates: Dates) -> date | None:
    known = dates.departure or dates.arrival
    return known.exact if known else None


def _remote(event: Token) -> bool:
    """Whether the sentence speaks of a call or a video link."""
    words, sent = lexicon.travel(), event.sent
    above = (t for t in event.ancestors if sent.start <= t.i < sent.end)
    near = [*_clause(event), *(above if event.dep_ != "conj" else ())]
    nouns = {t.lemma_.lower() for t in near if t.pos_ == "NOUN"}
    return bool(nouns & words.remote_nouns) or any(t.lower_ in words.remote_adverbs for t in near)


def _clause(event: Token) -> Iterator[Token]:
    """The words below an event, without clauses that "and" joins to it."""
    queue = [event]
    while queue:
        token = queue.pop()
        yield token
        queue += [c for c in token.children if not (c.dep_ == "conj" and c.pos_ in _VERBAL)]
