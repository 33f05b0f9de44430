"""Extraction: one article by itself, to its mentions and claims."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import GeocoderUnavailable
from pipeline.journeys import find_claims
from pipeline.journeys.gate import may_travel
from pipeline.language import load_model, read_grammar, read_names
from pipeline.model import Article, Extraction, Mention
from pipeline.places.candidate import Candidate, PlaceSource
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.geocoder import Geocoder
from pipeline.places.publisher import home
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings

READ_LANGUAGES = frozenset({"en", ""})

Report = Callable[[str], None]
Progress = Callable[[int, int], None]


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
    """The tools of extraction, opened once: model, gazetteer, and where names are looked up."""

    model: Language
    gazetteer: Gazetteer
    source: PlaceSource
    report: Report = lambda problem: None

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given; depends on nothing but the article.

        An article in a language that is not read gives no mentions and no claims. A geocoder
        that is down is reported once, and the gazetteer alone serves the articles that follow.
        """
        source = self.source
        for article in articles:
            if not is_read(article):
                yield Extraction(article)
                continue
            try:
                yield self._extract(article, source)
            except GeocoderUnavailable as error:
                self.report(str(error))
                source = self.gazetteer
                yield self._extract(article, source)

    def _extract(self, article: Article, source: PlaceSource) -> Extraction:
        """One article at a time, not in batches: its neighbours must not decide its last digit."""
        near = home(article.source, article.url, self.gazetteer)
        doc = read_names(self.model, article.text)
        mentions = self._mentions(doc, source, near)
        if not may_travel(doc, mentions, self.model):
            return Extraction(article, tuple(mentions))
        doc = read_grammar(self.model, doc)
        mentions = self._mentions(doc, source, near)
        return Extraction(article, tuple(mentions), tuple(find_claims(doc, article, mentions)))

    def _mentions(
        self, doc: Doc, source: PlaceSource, near: Sequence[Sequence[Candidate]]
    ) -> list[Mention]:
        return resolve(doc.text, recognise(doc, self.gazetteer), source, near)


def is_read(article: Article) -> bool:
    """Whether the language of an article is one the rules are made for."""
    return article.language in READ_LANGUAGES
