"""How a text uses a place name: the place itself, an adjective, or a government or treaty."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.model import MentionUse
from pipeline.places.candidate import Level, Match
from pipeline.places.lexicon import lexicon
from pipeline.places.spans import Proposal

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def use_of(doc: Doc, proposal: Proposal) -> MentionUse:
    """The use of an accepted proposal; literal unless something speaks against it."""
    if proposal.candidates and all(c.match is Match.DEMONYM for c in proposal.candidates):
        return MentionUse.DEMONYM
    if _names_something_else(doc, proposal) or _speaks_for_government(doc, proposal):
        return MentionUse.METONYM
    return MentionUse.LITERAL


def _names_something_else(doc: Doc, proposal: Proposal) -> bool:
    """Whether the name is part of the name of a treaty, a body or a company."""
    following = doc[proposal.end] if proposal.end < len(doc) else None
    named = following is not None and following.text[0].isupper()
    if named and following is not None and following.lower_ in lexicon().event_heads:
        return True
    return proposal.inside is not None and proposal.inside.label_ not in ("GPE", "LOC", "FAC")


def _speaks_for_government(doc: Doc, proposal: Proposal) -> bool:
    if not any(_governs(c.level, c.capital, c.office) for c in proposal.candidates):
        return False
    head = doc[proposal.start : proposal.end].root
    if any(c.office for c in proposal.candidates) and not _is_located(doc, proposal):
        return True
    return _says(head) or _relates(head)


def _governs(level: Level, capital: bool, office: bool) -> bool:
    return capital or office or level is Level.COUNTRY


def _is_located(doc: Doc, proposal: Proposal) -> bool:
    """Whether a preposition of place stands before the name, and no official behind it."""
    before = proposal.start - 1
    if before >= 0 and doc[before].lower_ == "the":
        before -= 1
    after = doc[proposal.end].lower_ if proposal.end < len(doc) else ""
    return (
        before >= 0
        and doc[before].lower_ in lexicon().locative
        and (after not in lexicon().officials)
    )


def _says(head: Token) -> bool:
    while head.dep_ == "conj":
        head = head.head
    return head.dep_ in _SUBJECTS and head.head.lemma_.lower() in lexicon().speaking


def _relates(head: Token) -> bool:
    """ "ties between Lima and Washington"."""
    while head.dep_ == "conj":
        head = head.head
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "between"
        and head.head.head.lower_ in lexicon().relations
    )
