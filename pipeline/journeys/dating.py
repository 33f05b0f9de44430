"""Which date belongs to which stop: the nearest event in the tree of the sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from pipeline.intervals import DateInterval
from pipeline.journeys.datewords import Direction
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import Relation
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.temporal import TimeExpression
from pipeline.model import Dates

_BESIDE = re.compile(
    r"(?:,\s*(?:the\s+)?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*)?,?\s*(?:on|from|in|for|by|,|\()?\s*$"
)
_SEMICOLON = 4
_FAR = 7  # steps in the tree beyond which a date says nothing about an event


@dataclass(frozen=True, slots=True)
class Dated:
    """The expressions that date one anchor: a day or range, and a length of dates."""

    when: TimeExpression | None = None
    length: int | None = None


def assign_dates(
    doc: Doc, anchors: Sequence[Anchor], expressions: Sequence[TimeExpression]
) -> list[Dated]:
    """For each anchor its date expressions; one date may serve all places of a list."""
    dated = [Dated() for _ in anchors]
    free = list(expressions)
    for i, anchor in enumerate(anchors):
        beside = next((e for e in free if _is_beside(doc, anchor, e, anchors)), None)
        if beside is not None and beside.first is not None:
            dated[i] = Dated(beside)
    taken = {d.when.start for d in dated if d.when}
    for expression in free:
        if expression.start in taken:
            for i in _list_before(anchors, dated, expression):
                dated[i] = Dated(expression)
            continue
        for i in _nearest(doc, anchors, expression):
            dated[i] = _with(dated[i], expression)
    return dated


def dates_of(
    anchor: Anchor,
    reading: Reading,
    dated: Dated,
    published: DateInterval | None,
    told: date | None,
) -> Dates:
    """Arrival, departure or window of a stop, from its date and how the event takes it."""
    if dated.when is None:
        return Dates()
    ahead = reading.tense is Tense.AHEAD or (reading.tense is Tense.NOW and not reading.ongoing)
    ahead = ahead or (reading.tense is Tense.OFF and anchor.frame.name != "skip")
    dates = dated.when.dates(published, Direction.FUTURE if ahead else Direction.PAST, told)
    if dates is None or dates.arrival is None:
        return dates or Dates()
    if anchor.countries > 1 and dates.departure is not None:
        return Dates(
            window=DateInterval(dates.arrival.first, dates.departure.last), basis=dates.basis
        )
    if anchor.relation is Relation.FROM or (reading.ended and anchor.event.pos_ == "NOUN"):
        return Dates(departure=dates.departure or dates.arrival, basis=dates.basis)
    exact = dates.arrival.exact
    if dates.departure is None and dated.length and exact:
        until = DateInterval.day(exact + timedelta(days=dated.length - 1))
        return Dates(dates.arrival, until, basis=dates.basis)
    return dates


def _with(dated: Dated, expression: TimeExpression) -> Dated:
    if expression.first is None:
        return Dated(dated.when, dated.length or expression.length)
    return Dated(dated.when or expression, dated.length)


def _is_beside(
    doc: Doc, anchor: Anchor, expression: TimeExpression, anchors: Sequence[Anchor]
) -> bool:
    """ "Kyiv on July 20-21": the date follows the place at once."""
    gap = expression.start - anchor.mention.end
    if not 0 <= gap <= 40:
        return False
    between = doc.text[anchor.mention.end : expression.start]
    other = any(anchor.mention.end <= a.mention.start < expression.start for a in anchors)
    return not other and _BESIDE.fullmatch(between) is not None


def _list_before(
    anchors: Sequence[Anchor], dated: Sequence[Dated], expression: TimeExpression
) -> list[int]:
    """The earlier members of the list whose last member the date stands beside."""
    last = next(i for i, d in enumerate(dated) if d.when is expression)
    return [
        i
        for i, a in enumerate(anchors[:last])
        if a.event.i == anchors[last].event.i
        and a.listed == anchors[last].listed
        and a.listed > 1
        and dated[i].when is None
    ]


def _nearest(doc: Doc, anchors: Sequence[Anchor], expression: TimeExpression) -> list[int]:
    span = doc.char_span(expression.start, expression.end, alignment_mode="expand")
    if span is None:
        return []
    near = [
        (_steps(span.root, anchor.event) + _across(doc, span.root, anchor.event), i)
        for i, anchor in enumerate(anchors)
        if anchor.root.sent.start == span.sent.start
    ]
    best = min((steps for steps, _ in near), default=_FAR + 1)
    return [i for steps, i in near if steps == best] if best <= _FAR else []


def _across(doc: Doc, a: Token, b: Token) -> int:
    """Extra steps for crossing a semicolon, which the parser often takes for a comma."""
    between = doc[min(a.i, b.i) : max(a.i, b.i)]
    return _SEMICOLON if any(token.text == ";" for token in between) else 0


def _steps(a: Token, b: Token) -> int:
    """Edges between two words of one dependency tree."""
    up = {token.i: steps for steps, token in enumerate([a, *a.ancestors])}
    for steps, token in enumerate([b, *b.ancestors]):
        if token.i in up:
            return up[token.i] + steps
    return _FAR + 1
