"""What a stop was for: whom the traveller met, at which event, and to what end."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.people import People
from pipeline.model import Traveller

_LONGEST = 140  # characters of a purpose worth a table cell


@dataclass(frozen=True, slots=True)
class Occasion:
    """Names and words of the sentence; empty where it does not say."""

    met_with: tuple[str, ...] = ()
    event: str = ""
    purpose: str = ""


def find_occasion(event: Token, traveller: Traveller, people: People) -> Occasion:
    """The occasion that the sentence of an event tells.

    Args:
        event: the verb or noun of travel.
        traveller: whose stop it is, and so not among those met.
        people: everyone in the text.
    """
    sentence = event.sent
    return Occasion(_met(sentence, traveller, people), _gathering(sentence), _purpose(event))


def _met(sentence: Span, traveller: Traveller, people: People) -> tuple[str, ...]:
    """Office-holders named in a sentence that speaks of meeting."""
    if not any(token.lemma_.lower() in lexicon.travel().meeting for token in sentence):
        return ()
    here = (people.by_token.get(token.i) for token in sentence)
    return tuple(dict.fromkeys(p.name for p in here if p and p.role and p.name != traveller.name))


def _gathering(sentence: Span) -> str:
    """A summit or conference with a name of its own: "the BRICS summit"."""
    for token in sentence:
        frame = lexicon.travel().nouns.get(token.lemma_.lower())
        if frame is None or frame.name != "meeting":
            continue
        named = [c.i for c in token.lefts if c.dep_ in ("compound", "nmod") and c.pos_ == "PROPN"]
        if named:
            return sentence.doc[min(named) : token.i + 1].text
    return ""


def _purpose(event: Token) -> str:
    """The infinitive that says why: "to attend the summit"."""
    verb = event if event.pos_ == "VERB" else event.head
    for child in verb.children:
        is_end = child.dep_ == "advcl" and child.tag_ == "VB" and child.i > verb.i
        if is_end and any(c.lower_ == "to" and c.dep_ == "aux" for c in child.children):
            words = child.doc[child.left_edge.i : child.right_edge.i + 1].text
            return _shortened(" ".join(words.split()))
    return ""


def _shortened(text: str) -> str:
    if len(text) <= _LONGEST:
        return text
    return text[:_LONGEST].rsplit(" ", 1)[0].rstrip(",;") + " …"
