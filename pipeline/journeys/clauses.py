"""The clause around a word: its verb and its subjects, as the parser tells them."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.journeys import lexicon

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})


def verb_over(token: Token) -> Token | None:
    """The nearest verb or auxiliary that a word hangs below, or None."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def subjects_of(verb: Token | None) -> list[Token]:
    """The subjects of a verb in the order of the text, none of no verb."""
    return [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []


def subjects_over(token: Token) -> list[Token]:
    """The subjects of the clause around a word; an infinitive has those of its verb."""
    verb = verb_over(token)
    while verb is not None and verb.dep_ == "xcomp" and not subjects_of(verb):
        verb = verb_over(verb)
    return subjects_of(verb)


def is_replaced(token: Token) -> bool:
    """Whether something else came about: "instead of visiting Lima", "rather than at Bissau"."""
    doc, phrases = token.doc, lexicon.factuality().replaced
    for i in range(token.i - 1, token.sent.start, -1):
        if f"{doc[i - 1].lower_} {doc[i].lower_}" in phrases:
            return True
        if doc[i].pos_ in ("VERB", "AUX", "PUNCT") or doc[i].dep_ in SUBJECTS:
            return False
    return False
