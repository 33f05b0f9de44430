"""Names of people in a text, and which of them name the same person."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.name_spans import is_name, name_spans
from pipeline.journeys.offices import OfficeSpan

_SAME_SPELLING = 0.86  # "Tilleron" for "Tillerson", not "Merkel" for "Markel"
_LONG, _SLIP = 6, 2  # letters of a name that is recognised misspelt, and how many may lack
_SHORT = 3  # letters; a word that short must be tagged as a name


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text by its tokens; `key` is the fullest form the text has of it."""

    start: int
    end: int
    key: str


def find_names(doc: Doc, offices: Sequence[OfficeSpan], taken: frozenset[int]) -> list[Name]:
    """Every name of a person, in order: recognised, following an office, or misspelt.

    Args:
        doc: the article, with entities.
        offices: its role phrases; they are no part of a name.
        taken: tokens that name a place.
    """
    spans = name_spans(doc, offices, taken)
    texts = [_with_surname(span, after) for span, after in zip_longest(spans, spans[1:])]
    full = sorted({text for text in texts if " " in text}, key=lambda n: (-len(n), n))
    ending = _by_end(full)
    names = [
        Name(span.start, span.end, _fullest(text, ending, lexicon.gender().words.get(before)))
        for span, text, before in zip(spans, texts, map(_word_before, spans), strict=True)
    ]
    known = {i for name in names for i in range(name.start, name.end)}
    return sorted([*names, *_surnames(doc, names, known | taken)], key=lambda n: n.start)


def _with_surname(span: Span, after: Span | None) -> str:
    """A name as written, with the surname it shares: "Barack and Michelle Obama"."""
    if after is None or not (after.start == span.end + 1 and len(span) == 1 < len(after)):
        return span.text
    joined = span.doc[span.end].lower_ == "and" and span.text.lower() in lexicon.gender().given
    return f"{span.text} {after[-1].text}" if joined else span.text


def _word_before(span: Span) -> str:
    return span.doc[span.start - 1].lower_ if span.start else ""


def _by_end(full: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """Full names by their first and by their last word."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in full:
        words = name.lower().split()
        for word in {*words}:
            found[word].append(name)
    return found


def _fullest(name: str, ending: Mapping[str, Sequence[str]], gender: str | None) -> str:
    """The longest name of the same person; "Mr Obama" is not Michelle."""
    full = [f for f in ending.get(name.lower().split()[-1], ()) if _same_person(name, f)]
    given = lexicon.gender().given
    agreeing = [f for f in full if gender in (None, given.get(f.lower().split()[0], gender))]
    return next(iter(agreeing or full), name)


def _same_person(short: str, full: str) -> bool:
    """A surname, a family name in first place, the same first and last name, or the name's end."""
    a, b = short.lower().split(), full.lower().split()
    if len(a) == 1:  # "Lula" is Luiz Inacio Lula da Silva
        return a[0] in b and a[0] not in lexicon.roles().particles
    return a[-1] == b[-1] and (a[0] == b[0] or b[-len(a) :] == a)


def _surnames(doc: Doc, names: Sequence[Name], known: set[int] | frozenset[int]) -> list[Name]:
    """Surnames the recogniser missed or the writer misspelt."""
    last = {name.key.split()[-1].lower(): name.key for name in names}
    first = {name.key.split()[0].lower(): name.key for name in names}
    opening = _by_opening(last)
    found: list[Name] = []
    for token in doc:
        dated = token.ent_type_ == "DATE"  # "Theresa May", "on May 6"
        if token.i in known or dated or not token.text[0].isupper() or _is_joined(token):
            continue
        key = last.get(token.lower_) if len(token) > _SHORT or is_name(token) else None
        if key is None and is_name(token):
            meant = _misspelt(token.lower_, opening)
            key = first.get(token.lower_) or (last[meant] if meant else None)
        if key is not None:
            found.append(Name(token.i, token.i + 1, key))
    return found


def _is_joined(token: Token) -> bool:
    """Whether a capitalised word follows: a first name alone may open a longer name."""
    doc, after = token.doc, token.i + 1
    return after < len(doc) and is_name(doc[after])


def _by_opening(surnames: Iterable[str]) -> dict[str, list[str]]:
    """Surnames by their first two letters, which a slip of the pen leaves alone."""
    found: dict[str, list[str]] = defaultdict(list)
    for surname in surnames:
        if len(surname) >= _LONG:
            found[surname[:2]].append(surname)
    return found


def _misspelt(word: str, opening: Mapping[str, Sequence[str]]) -> str | None:
    if len(word) < _LONG:
        return None
    return next((s for s in opening.get(word[:2], ()) if _alike(word, s)), None)


def _alike(word: str, surname: str) -> bool:
    if abs(len(word) - len(surname)) > _SLIP:
        return False
    return SequenceMatcher(None, word, surname).ratio() >= _SAME_SPELLING
