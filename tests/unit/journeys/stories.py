"""Short stories as articles, and what the pipeline says of them, in a form easy to compare."""

from __future__ import annotations

from pipeline.extract import Extractor
from pipeline.intervals import DateInterval
from pipeline.journeys import reconstruct
from pipeline.model import Article, Claim, Extraction, Stop, Trip


def article(
    text: str, published: str = "2018-02-06", article_id: str = "a", source: str = ""
) -> Article:
    day = DateInterval.parse(published)
    return Article(article_id, text, published=day, source=source, language="en")


def extract(extractor: Extractor, *articles: Article) -> list[Extraction]:
    return list(extractor.extract(articles))


def claims(extractor: Extractor, text: str, published: str = "2018-02-06") -> list[Claim]:
    return list(extract(extractor, article(text, published))[0].claims)


def told(claim: Claim) -> tuple[str, str, str]:
    return claim.traveller.name, claim.place.name, str(claim.status)


def trips(extractor: Extractor, *articles: Article) -> list[Trip]:
    return reconstruct(extract(extractor, *articles))


def stops(trip: Trip) -> list[tuple[str, str]]:
    return [(stop.place.name, str(stop.status)) for stop in trip.stops]


def days(stop: Stop) -> tuple[str, str]:
    return str(stop.dates.arrival or ""), str(stop.dates.departure or "")
