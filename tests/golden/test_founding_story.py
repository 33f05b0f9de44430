"""The article this project began with, told anew: one tour, four stops, a date nobody knows."""

from __future__ import annotations

import pytest

from pipeline import run as runs
from pipeline.extract import Extractor
from pipeline.intervals import Precision
from pipeline.model import Status, Stop
from pipeline.run import Outcome
from pipeline.settings import Settings
from pipeline.timeline import to_frames

# The crawl stamped every page with the first of the year: nothing but the year can be trusted.
STORY = """ date 2018-01-01 HOME | Peru (More stories from Peru)

Kuczynski Receives Tillerson at Lima's Government Palace


LIMA – On Tuesday Peru's president, Pedro Pablo Kuczynski, received US Secretary of State Rex \
Tillerson, who had words of thanks for the Lima Group and its stand on Venezuela.


Tillerson concluded his stay in Peru with the talk at the Government Palace in Lima. Kuczynski \
expects the group of a dozen countries to comment soon on the vote that Venezuela has set for April.


The president called for more relief for Venezuelans, for the sake of the whole region. Lima will \
be host to the Summit of the Americas on April 13 and 14, and he would like it to speak of \
corruption.


The visitor noted that Peru has sat on the UN Security Council since January and that Washington \
and Lima see much alike there. Lima has sent North Korea's ambassador home over the missile tests, \
which he praised as well. Both spoke of the drug trade.


Tillerson, whose tour of Latin America has already taken him to Mexico and Argentina, will travel \
on to Colombia when he leaves Peru.
"""
NEVER = {"VE", "KP", "US"}


@pytest.fixture(scope="module")
def outcome(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    path = tmp_path_factory.mktemp("articles") / "lima.txt"
    path.write_text(STORY, encoding="utf-8")
    return runs.run([str(path)], extractor, Settings())


@pytest.fixture(scope="module")
def stops(outcome: Outcome) -> tuple[Stop, ...]:
    (trip,) = outcome.trips
    return trip.stops


def test_the_traveller_is_the_guest_and_not_the_host(outcome: Outcome) -> None:
    (trip,) = outcome.trips
    assert (trip.traveller.name, trip.traveller.home_country_code) == ("Rex Tillerson", "US")


def test_the_stops_stand_in_the_order_of_the_journey(stops: tuple[Stop, ...]) -> None:
    assert [stop.place.country_code for stop in stops] == ["MX", "AR", "PE", "CO"]
    mexico, argentina, peru, colombia = (stop.status for stop in stops)
    assert (mexico, argentina, colombia) == (Status.VISITED, Status.VISITED, Status.PLANNED)
    assert peru in {Status.VISITED, Status.CURRENT}


def test_places_that_are_only_spoken_of_are_mentions(outcome: Outcome) -> None:
    (extraction,) = outcome.extractions
    codes = {mention.place.country_code for mention in extraction.mentions if mention.place}
    assert NEVER & {"VE", "KP"} <= codes
    assert not NEVER & {claim.place.country_code for claim in extraction.claims}


def test_snippets_are_exact_words_of_the_article(outcome: Outcome, stops: tuple[Stop, ...]) -> None:
    (extraction,) = outcome.extractions
    claims = [claim for stop in stops for claim in stop.claims]
    for claim in claims:
        assert claim.snippet == extraction.article.text[claim.start : claim.end]
    assert any("Colombia" in claim.snippet for claim in stops[3].claims)
    assert any("Lima" in c.snippet or "LIMA" in c.snippet or "Peru" in c.snippet for c in claims)


def test_the_tables_say_that_no_day_is_known(outcome: Outcome) -> None:
    tables = to_frames(outcome.rows())
    assert list(tables.articles["published_precision"]) == [str(Precision.YEAR)]
    assert tables.timeline["arrival"].isna().all()
    assert tables.timeline["departure"].isna().all()
    assert set(tables.timeline["date_precision"]) == {str(Precision.UNKNOWN)}
