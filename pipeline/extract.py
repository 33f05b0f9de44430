"""Extraction: one article by itself, to its mentions and claims."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.language import Language

from pipeline.errors import GeocoderUnavailable
from pipeline.journeys import find_claims
from pipeline.model import Article, Extraction
from pipeline.places.candidate import PlaceSource
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.publisher import home
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve

READ_LANGUAGES = frozenset({"en", ""})
_BATCH = 32


@dataclass(frozen=True, slots=True)
class Extractor:
    """The tools of extraction, opened once: model, gazetteer, and where names are looked up."""

    model: Language
    gazetteer: Gazetteer
    source: PlaceSource
    report: Callable[[str], None] = lambda problem: None

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given; depends on nothing but the article.

        An article in a language that is not read gives no mentions and no claims. A geocoder
        that is down is reported once, and the gazetteer alone serves the articles that follow.
        """
        pairs = ((article.text if is_read(article) else "", article) for article in articles)
        source = self.source
        for doc, article in self.model.pipe(pairs, as_tuples=True, batch_size=_BATCH):
            if not is_read(article):
                yield Extraction(article)
                continue
            named = recognise(doc, self.gazetteer)
            near = home(article.source, article.url, self.gazetteer)
            try:
                mentions = resolve(article.text, named, source, near)
            except GeocoderUnavailable as error:
                self.report(str(error))
                source = self.gazetteer
                mentions = resolve(article.text, named, source, near)
            claims = find_claims(doc, article, mentions)
            yield Extraction(article, tuple(mentions), tuple(claims))


def is_read(article: Article) -> bool:
    """Whether the language of an article is one the rules are made for."""
    return article.language in READ_LANGUAGES
