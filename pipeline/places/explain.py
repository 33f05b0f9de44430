"""Why a name became the place it did: its candidates and what spoke for each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.model import Mention
from pipeline.places.candidate import Candidate, PlaceSource
from pipeline.places.resolve import Decision, decide

_REASONS = (
    ("prior", "better known under this name"),
    ("beside", "the words beside it"),
    ("company", "the other places of the text"),
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """One candidate: its probability (0-1) and the parts of its score, in log odds."""

    candidate: Candidate
    probability: float
    prior: float
    beside: float
    company: float


@dataclass(frozen=True, slots=True)
class Explanation:
    """One mention as resolved, its candidates from likeliest to least, and why the first won."""

    mention: Mention
    candidates: tuple[Weighed, ...]
    reason: str


def explain(
    text: str,
    mentions: Sequence[Mention],
    source: PlaceSource,
    home: Sequence[Sequence[Candidate]] = (),
) -> Iterator[Explanation]:
    """The explanation of each mention, in the order given; the places are those of `resolve`.

    Raises:
        GeocoderUnavailable: the source asks an online geocoder and that is down.
    """
    for decision in decide(text, mentions, source, home):
        weighed = _weighed(decision)
        yield Explanation(decision.mention, weighed, _reason(decision.mention, weighed))


def _weighed(decision: Decision) -> tuple[Weighed, ...]:
    name = decision.name
    parts = (name.candidates, decision.probable, name.priors, decision.evidence, name.votes)
    found = (Weighed(*each) for each in zip(*parts, strict=True))
    return tuple(sorted(found, key=lambda w: -w.probability))


def _reason(mention: Mention, weighed: Sequence[Weighed]) -> str:
    if not weighed:
        return "no place of this name is known"
    if mention.place is None:
        return "no candidate is likelier than none of them"
    if len(weighed) == 1:
        return "the only place of this name"
    first, second = weighed[:2]
    leads = [getattr(first, part) - getattr(second, part) for part, _ in _REASONS]
    return _REASONS[max(range(len(leads)), key=leads.__getitem__)][1]
