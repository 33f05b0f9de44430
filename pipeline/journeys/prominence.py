"""How prominent a mention makes a person: as a subject, on the move, as a host."""

from __future__ import annotations

from spacy.tokens import Token

from pipeline.journeys import lexicon
from pipeline.journeys.clauses import SUBJECTS

_MOTION = frozenset({"go", "arrive", "visit", "tour", "set_off", "return"})


def prominence(token: Token) -> int:
    """What being named here adds to a person's prominence: more as a subject, more on the move."""
    if _hosts(token):
        return 0
    return 1 + is_topic(token) + 2 * moves(token)


def is_topic(token: Token) -> bool:
    """A subject, its owner or its name: "Blinken's visit was", "the chief, Ashton, is"."""
    if token.dep_ == "appos":
        token = token.head
    return token.dep_ in SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in SUBJECTS)


def next_in_list(token: Token) -> Token | None:
    """What "and" joins to a name, also where the parser joins it to what explains the name."""
    explained = [c for c in token.children if c.dep_ == "appos"]
    joined = (c for word in (token, *explained) for c in word.children if c.dep_ == "conj")
    return next(joined, None)


def is_rival(last: int, foremost: int) -> bool:
    """Whether the person named last is prominent enough to be meant rather than the foremost."""
    return 5 * last >= 3 * foremost


def moves(token: Token) -> bool:
    """Whether a token moves by its verb, or owns a journey: "the visit of Li Qiang"."""
    head = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else token.head
    words, lemma = lexicon.travel(), head.lemma_.lower()
    if token.dep_ in ("poss", "pobj"):
        return lemma in words.nouns and words.nouns[lemma].name in _MOTION
    return token.dep_ in SUBJECTS and any(f.name in _MOTION for f in words.verbs.get(lemma, ()))


def _hosts(token: Token) -> bool:
    """The subject of "receives", "welcomes": the article is about the other one."""
    frames = lexicon.travel().verbs.get(token.head.lemma_.lower(), ())
    return token.dep_ == "nsubj" and any(frame.name == "guest" for frame in frames)
