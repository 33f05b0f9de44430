"""Which places a date stands nearest to, in the tree of its sentence."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import chain, islice

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import subjects_of, verb_over
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import frames_of
from pipeline.journeys.sighting import PRESENCE

FAR = 7  # steps in the tree beyond which a date says nothing about an event
_ASIDES = frozenset({"advcl", "relcl", "acl"})
_THINGS = frozenset({"which", "that"})
_SEMICOLON = 4


def nearest(span: Span, anchors: Sequence[Anchor], places: Sequence[int]) -> list[int]:
    """Of some places, by their indexes, those whose events are fewest steps from a date."""
    clause = _aside(span.root)
    near = [
        (_distance(span.doc, span.root, anchors[i].event), i)
        for i in places
        if (clause is None or anchors[i].event.i in clause)
        and (not _is_days_away(anchors[i].event) or anchors[i].event in span.root.ancestors)
    ]
    best = min((steps for steps, _ in near), default=FAR + 1)
    return [i for steps, i in near if steps == best] if best <= FAR else []


def _is_days_away(event: Token) -> bool:
    """ "Left on Friday, a day before her colleague came in from Samoa"."""
    told = {child.dep_ for child in event.children}
    return {"mark", "npadvmod"} <= told


def _aside(date: Token) -> Collection[int] | None:
    """The clause of a date that dates nothing outside it: "spoke, making up for a day in May"."""
    verb = verb_over(date)
    if verb is None or verb.dep_ not in _ASIDES:
        return None
    moves = any(frame.name not in PRESENCE for frame in frames_of(verb))
    if moves and not is_of_thing(verb):
        return None  # "flew to Paris, arriving on Monday"
    own = (verb.head,) if is_of_plan(verb) else ()  # "a visit planned for May 20 was called off"
    return frozenset(token.i for token in (*verb.subtree, *own))


def is_of_plan(verb: Token) -> bool:
    """Whether a verb says for when something is meant: "planned for May 20"."""
    return verb.lower_ in lexicon.factuality().future_adjectives


def is_of_thing(verb: Token | None) -> bool:
    """ "Crossed the line, which would have turned Friday into Thursday"."""
    things = any(c.lower_ in _THINGS for c in subjects_of(verb))
    return verb is not None and verb.dep_ == "relcl" and things


def _distance(doc: Doc, a: Token, b: Token) -> int:
    steps = _steps(a, b)
    return steps + _across(doc, a, b) if steps <= FAR else steps


def _across(doc: Doc, a: Token, b: Token) -> int:
    """Extra steps for crossing a semicolon, which the parser often takes for a comma."""
    between = doc[min(a.i, b.i) : max(a.i, b.i)]
    return _SEMICOLON if any(token.text == ";" for token in between) else 0


def _steps(a: Token, b: Token) -> int:
    """Edges between two words of one dependency tree, `FAR` + 1 where there are more."""
    up = {token.i: steps for steps, token in enumerate(chain([a], islice(a.ancestors, FAR)))}
    for steps, token in enumerate(chain([b], islice(b.ancestors, FAR))):
        if token.i in up:
            return up[token.i] + steps
    return FAR + 1
