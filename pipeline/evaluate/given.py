"""Blame: what the figures would be if one stage of the pipeline had made no mistake."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.evaluate.choices import Given as Given
from pipeline.evaluate.pairing import Line, fold, is_ignored, names_of, same_person, statuses
from pipeline.intervals import Basis, DateInterval
from pipeline.journeys import find_claims
from pipeline.model import Claim, Dates, Extraction, Mention, Place, PlaceKind
from pipeline.places.candidate import PlaceSource


def with_places(
    extraction: Extraction, doc: Doc, gold: Iterable[Line], source: PlaceSource
) -> Extraction:
    """The extraction with places as the gold has them, and the claims that follow from these.

    A mention found by the pipeline whose words are the name of a gold stop of this article (its
    place, city or alt_place) is put into that stop's country, if it is not there already, at the
    largest place that bears the name there, with confidence 1; then the claims are found anew, so
    that homes and hosts follow too. Nothing else changes: a mention that was not found stays
    unfound, its use (literal or not) stays as read, and so does a name that stops of two countries
    bear or that the gold only mentions, because the gold gives no country for it.

    Args:
        extraction: what the pipeline makes of an article.
        doc: the article, parsed.
        gold: the article's gold stops.
        source: where the place in the right country is looked up.
    """
    named = _named(gold)
    mentions = tuple(_placed(mention, named, source) for mention in extraction.mentions)
    claims = find_claims(doc, extraction.article, mentions)
    return replace(extraction, mentions=mentions, claims=tuple(claims))


def with_dates(extraction: Extraction, gold: Sequence[Line]) -> Extraction:
    """The extraction with the dates of its claims as the gold has them.

    Each claim that means a gold stop of this article (same surname and country, of several the
    one with the same town, then status, then arrival) gets that stop's arrival and departure,
    the `month` where gold has no day, and none where gold has none; and it is `background` where
    gold says `historic`, because that follows from the dates. This happens before claims are
    merged to stops, so that order, merging and status follow from the right dates too. The window
    of a tour, and the dates of claims that mean no gold stop, stay as read.
    """
    return replace(extraction, claims=tuple(_dated(claim, gold) for claim in extraction.claims))


def _named(gold: Iterable[Line]) -> dict[str, Line]:
    """The gold stop that a name means, by its folded words; names of two countries are left out."""
    by_name: dict[str, list[Line]] = defaultdict(list)
    for stop in gold:
        for name in names_of(stop):
            by_name[" ".join(fold(name))].append(stop)
    return {
        name: stops[0]
        for name, stops in by_name.items()
        if len({stop["country_iso2"] for stop in stops}) == 1
    }


def _placed(mention: Mention, named: Mapping[str, Line], source: PlaceSource) -> Mention:
    stop = named.get(" ".join(fold(mention.text)))
    if stop is None:
        return mention
    return replace(mention, place=_place(mention, stop, source), confidence=1.0)


def _place(mention: Mention, stop: Line, source: PlaceSource) -> Place:
    """The place as resolved where it is right, else the largest namesake in the right country."""
    code, known = stop["country_iso2"], mention.place
    if known and known.country_code == code:
        return known
    there = [c.place for c in source.candidates(mention.text) if c.place.country_code == code]
    if there:
        return max(there, key=lambda place: place.population)
    if known:
        return replace(known, name=stop["place"], country_code=code, geonameid=None)
    return Place(stop["place"], PlaceKind.CITY, code, "", 0.0, 0.0)


def _dated(claim: Claim, gold: Sequence[Line]) -> Claim:
    stop = _meant(claim, gold)
    if stop is None:
        return claim
    arrival = _interval(stop.get("arrive") or stop.get("month"))
    departure = _interval(stop.get("depart"))
    basis = Basis.STATED if arrival or departure else None
    dates = Dates(arrival, departure, claim.dates.window, basis)
    return replace(claim, dates=dates, background=bool(stop.get("historic")))


def _meant(claim: Claim, gold: Sequence[Line]) -> Line | None:
    same = [
        stop
        for stop in gold
        if stop["country_iso2"] == claim.place.country_code
        and same_person(stop["traveller"], claim.traveller.name)
    ]
    town, arrival = set(fold(claim.place.name)), claim.dates.arrival

    def worse(stop: Line) -> tuple[bool, bool, bool, bool]:
        other_town = not town & set(fold(" ".join(names_of(stop))))
        other_day = str(arrival or None) != str(stop.get("arrive"))
        return other_town, claim.status not in statuses(stop), other_day, is_ignored(stop)

    return min(same, key=worse, default=None)


def _interval(text: str | None) -> DateInterval | None:
    return DateInterval.parse(text) if text else None
