"""Claims: what one article says about each stop, with the words that say it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from spacy.tokens import Doc, Token

from pipeline.intervals import DateInterval
from pipeline.journeys import lexicon
from pipeline.journeys.dating import assign_dates, dates_of
from pipeline.journeys.events import Anchor, datelined, find_anchors
from pipeline.journeys.factuality import read_event
from pipeline.journeys.governing import Relation
from pipeline.journeys.identity import is_home
from pipeline.journeys.people import People, find_people
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.subjects import travellers_of
from pipeline.journeys.temporal import find_dates
from pipeline.model import (
    Article,
    Claim,
    Dates,
    Mention,
    Place,
    PlaceKind,
    RoleClass,
    Status,
    StopKind,
    Traveller,
)

_ORDER = {Tense.BEFORE: 0, Tense.MADE: 1, Tense.NOW: 1, Tense.OFF: 2, Tense.AHEAD: 2}
_FROM_DATELINE = "only the dateline names the place"
_LONG_AGO_DAYS = 21  # an event further back than this belongs to an earlier trip
_MOTION = frozenset(
    {"go", "arrive", "visit", "set_off", "call", "carry", "begin", "end", "stop", "skip"}
)


@dataclass(frozen=True, slots=True)
class _Found:
    """An anchor with its reading, its dates and its travellers."""

    anchor: Anchor
    reading: Reading
    dates: Dates
    travellers: tuple[Traveller, ...]


def find_claims(doc: Doc, article: Article, mentions: Sequence[Mention]) -> list[Claim]:
    """Every stop that an article says somebody made, makes, means to make or does not make.

    Args:
        doc: the parsed text of the article.
        article: its date decides what "Tuesday" means.
        mentions: its resolved place mentions.
    """
    people = find_people(doc, mentions, article.title)
    found = list(_find(doc, article, mentions, people))
    moved = {t for one in found if one.anchor.frame.name in _MOTION for t in _abroad(one)}
    claims = list(_unrepeated(c for one in found for c in _claims(article, one, moved)))
    return [_renumber(claim, order) for order, claim in enumerate(sorted(claims, key=_told_order))]


def _unrepeated(claims: Iterable[Claim]) -> Iterator[Claim]:
    """All but the dateline's claims that say what a better one says, or what one of them said."""
    claims = list(claims)
    named = {(c.traveller, c.place.country_code) for c in claims if not c.implied}
    for claim in claims:
        key = (claim.traveller, claim.place.country_code)
        if not claim.implied or key not in named:
            yield claim
            named.add(key)


def _find(
    doc: Doc, article: Article, mentions: Sequence[Mention], people: People
) -> Iterator[_Found]:
    anchors = find_anchors(doc, mentions)
    anchors += datelined(doc, mentions, anchors)
    anchors = [a for a in anchors if a.place.country_code and not _remote(a)]
    dates = assign_dates(doc, anchors, find_dates(doc.text))
    told: date | None = None
    for anchor, dated in zip(anchors, dates, strict=True):
        reading = read_event(anchor.event)
        when = dates_of(anchor, reading, dated, article.published, told)
        told = _last_told(when) or told
        yield _Found(
            anchor, reading, when, tuple(travellers_of(anchor.event, anchor.frame, people))
        )


def _last_told(dates: Dates) -> date | None:
    known = dates.departure or dates.arrival
    return known.exact if known else None


def _remote(anchor: Anchor) -> bool:
    """Whether the sentence speaks of a call or a video link."""
    words = lexicon.travel()
    near = [
        t for t in (*anchor.event.subtree, *anchor.event.ancestors) if t.sent == anchor.event.sent
    ]
    nouns = {t.lemma_.lower() for t in near if t.pos_ == "NOUN"}
    return bool(nouns & words.remote_nouns) or any(t.lower_ in words.remote_adverbs for t in near)


def _claims(article: Article, found: _Found, moved: Collection[Traveller]) -> Iterator[Claim]:
    status = _status(found)
    if status is None:
        return
    for traveller in found.travellers:
        kind = _stop_kind(found, traveller)
        if kind is None or not _is_traveller(traveller, found, moved):
            continue
        yield _claim(article, found, traveller, status, kind)


def _claim(
    article: Article, found: _Found, traveller: Traveller, status: Status, kind: StopKind
) -> Claim:
    anchor, reading = found.anchor, found.reading
    start, end = _sentence(anchor.root)
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
        order=_ORDER.get(reading.tense, 1) * len(article.text) + anchor.mention.start,
        left=anchor.relation is Relation.FROM,
        implied=anchor.implied,
        background=_is_background(found.dates, article.published),
        confidence=sure,
        confidence_reason=reason,
    )


def _status(found: _Found) -> Status | None:
    """The status a reading gives; MADE stays open between visited and current until the end."""
    reading, relation = found.reading, found.anchor.relation
    if reading.tense is Tense.UNSAID:
        return None
    if reading.tense is Tense.OFF or reading.had_been_planned:
        return Status.CANCELLED
    if relation is Relation.FROM:
        return Status.VISITED if reading.tense in (Tense.MADE, Tense.BEFORE) else Status.CURRENT
    if reading.tense is Tense.AHEAD:
        return Status.PLANNED
    if reading.tense is Tense.NOW:
        return _now(found)
    if reading.ended or reading.tense is Tense.BEFORE:
        return Status.CURRENT if _has_arrived(found) else Status.VISITED
    return Status.CURRENT if found.anchor.frame.name in ("arrive", "set_off") else Status.VISITED


def _now(found: _Found) -> Status:
    """Present tense: "is in Paris" is now, "leaves for Paris" and "is heading to Paris" to come."""
    there = found.anchor.relation is Relation.AT or found.anchor.frame.name in ("visit", "arrive")
    return Status.CURRENT if there and found.reading.ongoing else Status.PLANNED


def _has_arrived(found: _Found) -> bool:
    return found.anchor.frame.name == "arrive" and "had" not in found.reading.cue


def _stop_kind(found: _Found, traveller: Traveller) -> StopKind | None:
    """Stop, origin, return or transit; None for what somebody does at home."""
    anchor = found.anchor
    if _is_transit(anchor):
        return StopKind.TRANSIT
    if not is_home(anchor.place, traveller):
        return StopKind.STOP
    if anchor.relation is Relation.FROM:
        return StopKind.ORIGIN
    if anchor.relation is Relation.AT or anchor.frame.name in ("meet", "guest"):
        return None
    if anchor.frame.name == "return" or anchor.place.kind is PlaceKind.COUNTRY or _homeward(anchor):
        return StopKind.RETURN
    return StopKind.STOP


def _is_transit(anchor: Anchor) -> bool:
    near = {t.lemma_.lower() for t in anchor.event.subtree} | {anchor.event.lemma_.lower()}
    return bool(near & lexicon.travel().transit)


def _homeward(anchor: Anchor) -> bool:
    return any(t.lower_ in lexicon.travel().home for t in anchor.event.children)


def _is_traveller(traveller: Traveller, found: _Found, moved: Collection[Traveller]) -> bool:
    """Whether to believe that a person of the text travels.

    Motion needs an office or a full name. A meeting says nothing of a person whose home is not
    told: it may be the host; unless the article also says that this person moved.
    """
    if found.anchor.frame.name in _MOTION:
        return bool(traveller.role) or " " in traveller.name
    if traveller in moved:
        return True
    if found.anchor.implied and not traveller.home_country_code:
        return False
    known = traveller.home_country_code or traveller.role_class is RoleClass.IO_HEAD
    return bool(traveller.role) and bool(known)


def _abroad(found: _Found) -> Iterator[Traveller]:
    """Those who reach or leave a place that is not known to be at home."""
    if found.reading.tense is not Tense.UNSAID:
        code = found.anchor.place.country_code
        yield from (t for t in found.travellers if t.home_country_code != code)


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


def _sentence(root: Token) -> tuple[int, int]:
    """Offsets of the sentence around a place, without the white space at its ends."""
    sent = root.sent
    text = sent.text
    start = sent.start_char + len(text) - len(text.lstrip())
    return start, start + len(text.strip())


def _sureness(found: _Found) -> tuple[float, str]:
    """How far to trust a claim (0-1), and the weakest link in words."""
    anchor = found.anchor
    tie = 1.0 if anchor.governed.direct else 0.8
    place = max(anchor.mention.confidence, 0.3)
    sure = anchor.frame.sure * tie * (0.5 + place / 2)
    if anchor.implied:
        return 0.4, _FROM_DATELINE
    if place < 0.6:
        return sure, f"the place “{anchor.mention.text}” could be another"
    if anchor.frame.sure * tie < 0.7:
        return sure, f"“{found.reading.cue}” says presence, not a visit"
    return sure, f"the text says “{found.reading.cue}”"


def _told_order(claim: Claim) -> tuple[int, int]:
    return claim.order, claim.mention_start


def _renumber(claim: Claim, order: int) -> Claim:
    return replace(claim, order=order)
