"""The words around a span that put something there."""

from __future__ import annotations

import re

from spacy.tokens import Doc

from pipeline.places.lexicon import lexicon
from pipeline.places.spans import Proposal

_FAR = 20  # tokens from a name to the dash of its dateline
_DATELINE = re.compile(
    r"(?:/[A-Z][A-Z .]+)*(?:,[^\n.!?]{1,40}?\.?)?\s*(?:\([^)\n]{2,30}\)\s*)?(?:-|–|—|--)\s"
)
_MOST_TOWNS = 3  # of a dateline: "WASHINGTON/KABUL"


def is_located(doc: Doc, proposal: Proposal) -> bool:
    """Whether the words before the span put something there: "in", "mayor of", "the city of"."""
    if is_scene(doc, proposal):
        return True
    before = proposal.start - 1
    while before >= 0 and doc[before].lower_ in ("the", *lexicon().directions):
        before -= 1
    if before < 0:
        return False
    if doc[before].lower_ == "of":
        heads = lexicon().of_heads | lexicon().city_words | lexicon().division_words
        return before > 0 and doc[before - 1].lower_ in heads
    return doc[before].lower_ in lexicon().locative | lexicon().city_words


def is_dateline(doc: Doc, proposal: Proposal) -> bool:
    """Whether the name opens a line and a dash follows: "LIMA, Feb. 6 (Agency) -"."""
    if not _opens_line(doc, proposal.start):
        return False
    behind = doc[proposal.end : proposal.end + _FAR].text_with_ws
    before = doc[proposal.end - 1].whitespace_
    return _DATELINE.match(before + behind) is not None


def _opens_line(doc: Doc, start: int) -> bool:
    """Whether a token opens a line or a sentence, or follows another town of the dateline."""
    for _ in range(_MOST_TOWNS):
        if start > 1 and doc[start - 1].text == "/" and doc[start - 2].is_upper:
            start -= 2
    return start == 0 or doc[start - 1].is_space or bool(doc[start].is_sent_start)


def is_scene(doc: Doc, proposal: Proposal) -> bool:
    """Whether a clause with "where" follows: "London, where he is expected"."""
    behind = [token.lower_ for token in doc[proposal.end : proposal.end + 2]]
    return behind[-1:] == ["where"] and behind[0] in (",", "where")
