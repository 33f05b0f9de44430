"""Who a text speaks of: names, offices, home countries, and what stands for them later on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from pipeline.journeys import lexicon
from pipeline.journeys.names import Name, find_names
from pipeline.journeys.offices import OfficeSpan, countries_at, find_offices
from pipeline.model import Mention, RoleClass, Traveller

MOTION = frozenset({"go", "arrive", "visit", "tour", "set_off", "return"})
_PRONOUNS = frozenset({"he", "she", "him", "his", "her", "himself", "herself", "hers"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


@dataclass(frozen=True, slots=True)
class People:
    """Which token stands for whom; a role, a surname and a pronoun all lead to one traveller.

    `foremost` holds, for each of the `subjects`, the most prominent of those up to it.
    """

    by_token: dict[int, Traveller] = field(default_factory=dict)
    subjects: Sequence[int] = ()
    foremost: Sequence[int] = ()
    salience: Mapping[str, int] = field(default_factory=dict)

    def of(self, token: Token) -> Traveller | None:
        """The person a token stands for, also where the parser hung the name below a role."""
        known = self.by_token.get(token.i)
        if known is not None:
            return known
        for child in token.children:
            if child.dep_ in ("appos", "compound", "flat") and child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def foremost_before(self, token: Token) -> Traveller | None:
        """Whom "the trip" belongs to: the most prominent person who was a subject up to here."""
        before = bisect_left(self.subjects, token.i)
        if not before:
            return None
        last = self.by_token[self.subjects[before - 1]]
        foremost = self.by_token[self.foremost[before - 1]]
        return last if self._rivals(last, foremost) else foremost

    def _rivals(self, last: Traveller, foremost: Traveller) -> bool:
        return is_rival(self.salience[last.name], self.salience[foremost.name])

    def all(self) -> list[Traveller]:
        """Everyone in the text, in order of appearance."""
        return list(dict.fromkeys(self.by_token[i] for i in sorted(self.by_token)))


def find_people(doc: Doc, mentions: Sequence[Mention], title: str = "") -> People:
    """Everyone a parsed article names, with office and home where it tells them.

    Args:
        doc: the article, with entities and dependencies.
        mentions: its resolved place mentions; they give offices their country.
        title: its headline; who stands there is whom the article is about.
    """
    offices = find_offices(doc, mentions)
    names = find_names(doc, offices, _place_tokens(doc, mentions))
    reader = _Reader(doc, offices, names, _salience(doc, names, title))
    reader.take_homes(names, countries_at(doc, mentions))
    return reader.read()


def is_rival(last: int, foremost: int) -> bool:
    """Whether the person named last is prominent enough to be meant rather than the foremost."""
    return 5 * last >= 3 * foremost


def _place_tokens(doc: Doc, mentions: Sequence[Mention]) -> frozenset[int]:
    spans = (doc.char_span(m.start, m.end, alignment_mode="expand") for m in mentions if m.place)
    return frozenset(token.i for span in spans if span is not None for token in span)


class _Reader:
    """One pass over a text, from its first word to its last."""

    def __init__(
        self,
        doc: Doc,
        offices: Sequence[OfficeSpan],
        names: Sequence[Name],
        salience: Counter[str],
    ) -> None:
        self.doc = doc
        self.salience = salience
        self.key_at = {i: name.key for name in names for i in range(name.start, name.end)}
        self.people = {name.key: Traveller(_display(name.key)) for name in names}
        self.unheld: dict[int, OfficeSpan] = {}
        at = {name.start: name.key for name in names}
        for office in offices:
            if office.holder in at:
                self._take_office(at[office.holder], office)
            else:
                self.unheld[office.end - 1] = office

    def take_homes(self, names: Sequence[Name], country_at: Mapping[int, str]) -> None:
        """ "India's Narendra Modi", "the Argentine Javier Milei"."""
        for name in names:
            before = name.start - 1
            if before > 0 and self.doc[before].tag_ == "POS":
                before -= 1
            home = country_at.get(before, "")
            if home and not self.people[name.key].home_country_code:
                self.people[name.key] = replace(self.people[name.key], home_country_code=home)

    def read(self) -> People:
        """Follow offices and pronouns back to the names before them."""
        seen: dict[str, int] = {}
        subject: str | None = None
        for token in self.doc:
            key = self.key_at.get(token.i) or self._stands_for(token, seen, subject)
            if key is not None:
                seen.pop(key, None)
                seen[key] = token.i
                if _is_topic(token):
                    subject = key
        by_token = {i: self.people[key] for i, key in self.key_at.items()}
        subjects = sorted(i for i in by_token if _is_topic(self.doc[i]))
        salience = {self.people[key].name: count for key, count in self.salience.items()}

        def foremost(first: int, second: int) -> int:
            earlier, later = salience[by_token[first].name], salience[by_token[second].name]
            return first if earlier > later else second

        return People(by_token, subjects, list(accumulate(subjects, foremost)), salience)

    def _stands_for(self, token: Token, seen: dict[str, int], subject: str | None) -> str | None:
        office = self.unheld.get(token.i)
        if office is not None:
            key = self._holder_before(office, seen)
            if key is not None:
                self.key_at.update(dict.fromkeys(range(office.start, office.end), key))
            return key
        if token.lower_ in _PRONOUNS and seen:
            self.key_at[token.i] = self._prominent(subject, seen)
            return self.key_at[token.i]
        return None

    def _prominent(self, subject: str | None, seen: dict[str, int]) -> str:
        """The last subject, unless the article is plainly about somebody else."""
        foremost = max(seen, key=lambda key: (self.salience[key], key))
        last = subject or next(reversed(seen))
        return last if is_rival(self.salience[last], self.salience[foremost]) else foremost

    def _holder_before(self, office: OfficeSpan, seen: dict[str, int]) -> str | None:
        """Whom an office alone means: its most prominent holder, else the last without one."""
        holders = [key for key in seen if office.may_be(self.people[key])]
        if holders:
            return max(holders, key=lambda key: (self.salience[key], seen[key]))
        if not office.title or not _is_subject(self.doc[office.start : office.end].root):
            return None
        open_names = [key for key in seen if not self.people[key].role]
        if not open_names or office.home in {p.home_country_code for p in self._held()} - {""}:
            return None
        key = max(open_names, key=lambda key: (self.salience[key], seen[key]))
        self._take_office(key, office)
        return key

    def _held(self) -> list[Traveller]:
        return [person for person in self.people.values() if person.role]

    def _take_office(self, key: str, office: OfficeSpan) -> None:
        """Of several offices told, the first that has a class counts."""
        known = self.people[key]
        better = known.role == "" or (
            known.role_class is RoleClass.OTHER and office.role_class is not RoleClass.OTHER
        )
        self.people[key] = Traveller(
            name=known.name,
            role=office.title if better else known.role,
            role_class=office.role_class if better else known.role_class,
            home_country_code=known.home_country_code or office.home,
        )
        self.key_at.update(dict.fromkeys(range(office.start, office.end), key))


def _salience(doc: Doc, names: Sequence[Name], title: str) -> Counter[str]:
    """How prominent each person is: named, being the subject, on the move, in the headline."""
    headline = set(re.findall(r"\w+", title.lower()))
    salience: Counter[str] = Counter()
    for name in names:
        words = [doc[i] for i in range(name.start, name.end)]
        salience[name.key] += 2 if any(map(_is_topic, words)) else 1
        salience[name.key] += 2 if any(map(_moves, words)) else 0
    for key in salience:
        first, *_, last = [key.lower().split()[0], *key.lower().split()]
        salience[key] += 4 if first in headline or last in headline else 0
    return salience


def _is_topic(token: Token) -> bool:
    """A subject, or the owner of one: "Blinken's visit was the first"."""
    return token.dep_ in _SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in _SUBJECTS)


def _moves(token: Token) -> bool:
    """The subject of a verb of motion, or the owner of a journey."""
    words, lemma = lexicon.travel(), token.head.lemma_.lower()
    if token.dep_ == "poss":
        return lemma in words.nouns and words.nouns[lemma].name in MOTION
    return token.dep_ in _SUBJECTS and any(f.name in MOTION for f in words.verbs.get(lemma, ()))


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS or token.dep_ == "poss"


def _display(name: str) -> str:
    words = name.split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words)
