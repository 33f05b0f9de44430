"""The gate: whether an article can hold a claim at all, told before its grammar is read.

It errs on the side of reading: what it lets through may give nothing. It turns away what names no
office, and what puts nobody on the way to a place and no official in a country not his own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from pipeline.journeys.cues import Cues, cues_of
from pipeline.journeys.offices import OfficeSpan, countries_at, find_offices
from pipeline.language import dateline_end
from pipeline.model import Mention, MentionUse, RoleClass

_NONE = frozenset[str]()
_FAR, _CLOSE = 20, 8  # tokens from a word of travel to its place, with a preposition and without
_LEAD = 60  # tokens after a dateline in which somebody arrives without a place named
_PREPOSITION = 4  # tokens before a place in which its preposition stands
_SENTENCE_ENDS = frozenset({".", "!", "?"})
_STEPS = 4  # tokens from a name to its verb: "Tillerson will also fly"
_UNSURE = frozenset({"", "ORG", "NORP", "FAC"})
_HERE = frozenset({"here", "there"})
_PERSONS = frozenset({"he", "she", "him", "his", "her", "who", "whom", "whose"})
_POSSESSIVES = frozenset({"'s", "’s", "'", "’"})


def may_travel(doc: Doc, mentions: Sequence[Mention], model: Language) -> bool:
    """Whether the words of an article leave room for a claim.

    Args:
        doc: the article with its named entities; grammar is not needed.
        mentions: its resolved place mentions.
        model: the language model; its lemmatizer tells which forms a word of travel takes.
    """
    offices = find_offices(doc, mentions)
    if not any(office.title for office in offices):
        return False
    cues = cues_of(model)
    article = _Article(
        [token.lower_ for token in doc],
        frozenset(_persons(doc, offices, cues)),
        frozenset(_homes(doc, mentions, offices)),
        cues,
    )
    return any(article.may_hold(point) for point in _points(doc, mentions))


@dataclass(frozen=True, slots=True)
class _Point:
    """Tokens [start, end) that stand for a place; `lead` is where the story of a dateline ends."""

    start: int
    end: int
    country: str
    lead: int = 0


@dataclass(frozen=True, slots=True)
class _Article:
    """What the gate knows of an article: its words, whose they are, and the officials' homes."""

    words: Sequence[str]
    persons: frozenset[int]
    homes: frozenset[str]
    cues: Cues

    def may_hold(self, point: _Point) -> bool:
        """Whether somebody may be on the way to a place, or an official in a foreign one."""
        first, last = self._sentence(point)
        told = self.persons.intersection(range(first, last))
        abroad = any(home != point.country for home in self.homes)
        if (
            told
            and abroad
            and (point.lead or self._governs(point, first, last, self.cues.presence))
        ):
            return True
        names = any(word in self.cues.journeys for word in self.words[first:last])
        return bool(told or names) and self._governs(point, first, last, self.cues.motion)

    def _sentence(self, point: _Point) -> tuple[int, int]:
        first, last = point.start, point.end
        while first > max(0, point.start - _FAR) and not self._ends(first - 1):
            first -= 1
        while last < min(len(self.words), point.end + _FAR) and not self._ends(last):
            last += 1
        return first, max(last, point.lead)

    def _ends(self, i: int) -> bool:
        return self.words[i] in _SENTENCE_ENDS or "\n" in self.words[i]

    def _governs(
        self, point: _Point, first: int, last: int, cues: Mapping[str, frozenset[str]]
    ) -> bool:
        """Whether a cue stands before a place with its preposition, or shortly after it."""
        words, start, end = self.words, point.start, point.end
        if words[start] in _HERE:
            return any(word in cues for word in words[max(first, start - _CLOSE) : start])
        after = words[end : min(last, end + _CLOSE)]
        if point.lead or "where" in after[:3]:
            return any(word in cues for word in words[end : point.lead or last])
        if any(word in self.cues.after for word in after[:3]):
            return True
        if any(cues.get(word) == _NONE for word in words[max(first, start - _CLOSE) : start]):
            return True
        near = words[max(first, start - _PREPOSITION) : start]
        return any(not cues.get(word, _NONE).isdisjoint(near) for word in words[first:start])


def _points(doc: Doc, mentions: Iterable[Mention]) -> Iterator[_Point]:
    """All that can stand for a place: its name, "here" and "there"."""
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is None or mention.place is None or mention.use is MentionUse.DEMONYM:
            continue
        lead = dateline_end(doc, span.start)
        lead = min(len(doc), lead + _LEAD) if lead else 0
        yield _Point(span.start, span.end, mention.place.country_code, lead)
    for token in doc:
        if token.lower_ in _HERE:
            yield _Point(token.i, token.i + 1, "")


def _persons(doc: Doc, offices: Iterable[OfficeSpan], cues: Cues) -> Iterator[int]:
    """Tokens that stand for a person: recognised, named so elsewhere, or moving like one."""
    for office in offices:
        yield from range(office.start, office.end)
    names = {token.text for token in doc if token.ent_type_ == "PERSON" and token.is_alpha}
    for token in doc:
        known = token.ent_type_ == "PERSON" or token.lower_ in _PERSONS or token.text in names
        if known or (_may_be_named(doc, token) and _moves(doc, token, cues)):
            yield token.i


def _moves(doc: Doc, token: Token, cues: Cues) -> bool:
    return any(word.lower_ in cues.motion for word in doc[token.i + 1 : token.i + _STEPS])


def _may_be_named(doc: Doc, token: Token) -> bool:
    """Whether a word could be a name that the recogniser passed over or took for a body's."""
    if not token.text[0].isupper() or token.ent_type_ not in _UNSURE:
        return False
    beside = doc[max(0, token.i - 1) : token.i + 2]
    return token.ent_type_ != "" or sum(word.text[0].isupper() for word in beside) > 1


def _homes(doc: Doc, mentions: Sequence[Mention], offices: Iterable[OfficeSpan]) -> Iterator[str]:
    """Countries that officials are known to come from; the empty one for an organisation's head."""
    for office in offices:
        if office.home or office.role_class is RoleClass.IO_HEAD:
            yield office.home
    country_at = countries_at(doc, mentions)
    for entity in doc.ents:
        if entity.label_ == "PERSON" and entity.start:
            before = entity.start - (_is_possessive(doc[entity.start - 1]) and entity.start > 1)
            if before - 1 in country_at:
                yield country_at[before - 1]


def _is_possessive(token: Token) -> bool:
    return token.text in _POSSESSIVES
