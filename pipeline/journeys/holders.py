"""Whom an office alone means: its holder, somebody not yet known to hold it, or nobody named."""

from __future__ import annotations

from dataclasses import replace

from pipeline.journeys import lexicon
from pipeline.journeys.cast import Cast, display, is_owner_or_subject
from pipeline.journeys.clauses import SUBJECTS, subjects_of, verb_over
from pipeline.journeys.offices import OfficeSpan
from pipeline.journeys.prominence import moves
from pipeline.model import RoleClass, Traveller

_OWNED_BY_A_COUNTRY = frozenset({"its", "their"})
_LEAD = 80  # tokens; an office named here without its holder is the headline's
_INTRODUCED = 40  # tokens since a person came up
_UNNAMED = 4  # prominence of somebody whom the text calls by the office alone


class Holders(Cast):
    """The people of a text, and which of them its offices without a name stand for."""

    def holder_of(self, office: OfficeSpan) -> str | None:
        """Whom an office alone means: its most prominent holder, else a person without one."""
        if office.start and self.doc[office.start - 1].lower_ in _OWNED_BY_A_COUNTRY:
            return None  # "its foreign minister" is nobody named before
        holders = [key for key in self.seen if office.may_be(self.people[key])]
        named = [key for key in self.seen if self._is_called(key, office)]
        holders = named or holders  # "the cardinal" is not the pope
        certain = [k for k in holders if not office.home or self.home_of(k) == office.home]
        if certain:
            return self.foremost(certain)
        free = [key for key in self.topics if not self.people[key].role and not self.home_of(key)]
        if not self._is_new(office) and holders and self.foremost([*holders, *free]) in holders:
            holder = self.foremost(holders)
            return None if self._is_stranger(holder, office) else holder
        key = self._new_holder(office)
        key = key or self._unnamed(office)
        if key is not None and office.title:
            self.take_office(key, office)
        return key

    def _is_stranger(self, key: str, office: OfficeSpan) -> bool:
        """ "The Russian minister" is no minister whom somebody met, and of whom no more is told."""
        told = self.home_of(key) or key in self.topics or key in self.headline
        return bool(office.home) and not told

    def _is_called(self, key: str, office: OfficeSpan) -> bool:
        """Whether the text has named somebody by this very office: "General Festus Akinola"."""
        home = self.home_of(key)
        return office.phrase in self.titles[key] and (not office.home or home in ("", office.home))

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
        homes = ("", office.home) if office.home else {self.home_of(k) for k in self.headline}
        named = [k for k in self.headline if not self.people[k].role and self.home_of(k) in homes]
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
        subjects = subjects_of(verb_over(root))
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
                holders = [
                    key
                    for key, person in self.people.items()
                    if office.may_be(person) and not self._is_stranger(key, office)
                ]
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
            self.people[bare[0]] = replace(self.people[bare[0]], name=display(free[0]))
            self.people[free[0]] = self.people[bare[0]]
            self.salience[free[0]] = self.salience[bare[0]]
