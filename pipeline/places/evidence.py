"""Whether a span that could name a place does so here."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.places.candidate import Candidate, Level, Match
from pipeline.places.lexicon import lexicon
from pipeline.places.spans import PLACE_LABELS, Proposal

_BIG = 100_000
_HUGE = 500_000
_NEVER = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
)


@dataclass(frozen=True, slots=True)
class Persons:
    """Names of people in a text: every word of a full name."""

    words: frozenset[str]

    @classmethod
    def of(cls, doc: Doc) -> Persons:
        """The names of two words or more that the model calls persons."""
        full = [entity for entity in doc.ents if entity.label_ == "PERSON" and len(entity) > 1]
        return cls(frozenset(token.text for entity in full for token in entity if token.is_alpha))


def is_place(doc: Doc, proposal: Proposal, persons: Persons) -> bool:
    """Whether the words around a proposal, its label and its fame make it a mention."""
    if not proposal.candidates:
        return proposal.label in ("GPE", "LOC")
    if _belongs_to_organisation(doc, proposal) or _has_title(doc, proposal):
        return False
    if all(c.match is Match.DEMONYM for c in proposal.candidates):
        return _is_adjective(doc, proposal)
    if proposal.label in PLACE_LABELS:
        return True
    if proposal.label in _NEVER:
        return False
    return _rescued(doc, proposal, persons)


def _rescued(doc: Doc, proposal: Proposal, persons: Persons) -> bool:
    """Whether a known name that the model took for something else, or for nothing, is a place."""
    if proposal.inside is not None:
        return proposal.label != "PERSON" and _is_famous(proposal)
    if doc[proposal.start].text in persons.words:
        return False
    located = _is_located(doc, proposal) or _is_dateline(doc, proposal)
    known = _best(proposal, _BIG)
    return (located and _best(proposal, 0)) or known


def _is_famous(proposal: Proposal) -> bool:
    return _best(proposal, _HUGE)


def _best(proposal: Proposal, people: int) -> bool:
    return any(_weighs(c, people) for c in proposal.candidates)


def _weighs(candidate: Candidate, people: int) -> bool:
    if candidate.match not in (Match.MAIN, Match.ALIAS):
        return False
    noted = candidate.level in (Level.COUNTRY, Level.ADMIN1, Level.REGION, Level.VENUE)
    return noted or candidate.capital or candidate.place.population >= people


def _is_adjective(doc: Doc, proposal: Proposal) -> bool:
    if proposal.label in _NEVER:
        return False
    last = doc[proposal.end - 1]
    return last.tag_ not in ("NNS", "NNPS")


def _is_located(doc: Doc, proposal: Proposal) -> bool:
    before = proposal.start - 1
    while before >= 0 and doc[before].lower_ in ("the", *lexicon().directions):
        before -= 1
    return before >= 0 and doc[before].lower_ in lexicon().locative


def _is_dateline(doc: Doc, proposal: Proposal) -> bool:
    """Whether the name opens a line and a dash follows soon."""
    first = proposal.start == 0 or doc[proposal.start - 1].is_space
    after = [token.text for token in doc[proposal.end : proposal.end + 8]]
    return first and any(mark in after for mark in ("-", "–", "—", "--"))


def _belongs_to_organisation(doc: Doc, proposal: Proposal) -> bool:
    following = doc[proposal.end] if proposal.end < len(doc) else None
    return (
        following is not None
        and following.text[0].isupper()
        and following.lower_ in lexicon().organisation_heads
        and following.lower_ not in lexicon().event_heads
    )


def _has_title(doc: Doc, proposal: Proposal) -> bool:
    return (
        proposal.start > 0
        and doc[proposal.start - 1].lower_ in lexicon().titles
        and (proposal.label not in PLACE_LABELS)
    )
