"""What ties the places of a text to journeys: each with the event that governs it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import SUBJECTS, is_replaced
from pipeline.journeys.governing import Governed, Relation, by_verb, frames_of, govern
from pipeline.journeys.lexicon import Frame
from pipeline.journeys.listing import after_colon, continued, named_after
from pipeline.language import dateline_end
from pipeline.model import Mention, MentionUse, Place, PlaceKind

_BETWEEN_ITEMS = re.compile(
    r"\s*[,;]?\s*(?:(?:and|or|then|&|plus|to|in|the|finally)\s+)*$", re.IGNORECASE
)

_WITHIN = re.compile(
    r",\s*(?:the|a|an)\s[\w\s-]{2,45}\s(?:of|in|on|off)\s+(?:the\s+)?$", re.IGNORECASE
)

_TELLING = 3  # tokens in front of a place in a programme
_COMING = frozenset({"arrival", "arrive", "landing", "departure", "depart"})
_PARTS = frozenset({"dobj", *SUBJECTS})
_LEAD = 5  # sentences, the dateline among them, that tell the news itself


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place and its event; `listed` places of `countries` countries share one event.

    `root` is the word that stands for the place: its name, or "here" and "there".
    """

    mention: Mention
    place: Place
    root: Token
    governed: Governed
    listed: int = 1
    countries: int = 1
    implied: bool = False

    @property
    def event(self) -> Token:
        """The verb or noun of travel."""
        return self.governed.event

    @property
    def frame(self) -> Frame:
        """The family of the event."""
        return self.governed.frame

    @property
    def relation(self) -> Relation:
        """Whether the place is reached, stayed in, or left."""
        return self.governed.relation


_Item = tuple[Mention, Place, Span]


def find_anchors(doc: Doc, mentions: Sequence[Mention]) -> list[Anchor]:
    """The places that an event governs, in the order of the text.

    A list of places shares the event of its first member: "to Egypt, Tunisia and Togo". "Here"
    is the town of the dateline, "there" the place named last.
    """
    items = _items(doc, mentions)
    found: list[Anchor] = []
    spans = [span for _, _, span in items]
    for group in _lists(doc, items):
        found += _anchors(group) or _listed(group, found, spans)
    anchored = {anchor.mention.start for anchor in found}
    found += _deictic(doc, items, anchored)
    return sorted(found, key=lambda anchor: anchor.root.i)


def _anchors(group: Sequence[_Item]) -> list[Anchor]:
    governed = [govern(span.root) for _, _, span in group]
    shared = next(filter(None, governed), None)
    if shared is None:
        return []
    members = [
        (item, own)
        for item, own in zip(group, governed, strict=True)
        if own is not None or not _is_moved(item[2].root, shared)
    ]
    of_list = [own is None or own.event.i == shared.event.i for _, own in members]
    listed = [place for ((_, place, _), _), same in zip(members, of_list, strict=True) if same]
    countries = len({place.country_code for place in listed})
    return [
        Anchor(mention, place, span.root, own or shared, len(listed), countries)
        if same
        else Anchor(mention, place, span.root, own or shared)
        for ((mention, place, span), own), same in zip(members, of_list, strict=True)
    ]


def _is_moved(root: Token, governed: Governed) -> bool:
    """ "He had brought Kinshasa to the Vatican": what is brought is no member of a list."""
    return root.dep_ in _PARTS and root.head.i == governed.event.i


def _listed(
    group: Sequence[_Item], before: Sequence[Anchor], spans: Sequence[Span]
) -> list[Anchor]:
    """Places without an event of their own, tied to that of a list they belong to."""
    first = group[0][2]
    last = before[-1].governed if before else None
    governed = continued(first, last) or after_colon(first, spans) or named_after(first, len(group))
    if governed is None:
        return []
    countries = len({place.country_code for _, place, _ in group})
    return [
        Anchor(mention, place, span.root, governed, len(group), countries)
        for mention, place, span in group
    ]


def _lists(doc: Doc, items: Sequence[_Item]) -> Iterator[list[_Item]]:
    """Runs of places told in one breath, without the containers in "Lima, Peru"."""
    group: list[_Item] = []
    text, end = doc.text, 0
    for item in items:
        mention = item[0]
        between = text[end : mention.start]
        adjoins = bool(group) and _BETWEEN_ITEMS.match(between) is not None
        told = adjoins and "," in between
        told = told or (bool(group) and _WITHIN.match(between) is not None)
        if told and _contains(item[1], group[-1][1]):
            end = mention.end
            continue
        if group and not adjoins:
            yield group
            group = []
        group.append(item)
        end = mention.end
    if group:
        yield group


def _items(doc: Doc, mentions: Sequence[Mention]) -> list[_Item]:
    return [item for mention in mentions if (item := _item(doc, mention)) is not None]


def _item(doc: Doc, mention: Mention) -> _Item | None:
    if mention.place is None or mention.use is not MentionUse.LITERAL:
        return None
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    if span is None or _is_modifier(span.root) or is_replaced(span[0]):
        return None
    return mention, mention.place, span


def _is_modifier(root: Token) -> bool:
    """ "US Secretary", "Peru's president"; but not "his Lima stop" or "Lima airport"."""
    words, head = lexicon.travel(), root.head.lemma_.lower()
    if root.head.ent_type_ == "DATE":  # "to Texas June 15-17"
        return False
    modifies = root.dep_ in ("nmod", "compound", "amod", "poss")
    return modifies and head not in words.nouns and head not in words.inside


def _contains(outer: Place, inner: Place) -> bool:
    same = outer.country_code == inner.country_code
    return same and outer.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and outer.kind != inner.kind


def _deictic(doc: Doc, items: Sequence[_Item], anchored: Collection[int]) -> Iterator[Anchor]:
    """ "Here" and "there"; the latter is a place somebody went to before one only talked about."""
    dateline = _dateline(doc, items)
    for token in doc:
        if token.dep_ != "advmod" or token.lower_ not in ("here", "there"):
            continue
        before = [item for item in reversed(items) if item[2].end <= token.i]
        told = [item for item in before if item[2].sent.start == before[0][2].sent.start]
        reached = [item for item in told if item[0].start in anchored]
        item = dateline if token.lower_ == "here" else next(iter(reached or before), None)
        governed = _left_here(token) or by_verb(token.head, "in") or by_verb(token.head, "to")
        if item is not None and governed is not None:
            yield Anchor(item[0], item[1], token, governed)
    for token in doc if dateline is not None else ():
        governed = govern(token) if _is_bare_town(token) else None
        if dateline is not None and governed is not None:
            yield Anchor(dateline[0], dateline[1], token, governed)


def _left_here(token: Token) -> Governed | None:
    """ "Left here for home": the place is the object of a verb that leaves it."""
    leaving = (frame for frame in frames_of(token.head) if frame.object == "from")
    frame = next(leaving, None) if token.lower_ == "here" else None
    return Governed(token.head, frame, Relation.FROM) if frame else None


def _is_bare_town(token: Token) -> bool:
    """ "The capital", "the city", where nothing says of what: the reporter's own."""
    words = {c.lower_ for c in token.children if c.dep_ in ("det", "prep", "amod", "appos")}
    return token.lower_ in ("capital", "city") and words == {"the"}


def _dateline(doc: Doc, items: Sequence[_Item]) -> _Item | None:
    """The place whose name in capitals opens the story."""
    for item in items:
        span = item[2]
        if dateline_end(doc, span.start) is not None:
            return item
    return None


def dateline_of(doc: Doc, mentions: Sequence[Mention]) -> Place | None:
    """The place an article was written in, as its dateline tells."""
    items = _items(doc, mentions)
    dateline = _dateline(doc, items)
    return dateline[1] if dateline else None


def datelined(doc: Doc, mentions: Sequence[Mention], anchors: Sequence[Anchor]) -> Iterator[Anchor]:
    """The town of the dateline, tied to the first thing that somebody does without a place named.

    A reporter writes from where the news is: "LIMA - The secretary met the president."
    """
    items = _items(doc, mentions)
    dateline = _dateline(doc, items)
    if dateline is None:
        return
    placed = {a.event.i for a in anchors if a.relation is not Relation.FROM}
    for sent in islice(doc.sents, _LEAD):
        for verb in sent:
            frame = _unplaced(verb) if verb.i not in placed else None
            if frame is not None:
                governed = Governed(verb, frame, Relation.AT, direct=False)
                yield Anchor(*dateline[:2], verb, governed, implied=True)


def _unplaced(verb: Token) -> Frame | None:
    """The frame of a past arrival, or of a meeting that is the main thing a sentence tells."""
    frames = frames_of(verb)
    if verb.tag_ != "VBD":
        return None
    wanted = ("meet", "arrive", "guest") if verb.dep_ == "ROOT" else ("arrive",)
    return next((frame for frame in frames if frame.name in wanted), None)


def programme_anchors(
    doc: Doc, mentions: Sequence[Mention], start: int, end: int
) -> Iterator[Anchor]:
    """The towns between two offsets, as stops of a programme; those that are left are not.

    A country counts where somebody arrives in it: "Arrival in Malta".
    """
    words = lexicon.travel()
    for mention in mentions:
        item = _item(doc, mention) if start <= mention.start < end else None
        if item is None:
            continue
        root, lead = item[2].root, doc[max(0, item[2].start - _TELLING) : item[2].start]
        before = {token.lemma_.lower() for token in lead}
        wide = item[1].kind in (PlaceKind.COUNTRY, PlaceKind.REGION)
        if (wide and not before & _COMING) or (lead and lead[-1].lower_ == "from"):
            continue
        frame = words.verbs["return"][0] if "return" in before else words.nouns["stop"]
        yield Anchor(mention, item[1], root, Governed(root, frame, Relation.TO))
