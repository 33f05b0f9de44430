"""One sentence's word about one place: its event, what became of it, when, and whose it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import Relation
from pipeline.journeys.identity import is_home
from pipeline.journeys.reading import Reading, Tense
from pipeline.model import Dates, PlaceKind, RoleClass, Status, StopKind, Traveller

MOTION = frozenset(
    {"go", "arrive", "visit", "set_off", "call", "carry", "begin", "end", "stop", "skip", "way"}
)
PRESENCE = frozenset({"meet", "be", "act", "guest"})  # being there on a day is not arriving
UNDER_WAY = frozenset({"set_off", "way"})  # these tell of a place that is not reached yet


@dataclass(frozen=True, slots=True)
class Sighting:
    """An anchor with its reading, dates and travellers; `transit` marks a stopover.

    `fresh` marks news of the day from the town that the article was written in; `no_day` are words
    that date the stop but name no known day, such as "31 April"; `long_ago` marks what is told
    as lying years behind the news.
    """

    anchor: Anchor
    reading: Reading
    dates: Dates
    travellers: tuple[Traveller, ...]
    transit: bool = False
    fresh: bool = False
    no_day: str = ""
    long_ago: bool = False


def status_of(found: Sighting) -> Status | None:
    """The status a reading gives; MADE stays open between visited and current until the end."""
    reading, relation = found.reading, found.anchor.relation
    if reading.tense is Tense.UNSAID:
        return None
    if reading.tense is Tense.OFF or reading.had_been_planned:
        return Status.CANCELLED
    if found.anchor.frame.name == "skip":
        return None
    if relation is Relation.FROM:
        return _left(found)
    if reading.tense is Tense.AHEAD:
        return Status.PLANNED
    if reading.tense is Tense.NOW:
        return _now(found)
    if reading.ended or reading.tense is Tense.BEFORE:
        return Status.CURRENT if _has_arrived(found) else Status.VISITED
    return _made(found)


def _made(found: Sighting) -> Status:
    """Past tense: one leaves for the first of several countries; what is begun goes on."""
    if found.anchor.frame.name == "set_off":
        return Status.CURRENT if found.anchor.countries == 1 else Status.PLANNED
    event = found.anchor.event
    begun = found.anchor.frame.name == "arrive" or _begins(event) or _arrives_on(event)
    begun = begun or found.reading.ongoing
    return Status.CURRENT if begun or found.fresh else Status.VISITED


def _begins(event: Token) -> bool:
    """ "Began a two-day visit to India": it goes on."""
    verb = event.head
    frames = lexicon.travel().verbs.get(verb.lemma_.lower(), ())
    into = any(child.lower_ == "to" for child in event.children)
    return into and event.dep_ == "dobj" and any(frame.name == "begin" for frame in frames)


def _arrives_on(event: Token) -> bool:
    """ "Arrived here on a visit to India": it has begun."""
    if event.pos_ != "NOUN" or event.dep_ != "pobj" or event.head.lower_ not in ("on", "for"):
        return False
    frames = lexicon.travel().verbs.get(event.head.head.lemma_.lower(), ())
    return any(frame.name == "arrive" for frame in frames)


def _left(found: Sighting) -> Status | None:
    """A place left; "from China he proceeds to Qatar" tells the order, not where he is."""
    if found.reading.tense in (Tense.MADE, Tense.BEFORE):
        return Status.VISITED
    return None if found.anchor.frame.name == "go" else Status.CURRENT


def _now(found: Sighting) -> Status:
    """Present tense: "is in Paris" is now, "leaves for Paris" and "is heading to Paris" to come."""
    there = found.anchor.relation is Relation.AT or found.anchor.frame.name in (
        "visit",
        "arrive",
        "way",
    )
    return Status.CURRENT if there and found.reading.ongoing else Status.PLANNED


def _has_arrived(found: Sighting) -> bool:
    comes = found.anchor.frame.name == "arrive" or found.anchor.event.lemma_ == "come"
    return comes and "had" not in found.reading.cue


def stop_kind_of(
    found: Sighting, traveller: Traveller, *, on_tour: bool = False
) -> StopKind | None:
    """Stop, origin, return or transit; None for what somebody does at home.

    Whoever the article is about is `on_tour`, and flies in from the stop before.
    """
    anchor = found.anchor
    if found.transit:
        return StopKind.TRANSIT
    if not is_home(anchor.place, traveller):
        return StopKind.STOP if traveller.home_country_code else _kind_by_words(found, on_tour)
    if anchor.relation is Relation.FROM:
        return StopKind.ORIGIN
    if _homeward(anchor):
        return StopKind.RETURN
    if anchor.relation is Relation.AT or anchor.frame.name in ("meet", "guest"):
        return None
    if anchor.frame.name in ("return", "set_off") or anchor.place.kind is PlaceKind.COUNTRY:
        return StopKind.RETURN
    return StopKind.STOP


def _kind_by_words(found: Sighting, on_tour: bool) -> StopKind:
    """Of somebody whose home is not told: one flies in from home, and returns to it."""
    anchor = found.anchor
    particles = {t.lower_ for t in anchor.event.children if t.dep_ in ("prt", "advmod")}
    sets_out = not on_tour and (particles & {"in", "out"} or anchor.event.lemma_ == "come")
    if anchor.relation is Relation.FROM and (sets_out or found.reading.tense is Tense.AHEAD):
        return StopKind.ORIGIN  # "would leave Washington", where nobody said that he arrived
    back = _homeward(anchor) and found.reading.tense is Tense.AHEAD
    if anchor.relation is not Relation.FROM and (anchor.frame.name == "return" or back):
        return StopKind.RETURN
    return StopKind.STOP


def is_transit(event: Token) -> bool:
    """Whether the words around an event speak of a stopover."""
    near = {t.lemma_.lower() for t in event.subtree}
    return bool(near & lexicon.travel().transit)


def _homeward(anchor: Anchor) -> bool:
    """ "Flew home to Lima", "is expected back in Lima"."""
    around = (*anchor.event.children, *anchor.root.head.children)
    return any(token.lower_ in lexicon.travel().home for token in around)


def travels(
    traveller: Traveller, found: Sighting, moved: Collection[Traveller], *, on_tour: bool = False
) -> bool:
    """Whether to believe that a person of the text travels.

    Motion needs an office or a full name. A meeting says nothing of a person whose home is not
    told: it may be the host; unless the article also says that this person moved.
    """
    if found.anchor.frame.name in MOTION:
        return bool(traveller.role) or " " in traveller.name or on_tour
    if found.anchor.implied and not traveller.home_country_code and not _arrives(found):
        return False
    if found.anchor.frame.name == "guest" and not is_home(found.anchor.place, traveller):
        return bool(traveller.role)
    if found.anchor.frame.name == "act" and found.anchor.place.kind is not PlaceKind.CITY:
        return False
    if traveller in moved:
        return True
    if found.anchor.frame.name == "be":
        told = traveller.home_country_code or found.reading.tense is Tense.AHEAD
        told = told or (on_tour and traveller.role) or _is_already(found.anchor.event)
        return bool(told) and (" " in traveller.name or bool(traveller.role))
    known = traveller.home_country_code or traveller.role_class is RoleClass.IO_HEAD
    return bool(traveller.role) and bool(known)


def has_moved(found: Sighting) -> bool:
    """Whether the words put somebody on the way: "flew", "had been to"; not "leaves tomorrow"."""
    anchor, ahead = found.anchor, found.reading.tense in (Tense.AHEAD, Tense.NOW)
    if anchor.frame.name == "set_off" and ahead:
        return False
    been = anchor.frame.name == "be" and anchor.relation is Relation.TO
    return been or anchor.frame.name in MOTION


def _is_already(event: Token) -> bool:
    return any(child.lower_ == "already" for child in event.children)


def _arrives(found: Sighting) -> bool:
    return found.anchor.frame.name == "arrive"


def abroad(found: Sighting) -> Iterator[Traveller]:
    """Those who reach or leave a place that is not known to be at home."""
    if found.reading.tense is not Tense.UNSAID:
        code = found.anchor.place.country_code
        yield from (t for t in found.travellers if t.home_country_code != code)


def sentence_of(token: Token) -> tuple[int, int]:
    """Offsets of the sentence around a word, without the white space at its ends."""
    sent = token.sent
    text = token.doc.text[sent.start_char : sent.end_char]
    start = sent.end_char - len(text.lstrip())
    return start, start + len(text.strip())
