"""Claims: what one article says about each stop, with the words that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from spacy.tokens import Doc, Token

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys import lexicon
from pipeline.journeys.companions import with_companions
from pipeline.journeys.dating import PRESENCE, assign_dates, dates_of
from pipeline.journeys.events import (
    Anchor,
    dateline_of,
    datelined,
    find_anchors,
    programme_anchors,
)
from pipeline.journeys.factuality import read_event
from pipeline.journeys.governing import Relation
from pipeline.journeys.headline import Headline
from pipeline.journeys.occasion import Occasion, find_occasion
from pipeline.journeys.people import People, find_people
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.schedule import find_programme
from pipeline.journeys.sighting import (
    MOTION,
    Sighting,
    abroad,
    is_transit,
    status_of,
    stop_kind_of,
    travels,
)
from pipeline.journeys.subjects import travellers_of
from pipeline.journeys.temporal import find_dates
from pipeline.model import (
    Article,
    Claim,
    Dates,
    Mention,
    Place,
    PlaceKind,
    Status,
    StopKind,
    Traveller,
)

_FROM_DATELINE = "only the dateline names the place"
_VERBAL = ("VERB", "AUX")
_LONG_AGO_DAYS = 21  # an event further back than this belongs to an earlier trip


def find_claims(
    doc: Doc, article: Article, mentions: Sequence[Mention], headline: Headline | None = None
) -> list[Claim]:
    """Every stop that an article says somebody made, makes, means to make or does not make.

    Args:
        doc: the parsed text of the article.
        article: its date decides what "Tuesday" means.
        mentions: its resolved place mentions.
        headline: its title; a stop told there alone has the title for its snippet, and no offsets.
    """
    titled = headline.people() if headline else ()
    people = find_people(doc, mentions, article.title, titled)
    if not people.officials:
        return []
    found = [*_find(doc, article, mentions, people), *_planned(doc, article, mentions, people)]
    moved = {t for one in found if one.anchor.frame.name in MOTION for t in abroad(one)}
    reached = {
        (t, one.anchor.place.country_code)
        for one in found
        if one.anchor.frame.name in MOTION and status_of(one) in (Status.VISITED, Status.CURRENT)
        for t in one.travellers
    }
    found = [one for one in found if not _is_meeting_missed(one, reached)]
    places = Counter(one.anchor.root.sent.start for one in found)
    claims = list(
        _unrepeated(
            claim
            for one in found
            for claim in _claims(
                article, one, moved, people, places[one.anchor.root.sent.start] == 1
            )
        )
    )
    if headline is not None:
        claims += (
            replace(claim, snippet=article.title, start=0, end=0, mention_start=-1)
            for one in headline.sightings(people, claims)
            for claim in _claims(article, one, moved, people, alone=False)
        )
    claims += with_companions(doc, article, claims, people)
    in_order = sorted(claims, key=_told_order)
    return [replace(claim, order=order) for order, claim in enumerate(in_order)]


def _is_meeting_missed(one: Sighting, reached: Collection[tuple[Traveller, str]]) -> bool:
    """ "Flew to London and was to have met the premier": the meeting fell through, not the stop."""
    there = any((t, one.anchor.place.country_code) in reached for t in one.travellers)
    return there and one.anchor.frame.name in ("meet", "act") and status_of(one) is Status.CANCELLED


def _unrepeated(claims: Iterable[Claim]) -> Iterator[Claim]:
    """All but the dateline's claims that say what a better one says, or what one of them said.

    Of those, one that tells an arrival, or the only one that tells a day, is kept.
    """
    claims = list(claims)
    named = {(c.traveller, c.place.country_code) for c in claims if not c.implied}
    dated = {(c.traveller, c.place.country_code) for c in claims if _is_dated(c) and not c.implied}
    for claim in claims:
        key = (claim.traveller, claim.place.country_code)
        new = _is_dated(claim) and (claim.status is Status.CURRENT or key not in dated)
        if not claim.implied or key not in named or new:
            yield claim
            named.add(key)


def _is_dated(claim: Claim) -> bool:
    return claim.dates.arrival is not None


def _find(
    doc: Doc, article: Article, mentions: Sequence[Mention], people: People
) -> Iterator[Sighting]:
    anchors = find_anchors(doc, mentions)
    anchors += datelined(doc, mentions, anchors)
    events = {a.event.i: a.event for a in anchors}
    remote = {i for i, event in events.items() if _remote(event)}
    transit = {a.event.i for a in anchors if a.frame.name != "way" and is_transit(a.event)}
    readings = {i: read_event(event) for i, event in events.items()}
    anchors = [a for a in anchors if a.place.country_code and a.event.i not in remote]
    dates = assign_dates(doc, anchors, find_dates(doc.text))
    town = dateline_of(doc, mentions)
    told: date | None = None
    told_in = -1  # where the paragraph of that day opens
    for anchor, dated in zip(anchors, dates, strict=True):
        paragraph = article.text.rfind("\n", 0, anchor.root.sent.start_char + 1)
        reading = readings[anchor.event.i]
        here = told if paragraph == told_in or not dated.close else None
        when = dates_of(anchor, reading, dated, article.published, here)
        if _last_told(when) is not None:
            told, told_in = _last_told(when), paragraph
        travellers = tuple(travellers_of(anchor.event, anchor.frame, people))
        if _is_to_come(reading, when, article.published):
            reading = replace(reading, tense=Tense.AHEAD)
        fresh = town is not None and _is_fresh(anchor, when, town, article.published)
        yield Sighting(anchor, reading, when, travellers, anchor.event.i in transit, fresh)


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
    doc: Doc, article: Article, mentions: Sequence[Mention], people: People
) -> Iterator[Sighting]:
    """The places of a programme, for the person it is about, each on its first day."""
    published = article.published.exact if article.published else None
    days = find_programme(doc.text, published) if published else []
    traveller = people.main if days else None
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


def _claims(
    article: Article,
    found: Sighting,
    moved: Collection[Traveller],
    people: People,
    alone: bool,
) -> Iterator[Claim]:
    """The claims of one sighting; `alone` says that its sentence tells of no other place."""
    status = status_of(found)
    if status is None:
        return
    for traveller in found.travellers:
        on_tour = traveller == people.main
        kind = stop_kind_of(found, traveller, on_tour=on_tour)
        if kind is None or not travels(traveller, found, moved, on_tour=on_tour):
            continue
        event = found.anchor.event
        occasion = find_occasion(event, traveller, people) if alone else Occasion()
        yield _claim(article, found, traveller, status, kind, occasion)


def _claim(
    article: Article,
    found: Sighting,
    traveller: Traveller,
    status: Status,
    kind: StopKind,
    occasion: Occasion,
) -> Claim:
    anchor, reading = found.anchor, found.reading
    start, end = _sentence(article.text, anchor.root)
    sure, reason = _sureness(found)
    return Claim(
        article_id=article.article_id,
        traveller=traveller,
        place=_town(anchor.place),
        status=status,
        snippet=article.text[start:end],
        start=start,
        end=end,
        cue=reading.cue,
        dates=found.dates,
        stop_kind=kind,
        cancel_kind=reading.cancel_kind,
        mention_start=anchor.mention.start,
        order=_stage(reading, status) * len(article.text) + anchor.mention.start,
        left=anchor.relation is Relation.FROM,
        implied=anchor.implied,
        background=_is_background(found.dates, article.published),
        confidence=sure,
        confidence_reason=reason,
        purpose=occasion.purpose,
        event=occasion.event,
        met_with=occasion.met_with,
    )


def _stage(reading: Reading, status: Status) -> int:
    """What lies behind the main story comes first, what is to come or called off last."""
    if status in (Status.PLANNED, Status.CANCELLED):
        return 2
    return 0 if reading.tense is Tense.BEFORE else 1


def _is_background(dates: Dates, published: DateInterval | None) -> bool:
    known = dates.departure or dates.arrival
    if known is None or published is None:
        return False
    return (published.first - known.last).days > _LONG_AGO_DAYS


def _town(place: Place) -> Place:
    """The town of a venue, at the venue's point: a palace is no stop of its own."""
    if place.kind is not PlaceKind.VENUE or not place.town:
        return place
    return replace(place, name=place.town, kind=PlaceKind.CITY, geonameid=None, town="")


def _sentence(article: str, root: Token) -> tuple[int, int]:
    """Offsets of the sentence around a place, without the white space at its ends."""
    sent = root.sent
    text = article[sent.start_char : sent.end_char]
    start = sent.end_char - len(text.lstrip())
    return start, start + len(text.strip())


def _sureness(found: Sighting) -> tuple[float, str]:
    """How far to trust a claim (0-1), and the weakest link in words."""
    anchor = found.anchor
    tie = 1.0 if anchor.governed.direct else 0.9
    place = max(anchor.mention.confidence, 0.3)
    sure = anchor.frame.sure * tie * (0.5 + place / 2)
    if anchor.implied:
        return (0.6 if anchor.frame.name == "arrive" else 0.4), _FROM_DATELINE
    if place < 0.6:
        return sure, f"the place “{anchor.mention.text}” could be another"
    if anchor.frame.name in PRESENCE:
        return sure, f"“{found.reading.cue}” says presence, not a visit"
    return sure, f"the text says “{found.reading.cue}”"


def _told_order(claim: Claim) -> tuple[int, int]:
    return claim.order, claim.mention_start
