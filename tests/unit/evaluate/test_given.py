from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.errors import InputError
from pipeline.evaluate.comparison import compare, ensure_common, given
from pipeline.evaluate.given import Given, with_dates
from pipeline.evaluate.journeys import predictions
from pipeline.evaluate.pairing import Line, gold_stops
from pipeline.extract import Extractor
from pipeline.intervals import DateInterval
from pipeline.model import Article, Dates, Extraction, PlaceKind
from tests.unit.evaluate.lines import line, stop

TEXT = """US Secretary of State Rex Tillerson arrived in Georgetown on Tuesday. \
He will travel to Lima on Thursday.
"""
TUESDAY = Article("tour", TEXT, published=DateInterval.day(date(2018, 2, 6)))
TILLERSON = "Rex Tillerson"
GUYANA = stop("Georgetown", "GY")
CAYMAN = stop("Georgetown", "KY")
LIMA = stop("Lima", "PE", "planned")


@pytest.fixture(scope="module")
def read(extractor: Extractor) -> Extraction:
    (extraction,) = extractor.extract([TUESDAY])
    return extraction


def country_of(extraction: Extraction, name: str) -> str:
    (code,) = {
        m.place.country_code for m in extraction.mentions if m.text == name and m.place is not None
    }
    return code


def with_places(read: Extraction, extractor: Extractor, *stops: dict[str, Any]) -> Extraction:
    (found,) = given([read], [line("tour", TILLERSON, *stops)], {Given.PLACES}, extractor)
    return found


@pytest.mark.parametrize("georgetown", [GUYANA, CAYMAN])
def test_a_place_stands_where_the_gold_says_and_the_claims_follow(
    read: Extraction, extractor: Extractor, georgetown: dict[str, Any]
) -> None:
    found = with_places(read, extractor, georgetown, LIMA)
    assert country_of(found, "Georgetown") == georgetown["country_iso2"]
    assert georgetown["country_iso2"] in {c.place.country_code for c in found.claims}
    assert {m.confidence for m in found.mentions if m.text in ("Georgetown", "Lima")} == {1.0}


def test_of_several_namesakes_in_the_right_country_the_largest_is_taken(
    read: Extraction, extractor: Extractor
) -> None:
    found = with_places(read, extractor, stop("Georgetown", "US"))
    (place,) = {m.place for m in found.mentions if m.text == "Georgetown"}
    namesakes = [c.place for c in extractor.gazetteer.candidates("Georgetown")]
    assert place is not None
    sizes = [one.population for one in namesakes if one.country_code == "US"]
    assert place.population == max(sizes) > min(sizes)


def test_a_country_without_such_a_name_takes_the_name_all_the_same(
    read: Extraction, extractor: Extractor
) -> None:
    found = with_places(read, extractor, stop("Georgetown", "IS"))
    (place,) = {m.place for m in found.mentions if m.text == "Georgetown"}
    assert place is not None
    assert (place.name, place.country_code, place.kind) == ("Georgetown", "IS", PlaceKind.CITY)


def test_a_right_place_and_one_the_gold_does_not_name_stay(
    read: Extraction, extractor: Extractor
) -> None:
    before = {m.text: m.place for m in read.mentions}
    after = {m.text: m.place for m in with_places(read, extractor, LIMA).mentions}
    assert after == before


def test_a_name_that_stops_of_two_countries_bear_stays_as_read(
    read: Extraction, extractor: Extractor
) -> None:
    assert with_places(read, extractor, GUYANA, CAYMAN).mentions == read.mentions


def test_a_claim_takes_the_dates_of_the_stop_it_means(read: Extraction) -> None:
    gold = line("tour", TILLERSON, stop("Lima", "PE", arrive="2018-03-01", depart="2018-03-02"))
    (claim,) = [c for c in with_dates(read, _stops(gold)).claims if c.place.name == "Lima"]
    assert (str(claim.dates.arrival), str(claim.dates.departure)) == ("2018-03-01", "2018-03-02")


def test_a_date_that_the_gold_does_not_know_is_taken_away(read: Extraction) -> None:
    (before,) = [c for c in read.claims if c.place.name == "Lima"]
    undated = with_dates(read, _stops(line("tour", TILLERSON, LIMA)))
    (after,) = [c for c in undated.claims if c.place.name == "Lima"]
    assert before.dates.arrival is not None
    assert (after.dates.arrival, after.dates.departure) == (None, None)


def test_a_month_serves_where_no_day_is_told_and_history_is_background(read: Extraction) -> None:
    gold = line("tour", TILLERSON, stop("Lima", "PE", month="2017-03", historic=True))
    (claim,) = [c for c in with_dates(read, _stops(gold)).claims if c.place.name == "Lima"]
    assert (str(claim.dates.arrival), claim.background) == ("2017-03", True)


def test_claims_of_other_people_and_countries_keep_their_dates(read: Extraction) -> None:
    gold = [
        line("tour", "Mike Pompeo", stop("Lima", "PE", arrive="2018-03-01")),
        line("tour", TILLERSON, stop("Quito", "EC", arrive="2018-03-01")),
    ]
    assert with_dates(read, _stops(*gold)) == read


def test_of_two_stops_in_a_country_the_town_decides(read: Extraction) -> None:
    gold = line(
        "tour",
        TILLERSON,
        stop("Cusco", "PE", "planned", arrive="2018-02-07"),
        stop("Lima", "PE", "visited", arrive="2018-02-09"),
    )
    (claim,) = [c for c in with_dates(read, _stops(gold)).claims if c.place.name == "Lima"]
    assert str(claim.dates.arrival) == "2018-02-09"


def test_of_two_stops_in_a_town_the_one_of_that_day_is_meant(read: Extraction) -> None:
    late, early = (stop("Lima", "PE", "planned", arrive=f"2018-02-{day}") for day in ("15", "08"))
    found = with_dates(read, _stops(line("tour", TILLERSON, late, early)))
    (claim,) = [c for c in found.claims if c.place.name == "Lima"]
    assert str(claim.dates.arrival) == "2018-02-08"


def test_the_window_of_a_tour_stays(read: Extraction) -> None:
    (claim,) = [c for c in read.claims if c.place.name == "Lima"]
    week = DateInterval(date(2018, 2, 1), date(2018, 2, 8))
    toured = replace(read, claims=(replace(claim, dates=Dates(window=week)),))
    (found,) = with_dates(toured, _stops(line("tour", TILLERSON, LIMA))).claims
    assert found.dates == Dates(window=week)


def test_dates_are_given_before_the_claims_are_merged(read: Extraction) -> None:
    """Two claims on one stop, read a month apart, are one stop once the gold dates both."""
    (claim,) = [c for c in read.claims if c.place.name == "Lima"]
    later = DateInterval.day(date(2018, 3, 8))
    apart = replace(read, claims=(claim, replace(claim, dates=replace(claim.dates, arrival=later))))
    gold = [line("tour", TILLERSON, stop("Lima", "PE", "planned", arrive="2018-02-08"))]
    assert len(_predicted(apart)) == 2
    assert _predicted(with_dates(apart, _stops(*gold))) == ["2018-02-08"]


def test_both_may_be_given(read: Extraction, extractor: Extractor) -> None:
    gold = [line("tour", TILLERSON, {**CAYMAN, "arrive": "2018-02-01"}, LIMA)]
    (found,) = given([read], gold, set(Given), extractor)
    there = [c for c in found.claims if c.place.country_code == "KY"]
    assert {str(c.dates.arrival) for c in there} == {"2018-02-01"}


def test_every_way_to_measure_has_its_figures(extractor: Extractor) -> None:
    gold = [line("tour", TILLERSON, {**CAYMAN, "status": "current", "arrive": "2018-02-05"}, LIMA)]
    figures = compare([TUESDAY], gold, extractor)
    assert list(figures) == [
        "ours",
        "baseline every mention",
        "baseline motion sentences",
        "places given",
        "dates given",
    ]
    assert figures["places given"].stop_f1 == 1.0
    assert figures["dates given"].stop_f1 < 1.0
    assert figures["places given"].dates == 0.0


def test_a_gold_of_other_articles_is_refused() -> None:
    with pytest.raises(InputError, match=r"'sample/tour'.*'tour'.*--gold"):
        ensure_common([TUESDAY], [line("sample/tour", TILLERSON, LIMA)])


def test_one_article_in_common_is_enough() -> None:
    ensure_common([TUESDAY], [line("a", None), line("tour", TILLERSON, LIMA)])


def _stops(*lines: dict[str, Any]) -> list[Line]:
    return gold_stops(lines)["tour"]


def _predicted(extraction: Extraction) -> list[str | None]:
    return [stop["arrive"] for found in predictions([extraction]) for stop in found["stops"]]
