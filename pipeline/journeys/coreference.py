"""What stands for whom: offices, pronouns and descriptions, each led back to a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.cast import is_owner_or_subject
from pipeline.journeys.clauses import SUBJECTS, subjects_of, subjects_over, verb_over
from pipeline.journeys.holders import Holders
from pipeline.journeys.names import Name
from pipeline.journeys.offices import OfficeSpan
from pipeline.journeys.prominence import is_rival, is_topic, moves, prominence
from pipeline.model import Traveller

_NEXT_SENTENCE = 15  # tokens from a subject to the pronoun of the next sentence
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
    unnamed: Sequence[Traveller] = (),
) -> References:
    """Everyone in a text, and every word that stands for them.

    Args:
        doc: the article, with dependencies.
        offices: its role phrases.
        names: its names of people.
        country_at: the country code at each token that names a place or a nationality.
        salience: how prominent each name is, by key.
        headline: the keys of those whom the headline names.
        unnamed: those of them whom the text does not name.
    """
    reader = _Reader(doc, offices, names, country_at, salience, headline, unnamed)
    return reader.read()


class _Reader(Holders):
    """One pass over a text, from its first word to its last."""

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
                self.take_home_of_owner(token, key)
                if is_topic(token):
                    over = token.head.head if token.dep_ == "appos" else token.head
                    self.subject = key
                    if over.dep_ == "ROOT":
                        self.root_subject = (key, token.i)
                    self.topics[key] = None
                    joined = tuple(dict.fromkeys(self.with_companions(token)))
                    group, formed = (joined, token.i) if len(joined) > 1 else (group, formed)
            elif group and token.i - formed < _NEAR and _sums_up(token):
                sums[token.i], formed = group, token.i
        self.look_ahead()
        return References(
            {i: self.people[key] for i, key in self.key_at.items()},
            {i: tuple(self.people[key] for key in keys) for i, keys in sums.items()},
            self.people,
            self.salience,
        )

    def _stands_for(self, token: Token) -> str | None:
        office = self.unheld.get(token.i)
        if office is not None:
            key = self._predicated(office) or self.holder_of(office)
            if key is not None:
                self.key_at.update(dict.fromkeys(range(office.start, office.end), key))
                self.salience[key] += prominence(token) if moves(token) else 0
            return key
        key = None
        if token.lower_ in lexicon.gender().pronouns and self.seen:
            key = self._own_subject(token)
            if key is not None:  # "Payne met her counterpart": she is a woman
                self.gender.setdefault(key, lexicon.gender().pronouns[token.lower_])
            key = key or self._again(token) or self._prominent(token)
        elif token.tag_ in ("NN", "NNP", "JJ") and self.seen:
            key = self._described(token)
        if key is not None:
            self.key_at[token.i] = key
        return key

    def _predicated(self, office: OfficeSpan) -> str | None:
        """ "He is the first British foreign secretary to come": the subject holds the office."""
        root = self.doc[office.start : office.end].root
        if root.dep_ != "attr" or root.head.lemma_ != "be" or not office.title:
            return None
        subjects = (self.key_at.get(c.i) for c in subjects_of(root.head))
        key = next(filter(None, subjects), None)
        if key is None or self.people[key].role:
            return None
        self.take_office(key, office)
        return key

    def _own_subject(self, token: Token) -> str | None:
        """ "Blair was on his way": the owner is the subject of the same clause."""
        if token.dep_ != "poss":
            return None
        subjects = (c for c in subjects_over(token) if c.i < token.i)
        return next((self.key_at[c.i] for c in subjects if c.i in self.key_at), None)

    def _again(self, token: Token) -> str | None:
        """ "He flew to Lima on his way to China, where he had been before": one and the same."""
        if token.dep_ not in SUBJECTS:
            return None
        pronouns, before = lexicon.gender().pronouns, reversed(self.doc[token.sent.start : token.i])
        kind = pronouns[token.lower_]
        same = (t for t in before if pronouns.get(t.lower_) == kind and is_owner_or_subject(t))
        return next((self.key_at[t.i] for t in same if t.i in self.key_at), None)

    def _prominent(self, token: Token) -> str:
        """The last subject, unless the article is plainly about somebody else.

        The subject of the sentence before is meant in any case (Grosz, Joshi and Weinstein 1995).
        """
        others = [key for key in self.seen if key != self._clause_subject(token)]
        seen = self.agreeing(others or [*self.seen], lexicon.gender().pronouns[token.lower_])
        foremost = self.foremost(seen)
        last = self.subject if self.subject in seen else seen[-1]
        assert last is not None
        told, at = self.root_subject
        near = told in seen and self._is_of_sentence_before(at, token)
        if near and self.people[told].role and is_topic(token):
            return told
        rival = is_rival(self.salience[last], self.salience[foremost])
        return last if rival else foremost

    def _is_of_sentence_before(self, at: int, token: Token) -> bool:
        """Whether somebody came up just now; who closes a paragraph is not whom the next is on."""
        opening = token.sent.start
        if self._opens_paragraph(token.sent) and not self._opens_paragraph(self.doc[at].sent):
            return False
        before = self.doc[opening - 1].sent.start if opening else 0
        return at >= before or token.i - at < _NEXT_SENTENCE

    def _opens_paragraph(self, sent: Span) -> bool:
        return sent.start == 0 or self.doc[sent.start - 1].is_space

    def _clause_subject(self, token: Token) -> str | None:
        """Whom "him" cannot mean: the subject of its own clause."""
        if token.dep_ not in ("dobj", "pobj", "dative"):
            return None
        subjects = subjects_of(verb_over(token))
        return next((self.key_at[c.i] for c in subjects if c.i in self.key_at), None)

    def _described(self, token: Token) -> str | None:
        """ "The visitor", "his guest": whom the article is about; "the American": who is one."""
        owned = any(c.dep_ in ("det", "poss") and c.lower_ != "a" for c in token.children)
        if not owned:
            return None
        if token.lower_ in lexicon.roles().guests:
            return max(self.seen, key=lambda key: (self.salience[key], -self.first[key]))
        if token.lower_ in lexicon.roles().peers:
            return self._peer(token)
        home = self.country_at.get(token.i, "") if token.dep_ in SUBJECTS else ""
        if not home or token.ent_type_ != "NORP":
            return None
        same = [key for key in self.seen if self.home_of(key) == home]
        if same:
            return self.foremost(same)
        free = [key for key in self.topics if not self.home_of(key) and not self.people[key].role]
        if len(free) != 1:
            return None
        key = free[0]
        self.people[key] = replace(self.people[key], home_country_code=home)
        return key

    def _peer(self, token: Token) -> str | None:
        """ "Her Chinese colleague": somebody named before who comes from there."""
        homes = {self.country_at.get(c.i, "") for c in token.children if c.dep_ == "amod"} - {""}
        same = [key for key in self.seen if self.home_of(key) in homes]
        return self.foremost(same) if same else None


def _sums_up(token: Token) -> bool:
    """ "They", "the two", "both men" as a subject."""
    return token.dep_ in SUBJECTS and token.lower_ in lexicon.roles().sums
