"""Giving each mention its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from pipeline.model import Mention, MentionUse, PlaceKind
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource, name_key
from pipeline.places.lexicon import lexicon
from pipeline.places.local import PARTS, contained, containers, contains, inside, kinds_beside
from pipeline.places.scoring import eponyms, prior, shares, weights
from pipeline.places.variants import candidates_for
from pipeline.places.votes import Company

_ROUNDS = 3
_HOUSED = 0.8  # of the confidence in the city, for a building said to be in it
_AREA = 0.89  # a region is no point: measured, one in six lies over 161 km from where others put it
_MOST = 60  # candidates of one name that are looked at


@dataclass(slots=True)
class Name:
    """One name in one text: its mentions, what it may mean, and how likely each meaning is.

    `own` are the scores from the words beside each mention, `local` the best of them.
    """

    candidates: list[Candidate]
    priors: list[float]
    mentions: list[int] = field(default_factory=list)
    own: dict[int, list[float]] = field(default_factory=dict)
    local: list[float] = field(default_factory=list)
    votes: list[float] = field(default_factory=list)
    probable: list[float] = field(default_factory=list)

    def weigh(self, evidence: Sequence[float]) -> list[float]:
        """The probabilities of the candidates under this evidence from nearby words."""
        return shares([sum(s) for s in zip(self.priors, self.votes, evidence, strict=True)])


@dataclass(frozen=True, slots=True)
class Decision:
    """A mention as resolved, the name it is of, the evidence beside it, and the probabilities."""

    mention: Mention
    name: Name
    evidence: Sequence[float]
    probable: Sequence[float]


def resolve(text: str, mentions: Sequence[Mention], source: PlaceSource) -> list[Mention]:
    """The mentions with place and confidence filled in; unknown names keep place None.

    A name means the same place throughout a text, save where a mention says otherwise
    ("Portland, Maine"). The time taken grows with the number of mentions.

    Raises:
        GeocoderUnavailable: the source asks an online geocoder and that is down.
    """
    return [decision.mention for decision in decide(text, mentions, source)]


def decide(text: str, mentions: Sequence[Mention], source: PlaceSource) -> list[Decision]:
    """What `resolve` decides for each mention, with all that was weighed.

    Raises:
        GeocoderUnavailable: the source asks an online geocoder and that is down.
    """
    names = _names(mentions, source)
    around = containers(text, mentions)
    _read_neighbours(text, mentions, around, names)
    _agree(names)
    made = dict(_decisions(mentions, names, {*around, *around.values()}))
    return [_housed(made[i], made.get(around.get(i, -1))) for i in range(len(mentions))]


def _names(mentions: Sequence[Mention], source: PlaceSource) -> list[Name]:
    """The names of the text; "LIMA" and "Lima" are one, "US" and "Us" are not."""
    spelt: dict[tuple[str, bool], list[Candidate]] = {}
    found: dict[tuple[str, bool, int], Name] = {}
    for i, mention in enumerate(mentions):
        demonym = mention.use is MentionUse.DEMONYM
        spelling = (mention.text, demonym)
        if spelling not in spelt:
            known = candidates_for(mention.text, source)
            spelt[spelling] = [c for c in known if (c.match is Match.DEMONYM) == demonym]
        key = (name_key(mention.text) or mention.text, demonym, len(spelt[spelling]))
        if key not in found:
            found[key] = _name(spelt[spelling])
        found[key].mentions.append(i)
    return list(found.values())


def _name(candidates: Sequence[Candidate]) -> Name:
    scored = sorted(((prior(c), c) for c in candidates), key=lambda pair: -pair[0])[:_MOST]
    best = [candidate for _, candidate in scored]
    name = Name(best, [p + e for (p, _), e in zip(scored, eponyms(best), strict=True)])
    name.local = name.votes = [0.0] * len(best)
    name.probable = name.weigh(name.local)
    return name


def _by_mention(names: Sequence[Name]) -> dict[int, Name]:
    return {i: name for name in names for i in name.mentions}


def _read_neighbours(
    text: str, mentions: Sequence[Mention], around: Mapping[int, int], names: Sequence[Name]
) -> None:
    """Score every mention by the words beside it, and every name by its best mention."""
    by_mention = _by_mention(names)
    weight = weights()
    for i, name in by_mention.items():
        kinds = kinds_beside(text, mentions[i])
        name.own[i] = [weight.kind * (c.level in kinds) for c in name.candidates]
    for part, whole in around.items():
        inner, outer = by_mention[part], by_mention[whole]
        wholes = {c.path: 1.0 for c in outer.candidates if c.level in PARTS}
        for n, candidate in enumerate(inner.candidates):
            inner.own[part][n] += weight.contained * contained(candidate, wholes)
        parts = inside(inner.candidates, inner.weigh(inner.own[part]))
        for n, candidate in enumerate(outer.candidates):
            outer.own[whole][n] += weight.contains * contains(candidate, parts)
    for name in names:
        name.local = [max(column) for column in zip(*name.own.values(), strict=True)]


def _agree(names: Sequence[Name]) -> None:
    """Let the names of the text vote on each other, a fixed number of rounds."""
    known = [name for name in names if name.candidates]
    if not known:
        return
    company = Company([name.candidates for name in known])
    alone = np.array([p + s for n in known for p, s in zip(n.priors, n.local, strict=True)])
    votes, probable = alone, company.shares(alone)
    for _ in range(_ROUNDS):
        votes = company.votes(probable)
        probable = company.shares(alone + votes)
    parts = zip(known, company.by_name(votes), company.by_name(probable), strict=True)
    for name, name_votes, name_probable in parts:
        name.votes, name.probable = name_votes, name_probable


def _decisions(
    mentions: Sequence[Mention], names: Sequence[Name], linked: set[int]
) -> Iterator[tuple[int, Decision]]:
    """Each mention with its place: by its own container, else by the last one its name had."""
    for name in names:
        evidence, probable = name.local, name.probable
        for i in name.mentions:
            if i in linked and any(name.own[i]):
                evidence = name.own[i]
                probable = name.weigh(evidence)
            placed = _placed(mentions[i], name.candidates, probable)
            yield i, Decision(placed, name, evidence, probable)


def _placed(
    mention: Mention, candidates: Sequence[Candidate], probable: Sequence[float]
) -> Mention:
    """The mention at its likeliest place, or unplaced where "none of them" is likelier."""
    if not candidates:
        return mention
    best = max(range(len(probable)), key=probable.__getitem__)
    if probable[best] < 1 - sum(probable):
        return mention
    place = candidates[best].place
    sure = _confidence(candidates, probable, best) * (
        _AREA if place.kind is PlaceKind.REGION else 1
    )
    return replace(mention, place=place, confidence=round(sure, 3))


def _housed(decision: Decision, around: Decision | None) -> Decision:
    """An unknown building with its city beside it ("the Government Palace in Lima") is there."""
    mention, town = decision.mention, around.mention.place if around else None
    heads = lexicon().venue_heads
    if mention.place or town is None or town.kind is not PlaceKind.CITY or around is None:
        return decision
    if mention.text.split()[-1].lower() not in heads:
        return decision
    venue = replace(
        town,
        name=mention.text,
        kind=PlaceKind.VENUE,
        geonameid=None,
        population=0,
        town=town.name,
    )
    confidence = round(_HOUSED * around.mention.confidence, 3)
    return replace(decision, mention=replace(mention, place=venue, confidence=confidence))


def _confidence(candidates: Sequence[Candidate], probable: Sequence[float], best: int) -> float:
    """The probability of the best candidate and of those that are the same spot on the map."""
    chosen = candidates[best]
    return probable[best] + sum(
        share
        for n, share in enumerate(probable)
        if n != best and _is_same_spot(chosen, candidates[n])
    )


def _is_same_spot(one: Candidate, other: Candidate) -> bool:
    """Whether a city and a division of its name are meant by turns, as Lima and Lima province."""
    if Level.COUNTRY in (one.level, other.level):
        return False
    return one.lies_in(other) or other.lies_in(one)
