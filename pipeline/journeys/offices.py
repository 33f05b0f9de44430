"""The offices a text speaks of, whose they are, and for which country they are held."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from spacy.lang.en import English
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc, Span, Token
from spacy.util import filter_spans
from spacy.vocab import Vocab

from pipeline.journeys import lexicon
from pipeline.model import Mention, RoleClass, Traveller

_LONGEST_SCOPE = 16  # tokens of "for Civilian Security, Democracy, and Human Rights"
_IN_SCOPE = frozenset({",", "and", "the", "of", "&", "for"})


@dataclass(frozen=True, slots=True)
class OfficeSpan:
    """A role phrase in the text; `holder` is the token where its holder's name starts, if named."""

    start: int
    end: int
    phrase: str
    title: str
    role_class: RoleClass
    classes: tuple[RoleClass, ...]
    home: str = ""
    holder: int | None = None

    @property
    def is_several(self) -> bool:
        """Whether it speaks of several holders: "envoys of the United States and Britain"."""
        roles = lexicon.roles()
        return self.phrase not in roles.offices and self.phrase not in roles.bare

    def may_be(self, person: Traveller) -> bool:
        """Whether this phrase, standing alone, can mean a person named before."""
        if self.home and person.home_country_code and self.home != person.home_country_code:
            return False
        if not person.role:
            return False
        if self._shortens(person.role):
            return True
        if person.role_class not in self.classes:
            return False
        if self.home and not person.home_country_code:
            return person.role.lower() == self.phrase or not self.title
        named = bool(self.title) and person.role_class is RoleClass.HEAD_OF_STATE
        named = named or self.phrase in lexicon.roles().distinct
        if person.role_class is not RoleClass.OTHER and not named:
            return True  # "the premier" for a prime minister, but no "king" for a president
        mine, theirs = _plain(self.phrase.split()), _plain(person.role.split())
        if (mine ^ theirs) & lexicon.roles().lesser:
            return False
        return mine <= theirs or (theirs <= mine and not named)

    def _shortens(self, role: str) -> bool:
        """ "The secretary" for a defense secretary; but no "president" for a vice president."""
        mine, theirs = _plain(self.phrase.split()), _plain(role.split())
        return bool(self.title) and mine < theirs and not (theirs - mine) & lexicon.roles().lesser


def _plain(words: Iterable[str]) -> set[str]:
    return {word.strip(".,").lower() for word in words}


def find_offices(doc: Doc, mentions: Sequence[Mention]) -> list[OfficeSpan]:
    """Every role phrase of a parsed article, in order, with home country and named holder.

    Args:
        doc: the article, with entities.
        mentions: its resolved place mentions, adjectives of nationality included.
    """
    country_at = countries_at(doc, mentions)
    people = (ent for ent in doc.ents if ent.label_ == "PERSON")
    names = {ent.start: ent for ent in people if not ent[0].text.islower()}
    inside = {i: ent for ent in names.values() for i in range(ent.start, ent.end)}
    spans = filter_spans([doc[start:end] for _, start, end in _matcher(doc.vocab)(doc)])
    ends = {span.start: span.end for span in spans}
    return [_office(span, country_at, inside, ends) for span in spans]


def _office(
    span: Span, country_at: dict[int, str], names: dict[int, Span], ends: Mapping[int, int]
) -> OfficeSpan:
    roles = lexicon.roles()
    phrase = span.text.lower()
    office = roles.offices.get(phrase) or roles.offices.get(phrase.removesuffix("s"))
    before, former = _look_back(span, country_at)
    home = before or _country_after(span, country_at)
    if office is None:
        bare = roles.bare[phrase]
        return OfficeSpan(span.start, span.end, phrase, "", bare[0], bare, home)
    role_class = RoleClass.OTHER if former else office.role_class
    single = phrase if phrase in roles.offices else phrase.removesuffix("s")
    plain = single.replace("'s ", " ").replace("’s ", " ")
    title = " ".join(w if w in ("of", "for", "and", "the") else _capital(w) for w in plain.split())
    return OfficeSpan(
        span.start,
        span.end,
        phrase,
        f"Former {title}" if former else title,
        role_class,
        (role_class,),
        "" if office.organisation else (home or office.home),
        _holder(span, country_at, names, ends),
    )


def _look_back(span: Span, country_at: dict[int, str]) -> tuple[str, bool]:
    """Nationality before the phrase, and whether the office is a former one."""
    roles, former, country = lexicon.roles(), False, ""
    for token in reversed(span.doc[max(0, span.start - 5) : span.start]):
        if token.i in country_at:
            country = country or country_at[token.i]
        elif token.lower_ in roles.past:
            former = True
        elif not (token.lower_ in roles.skip or token.tag_ == "POS" or _is_hyphen(token)):
            break
    return country, former


def _capital(word: str) -> str:
    """ "Secretary-General", "NATO", but "President-elect"."""
    if word in lexicon.roles().acronyms:
        return word.upper()
    parts = word.split("-")
    small = {"elect", "designate", "at", "large"}
    return "-".join(p if p in small and i else p[:1].upper() + p[1:] for i, p in enumerate(parts))


def _is_hyphen(token: Token) -> bool:
    """A hyphen inside a word, as in "ex-president"; a dash ends a dateline."""
    inside = token.text in ("-", "‐") and not token.whitespace_
    return inside and token.i > 0 and not token.nbor(-1).whitespace_


def _country_after(span: Span, country_at: dict[int, str]) -> str:
    doc, i = span.doc, span.end
    if i < len(doc) and doc[i].lower_ == "of":
        for j in range(i + 1, min(i + 4, len(doc))):
            if j in country_at:
                return country_at[j]
            if doc[j].lower_ != "the":
                break
    return ""


def _holder(
    span: Span, country_at: dict[int, str], names: dict[int, Span], ends: Mapping[int, int]
) -> int | None:
    """Where the holder's name starts, after the phrase ("Secretary Tillerson") or before it."""
    doc = span.doc
    i = _skip_scope(doc, span.end, country_at, names)
    i = ends.get(i, i)  # "His Holiness Pope Francis"
    while i < len(doc) and (doc[i].lower_ in lexicon.roles().titles):
        i += 1
    if i < len(doc) and _starts_name(doc[i], names):
        return i
    explained = _explained(doc, i, names)
    return _named_before(span, country_at, names) if explained is None else explained


def _explained(doc: Doc, i: int, names: Mapping[int, Span]) -> int | None:
    """The name between commas behind a phrase: "the Foreign Secretary, Shri Vikram Misri, will"."""
    if i >= len(doc) or doc[i].text != ",":
        return None
    start = i + 1
    while start < len(doc) and doc[start].lower_ in lexicon.roles().titles:
        start += 1
    if start in names:
        return start if _closes(doc, names[start].end) else None
    end = start
    while end < len(doc) and doc[end].pos_ == "PROPN" and doc[end].text.istitle():
        end += 1
    several = end - start > 1 and end < len(doc) and doc[end].text == ","
    return start if several else None


def _skip_scope(doc: Doc, i: int, country_at: dict[int, str], names: Mapping[int, Span]) -> int:
    """Past "of Peru", "for Yemen", "for Economic Growth, Energy, and the Environment"."""
    if i >= len(doc) or doc[i].lower_ not in ("of", "for", "to", "on"):
        return i
    j = i + 1
    while j < min(len(doc), i + _LONGEST_SCOPE) and j not in names:
        inside = j in country_at or doc[j].text[0].isupper() or doc[j].lower_ in _IN_SCOPE
        if not inside:
            return i
        j += 1
    return j if j in names else i


def _starts_name(token: Token, names: dict[int, Span]) -> bool:
    return token.i in names or (token.pos_ == "PROPN" and token.text[0].isupper())


def _closes(doc: Doc, end: int) -> bool:
    return (
        end >= len(doc)
        or doc[end].text in (",", ".", ";", ":", "–", "—", "-")
        or doc[end].pos_ == "VERB"
    )


def _named_before(span: Span, country_at: dict[int, str], names: dict[int, Span]) -> int | None:
    doc, i = span.doc, span.start - 1
    skip = lexicon.roles().skip
    while (
        i > 0
        and span.start - i <= 6
        and (i in country_at or doc[i].lower_ in skip or doc[i].tag_ in ("DT", "POS", "PRP$"))
    ):
        i -= 1
    if i > 0 and doc[i].text == "," and (i - 1) in names:
        return names[i - 1].start
    return None


def countries_at(doc: Doc, mentions: Sequence[Mention]) -> dict[int, str]:
    """The country code at each token that names a place or a nationality."""
    found: dict[int, str] = {}
    for mention in mentions:
        span = doc.char_span(mention.start, mention.end, alignment_mode="expand")
        if span is not None and mention.place is not None:
            found.update(dict.fromkeys(range(span.start, span.end), mention.place.country_code))
    return found


@lru_cache(maxsize=4)
def _matcher(vocab: Vocab) -> PhraseMatcher:
    matcher = PhraseMatcher(vocab, attr="LOWER")
    roles = lexicon.roles()
    several = {f"{phrase}s" for phrase in roles.offices}
    phrases = sorted({*roles.offices, *several, *roles.bare})
    tokenizer = English(vocab).tokenizer
    matcher.add("OFFICE", [tokenizer(phrase) for phrase in phrases])
    return matcher
