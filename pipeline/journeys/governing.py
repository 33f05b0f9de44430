"""How a place name hangs on an event: by preposition, as object, as subject, or by "where"."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import SUBJECTS
from pipeline.journeys.lexicon import Frame

_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_AT = frozenset({"in", "at", "of", "near", "outside", "on"})
_MET_BY = {"on": ("call",), "upon": ("call",), "with": ("be",)}  # frames of "call on", "be with"
_LONGEST_LIST = 100  # members; a longer one is no sentence
_TOURS = frozenset({"tour", "visit"})
_CLIMB = 6  # steps from a place to its event; longer chains are parser noise


class Relation(StrEnum):
    """Whether the place is reached, stayed in, or left."""

    TO = "to"
    AT = "at"
    FROM = "from"


@dataclass(frozen=True, slots=True)
class Governed:
    """The event over a place; `direct` is false where the tie runs through another noun."""

    event: Token
    frame: Frame
    relation: Relation
    direct: bool = True


def govern(root: Token) -> Governed | None:
    """The event that governs a place, or None where the place is only mentioned."""
    climbed = _by_climbing(root)
    if climbed is None or climbed.frame is lexicon.travel().act:
        own = _by_relative_clause(root)
        if climbed is None or (own is not None and not _is_of_crowd(own.event)):
            return own
    return climbed


def _is_of_crowd(verb: Token) -> bool:
    """ "In Rome, where fifteen ministers met, she stood alone": it is she who is there."""
    return any(c.dep_ in SUBJECTS and c.tag_ == "NNS" for c in verb.children)


def _by_climbing(root: Token) -> Governed | None:
    token, direct = root, True
    for _ in range(_CLIMB):
        token = first_of_list(token)
        head = token.head
        if token.dep_ == "pobj" or (token.dep_ in ("pcomp", "dep") and head.pos_ == "ADP"):
            step = _by_preposition(head, direct, _is_meeting(token))
            if not isinstance(step, Token):
                return step
            direct = direct and step.lemma_.lower() in lexicon.travel().inside
            token = step
        elif token.dep_ in ("compound", "nmod", "npadvmod") and head.ent_type_ == "DATE":
            token = head  # "to Texas June 15-17"
        elif token.dep_ in ("appos", "compound", "nmod") and _is_way_to(head):
            if token.dep_ != "appos" and head.lemma_ in lexicon.travel().nouns:
                return _as_modifier(head)
            token = head
        else:
            return _by_role(token, head)
    return None


def first_of_list(token: Token) -> Token:
    """The first member of the list a word belongs to, the word itself outside a list."""
    for _ in range(_LONGEST_LIST):
        if token.dep_ not in ("conj", "appos") or token.head.pos_ not in _NOMINAL:
            break
        if token.dep_ == "appos" and token.head.ent_type_ == "PERSON":
            break
        token = token.head
    return token


def by_verb(verb: Token, word: str, direct: bool = True) -> Governed | None:
    """The frame of a verb that takes a place by this preposition, if it has one."""
    for frame in frames_of(verb):
        for relation, words in (
            (Relation.TO, frame.to),
            (Relation.FROM, frame.origin),
            (Relation.AT, frame.at),
        ):
            if word in words:
                return Governed(verb, frame, relation, direct)
    due = _as_due(verb, word) if verb.tag_ == "VBN" and not _is_perfect(verb) else None
    return due or _as_act(verb, word, direct)


def _is_perfect(verb: Token) -> bool:
    """ "Has planned", where "is planned" and "planned" alone speak of what is to come."""
    has = any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.children)
    return has and not any(c.dep_ == "auxpass" for c in verb.children)


def _as_act(verb: Token, word: str, direct: bool) -> Governed | None:
    """Whatever else somebody did in a town, as a sentence's own news: "In Bucha he bowed"."""
    words = lexicon.travel()
    told = verb.pos_ == "VERB" and verb.dep_ in ("ROOT", "conj") and word in ("in", "at")
    if not told or not direct or verb.lemma_.lower() in words.absent:
        return None
    return Governed(verb, words.act, Relation.AT)


def frames_of(verb: Token) -> tuple[Frame, ...]:
    """The frames of a verb, of a phrase first: "take in" is no "take", "take over" no journey."""
    words, lemma = lexicon.travel(), verb.lemma_.lower()
    phrases = [f"{lemma} {c.lower_}" for c in verb.children if _is_particle(c)]
    if not words.idle.isdisjoint(phrases):
        return ()
    phrasal = (words.verbs.get(phrase) for phrase in phrases)
    return next(filter(None, phrasal), None) or words.verbs.get(lemma, ())


def _is_particle(child: Token) -> bool:
    """Part of a phrase: "came in", also where the parser takes it for an empty preposition."""
    alone = child.dep_ in ("advmod", "prep") and child.lower_ == "in" and not [*child.children]
    return child.dep_ in ("prt", "dobj") or alone


def _by_role(token: Token, head: Token) -> Governed | None:
    if token.dep_ in ("dobj", "obj", "oprd", "nsubjpass"):
        return _by_object(token, head)
    if token.dep_ in ("nsubj", "attr"):
        return _by_copula(token, head) or _as_subject(token, head)
    return None


def _by_preposition(
    preposition: Token, direct: bool, meeting: bool = False
) -> Governed | Token | None:
    """The event a prepositional phrase hangs on, or the noun to climb through."""
    word, head = preposition.lower_, preposition.head
    if head.pos_ in ("ADP", "SCONJ") and head.dep_ in ("prep", "advmod", "prt", "conj"):
        word = head.lower_ if word in ("of", "to", "from") and head.lower_ == "out" else word
        joined = head.dep_ == "conj" and head.head.pos_ == "ADP"
        head = head.head.head if joined else head.head  # "flew to Goma on Sunday and on to Dakar"
    if head.ent_type_ == "DATE" and head.dep_ in ("npadvmod", "nmod"):
        head = head.head  # "In Singapore (23-25 March), he will speak"
    if head.pos_ in ("VERB", "AUX"):
        due = (_as_due(c, word) for c in head.children if c.dep_ == "acomp")  # "due back in Lima"
        return next(filter(None, due), None) or by_verb(head, word, direct)
    if head.pos_ in ("ADV", "ADJ") and head.head.pos_ in ("VERB", "AUX"):
        return _as_due(head, word) or by_verb(head.head, word, direct)
    return _by_noun(head, word, meeting) if head.pos_ in _NOMINAL else None


def _as_due(word_of_plan: Token, word: str) -> Governed | None:
    """ "Due in Bishkek", "bound for Lima", "expected in Paris": a plan without a verb of motion."""
    words = lexicon.factuality()
    planned = word_of_plan.lower_ in words.future_adjectives or (
        word_of_plan.lemma_.lower() in words.future_verbs
    )
    if not planned or word not in ("in", "at", "for", "to"):
        return None
    event = word_of_plan if word_of_plan.pos_ == "VERB" else word_of_plan.head
    return Governed(event, lexicon.travel().verbs["arrive"][0], Relation.TO)


def _by_noun(noun: Token, word: str, meeting: bool) -> Governed | Token | None:
    """A journey or a stop; "two days of talks in Kyiv" are days in Kyiv."""
    words = lexicon.travel()
    frame = words.nouns.get(noun.lemma_.lower())
    if frame is not None and frame.name != "meeting":
        if word in frame.to or (frame.name == "stop" and word == "of" and meeting):
            return Governed(noun, frame, Relation.TO)
        if word in frame.origin:
            return Governed(noun, frame, Relation.FROM)
        if frame.name != "way":  # "by way of Rome"
            return None
    if word not in _AT:
        return None
    return noun if _is_way_to(noun) else _by_person_met(noun)


def _is_meeting(noun: Token) -> bool:
    frame = lexicon.travel().nouns.get(noun.lemma_.lower())
    return frame is not None and frame.name == "meeting"


def _is_way_to(noun: Token) -> bool:
    """Whether a noun is a part of a town, or something that takes place in one."""
    lemma, words = noun.lemma_.lower(), lexicon.travel()
    return lemma in words.inside or noun.ent_type_ == "FAC" or lemma in words.nouns


def _by_person_met(noun: Token) -> Governed | None:
    """ "Met officials in Lima", "was received by Xi Jinping in Beijing"."""
    noun = first_of_list(noun)
    over = noun.head.head if noun.dep_ == "pobj" else noun.head
    if over.pos_ == "ADP":  # "with Abbas in Ramallah and with the king in Amman"
        over = over.head
    is_person = noun.ent_type_ == "PERSON" or noun.lemma_.lower() in lexicon.travel().people
    if noun.dep_ not in ("dobj", "pobj") or not is_person:
        return None
    frames = lexicon.travel().verbs.get(over.lemma_.lower(), ())
    wanted = _MET_BY.get(noun.head.lower_, ()) if noun.dep_ == "pobj" else ()
    frame = next((f for f in frames if f.name in ("meet", "guest", *wanted)), None)
    return Governed(over, frame, Relation.AT, direct=noun.ent_type_ == "PERSON") if frame else None


def _by_object(token: Token, verb: Token) -> Governed | None:
    for frame in frames_of(verb):
        if frame.object and not (token.dep_ == "nsubjpass" and frame.object != "to"):
            return Governed(verb, frame, Relation(frame.object))
        if frame.at and token.lemma_.lower() in lexicon.travel().nouns:
            return Governed(verb, frame, Relation.AT)
    return None


def _by_copula(token: Token, verb: Token) -> Governed | None:
    """ "His next stop is Colombia", "Colombia is the last stop"."""
    if verb.lemma_ != "be":
        return None
    words = lexicon.travel()
    for child in verb.children:
        frame = words.nouns.get(child.lemma_.lower())
        if child.lemma_.lower() in words.told_members and _is_on_tour(child):
            frame = words.nouns["stop"]
        if child.i != token.i and frame is not None and frame.name in ("stop", "visit"):
            return Governed(child, frame, Relation.TO)
    return None


def _is_on_tour(noun: Token) -> bool:
    """ "The last country of his tour", "the first city on the trip"."""
    words = lexicon.travel().nouns
    of = (t for c in noun.children if c.dep_ == "prep" for t in c.children)
    return any(t.lemma_.lower() in words and words[t.lemma_.lower()].name in _TOURS for t in of)


def _as_subject(token: Token, verb: Token) -> Governed | None:
    """ "Jamaica completes the tour", "Buenos Aires comes next", "Tonga and Vanuatu remain"."""
    words, lemma = lexicon.travel(), verb.lemma_.lower()
    if token.dep_ != "nsubj":
        return None
    if lemma in words.told_closing:
        for child in verb.children:
            frame = words.nouns.get(child.lemma_.lower())
            if child.dep_ == "dobj" and frame is not None and frame.name in ("visit", "tour"):
                return Governed(verb, words.nouns["stop"], Relation.TO)
        return None
    if lemma == "remain" and any(c.dep_ in ("acomp", "attr", "oprd") for c in verb.children):
        return None  # "the United States remains committed"
    ordered = any(child.lower_ in words.told_adverbs for child in verb.children)
    if lemma in words.told_alone or (lemma in words.told_ordered and ordered):
        return Governed(verb, words.nouns["stop"], Relation.TO)
    return None


def _by_relative_clause(token: Token) -> Governed | None:
    """ "Lima, where he stayed on the 5th and 6th"; what he does there puts him there."""
    for child in token.children:
        if child.dep_ == "relcl" and any(c.lower_ == "where" for c in child.children):
            verb = next((c for c in child.children if c.dep_ == "xcomp"), child)
            return by_verb(verb, "in") or by_verb(verb, "to")
    return None


def _as_modifier(noun: Token) -> Governed | None:
    """ "His Lima stop", "the Peru trip"; a meeting named after a town says nothing."""
    frame = lexicon.travel().nouns[noun.lemma_]
    return Governed(noun, frame, Relation.TO) if frame.name in ("visit", "stop") else None
