"""Who makes a journey: the person behind a verb of motion or a noun of travel."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.lexicon import Frame
from pipeline.journeys.people import People
from pipeline.journeys.prominence import next_in_list
from pipeline.model import Traveller

_RELATIVE = frozenset({"who", "that", "which", "whom"})
_GROUPS = frozenset({"delegation"})
_CLIMB = 8


def travellers_of(event: Token, frame: Frame, people: People) -> list[Traveller]:
    """Those who make the journey of an event, empty where the sentence does not say.

    A host who receives a guest is not a traveller; the guest is.
    """
    if event.pos_ in ("NOUN", "PROPN"):
        return _of_noun(event, people)
    if frame.name == "stop":  # the place is the subject: "Jamaica completes the tour"
        told = everyone_in(_child(event, "dobj"), people) or _poss(_child(event, "dobj"), people)
        nearest = people.foremost_before(event)
        return told or ([nearest] if nearest else [])
    if frame.name == "act":
        return everyone_in(_child(event, "nsubj", "nsubjpass"), people)
    if frame.name == "guest":
        return _guests(event, people)
    if frame.name == "carry":
        carried = _child(event, "dobj")
        found = everyone_in(carried, people)
        if not found and carried is not None and carried.ent_type_ == "GPE":
            return []  # "brought Kinshasa to the Vatican"
        return found or _of_verb(event, people)
    if frame.name == "meet" and event.lemma_ == "meet":  # both are there, the host at home
        met = everyone_in(_child(event, "dobj"), people)
        return list(dict.fromkeys([*_of_verb(event, people), *met]))
    return _of_verb(event, people)


def _of_noun(noun: Token, people: People) -> list[Traveller]:
    for child in noun.children:
        if child.dep_ == "poss" or (child.dep_ == "compound" and people.of(child)):
            return everyone_in(child, people)
        if child.dep_ in ("prep", "agent") and child.lower_ in ("by", "of"):
            found = [p for grandchild in child.children for p in everyone_in(grandchild, people)]
            if found:
                return found
    verb = _verb_over(noun)
    if verb is not None and noun.dep_ not in ("nsubj", "nsubjpass"):
        found = _of_verb(verb, people)
        if found:
            return found
    nearest = people.foremost_before(noun)
    return [nearest] if nearest else []


def _verb_over(token: Token) -> Token | None:
    for _ in range(_CLIMB):
        if token.head.i == token.i:
            return None
        token = token.head
        if token.pos_ in ("VERB", "AUX"):
            return token
    return None


def _of_verb(verb: Token, people: People) -> list[Traveller]:
    for _ in range(_CLIMB):
        subject = _child(verb, "nsubj", "nsubjpass")
        if subject is not None:
            return _from_subject(verb, subject, people)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ in ("NOUN", "PROPN"):
            owners = everyone_in(verb.head, people) or _owner(verb.head, people)
            if owners or verb.tag_ != "VB":  # "the children taken to Russia" are not the speaker
                return owners
        beside = _beside(verb, people)
        if beside:
            return beside
        over = _verb_over(verb)
        if over is None:
            break
        verb = over
    return []


def _beside(verb: Token, people: People) -> list[Traveller]:
    """Who stands right before a verb that the parser gave no subject: "Under Secretary Nuland"."""
    i = verb.i - 1
    while i > verb.sent.start and verb.doc[i].dep_ in ("aux", "auxpass", "neg", "advmod"):
        i -= 1
    person = people.by_token.get(i) if i >= verb.sent.start else None
    return [person] if person is not None and verb.tag_ != "VBG" else []


def _from_subject(verb: Token, subject: Token, people: People) -> list[Traveller]:
    if any(child.lower_ == "no" for child in subject.children):
        return []
    if subject.lower_ in _RELATIVE and verb.dep_ == "relcl":
        return everyone_in(verb.head, people) or _owner(verb.head, people) or _of_tour(verb, people)
    found = everyone_in(subject, people)
    if found:
        return found
    if subject.lemma_.lower() in lexicon.travel().nouns:
        return everyone_in(_child(verb, "dobj"), people) or _of_noun(subject, people)
    owner = _owner(subject, people)
    aboard = subject.lemma_.lower() in lexicon.travel().vehicles and _is_the(subject)
    if owner or not aboard:
        return owner
    nearest = people.foremost_before(verb)
    return [nearest] if nearest else []


def _of_tour(verb: Token, people: People) -> list[Traveller]:
    """ "The programme, which included Lanzhou": that of whom the text is about."""
    words = {token.lemma_.lower() for token in (verb.head, *verb.head.subtree)}
    nearest = people.foremost_before(verb) if words & lexicon.travel().programmes else None
    return [nearest] if nearest else []


def _is_the(noun: Token) -> bool:
    return any(child.lower_ == "the" for child in noun.children)


def _owner(noun: Token, people: People) -> list[Traveller]:
    """ "His plane landed", "the delegation led by the minister"; not "her colleague came"."""
    if noun.lemma_.lower() in lexicon.roles().peers | lexicon.travel().people - _GROUPS:
        return []
    poss = _poss(noun, people)
    if poss:
        return poss
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ in ("lead", "head", "carry"):
            return [p for c in child.subtree if (p := people.of(c))][:1]
    return []


def _poss(noun: Token | None, people: People) -> list[Traveller]:
    return everyone_in(_child(noun, "poss"), people) if noun is not None else []


def _guests(verb: Token, people: People) -> list[Traveller]:
    passive = _child(verb, "nsubjpass")
    if passive is not None:
        return everyone_in(passive, people)
    if _child(verb, "nsubj") is not None:
        return everyone_in(_child(verb, "dobj"), people)
    return _of_verb(verb, people) if verb.tag_ == "VBN" else []


def everyone_in(token: Token | None, people: People) -> list[Traveller]:
    """The person a token stands for and those joined to it by "and", empty where it is nobody."""
    found: list[Traveller] = []
    while token is not None:
        meant = people.all_of(token)
        if not meant:
            break
        found += meant
        token = next_in_list(token) or _next_of_list(token, people)
    return list(dict.fromkeys(found))


def _next_of_list(token: Token, people: People) -> Token | None:
    """ "The Pole, his Lithuanian counterpart Valdas Adamkus and Javier Solana": the parser takes
    the second of a list for an explanation of the first.
    """
    for child in token.children:
        if child.dep_ == "appos":
            for name in (child, *(c for c in child.children if c.dep_ == "appos")):
                other = people.of(name)
                if other and other != people.of(token) and _child(name, "conj"):
                    return name
    return None


def _child(token: Token, *deps: str) -> Token | None:
    return next((child for child in token.children if child.dep_ in deps), None)
