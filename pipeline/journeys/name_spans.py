"""Where names of people stand in a text: what the recogniser found, put right."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from spacy.tokens import Doc, Span, Token

from pipeline.journeys import lexicon
from pipeline.journeys.offices import OfficeSpan

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_OTHER = frozenset({"ORG", "GPE", "LOC", "FAC", "NORP", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW"})
_LONGEST = 4  # words that can follow an office as a name the recogniser missed


def name_spans(doc: Doc, offices: Sequence[OfficeSpan], taken: frozenset[int]) -> list[Span]:
    """Names the recogniser found, and capitalised words that follow an office."""
    office_tokens = {i for office in offices for i in range(office.start, office.end)}
    others = office_tokens | taken
    people = (ent for ent in doc.ents if ent.label_ == "PERSON")
    trimmed = (_trim(_widened(ent, others), office_tokens) for ent in people)
    found = [s for s in trimmed if s is not None and _is_person(s, taken)]
    found += _unlabelled(doc, others | {token.i for span in found for token in span})
    found += _mislabelled(doc, others | {token.i for span in found for token in span})
    covered = {token.i for span in found for token in span} | others
    for office in offices:
        after = _capitalised_after(doc, office, covered)
        if after is not None:
            found.append(after)
            covered.update(token.i for token in after)
    return sorted(found, key=lambda span: span.start)


def _widened(ent: Span, others: set[int] | frozenset[int]) -> Span:
    """A name with what the recogniser cut off: "Jean-Yves Le|Drian", "Antony|J. Blinken"."""
    doc, start, end = ent.doc, ent.start, ent.end
    particles = lexicon.roles().particles
    while end < len(doc) and doc[end - 1].lower_ in particles and is_name(doc[end]):
        end += 1
    while _is_hyphened(doc, end):
        end += 2
    while end + 1 < len(doc) and _is_initial(doc[end]) and is_name(doc[end + 1]):
        end += 2
    if end - start < _LONGEST and _closes_name(doc, end):
        end += 1
    if start > 0 and _is_initial(doc[start]) and is_name(doc[start - 1]):
        start -= 1
    while start > ent.start - _LONGEST and _opens_name(doc, start - 1, others):
        start -= 1
    added = {*range(start, ent.start), *range(ent.end, end)}
    return ent if added & others else doc[start:end]


def _is_hyphened(doc: Doc, i: int) -> bool:
    """Whether a name goes on behind a hyphen: "Moon Jae|-in"."""
    inside = i + 1 < len(doc) and doc[i].text in ("-", "‐")
    return inside and not doc[i - 1].whitespace_ and not doc[i].whitespace_


def _closes_name(doc: Doc, i: int) -> bool:
    """A surname behind what was recognised, "Espen Barth|Eide", if the text has it alone, too."""
    if i >= len(doc) or not is_name(doc[i]) or doc[i].ent_type_ or not _is_part_of(doc[i - 1], i):
        return False
    if doc[i].lower_ in lexicon.roles().not_names:
        return False
    before = doc[i - 1].text
    alone = (t for t in doc if t.text == doc[i].text and t.i != i and t.i > 0)
    return any(doc[t.i - 1].text != before and not _is_part_of(doc[t.i - 1], t.i) for t in alone)


def _is_part_of(word: Token, i: int) -> bool:
    return word.dep_ == "compound" and word.head.i == i


def _opens_name(doc: Doc, i: int, others: set[int] | frozenset[int]) -> bool:
    """A first name in front of what was recognised: "Lakhdar|Brahimi"."""
    if i < 0 or i in others or doc[i].ent_type_ or not is_name(doc[i]):
        return False
    roles, word = lexicon.roles(), doc[i].lower_
    return word not in roles.titles and word not in roles.not_names and doc[i].text[-1] != "."


def _is_initial(token: Token) -> bool:
    return len(token.text) == 2 and token.text[0].isupper() and token.text[1] == "."


def _trim(ent: Span, office_tokens: set[int]) -> Span | None:
    titles = lexicon.roles().titles
    start, end = ent.start, ent.end
    while start < end and (start in office_tokens or _is_lead(ent.doc[start], titles)):
        start += 1
    while end > start and _is_tail(ent.doc[end - 1]):
        end -= 1
    while end - start > 2 and ent.doc[start].lower_ in lexicon.roles().portfolios:
        start += 1
    inner = [i for i in range(start, end) if i in office_tokens or ent.doc[i].is_space]
    end = inner[0] if inner else end
    return ent.doc[start:end] if end > start else None


def _is_lead(token: Token, titles: Collection[str]) -> bool:
    small = token.text.islower() and token.lower_ not in lexicon.roles().particles
    return token.lower_ in titles or token.tag_ == "DT" or small


def _is_tail(token: Token) -> bool:
    return token.tag_ == "POS" or not token.text[0].isalpha()


def _is_person(span: Span, taken: frozenset[int]) -> bool:
    place = any(token.i in taken for token in span)
    after = span.doc[span.end].lower_ if span.end < len(span.doc) else ""
    place = place or after in lexicon.travel().inside  # "Jose Marti airport"
    roles = lexicon.roles()
    named = span[-1].lower_ not in roles.not_names and span[0].lower_ not in roles.saints
    return named and not place


def _capitalised_after(
    doc: Doc, office: OfficeSpan, covered: set[int] | frozenset[int]
) -> Span | None:
    start = max(office.end, office.holder or 0)
    while start < len(doc) and doc[start].lower_ in lexicon.roles().titles:
        start += 1
    end = start
    while end < len(doc) and end - start < _LONGEST and end not in covered:
        if not (is_name(doc[end]) or (end > start and _is_initial(doc[end]))):
            break
        end += 1
    return doc[start:end] if end > start else None


def _unlabelled(doc: Doc, covered: set[int] | frozenset[int]) -> Iterator[Span]:
    """Full names the recogniser passed over, that do what people do: "Rex Tillerson will fly"."""
    for token in doc:
        start, end = token.i, token.i + 1
        if token.dep_ not in _SUBJECTS or token.head.pos_ not in ("VERB", "AUX"):
            continue
        while start > 0 and is_name(doc[start - 1]) and end - start < _LONGEST:
            start -= 1
        words = range(start, end)
        bare = all(is_name(doc[i]) and not doc[i].ent_type_ and i not in covered for i in words)
        headed = start > 0 and doc[start - 1].dep_ == "det"
        if bare and len(words) > 1 and not headed and _is_person(doc[start:end], frozenset()):
            yield doc[start:end]


def _mislabelled(doc: Doc, covered: set[int] | frozenset[int]) -> Iterator[Span]:
    """Full names taken for something else: a given name opens them, or people stand beside them."""
    given = lexicon.gender().given
    for entity in doc.ents:
        words = list(entity)
        named = entity.label_ in _OTHER and 1 < len(words) <= _LONGEST and all(map(is_name, words))
        if not named or not covered.isdisjoint(token.i for token in words):
            continue
        if (words[0].lower_ in given or _is_among_people(entity)) and _is_person(
            entity, frozenset()
        ):
            yield entity


def _is_among_people(entity: Span) -> bool:
    """Whether "and" or a comma joins it to somebody the recogniser knows for a person."""
    root = entity.root
    above = root.head if root.dep_ == "conj" else None
    joined = [child for child in root.children if child.dep_ == "conj"]
    return any(t.ent_type_ == "PERSON" for t in (above, *joined) if t is not None)


def is_name(token: Token) -> bool:
    """Whether a word is written as a name: capitalised, not in capitals."""
    return token.pos_ == "PROPN" and token.text[0].isupper() and not token.text.isupper()
