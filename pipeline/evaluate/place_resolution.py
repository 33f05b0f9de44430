"""How well the places of given spans are put on the map."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from geopy.distance import great_circle

from pipeline.evaluate.place_corpus import AnnotatedText, Toponym
from pipeline.model import Mention, MentionUse, Place, PlaceKind
from pipeline.places.candidate import Candidate, Level, Match, PlaceSource

_SURE = 0.9
NEAR_KM = 161.0  # a hundred miles, the field's usual limit (Gritta et al. 2018)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Shares of the gold spans that have a point; an unresolved span counts as wrong.

    `right` is the same GeoNames id, a point within 161 km, or, for the name or adjective of a
    country, the same country; `near` judges all by id and distance alone. `country` is over the
    `country_known` spans whose country can be told from the gazetteer. `most_populous` is `right`
    for the baseline that takes the largest namesake. `sure_right` is `right` over the `sure`
    spans whose confidence is above 0.9.
    """

    spans: int
    right: float
    near: float
    country: float
    country_known: int
    most_populous: float
    sure: int
    sure_right: float


def score_resolution(
    texts: Sequence[AnnotatedText],
    resolve_gold: Callable[[str, Sequence[Mention]], Sequence[Mention]],
    source: PlaceSource,
) -> Resolution:
    """The figures of a resolver over the annotated spans of all texts."""
    pairs = [
        (_judge(gold, mention.place, source), mention.confidence)
        for text in texts
        for gold, mention in _resolved(text, resolve_gold, source)
        if gold.latitude is not None
    ]
    judged = [verdict for verdict, _ in pairs]
    sure = [verdict.right for verdict, confidence in pairs if confidence > _SURE]
    countries = [verdict.country for verdict in judged if verdict.country is not None]
    return Resolution(
        spans=len(judged),
        right=_mean(verdict.right for verdict in judged),
        near=_mean(verdict.near for verdict in judged),
        country=_mean(countries),
        country_known=len(countries),
        most_populous=_mean(verdict.most_populous for verdict in judged),
        sure=len(sure),
        sure_right=_mean(sure),
    )


@dataclass(frozen=True, slots=True)
class _Verdict:
    right: bool
    near: bool
    most_populous: bool
    country: bool | None


def gold_mentions(text: AnnotatedText, source: PlaceSource) -> list[Mention]:
    """The annotated spans of a text as mentions without a place."""
    return [
        Mention(
            t.start,
            t.end,
            text.text[t.start : t.end],
            MentionUse.DEMONYM if is_nationality(t.name, source) else MentionUse.LITERAL,
        )
        for t in text.toponyms
    ]


def are_right(gold: Toponym, places: Sequence[Place], source: PlaceSource) -> list[bool]:
    """Whether each place is a right answer for a name that has a point."""
    country = _country_meant(gold, source.candidates(gold.name))
    return [_is_right(gold, place, country) for place in places]


def _resolved(
    text: AnnotatedText,
    resolve_gold: Callable[[str, Sequence[Mention]], Sequence[Mention]],
    source: PlaceSource,
) -> Iterable[tuple[Toponym, Mention]]:
    mentions = resolve_gold(text.text, gold_mentions(text, source))
    return zip(text.toponyms, mentions, strict=True)


def _judge(gold: Toponym, place: Place | None, source: PlaceSource) -> _Verdict:
    candidates = source.candidates(gold.name)
    country = _country_meant(gold, candidates)
    largest = max(candidates, key=lambda c: c.place.population, default=None)
    code = country or _code_of(gold, candidates)
    return _Verdict(
        right=_is_right(gold, place, country),
        near=_is_near(gold, place),
        most_populous=_is_right(gold, largest.place if largest else None, country),
        country=(place is not None and place.country_code == code) if code else None,
    )


def _is_right(gold: Toponym, place: Place | None, country: str) -> bool:
    if place is not None and country and place.kind is PlaceKind.COUNTRY:
        return place.country_code == country
    return _is_near(gold, place)


def _is_near(gold: Toponym, place: Place | None) -> bool:
    if place is None:
        return False
    same = gold.geonameid is not None and place.geonameid == gold.geonameid
    return same or _distance(gold, place) <= NEAR_KM


def _country_meant(gold: Toponym, candidates: Sequence[Candidate]) -> str:
    """The code of the country that a gold name means, empty where it means something else.

    By GeoNames id; else it is the country whose capital is nearest, unless another place of
    that name lies near the gold point.
    """
    countries = [c.place for c in candidates if c.level is Level.COUNTRY]
    for place in countries:
        if gold.geonameid is not None and place.geonameid == gold.geonameid:
            return place.country_code
    others = [c.place for c in candidates if c.level is not Level.COUNTRY]
    if not countries or any(_is_near(gold, place) for place in others):
        return ""
    return min(countries, key=lambda place: _distance(gold, place)).country_code


def _code_of(gold: Toponym, candidates: Sequence[Candidate]) -> str:
    near = [c.place for c in candidates if c.place.country_code and _is_near(gold, c.place)]
    return min(near, key=lambda p: _distance(gold, p)).country_code if near else ""


def _distance(gold: Toponym, place: Place) -> float:
    return float(
        great_circle((gold.latitude, gold.longitude), (place.latitude, place.longitude)).km
    )


def is_nationality(name: str, source: PlaceSource) -> bool:
    """Whether a name is an adjective or noun of nationality."""
    return any(candidate.match is Match.DEMONYM for candidate in source.candidates(name))


def _mean(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0
