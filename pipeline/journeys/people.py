"""Who a text speaks of: names, offices, home countries, and what stands for them later on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.offices import OfficeSpan, find_offices
from pipeline.model import Mention, RoleClass, Traveller

_PRONOUNS = frozenset({"he", "she", "him", "his", "her", "himself", "herself", "hers"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_SAME_SPELLING = 0.86  # "Tilleron" for "Tillerson", not "Merkel" for "Markel"


@dataclass(frozen=True, slots=True)
class People:
    """Which token stands for whom; a role, a surname and a pronoun all lead to one traveller."""

    by_token: dict[int, Traveller] = field(default_factory=dict)
    subjects: tuple[int, ...] = ()

    def subject_before(self, token: Token) -> Traveller | None:
        """The last office-holder who was the subject of a sentence up to here."""
        before = [i for i in self.subjects if i < token.i]
        return self.by_token[before[-1]] if before else None

    def of(self, token: Token) -> Traveller | None:
        """The person a token stands for, also where the parser hung the name below a role."""
        known = self.by_token.get(token.i)
        if known is not None:
            return known
        for child in token.children:
            if child.dep_ in ("appos", "compound", "flat") and child.i in self.by_token:
                return self.by_token[child.i]
        return None

    def all(self) -> list[Traveller]:
        """Everyone in the text, in order of appearance."""
        return list(dict.fromkeys(self.by_token[i] for i in sorted(self.by_token)))


def find_people(doc: Doc, mentions: Sequence[Mention]) -> People:
    """Everyone a parsed article names, with office and home where it tells them.

    Args:
        doc: the article, with entities and dependencies.
        mentions: its resolved place mentions; they give offices their country.
    """
    offices = find_offices(doc, mentions)
    taken = _place_tokens(doc, mentions)
    names = _name_spans(doc, offices, taken)
    groups = _group(names)
    travellers = _with_offices(groups, offices)
    by_token: dict[int, Traveller] = {}
    for span, key in groups:
        for token in span:
            by_token[token.i] = travellers[key]
    key_at = {span.start: key for span, key in groups}
    for office in offices:
        if office.holder in key_at:
            person = travellers[key_at[office.holder]]
            by_token.update(dict.fromkeys(range(office.start, office.end), person))
    _add_misspelt(doc, travellers, by_token, taken)
    _add_anaphors(doc, offices, by_token)
    subjects = (i for i, person in by_token.items() if doc[i].dep_ in _SUBJECTS and person.role)
    return People(by_token, tuple(sorted(subjects)))


def _place_tokens(doc: Doc, mentions: Sequence[Mention]) -> frozenset[int]:
    spans = (doc.char_span(m.start, m.end, alignment_mode="expand") for m in mentions if m.place)
    return frozenset(token.i for span in spans if span is not None for token in span)


def _name_spans(doc: Doc, offices: Sequence[OfficeSpan], taken: frozenset[int]) -> list[Span]:
    """Names the recogniser found, and capitalised words that follow an office."""
    office_tokens = {i for office in offices for i in range(office.start, office.end)}
    spans = [_trim(ent, office_tokens) for ent in doc.ents if ent.label_ == "PERSON"]
    found = [span for span in spans if span is not None and not _is_place(span, taken)]
    covered = {token.i for span in found for token in span}
    for office in offices:
        after = _capitalised_after(doc, office, covered | taken)
        if after is not None:
            found.append(after)
            covered.update(token.i for token in after)
    return sorted(found, key=lambda span: span.start)


def _trim(ent: Span, office_tokens: set[int]) -> Span | None:
    titles = lexicon.roles().titles
    start, end = ent.start, ent.end
    while start < end and (start in office_tokens or ent.doc[start].lower_ in titles):
        start += 1
    while end > start and (
        ent.doc[end - 1].tag_ == "POS" or not ent.doc[end - 1].text[0].isalpha()
    ):
        end -= 1
    inner = [i for i in range(start, end) if i in office_tokens or ent.doc[i].is_space]
    end = inner[0] if inner else end
    return ent.doc[start:end] if end > start else None


def _is_place(span: Span, taken: frozenset[int]) -> bool:
    return any(token.i in taken for token in span)


def _capitalised_after(
    doc: Doc, office: OfficeSpan, covered: set[int] | frozenset[int]
) -> Span | None:
    start = office.end
    while start < len(doc) and doc[start].lower_ in lexicon.roles().titles:
        start += 1
    end = start
    while end < len(doc) and end - start < 4 and _is_name(doc[end]) and end not in covered:
        end += 1
    return doc[start:end] if end > start else None


def _is_name(token: Token) -> bool:
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.text.isupper()


def _group(spans: Sequence[Span]) -> list[tuple[Span, str]]:
    """Each name with the fullest form of it that the text has."""
    full = sorted({span.text for span in spans if len(span) > 1}, key=lambda n: (-len(n), n))
    keys: list[tuple[Span, str]] = []
    for span in spans:
        key = next((name for name in full if _same_person(span.text, name)), span.text)
        keys.append((span, key))
    return keys


def _same_person(short: str, full: str) -> bool:
    """A surname, a family name in first place, or the same first and last name."""
    a, b = short.lower().split(), full.lower().split()
    if len(a) == 1:
        return a[0] in (b[0], b[-1])
    return a[-1] == b[-1] and a[0] == b[0]


def _with_offices(
    groups: Sequence[tuple[Span, str]], offices: Sequence[OfficeSpan]
) -> dict[str, Traveller]:
    """The travellers by name; of several offices told, the first that has a class counts."""
    key_at = {span.start: key for span, key in groups}
    found: dict[str, Traveller] = {key: Traveller(_display(key)) for _, key in groups}
    for office in offices:
        key = key_at.get(office.holder) if office.holder is not None else None
        if key is None:
            continue
        known = found[key]
        better = known.role == "" or (
            known.role_class is RoleClass.OTHER and office.role_class is not RoleClass.OTHER
        )
        found[key] = Traveller(
            name=known.name,
            role=office.title if better else known.role,
            role_class=office.role_class if better else known.role_class,
            home_country_code=known.home_country_code or office.home,
        )
    return found


def _display(name: str) -> str:
    words = name.split()
    return " ".join(
        word.capitalize() if word.isupper() and len(word) > 3 else word for word in words
    )


def _add_misspelt(
    doc: Doc,
    travellers: dict[str, Traveller],
    by_token: dict[int, Traveller],
    taken: frozenset[int],
) -> None:
    """Surnames the recogniser missed or the writer misspelt."""
    surnames = {key.split()[-1].lower(): person for key, person in travellers.items()}
    for token in doc:
        if token.i in by_token or token.i in taken or not _is_name(token) or len(token) < 4:
            continue
        for surname, person in surnames.items():
            if _alike(token.lower_, surname):
                by_token[token.i] = person
                break


def _alike(word: str, surname: str) -> bool:
    if word == surname:
        return True
    if min(len(word), len(surname)) < 6 or word[0] != surname[0]:
        return False
    return SequenceMatcher(None, word, surname).ratio() >= _SAME_SPELLING


def _add_anaphors(doc: Doc, offices: Sequence[OfficeSpan], by_token: dict[int, Traveller]) -> None:
    """Let "the secretary", "the Peruvian leader" and "he" stand for the person named before."""
    office_at = {office.end - 1: office for office in offices if office.holder is None}
    subject: Traveller | None = None
    seen: list[Traveller] = []
    for token in doc:
        office = office_at.get(token.i)
        if office is not None and token.i not in by_token:
            person = next((p for p in reversed(seen) if office.may_be(p)), None)
            if person is not None:
                by_token.update(dict.fromkeys(range(office.start, office.end), person))
        elif token.lower_ in _PRONOUNS and token.i not in by_token:
            stand_in = subject or (seen[-1] if seen else None)
            if stand_in is not None:
                by_token[token.i] = stand_in
        named = by_token.get(token.i)
        if named is not None:
            seen.append(named)
            if token.dep_ in _SUBJECTS and token.lower_ not in _PRONOUNS and named.role:
                subject = named
