"""A name in a text: what it may mean, how likely each meaning is, and how sure one can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.places.candidate import Candidate, Level
from pipeline.places.scoring import eponyms, homely, prior, shares, weights

_MOST = 60  # candidates of one name that are looked at


@dataclass(slots=True)
class Name:
    """One name in one text: its mentions, what it may mean, and how likely each meaning is.

    `priors` are the scores of the candidates with the text unread, `homely` the same for readers
    to whom fame means nothing. `own` are the scores from the words beside each mention, `local`
    the best of them, `votes` what the other names say.
    """

    candidates: list[Candidate]
    priors: list[float]
    homely: list[float]
    mentions: list[int] = field(default_factory=list)
    own: dict[int, list[float]] = field(default_factory=dict)
    local: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    probable: list[float] = field(default_factory=list)

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> Name:
        """A name before the text is read, with its likeliest candidates only."""
        scored = sorted(((prior(c), c) for c in candidates), key=lambda pair: -pair[0])[:_MOST]
        best = [candidate for _, candidate in scored]
        shared = eponyms(best)
        name = cls(
            best,
            [p + e for (p, _), e in zip(scored, shared, strict=True)],
            [homely(c) + e for c, e in zip(best, shared, strict=True)],
        )
        name.local = name.votes = [0.0] * len(best)
        name.probable = name.weigh(name.local)
        return name

    def weigh(self, evidence: Sequence[float]) -> list[float]:
        """The probabilities of the candidates under this evidence from nearby words."""
        return self._shares(self.priors, evidence)

    def confidence(self, evidence: Sequence[float], best: int) -> float:
        """The probability of a candidate and of those that are the same spot on the map.

        Some texts are written for neighbours, to whom "London" may be the one in Ontario though
        nothing in the text says so; `local_texts` of the weights is their share.
        """
        share = weights().local_texts
        worldly, homely = (
            self._at_spot(self._shares(priors, evidence), best)
            for priors in (self.priors, self.homely)
        )
        return (1 - share) * worldly + share * homely

    def _shares(self, priors: Sequence[float], evidence: Sequence[float]) -> list[float]:
        return shares([sum(s) for s in zip(priors, self.votes, evidence, strict=True)])

    def _at_spot(self, probable: Sequence[float], best: int) -> float:
        chosen = self.candidates[best]
        return probable[best] + sum(
            share
            for n, share in enumerate(probable)
            if n != best and _is_same_spot(chosen, self.candidates[n])
        )


def _is_same_spot(one: Candidate, other: Candidate) -> bool:
    """Whether a city and a division of its name are meant by turns, as Lima and Lima province."""
    if Level.COUNTRY in (one.level, other.level):
        return False
    return one.lies_in(other) or other.lies_in(one)
