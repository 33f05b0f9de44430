"""Calling off: cancelled, postponed, blocked or cut short, and what is not called off after all."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import subjects_of
from pipeline.journeys.reading import Reading, Tense
from pipeline.model import CancelKind

_VERBAL = ("VERB", "AUX")
_BORNE = frozenset({"dobj", "nsubjpass", "csubjpass", "xcomp", "pcomp", "pobj", "prep", "ccomp"})
_DROPPED = ("dobj", "nsubjpass", "npadvmod")
_DENIES = ("neither", "no")


def called_off(chain: list[Token]) -> Reading | None:
    """What calls the event of a chain off, or None where nothing does.

    Args:
        chain: the event and the words that govern it, from below upwards.
    """
    words = lexicon.factuality()
    for below, token in _with_joined(chain):
        kind = words.called_off.get(token.lemma_.lower()) if token.pos_ in _VERBAL else None
        if kind is None:
            kind = words.called_off_nouns.get(token.lemma_.lower()) if below is not None else None
        if kind is None or not _has_particle(token) or not _bears_on(token, below):
            continue
        if negated(token):
            return Reading(Tense.AHEAD, f"not {token.text}")
        if _is_lodging(chain[0]):
            return Reading(Tense.UNSAID, token.text)
        if kind is CancelKind.CUT_SHORT or _short(token):
            return Reading(Tense.MADE, token.text, CancelKind.CUT_SHORT)
        return Reading(Tense.OFF, _with_particle(token), kind)
    return None


def _with_joined(chain: list[Token]) -> Iterator[tuple[Token | None, Token]]:
    """Each word with the one it governs; verbs joined by "and" share their subject."""
    for below, token in zip([None, *chain], chain, strict=False):
        yield below, token
        if below is not None and below.dep_ == "nsubjpass":  # "was discussed and dropped"
            yield from ((below, child) for child in token.children if child.dep_ == "conj")


def _has_particle(token: Token) -> bool:
    particle = lexicon.factuality().called_off_particles.get(token.lemma_.lower())
    if particle is None:
        return True
    if token.lemma_ == "cut":
        return any(child.lower_ in ("from", "short", "out") for child in token.children)
    return any(child.lower_ == particle for child in token.children)


def _bears_on(token: Token, below: Token | None) -> bool:
    """Whether the calling off concerns the event: its object, or its subject in the passive."""
    if below is None:
        frames = lexicon.travel().verbs.get(token.lemma_, ())
        return any(frame.name == "skip" for frame in frames)
    if token.lemma_ in ("be", "fall"):  # "the visit is off", "one stop fell through"
        return below.dep_ == "nsubj"
    told_before = below.dep_ == "ccomp" and below.i < token.i  # "he will go; one stop was dropped"
    return below.dep_ in _BORNE and not told_before


def _is_lodging(event: Token) -> bool:
    """ "A night in Lima was dropped", "dropped the rest day there": the stop itself is not."""
    nouns = (event, *(c for c in event.children if c.dep_ in _DROPPED))
    words = {f"{child.lower_} {noun.lemma_}" for noun in nouns for child in noun.children}
    words |= {noun.lemma_.lower() for noun in nouns}
    return not words.isdisjoint(lexicon.factuality().lodging_nouns)


def _short(token: Token) -> bool:
    return token.lemma_ == "cut" and any(child.lower_ == "short" for child in token.children)


def _with_particle(token: Token) -> str:
    particle = lexicon.factuality().called_off_particles.get(token.lemma_.lower(), "")
    return f"{token.text} {particle}".strip()


def negated(token: Token) -> bool:
    """Whether a verb is denied: "not", "no longer", "neither the talks nor the stops will"."""
    return any(c.dep_ == "neg" or _no_longer(c) for c in token.children) or any(
        child.lower_ in _DENIES for subject in subjects_of(token) for child in subject.children
    )


def _no_longer(token: Token) -> bool:
    return token.lower_ == "longer" and any(child.lower_ == "no" for child in token.children)
