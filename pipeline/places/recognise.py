"""Finding the mentions of places in a text."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.model import Mention
from pipeline.places.candidate import PlaceSource
from pipeline.places.evidence import accept
from pipeline.places.spans import Proposal, propose
from pipeline.places.use import use_of


def recognise(doc: Doc, gazetteer: PlaceSource) -> list[Mention]:
    """Every mention of a place, in the order of the text and not overlapping.

    Offsets count characters of `doc.text`; `place` stays None, `use` is set. The doc needs named
    entities; with a dependency parse governments are told from the towns they sit in. Without
    tags capitals stand in for proper nouns, which finds the same places but for one in a hundred.
    """
    return [_mention(doc, proposal) for proposal in accept(doc, propose(doc, gazetteer))]


def _mention(doc: Doc, proposal: Proposal) -> Mention:
    span = doc[proposal.start : proposal.end]
    return Mention(span.start_char, span.end_char, span.text, use_of(doc, proposal))
