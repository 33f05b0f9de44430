"""Giving each mention its place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.model import Mention, MentionUse
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource, name_key
from pipeline.places.containers import containers, support
from pipeline.places.lexicon import lexicon
from pipeline.places.scoring import prior, shares
from pipeline.places.votes import Votes

_ROUNDS = 2
_MOST = 60  # candidates of one name that are looked at
_CONTAINED, _CONTAINS, _KIND = 7.0, 5.0, 4.0
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(slots=True)
class _Name:
    """One name in one text: all its mentions, what they may mean and how likely that is."""

    candidates: list[Candidate]
    scores: list[float]
    mentions: list[int] = field(default_factory=list)
    probable: list[float] = field(default_factory=list)
    local: list[float] = field(default_factory=list)


def resolve(text: str, mentions: Sequence[Mention], source: PlaceSource) -> list[Mention]:
    """The mentions with place and confidence filled in; unknown names keep place None.

    A name means the same place throughout a text, save where a mention says otherwise
    ("Portland, Maine"). The time taken grows with the number of mentions.
    """
    around = containers(text, mentions)
    names = _names(mentions, source, set(around))
    by_mention = {i: name for name in names for i in name.mentions}
    locals_ = _local_scores(text, mentions, around, by_mention)
    _agree(names, locals_)
    return [
        _placed(mention, by_mention[i], locals_[i], i in around)
        for i, mention in enumerate(mentions)
    ]


def _names(mentions: Sequence[Mention], source: PlaceSource, parts: set[int]) -> list[_Name]:
    found: dict[tuple[str, bool], _Name] = {}
    for i, mention in enumerate(mentions):
        demonym = mention.use is MentionUse.DEMONYM
        key = (mention.text if mention.text.isupper() else name_key(mention.text), demonym)
        if key not in found:
            candidates = _wanted(source.candidates(mention.text), demonym)
            found[key] = _Name(candidates, [prior(c) for c in candidates])
        found[key].mentions.append(i)
    for name in found.values():
        name.probable = shares(name.scores)
    return list(found.values())


def _wanted(candidates: Sequence[Candidate], demonym: bool) -> list[Candidate]:
    wanted = [c for c in candidates if (c.match is Match.DEMONYM) == demonym]
    return sorted(wanted, key=lambda c: -prior(c))[:_MOST]


def _local_scores(
    text: str, mentions: Sequence[Mention], around: dict[int, int], name_of: dict[int, _Name]
) -> list[list[float]]:
    scores = [_kind_scores(text, m, name_of[i].candidates) for i, m in enumerate(mentions)]
    for part, whole in around.items():
        inner, outer = name_of[part], name_of[whole]
        divisions = {
            c.path: p
            for c, p in zip(reversed(outer.candidates), reversed(outer.probable), strict=True)
            if c.level in (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2)
        }
        lifted = support(inner.candidates, dict.fromkeys(divisions, 1.0))
        for n, value in enumerate(lifted):
            scores[part][n] += _CONTAINED * value
        holds = {
            path: max(
                (
                    p
                    for c, p in zip(inner.candidates, inner.probable, strict=True)
                    if c.path == path or c.path.startswith(path + ".")
                ),
                default=0.0,
            )
            for path in divisions
        }
        for n, candidate in enumerate(outer.candidates):
            if candidate.level in (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2):
                scores[whole][n] += _CONTAINS * holds[candidate.path]
    return scores


def _kind_scores(text: str, mention: Mention, candidates: Sequence[Candidate]) -> list[float]:
    after = _WORD.match(text[mention.end : mention.end + 20].lstrip())
    before = _WORD.findall(text[max(0, mention.start - 20) : mention.start])
    following = after.group().lower() if after else ""
    preceding = before[-2].lower() if len(before) > 1 and before[-1] == "of" else ""
    divided = lexicon().division_words
    town = preceding in lexicon().city_words or following == "city"
    division = following in divided or preceding in divided
    return [_KIND * _fits(c, town, division) for c in candidates]


def _fits(candidate: Candidate, town: bool, division: bool) -> float:
    if town:
        return float(candidate.level is Level.CITY)
    return float(division and candidate.level in (Level.ADMIN1, Level.ADMIN2, Level.REGION))


def _agree(names: Sequence[_Name], locals_: Sequence[Sequence[float]]) -> None:
    """Let the names of the text vote on each other, a fixed number of rounds."""
    for name in names:
        name.local = [
            max(locals_[i][n] for i in name.mentions) for n in range(len(name.candidates))
        ]
        name.probable = shares([s + e for s, e in zip(name.scores, name.local, strict=True)])
    base = [list(name.scores) for name in names]
    for _ in range(_ROUNDS):
        votes = Votes()
        for name in names:
            for candidate, p in zip(name.candidates, name.probable, strict=True):
                votes.add(candidate, p)
        for name, scores in zip(names, base, strict=True):
            name.scores = [
                s + votes.score(c, p)
                for s, c, p in zip(scores, name.candidates, name.probable, strict=True)
            ]
        for name in names:
            name.probable = shares([s + e for s, e in zip(name.scores, name.local, strict=True)])


def _placed(mention: Mention, name: _Name, local: Sequence[float], own: bool) -> Mention:
    evidence = local if own and any(local) else name.local
    probable = shares([s + e for s, e in zip(name.scores, evidence, strict=True)])
    if not probable:
        return mention
    best = max(range(len(probable)), key=probable.__getitem__)
    if probable[best] < 1 - sum(probable):
        return mention
    return replace(mention, place=name.candidates[best].place, confidence=round(probable[best], 3))
