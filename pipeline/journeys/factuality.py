"""Factuality: whether an event was made, is under way, is meant, or was called off.

Polarity, modality and tense decide it, as in FactBank (Saurí and Pustejovsky 2009): a status is
one source's word, never the truth of the visit.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.calling_off import called_off, negated
from pipeline.journeys.clauses import is_replaced, subjects_of, verb_over
from pipeline.journeys.reading import Reading, Tense
from pipeline.model import CancelKind

_CLIMB = 6
_COMPLEMENTS = frozenset({"xcomp", "dobj", "ccomp", "acl", "prep", "oprd"})
_GOVERNED = frozenset(
    {
        "xcomp",
        "ccomp",
        "acl",
        "pcomp",
        "advcl",
        "dobj",
        "pobj",
        "attr",
        "acomp",
        "nsubjpass",
        "nsubj",
        "csubj",
        "csubjpass",
        "conj",
        "relcl",
        "prep",
        "oprd",
        "npadvmod",
        "advmod",
        "dep",
        "appos",
    }
)


def read_event(event: Token) -> Reading:
    """The factuality of a verb or noun of travel, from its auxiliaries and what governs it."""
    chain = list(_chain(event))
    off = called_off(chain)
    if off is not None:
        return off
    if _is_asked(chain) or any(map(is_replaced, chain)):
        return Reading(Tense.UNSAID, event.text)
    noun = lexicon.travel().nouns.get(event.lemma_.lower()) if event.pos_ == "NOUN" else None
    if noun is not None and noun.name == "way":
        return Reading(Tense.NOW, event.text, ongoing=True)
    verb = next((token for token in chain if token.pos_ in ("VERB", "AUX")), None)
    if verb is None:
        return Reading(_from_noun(event) or Tense.UNSAID, event.text)
    reading = _read_verb(event, verb, chain)
    words = lexicon.factuality()
    lemmas = {token.lemma_.lower() for token in chain[:3] if token.pos_ == "VERB"}
    return Reading(
        reading.tense,
        reading.cue,
        reading.cancel_kind,
        ended=bool(lemmas & words.ended) and reading.tense in (Tense.MADE, Tense.BEFORE),
        ongoing=reading.ongoing,
        had_been_planned=reading.had_been_planned,
    )


def _is_asked(chain: list[Token]) -> bool:
    """A question, asked or told: "Would he visit Bucha?", "asked whether he would go"."""
    weak = lexicon.factuality().weak_marks
    told = any(c.dep_ == "mark" and c.lower_ in weak for token in chain for c in token.children)
    return told or chain[0].sent.text.rstrip().endswith("?")


def _chain(event: Token) -> Iterator[Token]:
    """The event and what governs it, up to the first word outside its clause."""
    token = event
    for _ in range(_CLIMB):
        yield token
        if token.head.i == token.i or token.dep_ not in _GOVERNED:
            return
        token = token.head


def _read_verb(event: Token, verb: Token, chain: list[Token]) -> Reading:
    """Tense and modality over the event, read from below upwards."""
    words = lexicon.factuality()
    above = chain[chain.index(verb) :]
    from_noun = _from_noun(event) if event.pos_ in ("NOUN", "PROPN") else None
    if from_noun is not None:
        return Reading(from_noun, event.text)
    if verb.dep_ == "acl" and verb.tag_ == "VBG" and verb.head.ent_type_ == "PERSON":
        return Reading(
            Tense.NOW, verb.text, ongoing=True
        )  # "Cheney, making a stop in Baghdad, said"
    noun = verb.head
    if verb.tag_ == "VB" and verb.dep_ in ("acl", "relcl") and _is_ranked(noun):
        told = _finite(noun.head) if noun.dep_ == "attr" else Reading(Tense.NOW, verb.text)
        return told if told.tense is Tense.AHEAD else Reading(Tense.MADE, verb.text)
    for below, token in zip([None, *above], above, strict=False):
        if below is not None and below.dep_ in ("advcl", "pcomp") and _mark(below) is not None:
            return _subordinate(below, token)
        reading = _from_word(token, below, words)
        if reading is not None:
            return reading
    return _finite([token for token in above if token.pos_ in ("VERB", "AUX")][-1])


def _is_ranked(noun: Token) -> bool:
    """ "The first foreign secretary to come to Iran": somebody has come."""
    return any(child.lower_ in ("first", "last", "only", "latest") for child in noun.children)


def _from_word(token: Token, below: Token | None, words: lexicon.Factuality) -> Reading | None:
    """What one word of the chain decides, or None to look further up."""
    if _shares_auxiliary(token):
        return None
    if token.pos_ not in ("VERB", "AUX"):
        return Reading(Tense.AHEAD, token.text) if token.lower_ in words.future_adjectives else None
    modal = next((c for c in token.children if c.tag_ == "MD"), None)
    if modal is not None:
        return _modal(token, modal, words)
    lemma = token.lemma_.lower()
    governs = below is not None and below.dep_ in _COMPLEMENTS
    if lemma in words.weak_verbs and (governs or (below is not None and below.dep_ == "nsubjpass")):
        return Reading(Tense.UNSAID, token.text)
    if lemma in words.habits and below is not None and below.dep_ == "xcomp":
        return Reading(Tense.UNSAID, token.text)
    passive = below is not None and below.dep_ == "nsubjpass" and token.tag_ == "VBN"
    due = lemma in words.future_verbs and (
        governs or passive or (below is None and token.tag_ == "VBN")
    )
    due = due or _is_thing_planned(token)
    if due or (governs and _is_to_be(token, below)) or (below is None and _has_to(token)):
        return _planned(token, below)
    adjective = next((c for c in token.children if c.lower_ in words.future_adjectives), None)
    if adjective is not None and lemma == "be" and adjective.dep_ in ("acomp", "attr", "advmod"):
        return _planned(token, below)
    aux = _auxiliaries(token)
    return _finite(token) if (_is_finite(token) or aux) and "to" not in aux else None


def _is_thing_planned(token: Token) -> bool:
    """ "The visit planned for May 20, 2024": no visit plans, though the parser reads it so."""
    if token.lower_ not in lexicon.factuality().future_adjectives:
        return False
    things = any(c.lemma_.lower() in lexicon.travel().nouns for c in subjects_of(token))
    return things and not {"dobj", "aux", "auxpass"} & {child.dep_ for child in token.children}


def _shares_auxiliary(token: Token) -> bool:
    """ "He would have seen Xi in Beijing and travelled on": the second verb has the first one's."""
    if token.dep_ != "conj" or token.tag_ not in ("VB", "VBN", "VBD"):
        return False
    own = {c.dep_ for c in token.children}
    head = _auxiliaries(token.head) | {c.lower_ for c in token.head.children if c.tag_ == "MD"}
    wanted = token.tag_ != "VBD" or "have" in head or "had" in head
    return not own & {"nsubj", "nsubjpass", "aux"} and bool(head) and wanted


def _modal(token: Token, modal: Token, words: lexicon.Factuality) -> Reading:
    text = f"{modal.text} {token.text}"
    if modal.lower_ in words.weak_modals:
        return Reading(Tense.UNSAID, text)
    if negated(token) and token.lemma_.lower() in words.lodging:
        return Reading(Tense.UNSAID, text)  # not to stay the night is not to stay away
    if negated(token):
        return Reading(Tense.OFF, f"{modal.text} not {token.text}", CancelKind.CANCELLED)
    if any(c.lower_ == "have" for c in token.children if c.dep_ == "aux"):
        return Reading(Tense.AHEAD, f"{modal.text} have {token.text}", had_been_planned=True)
    return Reading(Tense.AHEAD, text)


def _is_to_be(token: Token, below: Token | None) -> bool:
    """ "Is to visit", "was to have stopped"."""
    named = any(child.dep_ == "attr" for child in token.children)  # "was the last to come to Fiji"
    planned = below is not None and below.dep_ in ("xcomp", "ccomp")
    return token.lemma_ == "be" and planned and not named


def _has_to(token: Token) -> bool:
    """ "At Arusha he is to witness the signing"."""
    return token.lemma_ == "be" and any(
        child.dep_ == "xcomp" and child.tag_ == "VB" and "to" in _auxiliaries(child)
        for child in token.children
    )


def _planned(token: Token, below: Token | None) -> Reading:
    """A plan; one told in the pluperfect ("was to have", "had been due") did not come about."""
    if negated(token):
        return Reading(Tense.UNSAID, f"not {token.text}")
    aux = {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}
    under = {c.lower_ for c in below.children if c.dep_ == "aux"} if below is not None else set()
    past = token.tag_ == "VBD" or "was" in aux or "were" in aux
    past = past or token.lemma_ == "ought"
    firm = token.lemma_.lower() in lexicon.factuality().firm_verbs
    fell_through = ("had" in aux and not firm) or (past and "have" in under)
    return Reading(Tense.AHEAD, token.text, had_been_planned=fell_through)


def _mark(token: Token) -> str | None:
    """The word that subordinates a clause: "after leaving", "before heading", "if he goes"."""
    if token.dep_ == "pcomp":
        return token.head.lower_
    marks = (c.lower_ for c in token.children if c.dep_ in ("mark", "prep", "advmod"))
    return next((mark for mark in marks if mark in lexicon.factuality().marks), None)


def _subordinate(clause: Token, over: Token) -> Reading:
    mark, words = _mark(clause) or "", lexicon.factuality()
    if mark in words.weak_marks:
        return Reading(Tense.UNSAID, mark)
    main = next((t for t in (over, *over.ancestors) if t.pos_ in ("VERB", "AUX")), over)
    reading = read_event(main)
    finite = clause.tag_ in ("VBD", "VBZ", "VBP")
    if mark in words.after_marks:
        tense = Tense.BEFORE if reading.tense in (Tense.MADE, Tense.BEFORE) else reading.tense
        return Reading(Tense.MADE if finite else tense, f"{mark} {clause.text}")
    return Reading(reading.tense, f"{mark} {clause.text}")


def _finite(token: Token) -> Reading:
    aux = _auxiliaries(token)
    text = " ".join([*(c.text for c in token.children if c.dep_ in ("aux", "auxpass")), token.text])
    if negated(token) and not _only_then(token):
        return Reading(Tense.UNSAID, f"not {text}")
    if "had" in aux:
        return Reading(Tense.BEFORE, text)
    if aux & {"has", "have", "'s", "'ve", "’s", "’ve"} and token.tag_ == "VBN":
        return Reading(Tense.BEFORE, text)
    if token.tag_ == "VBG" and aux & {"is", "are", "am", "'s", "’s"}:
        return Reading(Tense.NOW, text, ongoing=True)
    if token.tag_ in ("VBD", "VBN") or aux & {"was", "were", "did"}:
        return Reading(Tense.MADE, text, ongoing=token.tag_ == "VBG")
    if token.tag_ in ("VBZ", "VBP"):
        return Reading(Tense.NOW, text, ongoing=token.lemma_ in ("be", "stay", "remain"))
    return Reading(Tense.MADE if token.tag_ == "VBG" else Tense.AHEAD, text)


def _only_then(token: Token) -> bool:
    """ "Is not coming until Wednesday": then it will be made."""
    return any(child.lower_ in ("until", "till", "before") for child in token.children)


def _is_finite(token: Token) -> bool:
    return token.dep_ == "ROOT" or token.tag_ in ("VBD", "VBZ", "VBP")


def _auxiliaries(token: Token) -> set[str]:
    return {c.lower_ for c in token.children if c.dep_ in ("aux", "auxpass")}


def _is_ahead(preposition: Token) -> bool:
    """ "Will go on after his visit to Israel": both are to come."""
    verb = verb_over(preposition)
    return verb is not None and any(c.tag_ == "MD" for c in verb.children)


def _from_noun(noun: Token) -> Tense | None:
    """ "An upcoming visit", "ahead of a trip", "his recent visit"; None where it says nothing."""
    words = lexicon.factuality()
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound")}
    if modifiers & words.future_adjectives:
        return Tense.AHEAD
    if modifiers & words.past_adjectives:
        return Tense.BEFORE
    if noun.dep_ != "pobj":
        return None
    preposition = noun.head
    if preposition.lower_ == "before" or (
        preposition.lower_ == "of" and preposition.head.lower_ == "ahead"
    ):
        return Tense.AHEAD
    if preposition.lower_ in words.after_marks:
        return None if _is_ahead(preposition) else Tense.BEFORE
    if preposition.lower_ == "from" and preposition.head.lemma_ in ("return", "come", "back"):
        return Tense.BEFORE
    return None
