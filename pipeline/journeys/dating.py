"""Which date belongs to which stop: the nearest event in the tree of the sentence."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import verb_over
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import Relation
from pipeline.journeys.nearness import FAR, is_of_plan, is_of_thing, nearest
from pipeline.journeys.sighting import PRESENCE
from pipeline.journeys.temporal import TimeExpression

_BESIDE = re.compile(
    r"(?:,\s*(?:the|a|an)\s[\w\s’'-]{1,45}(?=,))?"
    r"(?:,\s*(?:the\s+)?[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+)*)?,?\s*(?:on|from|in|for|by|,|\()?\s*$"
)
_MODIFIES = frozenset({"compound", "nmod", "nummod"})
_REACH = 60  # characters from a place to its date


@dataclass(frozen=True, slots=True)
class Dated:
    """The expressions that date one anchor: a day or range, its end, and a length of stay.

    `there` marks a day spent in the place, also where the sentence tells of leaving it; `past` a
    day that a past tense of its own tells: "he is there: he landed on Monday".
    """

    when: TimeExpression | None = None
    length: int | None = None
    until: TimeExpression | None = None
    there: bool = False
    past: bool = False

    @property
    def close(self) -> bool:
        """Whether the day is a part of one told in the same paragraph: "in the evening"."""
        first = self.when.first if self.when else None
        return first is not None and first.close


def assign_dates(
    doc: Doc, anchors: Sequence[Anchor], expressions: Sequence[TimeExpression]
) -> list[Dated]:
    """For each anchor its date expressions; one date may serve all places of a list."""
    dated = _leading(doc, anchors, expressions, _beside(doc.text, anchors, expressions))
    last = {d.when.start: i for i, d in reversed(list(enumerate(dated))) if d.when}
    sentences = _by(anchors, lambda anchor: anchor.root.sent.start)
    lists = _by(anchors, lambda anchor: (anchor.event.i, anchor.listed))
    for expression in expressions:
        if _names_something(doc, expression):
            continue
        if expression.start in last:
            for i in _list_before(anchors, dated, lists, last[expression.start]):
                dated[i] = Dated(expression)
            continue
        span = _span_of(doc, expression)
        if span is None:
            continue
        places = sentences.get(span.sent.start, ())
        within = _where(span, anchors, places)
        when = within or _when(span, anchors, places)
        for i in when or nearest(span, anchors, places):
            past = _is_told_past(span, anchors[i].event)
            if within and anchors[i].frame.name in PRESENCE and expression.first:
                dated[i] = replace(dated[i], when=None)  # "spoke where he had arrived a day before"
            dated[i] = _with(dated[i], expression, there=bool(within), past=past)
    return _left_on_the_way(anchors, dated)


def _left_on_the_way(anchors: Sequence[Anchor], dated: Sequence[Dated]) -> list[Dated]:
    """ "Arrived in Kinshasa on Wednesday from Goma": Goma was left on Wednesday."""
    reached = {
        anchor.event.i: one
        for anchor, one in zip(anchors, dated, strict=True)
        if anchor.relation is Relation.TO and one.when is not None and not one.there
    }
    return [
        reached.get(anchor.event.i, one)
        if anchor.relation is Relation.FROM and one == Dated()
        else one
        for anchor, one in zip(anchors, dated, strict=True)
    ]


def _span_of(doc: Doc, expression: TimeExpression) -> Span | None:
    return doc.char_span(expression.start, expression.end, alignment_mode="expand")


def _is_told_past(span: Span, event: Token) -> bool:
    verb = verb_over(span.root)
    if verb is None or verb.i == event.i or is_of_plan(verb):
        return False
    return verb.tag_ == "VBD"


def _names_something(doc: Doc, expression: TimeExpression) -> bool:
    """ "The September 11 attacks": a day that names something else than a journey."""
    span = _span_of(doc, expression)
    if span is None:
        return False
    heads = [t.head for t in span if t.dep_ in _MODIFIES and not span.start <= t.head.i < span.end]
    return any(_is_named(head) for head in heads)


def _is_named(head: Token) -> bool:
    timed = head.ent_type_ in ("DATE", "TIME")
    return head.pos_ == "NOUN" and not timed and head.lemma_.lower() not in lexicon.travel().nouns


def _with(dated: Dated, expression: TimeExpression, *, there: bool, past: bool) -> Dated:
    if expression.first is None:
        return replace(dated, length=dated.length or expression.length)
    if expression.ends:
        return replace(dated, until=dated.until or expression)
    if dated.when is not None:
        return dated
    return replace(dated, when=expression, there=there, past=past)


def _where(span: Span, anchors: Sequence[Anchor], places: Sequence[int]) -> list[int]:
    """The place whose own clause the date stands in: "from Melbourne, where he had been since".."""
    verb = verb_over(span.root)
    if is_of_thing(verb) and verb is not None and any(c.dep_ == "dobj" for c in verb.children):
        return []  # "Kiribati, which closed its border in January", not "a stay that began in May"
    above = {token.i for token in islice(span.root.ancestors, FAR)}
    named = (i for i in places if _is_named_at_root(anchors[i]))
    inside = [i for i in named if anchors[i].root.i in above]
    return inside[-1:]


def _when(span: Span, anchors: Sequence[Anchor], places: Sequence[int]) -> list[int]:
    """The places of the clause that explains a date: "in February, when he went to London"."""
    behind = [token for token in span.doc[span.end : span.end + 2] if token.text != ","]
    if not behind or behind[0].lower_ != "when":
        return []
    verb = behind[0].head
    return [i for i in places if anchors[i].event == verb]


def _is_named_at_root(anchor: Anchor) -> bool:
    """Whether the place stands where its event is told, not "here" or in the dateline alone."""
    return anchor.mention.start <= anchor.root.idx < anchor.mention.end


def _leading(
    doc: Doc, anchors: Sequence[Anchor], expressions: Sequence[TimeExpression], found: list[Dated]
) -> list[Dated]:
    """Sentences that tell day, place, day, place: each place has the last day before it."""
    days = _by_sentence(doc, expressions)
    for start, places in _by(anchors, lambda anchor: anchor.root.sent.start).items():
        told = days.get(start, [])
        if len(told) < 2 or len(places) < 2 or told[0].start > anchors[places[0]].mention.start:
            continue
        for i in places:
            before = [day for day in told if day.start < anchors[i].mention.start]
            if before and found[i].when is None:
                found[i] = Dated(before[-1])
    return found


def _by_sentence(
    doc: Doc, expressions: Sequence[TimeExpression]
) -> dict[Hashable, list[TimeExpression]]:
    """The days told in each sentence, by its first token; no ends of a stay, and none of things."""
    found: dict[Hashable, list[TimeExpression]] = defaultdict(list)
    for expression in expressions:
        span = _span_of(doc, expression)
        if span is None or expression.is_long_ago or is_of_thing(verb_over(span.root)):
            continue
        if expression.first is not None and not expression.ends:
            found[span.sent.start].append(expression)
    return found


def _by(anchors: Sequence[Anchor], key: Callable[[Anchor], Hashable]) -> dict[Hashable, list[int]]:
    """The indexes of the anchors that have a key in common, in order."""
    found: dict[Hashable, list[int]] = defaultdict(list)
    for i, anchor in enumerate(anchors):
        found[key(anchor)].append(i)
    return found


def _beside(
    text: str, anchors: Sequence[Anchor], expressions: Sequence[TimeExpression]
) -> list[Dated]:
    """For each anchor the next date, if nothing but "on" and the like stands between."""
    dates = [expression.start for expression in expressions]
    places = sorted(anchor.mention.start for anchor in anchors)
    found = [Dated() for _ in anchors]
    for i, anchor in enumerate(anchors):
        end = anchor.mention.end
        if not _is_named_at_root(anchor):
            continue  # "here": what follows the dateline dates the report
        following = bisect_left(dates, end)
        if following == len(dates) or expressions[following].first is None:
            continue
        start = dates[following]
        if bisect_left(places, end) == bisect_left(places, start) and _adjoins(text, end, start):
            found[i] = Dated(expressions[following])
    return found


def _adjoins(text: str, end: int, start: int) -> bool:
    """ "Kyiv on July 20-21": the date follows the place at once."""
    return start - end <= _REACH and _BESIDE.fullmatch(text, end, start) is not None


def _list_before(
    anchors: Sequence[Anchor],
    dated: Sequence[Dated],
    lists: Mapping[Hashable, Sequence[int]],
    last: int,
) -> list[int]:
    """The earlier members of the list whose last member the date stands beside."""
    anchor = anchors[last]
    members = lists[anchor.event.i, anchor.listed] if anchor.listed > 1 else ()
    return [i for i in members if i < last and dated[i].when is None]
