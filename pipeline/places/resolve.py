"""Giving each mention its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.model import Mention, MentionUse, PlaceKind
from pipeline.places.candidate import Candidate, Match, PlaceSource, name_key
from pipeline.places.lexicon import lexicon
from pipeline.places.local import PARTS, contained, containers, contains, inside, kinds_beside
from pipeline.places.name import Name
from pipeline.places.scoring import weights
from pipeline.places.variants import candidates_for
from pipeline.places.votes import Company

_ROUNDS = 3
_HOUSED = 0.8  # of the confidence in the city, for a building said to be in it
_AREA = 0.89  # a region is no point: measured, one in six lies over 161 km from where others put it


@dataclass(frozen=True, slots=True)
class Decision:
    """A mention as resolved, the name it is of, the evidence beside it, and the probabilities."""

    mention: Mention
    name: Name
    evidence: Sequence[float]
    probable: Sequence[float]


def resolve(
    text: str,
    mentions: Sequence[Mention],
    source: PlaceSource,
    home: Sequence[Sequence[Candidate]] = (),
) -> list[Mention]:
    """The mentions with place and confidence filled in; unknown names keep place None.

    A name means the same place throughout a text, save where a mention says otherwise
    ("Portland, Maine"). The names of the publisher's `home` vote with those of the text. The time
    taken grows with the number of mentions.

    Raises:
        GeocoderUnavailable: the source asks an online geocoder and that is down.
    """
    return [decision.mention for decision in decide(text, mentions, source, home)]


def decide(
    text: str,
    mentions: Sequence[Mention],
    source: PlaceSource,
    home: Sequence[Sequence[Candidate]] = (),
) -> list[Decision]:
    """What `resolve` decides for each mention, with all that was weighed.

    Raises:
        GeocoderUnavailable: the source asks an online geocoder and that is down.
    """
    names = _names(mentions, source)
    around = containers(text, mentions)
    _read_neighbours(text, mentions, around, names)
    _agree([*names, *map(Name.of, home)])
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
            found[key] = Name.of(spelt[spelling])
        found[key].mentions.append(i)
    return list(found.values())


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
            placed = _placed(mentions[i], name, evidence, probable)
            yield i, Decision(placed, name, evidence, probable)


def _placed(
    mention: Mention, name: Name, evidence: Sequence[float], probable: Sequence[float]
) -> Mention:
    """The mention at its likeliest place, or unplaced where "none of them" is likelier."""
    if not name.candidates:
        return mention
    best = max(range(len(probable)), key=probable.__getitem__)
    if probable[best] < 1 - sum(probable):
        return mention
    place = name.candidates[best].place
    sure = name.confidence(evidence, best) * (_AREA if place.kind is PlaceKind.REGION else 1)
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
