"""Rules that anyone could think of first: what the figures of the pipeline have to beat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from spacy.tokens import Doc

from pipeline.evaluate.pairing import fold
from pipeline.journeys import lexicon
from pipeline.model import Article, Extraction, Mention, MentionUse, Place, Status

_MOTION = frozenset({"go", "set_off", "arrive", "visit", "return"})  # frames of the lexicon

Guess = dict[str, Any]
Baseline = Callable[[Extraction, Doc], Iterator[Guess]]


def every_mention(extraction: Extraction, doc: Doc) -> Iterator[Guess]:
    """Each place meant literally is a visit of the most named person, on the article's own day.

    Gives the line of an article in the form of the gold, nothing where no person or place is
    named. A place is a stop once, however often it is named; `doc` is the parsed article.
    """
    yield from _line(extraction, doc, extraction.mentions)


def motion_sentences(extraction: Extraction, doc: Doc) -> Iterator[Guess]:
    """As `every_mention`, but only of sentences with a verb of going, arriving or visiting."""
    moving = [
        (sentence.start_char, sentence.end_char)
        for sentence in doc.sents
        if any(token.pos_ == "VERB" and _is_motion(token.lemma_) for token in sentence)
    ]
    mentions = (m for m in extraction.mentions if any(a <= m.start < b for a, b in moving))
    yield from _line(extraction, doc, mentions)


BASELINES: dict[str, Baseline] = {
    "baseline every mention": every_mention,
    "baseline motion sentences": motion_sentences,
}


def most_named(doc: Doc) -> str | None:
    """The person named most often, by surname, in the longest form; the first at a tie.

    Who is a person, spaCy's entities tell; None where a text names nobody.
    """
    names = [ent.text.removesuffix("'s").removesuffix("’s") for ent in doc.ents]
    names = [name for name, ent in zip(names, doc.ents, strict=True) if ent.label_ == "PERSON"]
    surnames = Counter(fold(name)[-1] for name in names if fold(name))
    if not surnames:
        return None
    ((surname, _),) = surnames.most_common(1)
    return max((name for name in names if fold(name)[-1:] == [surname]), key=len)


def _line(extraction: Extraction, doc: Doc, mentions: Iterable[Mention]) -> Iterator[Guess]:
    article, person = extraction.article, most_named(doc)
    places = dict.fromkeys(_literal(mentions))
    if person and places:
        stops = [_stop(place, article) for place in places]
        yield {"id": article.article_id, "traveller": person, "stops": stops}


def _literal(mentions: Iterable[Mention]) -> Iterator[Place]:
    for mention in mentions:
        place = mention.place
        if mention.use is MentionUse.LITERAL and place is not None and place.country_code:
            yield place


def _stop(place: Place, article: Article) -> Guess:
    day = article.published.exact if article.published else None
    return {
        "place": place.name,
        "country_iso2": place.country_code,
        "status": str(Status.VISITED),
        "arrive": day.isoformat() if day else None,
        "depart": None,
    }


def _is_motion(lemma: str) -> bool:
    return any(frame.name in _MOTION for frame in lexicon.travel().verbs.get(lemma.lower(), ()))
