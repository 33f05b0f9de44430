"""Who a text speaks of: names, offices, home countries, and what stands for them later on."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

from spacy.tokens import Doc, Token

from pipeline.journeys import lexicon
from pipeline.journeys.coreference import refer
from pipeline.journeys.names import Name, find_names
from pipeline.journeys.offices import OfficeSpan, countries_at, find_offices
from pipeline.journeys.prominence import is_rival, is_topic, prominence
from pipeline.model import Mention, RoleClass, Traveller

_IN_HEADLINE = 4  # prominence


@dataclass(frozen=True, slots=True)
class People:
    """Which token stands for whom; a role, a surname and a pronoun all lead to one traveller.

    `foremost` holds, for each of the `subjects`, the most prominent of those up to it. `officials`
    tells whether the text speaks of any office at all, `main` is whom the article is about,
    `prime` the same where the headline names nobody else, `hosts` the names of those who have
    guests.
    """

    by_token: dict[int, Traveller] = field(default_factory=dict)
    groups: Mapping[int, Sequence[Traveller]] = field(default_factory=dict)
    subjects: Sequence[int] = ()
    foremost: Sequence[int] = ()
    salience: Mapping[str, int] = field(default_factory=dict)
    officials: bool = False
    main: Traveller | None = None
    prime: Traveller | None = None
    hosts: frozenset[str] = frozenset()

    def of(self, token: Token) -> Traveller | None:
        """The person a token stands for, also where the parser hung the name below a role."""
        known = self.by_token.get(token.i)
        if known is not None:
            return known
        for child in token.children:
            if child.dep_ in ("appos", "compound", "flat") and child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def all_of(self, token: Token) -> list[Traveller]:
        """Everyone a token stands for: one person, or those whom "they" sums up."""
        group = self.groups.get(token.i)
        if group is not None:
            return list(group)
        person = self.of(token)
        return [] if person is None else [person]

    def foremost_before(self, token: Token) -> Traveller | None:
        """Whom "the trip" belongs to: the most prominent person who was a subject up to here."""
        before = bisect_left(self.subjects, token.i)
        if not before:
            return self.prime
        last = self.by_token[self.subjects[before - 1]]
        foremost = self.by_token[self.foremost[before - 1]]
        return last if self._rivals(last, foremost) else foremost

    def _rivals(self, last: Traveller, foremost: Traveller) -> bool:
        return is_rival(self.salience[last.name], self.salience[foremost.name])

    def from_home(self, offices: Sequence[OfficeSpan]) -> People:
        """The same people, whose home an office of the headline tells where the text does not."""
        homes: dict[Traveller, Traveller] = {}
        for office in offices:
            same = [person for person in self.all() if office.may_be(person)]
            if same == [self.main] and not same[0].home_country_code:
                homes[same[0]] = replace(same[0], home_country_code=office.home)
            elif not same and self.main and self._may_hold(office, self.main):
                homes[self.main] = Traveller(
                    self.main.name, office.title, office.role_class, office.home
                )
        if not homes:
            return self
        return replace(
            self,
            by_token={i: homes.get(person, person) for i, person in self.by_token.items()},
            groups={i: [homes.get(p, p) for p in group] for i, group in self.groups.items()},
            main=homes.get(self.main, self.main) if self.main else None,
            prime=homes.get(self.prime, self.prime) if self.prime else None,
        )

    def _may_hold(self, office: OfficeSpan, person: Traveller) -> bool:
        """ "Japan's premier back in Tokyo", over a text that says no more of Fumio Kishida."""
        known = person.role or person.home_country_code not in ("", office.home)
        high = office.role_class is not RoleClass.OTHER
        return high and " " in person.name and not known

    def all(self) -> list[Traveller]:
        """Everyone in the text, in order of appearance."""
        return list(dict.fromkeys(self.by_token[i] for i in sorted(self.by_token)))


def find_people(
    doc: Doc,
    mentions: Sequence[Mention],
    title: str = "",
    titled: Sequence[Traveller] = (),
) -> People:
    """Everyone a parsed article names, with office and home where it tells them.

    Args:
        doc: the article, with entities and dependencies.
        mentions: its resolved place mentions; they give offices their country.
        title: its headline; who stands there is whom the article is about.
        titled: those whom the headline names; the text may call them by their office alone.
    """
    offices = find_offices(doc, mentions)
    names = find_names(doc, offices, _place_tokens(doc, mentions))
    salience, headline = _salience(doc, names, title), _headline(names, title)
    unnamed = [person for person in titled if not _is_among(person, names)]
    headline += [person.name for person in unnamed]
    salience.update({person.name: _IN_HEADLINE for person in unnamed})
    found = refer(doc, offices, names, countries_at(doc, mentions), salience, headline, unnamed)
    by_token = found.by_token
    prominence = {found.people[key].name: count for key, count in found.salience.items()}
    prime = {found.people[key].name for key in headline}
    subjects = sorted(i for i, who in by_token.items() if who.name in prime or is_topic(doc[i]))

    def foremost(first: int, second: int) -> int:
        earlier, later = prominence[by_token[first].name], prominence[by_token[second].name]
        return first if earlier > later else second

    main = unnamed[0] if len(unnamed) == 1 else _main(by_token.values(), prominence)
    return People(
        by_token,
        found.groups,
        subjects,
        list(accumulate(subjects, foremost)),
        prominence,
        any(
            office.title and (office.holder or not office.phrase.endswith("s"))
            for office in offices
        ),
        main,
        main if main is not None and prime == {main.name} else None,
        frozenset(person.name for person in _hosts(doc, by_token)),
    )


def _hosts(doc: Doc, by_token: Mapping[int, Traveller]) -> Iterator[Traveller]:
    """ "Luis Videgaray, his host", "Olaf Scholz and his guest"."""
    roles = lexicon.roles()
    for token in doc:
        owners = [c for c in token.children if c.dep_ == "poss"]
        if owners and token.lower_ in roles.guests:
            found = owners
        elif owners and token.lower_ in roles.hosts:
            named = [c for c in token.children if c.dep_ == "appos"]
            found = [token.head] if token.dep_ == "appos" else named
        else:
            continue
        yield from (by_token[t.i] for t in found if t.i in by_token)


def _is_among(person: Traveller, names: Sequence[Name]) -> bool:
    """Whether the text names a person of the headline too."""
    words = set(person.name.lower().split())
    keys = (set(name.key.lower().split()) for name in names)
    return any(words <= key or key <= words for key in keys)


def _main(everyone: Iterable[Traveller], prominence: Mapping[str, int]) -> Traveller | None:
    present = (person for person in everyone if not person.role.startswith("Former"))
    return max(present, key=lambda person: prominence[person.name], default=None)


def _place_tokens(doc: Doc, mentions: Sequence[Mention]) -> frozenset[int]:
    spans = (doc.char_span(m.start, m.end, alignment_mode="expand") for m in mentions if m.place)
    return frozenset(token.i for span in spans if span is not None for token in span)


def _salience(doc: Doc, names: Sequence[Name], title: str) -> Counter[str]:
    """How prominent each person is: named, being the subject, on the move, in the headline."""
    salience: Counter[str] = Counter()
    for name in names:
        words = [doc[i] for i in range(name.start, name.end)]
        salience[name.key] += max(map(prominence, words))
    for key in _headline(names, title):
        salience[key] += _IN_HEADLINE
    return salience


def _headline(names: Sequence[Name], title: str) -> list[str]:
    """The keys of those of whose name the headline has a word."""
    words = set(re.findall(r"\w+", title.lower())) - lexicon.roles().particles
    keys = dict.fromkeys(name.key for name in names)
    return [k for k in keys if not words.isdisjoint(k.lower().split())]
