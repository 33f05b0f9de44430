"""The people of a text, and what it says of them outright: names, offices, homes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from pipeline.journeys import lexicon
from pipeline.journeys.identity import name_key
from pipeline.journeys.names import Name
from pipeline.journeys.offices import OfficeSpan
from pipeline.journeys.prominence import SUBJECTS, moves, next_in_list
from pipeline.model import RoleClass, Traveller

_BETWEEN = frozenset({"DT", "POS", "PRP$"})
_OWNED_BY_A_COUNTRY = frozenset({"its", "their"})
_SCOPES = frozenset({"to", "in", "for", "of", "on"})
_LEAD = 80  # tokens; an office named here without its holder is the headline's
_INTRODUCED = 40  # tokens since a person came up
_UNNAMED = 4  # prominence of somebody whom the text calls by the office alone


class Cast:
    """Everyone in a text by the key of their name, and who has come up so far.

    `key_at` tells which token stands for whom, `unheld` are offices told without a name by their
    last token, `seen` the last token of each that has come up, `subject` the last subject,
    `at_root` whether that of a sentence's own verb.
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
        self.people |= {name.key: Traveller(_display(name.key)) for name in names}
        self.unheld: dict[int, OfficeSpan] = {}
        self.seen = {person.name: -1 for person in unnamed if person.role}
        self.first: dict[str, int] = {}
        self.topics: dict[str, None] = {}
        self.subject: str | None = None
        self.at_root = False
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
            if key is None:
                self.unheld[office.end - 1] = office
            else:
                self.take_office(key, office)
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
            while before > 0 and (
                self.doc[before].tag_ == "POS" or self.doc[before].lower_ in lexicon.roles().peers
            ):
                before -= 1
            home = self.country_at.get(before, "")
            if before > 0 and self.doc[before - 1].lower_ in _SCOPES:
                home = ""  # "Ambassador to Libya Richard Norland"
            if not home and self.doc[name.end : name.end + 1].text == "of":
                after = name.end + 1 + (self.doc[name.end + 1 : name.end + 2].text.lower() == "the")
                home = self.country_at.get(after, "")
            if home and not self.people[name.key].home_country_code:
                self.people[name.key] = replace(self.people[name.key], home_country_code=home)

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

    def holder_of(self, office: OfficeSpan) -> str | None:
        """Whom an office alone means: its most prominent holder, else a person without one."""
        if office.start and self.doc[office.start - 1].lower_ in _OWNED_BY_A_COUNTRY:
            return None  # "its foreign minister" is nobody named before
        holders = [key for key in self.seen if office.may_be(self.people[key])]
        named = [key for key in holders if self.people[key].role.lower() == office.phrase]
        holders = named or holders  # "the cardinal" is not the pope
        certain = [k for k in holders if not office.home or self.home_of(k) == office.home]
        if certain:
            return self.foremost(certain)
        free = [key for key in self.topics if not self.people[key].role and not self.home_of(key)]
        if not self._is_new(office) and holders and self.foremost([*holders, *free]) in holders:
            return self.foremost(holders)
        key = self._new_holder(office)
        key = key or self._unnamed(office)
        if key is not None and office.title:
            self.take_office(key, office)
        return key

    def _new_holder(self, office: OfficeSpan) -> str | None:
        """A countryman named before, the last subject without an office, or the headline's."""
        told = self._subject_over(office)
        free = [key for key in self.seen if not self.people[key].role and key != told]
        compatriots = [k for k in free if office.home and self.home_of(k) == office.home]
        if compatriots:
            return self.foremost(compatriots)
        if not office.title:
            return None
        if office.role_class is RoleClass.OTHER:
            return self._only_subject(office)
        if not is_owner_or_subject(self.doc[office.start : office.end].root):
            return None
        taken = {(p.role_class, p.home_country_code) for p in self.people.values() if p.role}
        if office.home and (office.role_class, office.home) in taken:
            return None
        if self._is_new(office) and self.subject != told:
            return self.subject
        homeless = [key for key in free if not office.home or not self.home_of(key)]
        if homeless:
            return self.foremost(homeless)
        named = [key for key in self.headline if not self.people[key].role]
        return named[0] if len(named) == 1 and office.end < _LEAD else None

    def _only_subject(self, office: OfficeSpan) -> str | None:
        """ "Michelle Obama spoke on Wednesday. The first lady arrived on Monday"."""
        topics = list(self.topics)
        alone = len(topics) == 1 and not self.people[topics[0]].role and office.end < _LEAD
        single = office.phrase == office.title.lower()
        subject = self.doc[office.start : office.end].root.dep_ in SUBJECTS
        return topics[0] if alone and single and subject else None

    def _subject_over(self, office: OfficeSpan) -> str | None:
        """Whom the office cannot be: "she met one of the president's wives"."""
        root = self.doc[office.start : office.end].root
        verb = next((t for t in root.ancestors if t.pos_ in ("VERB", "AUX")), None)
        subjects = [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
        if root.dep_ == "poss" and root.head in subjects:
            return None
        return next((self.key_at[c.i] for c in subjects if c.i in self.key_at and c != root), None)

    def _is_new(self, office: OfficeSpan) -> bool:
        """Whether the last subject may be meant: "Xi Jinping ... China's president spoke"."""
        last = self.people.get(self.subject or "")
        if last is None or office.start - self.first.get(self.subject or "", 0) > _INTRODUCED:
            return False
        return not last.role and last.home_country_code in ("", office.home)

    def _unnamed(self, office: OfficeSpan) -> str | None:
        """A traveller whom the text calls by the office alone: "The Secretary-General left"."""
        span = self.doc[office.start : office.end]
        again = self.phrases[office.phrase] > 1
        high = office.role_class is not RoleClass.OTHER and office.title and span[0].text.istitle()
        known = any(office.may_be(person) for person in self.people.values())
        told = again or moves(span.root)
        if known or not (told and high and is_owner_or_subject(span.root)):
            return None
        self.people.setdefault(office.title, Traveller(office.title))
        self.salience[office.title] += _UNNAMED
        return office.title

    def look_ahead(self) -> None:
        """Offices told before their holder's name: "The Secretary-General left. ... Mr Annan"."""
        for office in self.unheld.values():
            past = office.title.startswith("Former")
            if office.title and not past and office.end - 1 not in self.key_at:
                holders = [k for k, person in self.people.items() if office.may_be(person)]
                if holders:
                    key = self.foremost(holders)
                    self.key_at.update(dict.fromkeys(range(office.start, office.end), key))
        self._name_the_unnamed()

    def _name_the_unnamed(self) -> None:
        """ "The Secretary-General" is "Mr. Annan", the one surname that nothing else explains."""
        bare = [key for key, person in self.people.items() if person.role == key]
        mister = {
            key
            for i, key in self.key_at.items()
            if i and self.doc[i - 1].lower_ in lexicon.roles().misters and " " not in key
        }
        free = [key for key in mister if not self.people[key].role and not self.home_of(key)]
        if len(bare) == len(free) == 1:
            self.people[bare[0]] = replace(self.people[bare[0]], name=_display(free[0]))
            self.people[free[0]] = self.people[bare[0]]
            self.salience[free[0]] = self.salience[bare[0]]


def _display(name: str) -> str:
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
