"""Places that a list names without a verb of their own: "then Samoa", "Accra on July 2"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from spacy.tokens import Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.governing import Governed, Relation

_THEN = re.compile(
    r"[\s,;]*(?:and\s+)?(?:then|next|after\s+that|afterwards|finally|later|followed\s+by)"
    r"(?:\s+(?:to|in|on\s+to|by))?\s*(?:the\s+)?$",
    re.IGNORECASE,
)
_AND_TO = re.compile(r",\s*and\s+(?:on\s+)?to\s+(?:the\s+)?$", re.IGNORECASE)
_CHUNK = 7  # tokens from a date to the place behind it
_REACH = 12  # tokens in front of a name
_DATED = frozenset({"on", "until", "from", "till", "to", "for", "by"})
_LISTS = frozenset({"they", "these", "those", "country", "nation", "state", "capital", "city"})
_JOURNEYS = frozenset({"visit", "tour"})


def continued(span: Span, last: Governed | None) -> Governed | None:
    """The event of the place before, where the sentence goes on with another place.

    "A few hours in Kiribati followed, then Samoa", "to Kyiv on July 20 and Warsaw on July 21",
    "in Rome on Monday, Paris on Tuesday", "to China, where he will speak, and to Singapore".
    """
    root = span.root
    if last is None or last.event.sent.start != root.sent.start:
        return None
    of_date = root.dep_ == "conj" and root.head.ent_type_ in ("DATE", "TIME")
    before = span.doc[max(root.sent.start, span.start - _REACH) : span.start].text_with_ws
    listed = span.start > 0 and span.doc[span.start - 1].text in (",", ";", "and")
    onward = last.relation is Relation.TO and _AND_TO.search(before)
    if of_date or onward or _THEN.search(before) or (listed and is_dated(span)):
        return last
    return None


def after_colon(span: Span, others: Sequence[Span]) -> Governed | None:
    """ "He has been away for a week: Accra on July 2, Buenos Aires on the 5th"."""
    sent = span.sent
    colon = next((t.i for t in sent if t.text == ":"), None)
    if colon is None or span.start < colon or not is_dated(span):
        return None
    dated = [s for s in others if s.start > colon and s.sent.start == sent.start and is_dated(s)]
    if len(dated) < 2 or sent.root.pos_ not in ("VERB", "AUX"):
        return None
    return Governed(sent.root, lexicon.travel().nouns["stop"], Relation.TO, direct=False)


def named_after(span: Span, size: int) -> Governed | None:
    """ "... on visits to eight countries. They are Fiji, Tonga and Samoa": the visits' event."""
    root = span.root
    head = root.head
    if size < 3 or root.dep_ != "attr" or head.lemma_ != "be" or span.sent.start == 0:
        return None
    subject = next((c for c in head.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lemma_.lower() not in _LISTS:
        return None
    noun = _journey(span.doc[span.sent.start - 1].sent)
    if noun is None:
        return None
    return Governed(noun, lexicon.travel().nouns[noun.lemma_.lower()], Relation.TO, direct=False)


def is_dated(span: Span) -> bool:
    """Whether a date follows a name at once: "Accra on July 2", "Port of Spain until the 4th"."""
    doc, i = span.doc, span.end
    if i < len(doc) and doc[i].lower_ in _DATED:
        i += 1
    if i < len(doc) and doc[i].lower_ == "the":
        i += 1
    if i > span.end and i < len(doc) and doc[i].ent_type_ in ("DATE", "ORDINAL"):
        return True
    return _is_dated_before(span)


def _is_dated_before(span: Span) -> bool:
    """ "Today Parliament in New Delhi", "on Friday Hyderabad"."""
    for token in reversed(span.doc[max(span.sent.start, span.start - _CHUNK) : span.start]):
        if token.ent_type_ in ("DATE", "TIME"):
            return True
        if token.text in (",", ":", ";"):
            return False
    return False


def _journey(sent: Span) -> Token | None:
    nouns = lexicon.travel().nouns
    return next(
        (t for t in sent if (f := nouns.get(t.lemma_.lower())) and f.name in _JOURNEYS), None
    )
