"""Spans that may name a place: what the language model found and what the gazetteer knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.places.candidate import Candidate, Match, PlaceSource
from pipeline.places.lexicon import lexicon

PLACE_LABELS = frozenset({"GPE", "LOC", "FAC"})
_LONGEST = 8  # tokens of a name; "Democratic Republic of the Congo" has five
_SEPARATORS = frozenset({",", ";", "and", "or", "/", "–", "—"})
_POSSESSIVE = ("'s", "’s")


@dataclass(frozen=True, slots=True)
class Proposal:
    """Tokens [start, end) that may name a place; `label` is the model's, empty where it has none.

    `inside` is the larger entity that the span is only a part of. Without candidates the name is
    unknown to the gazetteer.
    """

    start: int
    end: int
    label: str
    candidates: Sequence[Candidate]
    inside: Span | None = None


def propose(doc: Doc, source: PlaceSource) -> list[Proposal]:
    """All proposals in the order of the text, not overlapping; known names win over unknown."""
    entity_of = {token.i: entity for entity in doc.ents for token in entity}
    known = list(_scan(doc, source, entity_of))
    taken = {i for p in known for i in range(p.start, p.end)}
    unknown = [p for p in _unknown(doc) if taken.isdisjoint(range(p.start, p.end))]
    return sorted([*known, *unknown], key=lambda p: p.start)


def _scan(doc: Doc, source: PlaceSource, entity_of: dict[int, Span]) -> Iterator[Proposal]:
    """Names of the gazetteer and names of streets and landscapes, the longest first."""
    position = 0
    while position < len(doc):
        end, candidates = _longest(doc, position, source)
        if end > position:
            yield _proposal(doc, position, end, candidates, entity_of)
        position = max(end, position + 1)


def _longest(doc: Doc, start: int, source: PlaceSource) -> tuple[int, Sequence[Candidate]]:
    """The end of the longest name that starts here, and what it may mean."""
    if not _may_start(doc[start]):
        return start, ()
    for end in _ends(doc, start):
        candidates = source.candidates(doc[start:end].text)
        if candidates and not _is_generic(doc, start, end):
            return _with_full_stop(doc, end, candidates), candidates
        if end > start + 1 and _is_feature(doc, start, end):
            return end, ()
    return start, ()


def _with_full_stop(doc: Doc, end: int, candidates: Sequence[Candidate]) -> int:
    """An abbreviation keeps the full stop that the tokeniser cut off."""
    coded = all(candidate.match is Match.CODE for candidate in candidates)
    stop = end < len(doc) and doc[end].text == "." and not doc[end - 1].whitespace_
    return end + 1 if coded and stop and not doc[end - 1].text.isupper() else end


def _is_generic(doc: Doc, start: int, end: int) -> bool:
    """Whether the words are but directions or one common noun, whatever village bears them."""
    if end - start == 1 and doc[start].lower_ in lexicon().generic_names:
        return True
    return all(token.lower_ in lexicon().directions for token in doc[start:end])


def _is_feature(doc: Doc, start: int, end: int) -> bool:
    """Whether the tokens are the name of a street, building or landscape."""
    words = doc[start:end]
    small = lexicon().feature_joiners
    if not all(is_proper(token) or token.lower_ in small for token in words):
        return False
    return (
        words[-1].lower_ in lexicon().feature_heads or words[0].lower_ in lexicon().feature_openings
    )


def is_proper(token: Token) -> bool:
    """Whether a word is a proper noun; where nothing is tagged, whether it is capitalised."""
    return token.pos_ == "PROPN" or (not token.pos and token.text[0].isupper())


def _ends(doc: Doc, start: int) -> list[int]:
    """Where a name that starts here may end, farthest first."""
    ends = [start + 1]
    for i in range(start + 1, min(start + _LONGEST, len(doc))):
        token = doc[i]
        if token.is_sent_start and not _is_abbreviated(doc[i - 1]):
            break
        if _is_name_word(token):
            ends.append(i + 1)
        elif token.lower_ not in lexicon().joiners:
            break
    return ends[::-1]


def _is_abbreviated(token: Token) -> bool:
    return len(token) > 1 and token.text.endswith(".")


def _may_start(token: Token) -> bool:
    return token.text[0].isupper() and token.lower_ != "the" and "$" not in token.text


def _is_name_word(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ == "capital"


def _proposal(
    doc: Doc, start: int, end: int, candidates: Sequence[Candidate], entity_of: dict[int, Span]
) -> Proposal:
    entity = entity_of.get(start)
    if entity is None:
        return Proposal(start, end, "", candidates)
    first, last = trim(doc, entity.start, entity.end)
    alone = first >= start or doc[start - 1].lower_ in _SEPARATORS
    alone = alone and (last <= end or doc[end].lower_ in _SEPARATORS)
    return Proposal(start, end, entity.label_, candidates, None if alone else entity)


def _unknown(doc: Doc) -> Iterator[Proposal]:
    for entity in doc.ents:
        if entity.label_ in PLACE_LABELS:
            start, end = trim(doc, entity.start, entity.end)
            only_directions = all(t.lower_ in lexicon().directions for t in doc[start:end])
            if start < end and not only_directions:  # "while the king was in the East"
                yield Proposal(start, end, entity.label_, ())


def trim(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """The bounds without article, direction, possessive, punctuation and white space."""
    while start < end and _is_leading_rest(doc[start]):
        start += 1
    while start < end and _is_trailing_rest(doc[end - 1]):
        end -= 1
    return start, end


def _is_leading_rest(token: Token) -> bool:
    direction = token.text.islower() and token.lower_ in lexicon().directions
    return token.is_space or token.is_punct or token.lower_ in ("the", "a", "an") or direction


def _is_trailing_rest(token: Token) -> bool:
    return token.is_space or token.is_punct or token.lower_ in (*_POSSESSIVE, "'", "’")
