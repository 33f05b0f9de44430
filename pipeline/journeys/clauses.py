"""The clause around a word: its verb and its subjects, as the parser tells them."""

from __future__ import annotations

from spacy.tokens import Token

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})


def verb_over(token: Token) -> Token | None:
    """The nearest verb or auxiliary that a word hangs below, or None."""
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)


def subjects_of(verb: Token | None) -> list[Token]:
    """The subjects of a verb in the order of the text, none of no verb."""
    return [c for c in verb.children if c.dep_ in SUBJECTS] if verb is not None else []
