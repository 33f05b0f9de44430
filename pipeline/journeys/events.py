"""What ties a place to a journey: the verb or noun of motion or presence that governs its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.lexicon import Frame
from pipeline.model import Mention, MentionUse, Place, PlaceKind

_BETWEEN_ITEMS = re.compile(
    r"\s*[,;]?\s*(?:(?:and|or|then|&|plus|to|in|the|finally)\s+)*$", re.IGNORECASE
)
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_CLIMB = 6  # steps from a place to its event; longer chains are parser noise


class Relation(StrEnum):
    """Whether the place is reached, stayed in, or left."""

    TO = "to"
    AT = "at"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Anchor:
    """A place mention and the event that governs it; `listed` counts the places that share it."""

    mention: Mention
    place: Place
    root: Token
    event: Token
    frame: Frame
    relation: Relation
    listed: int = 1
    countries: int = 1
    direct: bool = True


def find_anchors(doc: Doc, mentions: Sequence[Mention]) -> Iterator[Anchor]:
    """The literal place mentions that an event governs, in the order of the text.

    A list of places shares the event of its first member: "to Egypt, Tunisia and Togo".
    """
    for group in _lists(doc, mentions):
        found = next(filter(None, (_govern(span.root) for _, _, span in group)), None)
        if found is None:
            continue
        countries = len({place.country_code for _, place, _ in group})
        for mention, place, span in group:
            own = _govern(span.root)
            event, frame, relation, direct = own or found
            if own is not None and own[0] is not found[0]:
                yield Anchor(mention, place, span.root, event, frame, relation, direct=direct)
            else:
                yield Anchor(mention, place, span.root, *found[:3], len(group), countries, found[3])


_Item = tuple[Mention, Place, Span]


def _lists(doc: Doc, mentions: Sequence[Mention]) -> Iterator[list[_Item]]:
    """Runs of places told in one breath, without the containers in "Lima, Peru"."""
    group: list[_Item] = []
    end = 0
    for mention in mentions:
        item = _item(doc, mention)
        if item is None:
            continue
        adjoins = bool(group) and _BETWEEN_ITEMS.match(doc.text[end : mention.start]) is not None
        if adjoins and _contains(item[1], group[-1][1]) and "," in doc.text[end : mention.start]:
            end = mention.end
            continue
        if group and not adjoins:
            yield group
            group = []
        group.append(item)
        end = mention.end
    if group:
        yield group


def _item(doc: Doc, mention: Mention) -> _Item | None:
    if mention.place is None or mention.use is not MentionUse.LITERAL:
        return None
    span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
    return (mention, mention.place, span) if span is not None else None


def _contains(outer: Place, inner: Place) -> bool:
    same = outer.country_code == inner.country_code
    return same and outer.kind in (PlaceKind.COUNTRY, PlaceKind.REGION) and outer.kind != inner.kind


_Governed = tuple[Token, Frame, Relation, bool]


def _govern(root: Token) -> _Governed | None:
    """The event over a place, its frame, the relation, and whether the tie is a direct one."""
    token, direct = root, True
    for _ in range(_CLIMB):
        token = _first_of_list(token)
        head = token.head
        if token.dep_ == "pobj" or (token.dep_ in ("pcomp", "dep") and head.pos_ == "ADP"):
            found = _by_preposition(head, direct)
            if isinstance(found, Token):
                token, direct = found, direct and found.lemma_.lower() in lexicon.travel().inside
                continue
            return found
        if token.dep_ in ("dobj", "obj", "attr", "oprd") or token.dep_ == "nsubjpass":
            return _by_object(token, head)
        if token.dep_ == "nsubj":
            return _by_copula(token, head)
        if token.dep_ in ("compound", "nmod", "amod") and head.lemma_ in lexicon.travel().nouns:
            return _as_modifier(head)
        if token.dep_ in ("appos", "compound", "nmod") and _is_way_to(head):
            token = head
            continue
        return None
    return None


def _first_of_list(token: Token) -> Token:
    while (
        token.dep_ in ("conj", "appos") and token.head.pos_ in _NOMINAL and token.head is not token
    ):
        if token.dep_ == "appos" and token.head.ent_type_ == "PERSON":
            break
        token = token.head
    return token


def _by_preposition(preposition: Token, direct: bool) -> _Governed | Token | None:
    """The event a prepositional phrase hangs on, or the noun to climb through."""
    word, head = preposition.lower_, preposition.head
    if head.pos_ in ("ADP", "SCONJ") and head.dep_ in ("prep", "advmod", "prt"):
        word = head.lower_ if word in ("of", "to", "from") and head.lower_ == "out" else word
        head = head.head
    if head.pos_ in ("VERB", "AUX"):
        return _by_verb(head, word, direct)
    if head.pos_ in ("ADV", "ADJ") and head.head.pos_ in ("VERB", "AUX"):
        return _by_verb(head.head, word, direct) or _as_due(head, word)
    if head.pos_ in _NOMINAL:
        return _by_noun(head, word)
    return None


def _by_verb(verb: Token, word: str, direct: bool) -> _Governed | None:
    for frame in lexicon.travel().verbs.get(verb.lemma_.lower(), ()):
        for relation, words in (
            (Relation.TO, frame.to),
            (Relation.FROM, frame.origin),
            (Relation.AT, frame.at),
        ):
            if word in words:
                return verb, frame, relation, direct
    return None


def _as_due(adjective: Token, word: str) -> _Governed | None:
    """ "Due in Bishkek", "bound for Lima", "expected in Paris": a plan without a verb of motion."""
    due = lexicon.factuality().future_adjectives
    if adjective.lower_ in due and word in ("in", "at", "for", "to"):
        return adjective.head, lexicon.travel().verbs["arrive"][0], Relation.TO, True
    return None


def _by_noun(noun: Token, word: str) -> _Governed | Token | None:
    words = lexicon.travel()
    frame = words.nouns.get(noun.lemma_.lower())
    if frame is not None and frame.name != "meeting":
        if word in frame.to:
            return noun, frame, Relation.TO, True
        return (noun, frame, Relation.FROM, True) if word in frame.origin else None
    if word in ("in", "at", "of", "near", "outside", "on"):
        return noun if _is_way_to(noun) or _is_met(noun) else None
    return None


def _is_way_to(noun: Token) -> bool:
    """Whether a noun is a part of a town or a meeting held there."""
    words = lexicon.travel()
    frame = words.nouns.get(noun.lemma_.lower())
    return noun.lemma_.lower() in words.inside or noun.ent_type_ == "FAC" or frame is not None


def _is_met(noun: Token) -> bool:
    """Whether a noun is whom or what somebody meets: "officials in Lima"."""
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    frames = lexicon.travel().verbs.get(over.lemma_.lower(), ())
    return noun.dep_ in ("dobj", "pobj") and any(frame.name == "meet" for frame in frames)


def _by_object(token: Token, verb: Token) -> _Governed | None:
    if token.dep_ == "attr":
        return _by_copula(token, verb)
    for frame in lexicon.travel().verbs.get(verb.lemma_.lower(), ()):
        if frame.object and not (token.dep_ == "nsubjpass" and frame.object != "to"):
            return verb, frame, Relation(frame.object), True
        if token.i != verb.i and frame.at and lexicon.travel().nouns.get(token.lemma_.lower()):
            return verb, frame, Relation.AT, True
        if token.dep_ == "dobj" and frame.name == "meet" and token.pos_ == "NOUN":
            return verb, frame, Relation.AT, False
    return None


def _by_copula(token: Token, verb: Token) -> _Governed | None:
    """ "His next stop is Colombia", "Colombia is the last stop"."""
    if verb.lemma_ != "be":
        return None
    for child in verb.children:
        frame = lexicon.travel().nouns.get(child.lemma_.lower())
        if child is not token and frame is not None and frame.name in ("stop", "visit"):
            return child, frame, Relation.TO, True
    return None


def _as_modifier(noun: Token) -> _Governed | None:
    """ "His Lima stop", "the Peru trip"; a meeting named after a town says nothing."""
    frame = lexicon.travel().nouns[noun.lemma_]
    return (noun, frame, Relation.TO, True) if frame.name in ("visit", "stop") else None
