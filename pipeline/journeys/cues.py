"""Words of travel in every form they take, for reading a text without its grammar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.language import Language

from pipeline.journeys import lexicon
from pipeline.journeys.sighting import MOTION

_MOVES = MOTION | {"return", "guest", "tour"}  # frames that tell a stop whoever's home is not told
_DUE = frozenset({"in", "at", "for", "to"})


@dataclass(frozen=True, slots=True)
class Cues:
    """Forms of words, each with the prepositions that tie it to a place; none where it needs none.

    `motion` puts somebody on the way, `presence` in a place; `journeys` are nouns of travel, and
    `after` holds what can follow its place: "the Lima visit", "Lima comes next".
    """

    motion: Mapping[str, frozenset[str]]
    presence: Mapping[str, frozenset[str]]
    journeys: frozenset[str]
    after: frozenset[str]


@lru_cache(maxsize=4)
def cues_of(model: Language) -> Cues:
    """The cues of the travel lexicon, in the forms that the model's lemmatizer leads back to it."""
    motion: dict[str, frozenset[str]] = {}
    presence: dict[str, frozenset[str]] = {}
    for forms, name, taken in (*_verbs(model), *_nouns(model)):
        into = motion if name in _MOVES else presence
        for form in forms:
            into[form] = _either(into.get(form), taken)
    journeys = {form for forms, name, _ in _nouns(model) if name != "meeting" for form in forms}
    words = lexicon.travel()
    told = words.told_alone | words.told_closing
    after = journeys.union(words.told_adverbs, *(_forms(verb, "verb", model) for verb in told))
    return Cues(motion, presence, frozenset(journeys), frozenset(after))


def _either(known: frozenset[str] | None, taken: frozenset[str]) -> frozenset[str]:
    """The prepositions of either; none are needed where one of the two needs none."""
    if known is None:
        return taken
    return known | taken if known and taken else frozenset()


def _verbs(model: Language) -> Iterator[tuple[set[str], str, frozenset[str]]]:
    for phrase, frames in lexicon.travel().verbs.items():
        forms = _forms(phrase.split()[0], "verb", model)
        for frame in frames:
            bare = frozenset[str]() if frame.object else frame.to | frame.at | frame.origin
            yield forms, frame.name, bare
    plans = lexicon.factuality()
    for verb in plans.future_verbs:
        yield _forms(verb, "verb", model), "arrive", _DUE
    yield set(plans.future_adjectives), "arrive", _DUE


def _nouns(model: Language) -> Iterator[tuple[set[str], str, frozenset[str]]]:
    for noun, frame in lexicon.travel().nouns.items():
        bare = frame.name in ("visit", "tour")
        taken = frozenset[str]() if bare else frame.to | frame.at | frame.origin
        yield _forms(noun, "noun", model), frame.name, taken


def _forms(lemma: str, part: str, model: Language) -> set[str]:
    """Every form that the lemmatizer may lead back to a lemma, and some that nobody uses."""
    rules = model.get_pipe("lemmatizer").lookups.get_table("lemma_rules")[part]  # type: ignore[attr-defined]
    regular = {lemma.removesuffix(new) + old for old, new in rules if lemma.endswith(new)}
    return {lemma, *regular, *_irregular(part, model).get(lemma, ())}


@lru_cache(maxsize=8)
def _irregular(part: str, model: Language) -> Mapping[str, Sequence[str]]:
    table = model.get_pipe("lemmatizer").lookups.get_table("lemma_exc")[part]  # type: ignore[attr-defined]
    found: dict[str, list[str]] = defaultdict(list)
    for form, lemmas in table.items():
        for lemma in lemmas:
            found[lemma].append(form)
    return found
