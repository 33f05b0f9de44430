"""What stands for whom: offices, pronouns and descriptions, each led back to a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from pipeline.journeys import lexicon
from pipeline.journeys.names import Name
from pipeline.journeys.offices import OfficeSpan
from pipeline.model import RoleClass, Traveller

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_MOTION = frozenset({"go", "arrive", "visit", "tour", "set_off", "return"})
_BETWEEN = frozenset({"DT", "POS", "PRP$"})
_UNNAMED = 4  # prominence of somebody whom the text calls by the office alone
_SCOPES = frozenset({"to", "in", "for", "of", "on"})
_LEAD = 80  # tokens; an office named here without its holder is the headline's
_NEXT_SENTENCE = 15  # tokens from a subject to the pronoun of the next sentence
_INTRODUCED = 25  # tokens since a person came up
_NEAR = 120  # tokens from a group to the word that sums it up


@dataclass(frozen=True, slots=True)
class References:
    """Which token stands for whom, and for which group; people by the key of their name."""

    by_token: dict[int, Traveller]
    groups: dict[int, tuple[Traveller, ...]]
    people: dict[str, Traveller]
    salience: Mapping[str, int]


def refer(
    doc: Doc,
    offices: Sequence[OfficeSpan],
    names: Sequence[Name],
    country_at: Mapping[int, str],
    salience: Mapping[str, int],
    headline: Sequence[str],
) -> References:
    """Everyone in a text, and every word that stands for them.

    Args:
        doc: the article, with dependencies.
        offices: its role phrases.
        names: its names of people.
        country_at: the country code at each token that names a place or a nationality.
        salience: how prominent each name is, by key.
        headline: the keys of those whom the headline names.
    """
    reader = _Reader(doc, offices, names, country_at, salience, headline)
    return reader.read()


def next_in_list(token: Token) -> Token | None:
    """What "and" joins to a name, also where the parser joins it to what explains the name."""
    explained = [c for c in token.children if c.dep_ == "appos"]
    joined = (c for word in (token, *explained) for c in word.children if c.dep_ == "conj")
    return next(joined, None)


def is_topic(token: Token) -> bool:
    """A subject, its owner or its name: "Blinken's visit was", "the chief, Ashton, is"."""
    if token.dep_ == "appos":
        token = token.head
    return token.dep_ in _SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in _SUBJECTS)


def prominence(token: Token) -> int:
    """What being named here adds to a person's prominence: more as a subject, more on the move."""
    if _hosts(token):
        return 0
    return 1 + is_topic(token) + 2 * _moves(token)


def _hosts(token: Token) -> bool:
    """The subject of "receives", "welcomes": the article is about the other one."""
    frames = lexicon.travel().verbs.get(token.head.lemma_.lower(), ())
    return token.dep_ == "nsubj" and any(frame.name == "guest" for frame in frames)


def _moves(token: Token) -> bool:
    """The subject of a verb of motion, or the owner of a journey: "the visit of Li Qiang"."""
    head = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    words, lemma = lexicon.travel(), head.lemma_.lower()
    if token.dep_ in ("poss", "pobj"):
        return lemma in words.nouns and words.nouns[lemma].name in _MOTION
    return token.dep_ in _SUBJECTS and any(f.name in _MOTION for f in words.verbs.get(lemma, ()))


def is_rival(last: int, foremost: int) -> bool:
    """Whether the person named last is prominent enough to be meant rather than the foremost."""
    return 5 * last >= 3 * foremost


class _Reader:
    """One pass over a text, from its first word to its last."""

    def __init__(
        self,
        doc: Doc,
        offices: Sequence[OfficeSpan],
        names: Sequence[Name],
        country_at: Mapping[int, str],
        salience: Mapping[str, int],
        headline: Sequence[str],
    ) -> None:
        self.doc, self.country_at = doc, country_at
        self.salience, self.headline = Counter(salience), headline
        self.key_at = {i: name.key for name in names for i in range(name.start, name.end)}
        self.people = {name.key: Traveller(_display(name.key)) for name in names}
        self.unheld: dict[int, OfficeSpan] = {}
        self.seen: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.topics: dict[str, None] = {}
        self.subject: str | None = None
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
                self._take_office(key, office)
                self._share(office, at)
                between = range(office.end, office.holder or office.end)
                self.key_at.update(dict.fromkeys(between, key))  # "for Political Affairs"
        self._take_homes(names)

    def read(self) -> References:
        """Follow offices, pronouns and descriptions back to the names before them."""
        sums: dict[int, tuple[str, ...]] = {}
        group, formed = tuple[str, ...](), 0
        for token in self.doc:
            key = self.key_at.get(token.i) or self._stands_for(token)
            if key is not None:
                self.seen.pop(key, None)
                self.seen[key] = token.i
                self.first.setdefault(key, token.i)
                if is_topic(token):
                    self.subject = key
                    self.topics[key] = None
                    joined = tuple(dict.fromkeys(self._joined(token)))
                    group, formed = (joined, token.i) if len(joined) > 1 else (group, formed)
            elif group and token.i - formed < _NEAR and _sums_up(token):
                sums[token.i], formed = group, token.i
        self._look_ahead()
        return References(
            {i: self.people[key] for i, key in self.key_at.items()},
            {i: tuple(self.people[key] for key in keys) for i, keys in sums.items()},
            self.people,
            self.salience,
        )

    def _share(self, office: OfficeSpan, at: Mapping[int, str]) -> None:
        """ "Presidents George W. Bush and Jiang Zemin"."""
        if not office.phrase.endswith("s") or office.holder is None:
            return
        end = office.holder
        while self.key_at.get(end) == at[office.holder]:
            end += 1
        if end + 1 < len(self.doc) and self.doc[end].lower_ == "and" and end + 1 in at:
            self._take_office(at[end + 1], replace(office, home=""), mark=False)

    def _look_ahead(self) -> None:
        """Offices told before their holder's name: "The Secretary-General left. ... Mr Annan"."""
        for office in self.unheld.values():
            past = office.title.startswith("Former")
            if office.title and not past and office.end - 1 not in self.key_at:
                holders = [k for k, person in self.people.items() if office.may_be(person)]
                if holders:
                    key = self._foremost(holders)
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
        free = [key for key in mister if not self.people[key].role and not self._home(key)]
        if len(bare) == len(free) == 1:
            self.people[bare[0]] = replace(self.people[bare[0]], name=_display(free[0]))
            self.people[free[0]] = self.people[bare[0]]
            self.salience[free[0]] = self.salience[bare[0]]

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
            if not home and name.end < len(self.doc) and self.doc[name.end].lower_ == "of":
                home = self.country_at.get(name.end + 1, "")
            if home and not self.people[name.key].home_country_code:
                self.people[name.key] = replace(self.people[name.key], home_country_code=home)

    def _joined(self, token: Token) -> Iterator[str]:
        """The names joined to a subject by "and"."""
        while token.i in self.key_at:
            yield self.key_at[token.i]
            after = next_in_list(token)
            if after is None:
                return
            if after.i not in self.key_at:  # "his counterpart, Jean-Marc Ayrault"
                after = next((c for c in after.children if c.dep_ == "appos"), after)
            token = after

    def _stands_for(self, token: Token) -> str | None:
        office = self.unheld.get(token.i)
        if office is not None:
            key = self._holder(office)
            if key is not None:
                self.key_at.update(dict.fromkeys(range(office.start, office.end), key))
                self.salience[key] += prominence(token) if _moves(token) else 0
            return key
        key = None
        if token.lower_ in lexicon.roles().pronouns and self.seen:
            key = self._own_subject(token) or self._prominent(token)
        elif token.tag_ in ("NN", "NNP", "JJ") and self.seen:
            key = self._described(token)
        if key is not None:
            self.key_at[token.i] = key
        return key

    def _own_subject(self, token: Token) -> str | None:
        """ "Blair was on his way": the owner is the subject of the same clause."""
        if token.dep_ != "poss":
            return None
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        subjects = (c for c in verb.children if c.dep_ in _SUBJECTS) if verb is not None else ()
        return next(
            (self.key_at[c.i] for c in subjects if c.i < token.i and c.i in self.key_at), None
        )

    def _prominent(self, token: Token) -> str:
        """The last subject, unless the article is plainly about somebody else.

        The subject of the sentence before is meant in any case (Grosz, Joshi and Weinstein 1995).
        """
        seen = [key for key in self.seen if key != self._clause_subject(token)] or [*self.seen]
        foremost = self._foremost(seen)
        last = self.subject if self.subject in seen else seen[-1]
        assert last is not None
        near = token.i - self.seen.get(last, 0) < _NEXT_SENTENCE and self.people[last].role
        rival = is_rival(self.salience[last], self.salience[foremost])
        return last if (near and is_topic(token)) or rival else foremost

    def _clause_subject(self, token: Token) -> str | None:
        """Whom "him" cannot mean: the subject of its own clause."""
        if token.dep_ not in ("dobj", "pobj", "dative"):
            return None
        verb = next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
        subjects = (c for c in verb.children if c.dep_ in _SUBJECTS) if verb is not None else ()
        return next((self.key_at[c.i] for c in subjects if c.i in self.key_at), None)

    def _foremost(self, keys: Sequence[str] | Mapping[str, int]) -> str:
        return max(keys, key=lambda key: (self.salience[key], self.seen.get(key, 0), key))

    def _described(self, token: Token) -> str | None:
        """ "The visitor", "his guest": whom the article is about; "the American": who is one."""
        owned = any(c.dep_ in ("det", "poss") and c.lower_ != "a" for c in token.children)
        if not owned:
            return None
        if token.lower_ in lexicon.roles().guests:
            return self._foremost(self.seen)
        home = self.country_at.get(token.i, "") if token.dep_ in _SUBJECTS else ""
        if not home or token.ent_type_ != "NORP":
            return None
        same = [key for key in self.seen if self._home(key) == home]
        if same:
            return self._foremost(same)
        free = [key for key in self.topics if not self._home(key) and not self.people[key].role]
        if len(free) != 1:
            return None
        key = free[0]
        self.people[key] = replace(self.people[key], home_country_code=home)
        return key

    def _holder(self, office: OfficeSpan) -> str | None:
        """Whom an office alone means: its most prominent holder, else a person without one."""
        holders = [key for key in self.seen if office.may_be(self.people[key])]
        certain = [k for k in holders if not office.home or self._home(k) == office.home]
        if certain:
            return self._foremost(certain)
        free = [key for key in self.topics if not self.people[key].role and not self._home(key)]
        if not self._is_new(office) and holders and self._foremost([*holders, *free]) in holders:
            return self._foremost(holders)
        key = self._new_holder(office)
        key = key or self._unnamed(office)
        if key is not None and office.title:
            self._take_office(key, office)
        return key

    def _unnamed(self, office: OfficeSpan) -> str | None:
        """A traveller whom the text calls by the office alone: "The Secretary-General left"."""
        span = self.doc[office.start : office.end]
        again = sum(other.phrase == office.phrase for other in self.unheld.values()) > 1
        high = office.role_class is not RoleClass.OTHER and office.title and span[0].text.istitle()
        known = any(office.may_be(person) for person in self.people.values())
        told = again or _moves(span.root)
        if known or not (told and high and _is_subject(span.root)):
            return None
        self.people.setdefault(office.title, Traveller(office.title))
        self.salience[office.title] += _UNNAMED
        return office.title

    def _is_new(self, office: OfficeSpan) -> bool:
        """Whether the last subject may be meant: "Xi Jinping ... China's president spoke"."""
        last = self.people.get(self.subject or "")
        if last is None or office.start - self.first.get(self.subject or "", 0) > _INTRODUCED:
            return False
        return not last.role and last.home_country_code in ("", office.home)

    def _new_holder(self, office: OfficeSpan) -> str | None:
        """A countryman named before, the last subject without an office, or the headline's."""
        free = [key for key in self.seen if not self.people[key].role]
        compatriots = [k for k in free if office.home and self._home(k) == office.home]
        if compatriots:
            return self._foremost(compatriots)
        if not office.title or office.role_class is RoleClass.OTHER:
            return None
        if not _is_subject(self.doc[office.start : office.end].root):
            return None
        taken = {(p.role_class, p.home_country_code) for p in self.people.values() if p.role}
        if office.home and (office.role_class, office.home) in taken:
            return None
        if self._is_new(office):
            return self.subject
        homeless = [key for key in free if not office.home or not self._home(key)]
        if homeless:
            return self._foremost(homeless)
        named = [key for key in self.headline if not self.people[key].role]
        return named[0] if len(named) == 1 and office.end < _LEAD else None

    def _home(self, key: str) -> str:
        return self.people[key].home_country_code

    def _take_office(self, key: str, office: OfficeSpan, *, mark: bool = True) -> None:
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
        if mark:
            self.key_at.update(dict.fromkeys(range(office.start, office.end), key))


def _sums_up(token: Token) -> bool:
    """ "They", "the two", "both men" as a subject."""
    return token.dep_ in _SUBJECTS and token.lower_ in lexicon.roles().sums


def _is_subject(token: Token) -> bool:
    return token.dep_ in _SUBJECTS or token.dep_ == "poss"


def _display(name: str) -> str:
    words = name.split()
    return " ".join(w.capitalize() if w.isupper() and len(w) > 3 else w for w in words)
