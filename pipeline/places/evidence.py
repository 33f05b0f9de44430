"""Whether a span that could name a place does so here."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from pipeline.places.candidate import Candidate, Level, Match
from pipeline.places.context import is_dateline, is_located
from pipeline.places.lexicon import lexicon
from pipeline.places.spans import PLACE_LABELS, Proposal, is_proper, trim

_TOWN, _KNOWN, _FAMOUS = 15_000, 100_000, 500_000  # people
_NEVER = frozenset(
    {"DATE", "TIME", "CARDINAL", "ORDINAL", "MONEY", "PERCENT", "QUANTITY", "LANGUAGE"}
)
_LONGEST_ABBREVIATION = 5
_SHORT = 4  # letters; a word in capitals of that length is an abbreviation, not a name
_PARTS = (Level.COUNTRY, Level.ADMIN1, Level.ADMIN2)


def accept(doc: Doc, proposals: Sequence[Proposal]) -> list[Proposal]:
    """The proposals that are places: by themselves, or by company of those that are."""
    persons = _persons(doc, proposals)
    first = [_stands(doc, proposals, n, persons) for n in range(len(proposals))]
    names = {doc[p.start : p.end].text for p, yes in zip(proposals, first, strict=True) if yes}
    return [
        proposal
        for n, proposal in enumerate(proposals)
        if first[n] or _follows(doc, proposals, n, first, names)
    ]


def _persons(doc: Doc, proposals: Sequence[Proposal]) -> frozenset[str]:
    """Every word of a full name that the model calls a person and that is no place as a whole."""
    places = {(p.start, p.end) for p in proposals if _weighs(p, _KNOWN)}
    full = [
        entity
        for entity in doc.ents
        if entity.label_ == "PERSON"
        and len(entity) > 1
        and trim(doc, entity.start, entity.end) not in places
    ]
    return frozenset(token.text for entity in full for token in entity if token.is_alpha)


def _stands(doc: Doc, proposals: Sequence[Proposal], n: int, persons: frozenset[str]) -> bool:
    """Whether its label, its fame and the words around it make a proposal a place."""
    proposal = proposals[n]
    if doc[proposal.start].is_upper and _weighs(proposal, 0) and is_dateline(doc, proposal):
        return True
    if _is_excluded(doc, proposal):
        return False
    if not proposal.candidates:
        return _stands_unknown(doc, proposal)
    if is_demonym(doc, proposal):
        return proposal.label != "PERSON"
    if _has_whole(doc, proposals, n) or _is_code(doc, proposals, n):
        return True
    return _stands_alone(doc, proposal, persons)


def _stands_alone(doc: Doc, proposal: Proposal, persons: frozenset[str]) -> bool:
    """Whether a known name is a place without the help of the names beside it."""
    located = is_located(doc, proposal) or is_dateline(doc, proposal)
    if all(c.match is Match.CODE for c in proposal.candidates):
        return False
    if doc[proposal.start].text in persons and not located:
        return False
    if proposal.label in PLACE_LABELS:
        return (proposal.inside is None or _weighs(proposal, 0)) and (
            located or not _acts(doc, proposal)
        )
    if proposal.inside is not None:
        return _stands_inside(doc, proposal)
    if proposal.label == "PERSON" and not located:
        return any(_outshines_persons(c) for c in proposal.candidates)
    return _is_name(doc, proposal) and _weighs(proposal, 0 if located else _KNOWN)


def _outshines_persons(candidate: Candidate) -> bool:
    """Whether a name that the model takes for a person's is far better known as this place."""
    high = candidate.level is Level.COUNTRY or candidate.capital
    return candidate.match in (Match.MAIN, Match.ALIAS) and (
        high or candidate.place.population >= _FAMOUS
    )


def _stands_inside(doc: Doc, proposal: Proposal) -> bool:
    """Whether a famous name inside a longer one is a place: "Texas Department of Health" is,
    "Paris Hilton" and "Edmonton Oilers" are not, whatever the model calls them.
    """
    if proposal.label == "PERSON" or not _weighs(proposal, _FAMOUS):
        return False
    whole = proposal.inside
    pair = whole is not None and len(whole) == 2 and whole.start == proposal.start
    last = doc[proposal.end].lower_ if pair else ""
    return not pair or last in lexicon().feature_heads | lexicon().institution_heads


def _follows(
    doc: Doc, proposals: Sequence[Proposal], n: int, accepted: Sequence[bool], names: set[str]
) -> bool:
    """Whether a proposal repeats an accepted name or stands in a list of accepted ones."""
    proposal = proposals[n]
    if not proposal.candidates or _is_excluded(doc, proposal):
        return False
    if proposal.label == "PERSON":
        return (
            proposal.inside is None
            and _weighs(proposal, _TOWN)
            and _is_listed(doc, proposals, n, accepted)
        )
    if not _is_name(doc, proposal) or not _weighs(proposal, 0):
        return False
    if doc[proposal.start : proposal.end].text in names:
        return True
    return proposal.inside is None and _is_listed(doc, proposals, n, accepted)


def _acts(doc: Doc, proposal: Proposal) -> bool:
    """Whether a name of no great place is the subject of a verb of people: "Kerry flew"."""
    if any(_is_noted(c) or _is_big_city(c) for c in proposal.candidates):
        return False
    word = doc[proposal.start : proposal.end].root
    verbs = lexicon().speaking | lexicon().personal
    return word.dep_ == "nsubj" and word.head.lemma_.lower() in verbs


def _is_listed(doc: Doc, proposals: Sequence[Proposal], n: int, accepted: Sequence[bool]) -> bool:
    for other in (n - 1, n + 1):
        if 0 <= other < len(proposals) and accepted[other]:
            first, second = sorted((proposals[n], proposals[other]), key=lambda p: p.start)
            if doc[first.end : second.start].text.strip() in (",", "and", ", and", "or"):
                return True
    return False


def is_demonym(doc: Doc, proposal: Proposal) -> bool:
    """Whether the span is an adjective of nationality rather than a name spelt like one."""
    demonyms = [c for c in proposal.candidates if c.match is Match.DEMONYM]
    if not demonyms or len(demonyms) == len(proposal.candidates):
        return bool(demonyms)
    return proposal.label not in PLACE_LABELS or doc[proposal.end - 1].tag_ == "JJ"


def _stands_unknown(doc: Doc, proposal: Proposal) -> bool:
    word = doc[proposal.start]
    if not word.text[0].isupper() or (word.is_upper and len(word) <= _LONGEST_ABBREVIATION):
        return False
    if proposal.end - proposal.start == 1 and not word.is_alpha:
        return False
    if proposal.label == "GPE":
        return True
    return proposal.label in PLACE_LABELS or is_located(doc, proposal)


def _is_excluded(doc: Doc, proposal: Proposal) -> bool:
    if proposal.label in _NEVER:
        return True
    return _belongs_to_organisation(doc, proposal) or _has_title(doc, proposal)


def _is_name(doc: Doc, proposal: Proposal) -> bool:
    """Whether the span is written as a name and is no abbreviation of something else."""
    word = doc[proposal.start]
    if not is_proper(word) and proposal.label == "" and word.is_sent_start:
        return False
    letters = word.text.replace(".", "")
    single = proposal.end - proposal.start == 1
    short = single and letters.isupper() and len(letters) <= _SHORT
    return not short or _weighs(proposal, _FAMOUS)


def _weighs(proposal: Proposal, people: int) -> bool:
    """Whether the name is the main name or an alias of a place of that many people or of note."""
    return any(_is_noted(c) or _is_main(c, people) for c in proposal.candidates)


def _is_main(candidate: Candidate, people: int) -> bool:
    if candidate.match is Match.ALTERNATE:
        return candidate.capital or candidate.place.population >= max(people, _FAMOUS)
    return candidate.match is not Match.CODE and candidate.place.population >= people


def _is_big_city(candidate: Candidate) -> bool:
    return candidate.level is Level.CITY and _is_main(candidate, _KNOWN)


def _is_noted(candidate: Candidate) -> bool:
    named = candidate.match in (Match.MAIN, Match.ALIAS)
    levels = (Level.COUNTRY, Level.ADMIN1, Level.REGION, Level.VENUE)
    return named and (candidate.level in levels or candidate.capital)


def _has_whole(doc: Doc, proposals: Sequence[Proposal], n: int) -> bool:
    """Whether the next name is behind a comma and lies around this one: "Lima, Ohio"."""
    if n + 1 >= len(proposals):
        return False
    part, whole = proposals[n], proposals[n + 1]
    if part.label == "PERSON" and part.inside is not None:
        return False  # "Linda Thomas-Greenfield, America's ambassador"
    if doc[part.end : whole.start].text.strip() not in (",", "(", "in"):
        return False
    paths = {c.path for c in whole.candidates if c.level in _PARTS}
    return any(_lies_under(c, paths) for c in part.candidates)


def _lies_under(candidate: Candidate, paths: set[str]) -> bool:
    codes = candidate.path.split(".")
    return any(".".join(codes[:depth]) in paths for depth in range(1, len(codes)))


def _is_code(doc: Doc, proposals: Sequence[Proposal], n: int) -> bool:
    """Whether an abbreviation stands behind the name of a town: "Barrie, Ont."."""
    proposal = proposals[n]
    if n == 0 or not any(c.match is Match.CODE for c in proposal.candidates):
        return False
    return doc[proposals[n - 1].end : proposal.start].text.strip() == ","


def _belongs_to_organisation(doc: Doc, proposal: Proposal) -> bool:
    if proposal.end >= len(doc):
        return False
    following = doc[proposal.end]
    heads = lexicon().organisation_heads - lexicon().event_heads
    return following.text[0].isupper() and following.lower_ in heads


def _has_title(doc: Doc, proposal: Proposal) -> bool:
    titles = lexicon().titles
    if doc[proposal.start].lower_ in titles:
        return True
    before = doc[proposal.start - 1].lower_ if proposal.start else ""
    return before in titles and not any(_is_noted(c) for c in proposal.candidates)
