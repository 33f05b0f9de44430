"""The people of a text, and what it says of them outright: names, offices, homes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import SUBJECTS
from pipeline.journeys.identity import name_key
from pipeline.journeys.names import Name
from pipeline.journeys.offices import OfficeSpan
from pipeline.journeys.prominence import next_in_list
from pipeline.model import RoleClass, Traveller

_BETWEEN = frozenset({"DT", "POS", "PRP$"})
_SCOPES = frozenset({"to", "in", "for", "of", "on"})


class Cast:
    """Everyone in a text by the key of their name, and who has come up so far.

    `key_at` tells which token stands for whom, `titles` by which offices each is named,
    `unheld` are offices told without a name by their last token, `seen` the last token of each
    that has come up, `subject` the last subject, `root_subject` that of a sentence's own verb and
    its token.
    """

    def __init__(
        self,
        doc: Doc,
        offices: Sequence[OfficeSpan],
        names: Sequence[Name],
        country_at: Mapping[int, str],
        salience: Mapping[str, int],
        headline: Sequence[str],
        unnamed: Sequence[Traveller] = (),
    ) -> None:
        self.doc, self.country_at = doc, country_at
        self.salience, self.headline = Counter(salience), headline
        self.key_at = {i: name.key for name in names for i in range(name.start, name.end)}
        self.people = {person.name: person for person in unnamed}
        self.people |= {name.key: Traveller(display(name.key)) for name in names}
        self.unheld: dict[int, OfficeSpan] = {}
        self.office_at = {i: o for o in offices if o.title for i in range(o.start, o.end)}
        self.titles: dict[str, set[str]] = defaultdict(set)
        self.seen = {person.name: -1 for person in unnamed if person.role}
        self.first: dict[str, int] = {}
        self.topics: dict[str, None] = {}
        self.subject: str | None = None
        self.root_subject = ("", 0)
        at = {name.start: name.key for name in names}
        before = {name.end: name.key for name in names}
        opens = {office.start: office for office in offices}
        for office in offices:
            holder = office.holder
            if holder is None and office.end < len(doc) and doc[office.end].lower_ == "and":
                twin = opens.get(office.end + 1)  # "Special Envoy and Ambassador Richard Norland"
                holder = twin.holder if twin is not None else None
            key = at.get(-1 if holder is None else holder)
            key = key or before.get(self._apposed(office))
            if key is None and not office.is_several:
                self.unheld[office.end - 1] = office
            elif key is not None:
                self.take_office(key, office)
                self.titles[key].add(office.phrase)
                self._share(office, at)
                between = range(office.end, office.holder or office.end)
                self.key_at.update(dict.fromkeys(between, key))  # "for Political Affairs"
        self.phrases = Counter(office.phrase for office in self.unheld.values())
        self._take_homes(names)
        self.gender = {
            name.key: told for name in reversed(names) if (told := _gender(doc, name)) is not None
        }

    def take_office(self, key: str, office: OfficeSpan, *, mark: bool = True) -> None:
        """Give somebody an office; of several told, the first that has a class counts."""
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
        if mark:
            self.key_at.update(dict.fromkeys(range(office.start, office.end), key))

    def _share(self, office: OfficeSpan, at: Mapping[int, str]) -> None:
        """ "Presidents George W. Bush and Jiang Zemin"."""
        if not office.phrase.endswith("s") or office.holder is None:
            return
        end = office.holder
        while self.key_at.get(end) == at[office.holder]:
            end += 1
        if end + 1 < len(self.doc) and self.doc[end].lower_ == "and" and end + 1 in at:
            self.take_office(at[end + 1], replace(office, home=""), mark=False)

    def _apposed(self, office: OfficeSpan) -> int:
        """The comma behind the name that an office explains: "Parolin, the Vatican's secretary"."""
        i, skip = office.start - 1, lexicon.roles().skip
        while i > 0 and (
            i in self.country_at or self.doc[i].lower_ in skip or self.doc[i].tag_ in _BETWEEN
        ):
            i -= 1
        return i if i > 0 and self.doc[i].text == "," else -1

    def _take_homes(self, names: Sequence[Name]) -> None:
        """ "India's Narendra Modi", "the Argentine Javier Milei", "Macky Sall of Senegal"."""
        for name in names:
            before = name.start - 1
            while before > 0 and self._leads_to_name(before):
                before -= 1
            home = self.country_at.get(before, "")
            if before > 0 and self.doc[before - 1].lower_ in _SCOPES:
                home = ""  # "Ambassador to Libya Richard Norland"
            if not home and self.doc[name.end : name.end + 1].text == "of":
                after = name.end + 1 + (self.doc[name.end + 1 : name.end + 2].text.lower() == "the")
                home = self.country_at.get(after, "")
            if home and not self.people[name.key].home_country_code:
                self.people[name.key] = replace(self.people[name.key], home_country_code=home)

    def _leads_to_name(self, i: int) -> bool:
        """ "Her Chinese counterpart, Wang Yi", "his Turkish guest Recep Tayyip Erdogan"."""
        roles, token = lexicon.roles(), self.doc[i]
        met = roles.peers | roles.guests | roles.hosts
        named = token.text == "," and self.doc[i - 1].lower_ in met
        return named or token.tag_ == "POS" or token.lower_ in met

    def take_home_of_owner(self, token: Token, owner: str) -> None:
        """ "Her prime minister, Anthony Albanese", "Putin's foreign minister": countrymen."""
        key = self.key_at.get(token.head.i) if token.dep_ == "poss" else None
        home = self.home_of(owner)
        if key is None or token.head.i not in self.office_at or self.home_of(key) or not home:
            return
        self.people[key] = replace(self.people[key], home_country_code=home)

    def joined_to(self, token: Token) -> Iterator[str]:
        """The names joined to a subject by "and"."""
        while token.i in self.key_at:
            yield self.key_at[token.i]
            after = next_in_list(token)
            if after is None:
                return
            if after.i not in self.key_at:  # "his counterpart, Jean-Marc Ayrault"
                after = next((c for c in after.children if c.dep_ == "appos"), after)
            token = after

    def with_companions(self, token: Token) -> Iterator[str]:
        """The names joined to a subject, and those who accompany it."""
        yield from self.joined_to(token)
        verb = token.head.head if token.dep_ == "appos" else token.head
        for clause in verb.children:
            if clause.lemma_ == "accompany" and clause.dep_ in ("acl", "advcl"):
                led = (t for c in clause.children if c.dep_ == "agent" for t in c.children)
                yield from (key for t in led for key in self.joined_to(t))

    def home_of(self, key: str) -> str:
        """The country somebody comes from, empty where it is not told."""
        return self.people[key].home_country_code

    def foremost(self, keys: Sequence[str] | Mapping[str, int]) -> str:
        """The most prominent of several people, at a tie the one who came up last."""
        return max(keys, key=lambda key: (self.salience[key], self.seen.get(key, 0), key))

    def agreeing(self, keys: Sequence[str], pronoun: str) -> Sequence[str]:
        """Those whom a pronoun can mean by their gender, all if it can mean none of them.

        Most of those who travel are men: "she" is a woman known as one where there is one, "he"
        anybody not known as a woman.
        """
        if pronoun == "she":
            return (
                [key for key in keys if self.gender.get(key) == "she"]
                or [key for key in keys if key not in self.gender]
                or keys
            )
        return [key for key in keys if self.gender.get(key) != "she"] or keys


def display(name: str) -> str:
    """A name as it is shown: words in capitals have one only."""
    words = name.split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words)


def _gender(doc: Doc, name: Name) -> str | None:
    """ "he" or "she", as the given name or the word in front of a name tells."""
    words, before = lexicon.gender(), doc[name.start - 1].lower_ if name.start else ""
    parts = name_key(name.key).split("-")
    told = (words.given.get(part) for part in parts[: max(len(parts) - 1, 1)])
    return next(filter(None, told), None) or words.words.get(before)


def is_owner_or_subject(token: Token) -> bool:
    """Whether a clause is about a token, as its subject or the owner of something."""
    return token.dep_ in SUBJECTS or token.dep_ == "poss"
