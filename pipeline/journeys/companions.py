"""Who was there because somebody else was: "accompanied by", "is with him", "of the delegation"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.journeys.calling_off import negated
from pipeline.journeys.clauses import subjects_of
from pipeline.journeys.identity import is_home
from pipeline.journeys.people import People
from pipeline.journeys.sighting import sentence_of
from pipeline.journeys.subjects import everyone_in
from pipeline.model import Article, Claim, Status, StopKind, Traveller

_SURE = 0.6
_DELEGATION = frozenset({"delegation", "party", "entourage"})
_PART = frozenset({"member", "part"})


@dataclass(frozen=True, slots=True)
class Company:
    """Those who are where the leader is, and the word that says so."""

    leader: Traveller
    others: tuple[Traveller, ...]
    cue: Token


def with_companions(
    doc: Doc, article: Article, claims: Sequence[Claim], people: People
) -> Iterator[Claim]:
    """Claims for those who accompany a traveller, at the stop that the sentence is about.

    That is a stop of the same sentence, else where the leader is now, else the last one reached;
    where all is still to come, the companions are on the whole journey.
    """
    known = {(claim.traveller, claim.place.country_code) for claim in claims}
    for company in find_companies(doc, people):
        start, end = sentence_of(company.cue)
        for claim in _shared(claims, company.leader, start, end):
            for other in company.others:
                key = (other, claim.place.country_code)
                if key in known or is_home(claim.place, other):
                    continue
                known.add(key)
                yield replace(
                    claim,
                    traveller=other,
                    snippet=article.text[start:end],
                    start=start,
                    end=end,
                    cue=company.cue.text,
                    mention_start=-1,
                    implied=False,
                    confidence=min(claim.confidence, _SURE),
                    confidence_reason=f"is there with {company.leader.name}",
                )


def find_companies(doc: Doc, people: People) -> Iterator[Company]:
    """Every sentence that tells of company, in the order of the text."""
    for token in doc:
        if token.lemma_ == "accompany" and not negated(token):
            leaders, others = _accompanied(token, people)
        elif token.lower_ == "with" and token.head.lemma_ == "be" and not negated(token.head):
            leaders = _objects(token, people)
            others = _subjects(token.head, people)
        elif token.lemma_.lower() in _DELEGATION and _is_part(token):
            leaders = [people.main] if people.main else []
            others = _subjects(token.head.head.head, people)
        else:
            continue
        others = [o for o in others if o not in leaders and (o.role or " " in o.name)]
        if leaders and others:
            yield Company(leaders[0], tuple(others), token)


def _accompanied(verb: Token, people: People) -> tuple[list[Traveller], list[Traveller]]:
    """Leaders and companions: "X, accompanied by Y", "Y, who accompanied X"."""
    agents = [c for c in verb.children if c.dep_ in ("agent", "prep") and c.lower_ == "by"]
    if agents:
        led = _subjects(verb, people) or everyone_in(verb.head, people)
        return led or _subjects(verb.head, people), _objects(agents[0], people)
    led = [t for c in verb.children if c.dep_ == "dobj" for t in everyone_in(c, people)]
    if verb.dep_ in ("relcl", "acl") or not subjects_of(verb):
        return led, everyone_in(verb.head, people)
    return led, _subjects(verb, people)


def _subjects(verb: Token, people: People) -> list[Traveller]:
    return [t for subject in subjects_of(verb) for t in everyone_in(subject, people)]


def _objects(preposition: Token, people: People) -> list[Traveller]:
    return [t for c in preposition.children if c.dep_ == "pobj" for t in everyone_in(c, people)]


def _is_part(delegation: Token) -> bool:
    """ "Is a member of the delegation"."""
    of = delegation.head
    return of.lower_ == "of" and of.head.lemma_ in _PART and of.head.head.lemma_ == "be"


def _shared(claims: Sequence[Claim], leader: Traveller, start: int, end: int) -> list[Claim]:
    own = [c for c in claims if c.traveller == leader and c.stop_kind is StopKind.STOP]
    own = [c for c in own if not c.background and not c.left and c.status is not Status.CANCELLED]
    told = [c for c in own if start <= c.mention_start < end]
    now = [c for c in own if c.status is Status.CURRENT]
    over = [c for c in own if c.status is Status.VISITED]
    return told or now[-1:] or over[-1:] or own
