"""Extraction: one article by itself, to its mentions and claims."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import GeocoderUnavailable
from pipeline.journeys import Headline, find_claims
from pipeline.journeys.gate import may_travel
from pipeline.language import load_model, read_grammar, read_names
from pipeline.model import Article, Extraction, Mention
from pipeline.places.candidate import PlaceSource
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.geocoder import Geocoder
from pipeline.places.publisher import home
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings

BATCH = 16  # articles read at once; one alone takes the parser twice as long
BATCH_CHARACTERS = 50_000  # unless one alone has more; the parser needs 3 KB for each

Report = Callable[[str], None]
Progress = Callable[[int, int], None]
Gate = Callable[[Doc, Sequence[Mention], Language], bool]


def open_extractor(
    settings: Settings,
    report: Report = lambda problem: None,
    progress: Progress = lambda done, total: None,
) -> Extractor:
    """The tools of extraction, as the settings want them.

    Args:
        settings: the model, and the online geocoder if there is to be one.
        report: told what goes wrong while articles are read.
        progress: told how far the gazetteer is compiled, the first time on a machine.

    Raises:
        SettingsError: the model or a source of the gazetteer is missing, or the geocoder unknown.
    """
    gazetteer = open_gazetteer(progress=progress)
    return Extractor(load_model(settings.model), gazetteer, _source(settings, gazetteer), report)


def _source(settings: Settings, gazetteer: Gazetteer) -> PlaceSource:
    if not settings.geocoder:
        return gazetteer
    # geopy logs each failed try with its traceback; the error that ends the tries says enough
    logging.getLogger("geopy").setLevel(logging.CRITICAL)
    return Geocoder(gazetteer, settings.geocoder, settings.user_agent)


@dataclass(frozen=True, slots=True)
class Extractor:
    """The tools of extraction, opened once: model, gazetteer, and where names are looked up.

    `gate` tells whether the grammar of an article is worth reading.
    """

    model: Language
    gazetteer: Gazetteer
    source: PlaceSource
    report: Report = lambda problem: None
    gate: Gate = may_travel

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given; depends on nothing but the article.

        An article in a language that is not read gives no mentions and no claims. A geocoder
        that is down is reported once, and the gazetteer alone serves the articles that follow.
        """
        reading = _Reading(self, self.source)
        for block in blocks(articles):
            for part in _light(block):
                yield from reading.read(part)


@dataclass(slots=True)
class _Reading:
    """One pass over articles; `source` becomes the gazetteer once a geocoder is down."""

    tools: Extractor
    source: PlaceSource

    def read(self, batch: Sequence[Article]) -> list[Extraction]:
        """What each article of a batch gives; grammar is read for those that pass the gate."""
        found = [Extraction(article) for article in batch]
        model = self.tools.model
        english = [i for i, article in enumerate(batch) if article.is_read]
        named = read_names(model, (batch[i].text for i in english))
        passed: list[tuple[int, Doc]] = []
        for i, doc in zip(english, named, strict=True):
            mentions = self._mentions(doc, batch[i])
            found[i] = Extraction(batch[i], tuple(mentions), whole=self._is_whole)
            if self.tools.gate(doc, mentions, model):
                passed.append((i, doc))
        docs = read_grammar(model, [doc for _, doc in passed])
        titles = read_grammar(model, read_names(model, (batch[i].title for i, _ in passed)))
        for (i, _), doc, title in zip(passed, docs, titles, strict=True):
            mentions = self._mentions(doc, batch[i])
            headline = Headline(title, self._titled(title, batch[i], mentions))
            claims = find_claims(doc, batch[i], mentions, headline)
            found[i] = Extraction(batch[i], tuple(mentions), tuple(claims), self._is_whole)
        return found

    @property
    def _is_whole(self) -> bool:
        return self.source is self.tools.source

    def _titled(self, title: Doc, article: Article, mentions: Sequence[Mention]) -> list[Mention]:
        """The places of a headline; a name that the text has too means the same there."""
        of_text = {mention.text: mention.place for mention in reversed(mentions)}
        return [
            replace(mention, place=of_text.get(mention.text, mention.place))
            for mention in self._mentions(title, replace(article, text=article.title))
        ]

    def _mentions(self, doc: Doc, article: Article) -> list[Mention]:
        """The places of a text, each as it is written there: the doc has blanks for signs."""
        found = self._resolved(doc, article)
        return [replace(one, text=article.text[one.start : one.end]) for one in found]

    def _resolved(self, doc: Doc, article: Article) -> list[Mention]:
        near = home(article.source, article.url, self.tools.gazetteer)
        named = recognise(doc, self.tools.gazetteer)
        try:
            return resolve(article.text, named, self.source, near)
        except GeocoderUnavailable as error:
            self.tools.report(str(error))
            self.source = self.tools.gazetteer
            return resolve(article.text, named, self.source, near)


def blocks(articles: Iterable[Article]) -> Iterator[list[Article]]:
    """The articles in the lists of `BATCH` in which they are read side by side.

    Whoever spreads the work spreads these: its neighbours can move the last digit of what an
    article gives.
    """
    remaining = iter(articles)
    while block := list(islice(remaining, BATCH)):
        yield block


def _light(batch: Sequence[Article]) -> Iterator[list[Article]]:
    """The batch in parts of not too many characters."""
    part: list[Article] = []
    for article in batch:
        if part and sum(len(a.text) for a in (*part, article)) > BATCH_CHARACTERS:
            yield part
            part = []
        part.append(article)
    yield part
