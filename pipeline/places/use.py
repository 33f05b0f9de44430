"""How a text uses a place name: the place itself, an adjective, or a government or treaty."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from pipeline.model import MentionUse
from pipeline.places.candidate import Level
from pipeline.places.context import is_dateline, is_located, is_scene
from pipeline.places.evidence import is_demonym
from pipeline.places.lexicon import lexicon
from pipeline.places.spans import Proposal

_LONGEST_LIST = 5
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def use_of(doc: Doc, proposal: Proposal) -> MentionUse:
    """The use of an accepted proposal; literal unless something speaks against it."""
    if is_demonym(doc, proposal):
        return MentionUse.DEMONYM
    if is_dateline(doc, proposal) or is_scene(doc, proposal):
        return MentionUse.LITERAL
    if _names_something_else(doc, proposal) or _speaks_for_government(doc, proposal):
        return MentionUse.METONYM
    return MentionUse.LITERAL


def _names_something_else(doc: Doc, proposal: Proposal) -> bool:
    """Whether the name is part of the name of a treaty, a body or a company."""
    following = doc[proposal.end] if proposal.end < len(doc) else None
    if following is not None and following.lower_ in lexicon().treaty_heads:
        return True
    named = following is not None and following.text[0].isupper()
    if named and following is not None and following.lower_ in lexicon().event_heads:
        return True
    return proposal.inside is not None and proposal.inside.label_ not in ("GPE", "LOC", "FAC")


def _speaks_for_government(doc: Doc, proposal: Proposal) -> bool:
    if not any(_governs(c.level, c.capital, c.office) for c in proposal.candidates):
        return False
    head = doc[proposal.start : proposal.end].root
    office = any(c.office for c in proposal.candidates)
    if office and (_has_official(doc, proposal) or not is_located(doc, proposal)):
        return True
    return _says(head) or _relates(head) or _is_one_of_both(doc, proposal, head)


def _governs(level: Level, capital: bool, office: bool) -> bool:
    return capital or office or level is Level.COUNTRY


def _has_official(doc: Doc, proposal: Proposal) -> bool:
    return proposal.end < len(doc) and doc[proposal.end].lower_ in lexicon().officials


def _first_of_list(head: Token) -> Token:
    """The first member of the list a word belongs to; long lists are not followed to their end."""
    for _ in range(_LONGEST_LIST):
        if head.dep_ != "conj":
            break
        head = head.head
    return head


def _says(head: Token) -> bool:
    head = _first_of_list(head)
    return head.dep_ in _SUBJECTS and head.head.lemma_.lower() in lexicon().speaking


def _is_one_of_both(doc: Doc, proposal: Proposal, head: Token) -> bool:
    """ "both Washington and Lima want": two governments, unless something happens in both."""
    head = _first_of_list(head)
    before = [doc[i].lower_ for i in range(max(0, head.i - 2), head.i)]
    return before[-1:] == ["both"] and before[0] not in lexicon().locative


def _relates(head: Token) -> bool:
    """ "ties between Lima and Washington"."""
    head = _first_of_list(head)
    return (
        head.dep_ == "pobj"
        and head.head.lower_ == "between"
        and head.head.head.lower_ in lexicon().relations
    )
