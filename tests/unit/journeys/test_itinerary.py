"""What several articles add up to."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest

from pipeline.extract import Extractor
from pipeline.model import CancelKind, StopKind
from tests.unit.journeys.stories import article, days, stops, trips

SECRETARY = "US Secretary of State Rex Tillerson"


def test_a_plan_confirmed_is_one_stop_with_two_sources(extractor: Extractor) -> None:
    plan = article(f"{SECRETARY} will visit Lima on February 5.", "2018-02-01", "plan")
    report = article(f"{SECRETARY} visited Lima on Monday.", "2018-02-06", "report")
    (trip,) = trips(extractor, plan, report)
    assert stops(trip) == [("Lima", "visited")]
    assert [claim.article_id for claim in trip.stops[0].claims] == ["plan", "report"]
    assert str(trip.as_of) == "2018-02-06"


def test_a_plan_stays_a_plan_without_a_later_word(extractor: Extractor) -> None:
    plan = article(f"{SECRETARY} will visit Lima on February 5.", "2018-02-01", "plan")
    later = article(f"{SECRETARY} arrived in Bogota on Tuesday.", "2018-02-06", "later")
    (trip,) = trips(extractor, plan, later)
    assert stops(trip) == [("Lima", "planned"), ("Bogotá", "current")]


def test_a_later_notice_calls_a_stop_off(extractor: Extractor) -> None:
    plan = article(f"{SECRETARY} will visit Lima and Bogota next week.", "2018-02-01", "a")
    update = article(f"{SECRETARY} has cancelled his visit to Bogota.", "2018-02-03", "b")
    (trip,) = trips(extractor, plan, update)
    assert stops(trip) == [("Lima", "planned"), ("Bogotá", "cancelled")]
    assert trip.stops[1].cancel_kind is CancelKind.CANCELLED


def test_an_older_plan_does_not_undo_a_visit(extractor: Extractor) -> None:
    report = article(f"{SECRETARY} visited Lima on Monday.", "2018-02-06", "a")
    stale = article(f"{SECRETARY} will visit Lima on February 5.", "2018-02-06", "b")
    (trip,) = trips(extractor, stale, report)
    assert stops(trip) == [("Lima", "visited")]


def test_an_undated_article_is_no_second_source_of_a_dated_visit(extractor: Extractor) -> None:
    dated = article(f"{SECRETARY} visited Lima on Monday.", "2018-02-06", "a")
    undated = replace(article(f"{SECRETARY} visited Lima on Tuesday."), published=None)
    for text in (f"{SECRETARY} visited Lima on Tuesday.", f"{SECRETARY} visited Peru."):
        other = replace(undated, article_id="b", text=text)
        found = trips(extractor, dated, other)
        assert [trip.trip_id for trip in found] == [
            "rex-tillerson-2018-02",
            "rex-tillerson-undated",
        ]
        assert [len(trip.stops[0].claims) for trip in found] == [1, 1]
    again = replace(undated, article_id="b")
    (trip,) = trips(extractor, undated, again)
    assert len(trip.stops[0].claims) == 2


def test_an_undated_article_that_dates_a_stop_tells_of_that_time(extractor: Extractor) -> None:
    tour = f"{SECRETARY} visited Lima on February 5, 2018, and then Bogota."
    undated = replace(article(tour, article_id="b"), published=None)
    (trip,) = trips(extractor, article(f"{SECRETARY} visited Bogota on Tuesday."), undated)
    assert [(s.place.name, len(s.claims)) for s in trip.stops] == [("Lima", 1), ("Bogotá", 2)]


def test_no_visit_is_later_than_the_newest_word(extractor: Extractor) -> None:
    plan = article(f"{SECRETARY} will visit Lima on February 9.", "2018-02-05", "a")
    slip = article(f"{SECRETARY} visited Lima on February 9.", "2018-02-06", "b")
    (trip,) = trips(extractor, plan, slip)
    assert (stops(trip), days(trip.stops[0])) == ([("Lima", "planned")], ("2018-02-09", ""))
    assert trip.stops[0].confidence_reason.endswith("; planned: its day is to come")
    (alone,) = trips(extractor, slip)
    assert (stops(alone), days(alone.stops[0])) == ([("Lima", "visited")], ("", ""))
    assert alone.stops[0].confidence_reason.endswith("; the day told lies ahead")


def test_no_visit_is_later_than_the_day_it_is_seen_from(extractor: Extractor) -> None:
    vague = article(f"{SECRETARY} visited Lima on August 9.", "2018", "a")
    exact = article(f"{SECRETARY} visited Quito on August 7.", "2018-08-08", "b")
    for articles in ([vague], [vague, exact]):
        (trip,) = trips(extractor, *articles)
        assert str(trip.as_of) == "2018-12-31"
        assert (stops(trip)[-1], days(trip.stops[-1])) == (("Lima", "visited"), ("2018-08-09", ""))


def test_nobody_is_there_still_on_a_day_that_is_not_known(extractor: Extractor) -> None:
    text = f"{SECRETARY} visited Lima on December 31. He will visit Quito and Bogota."
    (trip,) = trips(extractor, article(text, "2018"))
    assert stops(trip)[0] == ("Lima", "visited")


def test_a_status_that_no_article_gives_says_why(extractor: Extractor) -> None:
    tour = f"{SECRETARY} visited Lima on Monday. He will visit Quito on Thursday."
    (trip,) = trips(extractor, article(tour))
    assert stops(trip) == [("Lima", "current"), ("Quito", "planned")]
    assert trip.stops[0].confidence_reason == (
        "one article; the text says “visited”; just reached: the next stop is to come"
    )
    later = article(f"{SECRETARY} arrived in Quito on Thursday.", "2018-02-08", "b")
    came = article(f"{SECRETARY} arrived in Lima on Monday.", "2018-02-05", "c")
    (trip,) = trips(extractor, came, later)
    assert stops(trip)[0] == ("Lima", "visited")
    assert trip.stops[0].confidence_reason.endswith("; over: a later stop was reached")


def test_sources_a_day_apart_are_a_conflict(extractor: Extractor) -> None:
    one = article(f"{SECRETARY} arrived in Lima on February 4.", "2018-02-06", "a", source="Wire")
    two = article(f"{SECRETARY} arrived in Lima on February 5.", "2018-02-06", "b", source="Post")
    (trip,) = trips(extractor, one, two)
    assert stops(trip) == [("Lima", "current")]
    assert trip.stops[0].conflict == "arrival on 4 February 2018 (Wire) or 5 February 2018 (Post)"


def test_a_moved_plan_is_no_conflict(extractor: Extractor) -> None:
    plan = article(f"{SECRETARY} will visit Lima on February 8.", "2018-02-01", "a", source="Wire")
    moved = article(f"{SECRETARY} will visit Lima on February 9.", "2018-02-03", "b", source="Post")
    (trip,) = trips(extractor, plan, moved)
    assert (trip.stops[0].conflict, days(trip.stops[0])) == ("", ("2018-02-09", ""))


def test_a_visit_that_another_source_denies_is_a_conflict(extractor: Extractor) -> None:
    made = article(f"{SECRETARY} visited Lima on Monday.", "2018-02-06", "a", source="Wire")
    off = article(f"{SECRETARY} postponed his visit to Lima.", "2018-02-05", "b", source="Post")
    (trip,) = trips(extractor, made, off)
    assert trip.stops[0].conflict == "visited (Wire) or postponed (Post)"


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("will visit Lima on February 5", "visited Lima on February 5"),
        ("will visit Lima on February 5", "has cancelled his visit to Lima on February 5"),
        ("has cancelled his visit to Lima on February 5", "visited Lima on February 5 after all"),
        ("left for Lima on February 4", "has called off his visit to Lima"),
    ],
)
def test_a_later_word_is_no_conflict(extractor: Extractor, first: str, then: str) -> None:
    one = article(f"{SECRETARY} {first}.", "2018-02-04", "a", source="Wire")
    two = article(f"{SECRETARY} {then}.", "2018-02-06", "b", source="Post")
    (trip,) = trips(extractor, one, two)
    assert [stop.conflict for stop in trip.stops] == [""]


def test_towns_of_another_month_are_another_trip(extractor: Extractor) -> None:
    text = (
        f"{SECRETARY} arrived in Lima on Monday. In March 2017 he went to London, Paris and Rome."
    )
    found = trips(extractor, article(text))
    assert [[name for name, _ in stops(trip)] for trip in found] == [
        ["London", "Paris", "Rome"],
        ["Lima"],
    ]
    assert [trip.trip_id[-7:] for trip in found] == ["2017-03", "2018-02"]


def test_a_minister_is_at_home_where_he_returns_to(extractor: Extractor) -> None:
    one = article(
        "Foreign Minister Jens Holm left Lima on Sunday. He returned to Oslo on Monday.",
        article_id="a",
    )
    two = article("Foreign Minister Jens Holm visited Lima on Sunday.", article_id="b")
    (trip,) = trips(extractor, one, two)
    assert trip.traveller.home_country_code == "NO"


def test_a_country_is_absorbed_by_its_town(extractor: Extractor) -> None:
    text = f"{SECRETARY} wrapped up his visit to Peru. He met President Kuczynski in Lima."
    (trip,) = trips(extractor, article(text))
    assert [name for name, _ in stops(trip)] == ["Lima"]


def test_a_gap_cuts_two_trips(extractor: Extractor) -> None:
    one = article(f"{SECRETARY} visited Lima on Monday.", "2018-02-06", "a")
    two = article(f"{SECRETARY} visited Nairobi on Friday.", "2018-03-12", "b")
    found = trips(extractor, one, two)
    assert [stops(trip) for trip in found] == [[("Lima", "visited")], [("Nairobi", "visited")]]
    assert [trip.trip_id for trip in found] == ["rex-tillerson-2018-02", "rex-tillerson-2018-03"]


def test_a_return_home_ends_a_trip(extractor: Extractor) -> None:
    one = article(
        f"{SECRETARY} visited Lima on February 1. He flew home to Washington on February 2.",
        "2018-02-02",
        "a",
    )
    two = article(f"{SECRETARY} arrived in Ottawa on February 5.", "2018-02-05", "b")
    found = trips(extractor, one, two)
    assert [[s.place.name for s in trip.stops] for trip in found] == [
        ["Lima", "Washington"],
        ["Ottawa"],
    ]
    assert found[0].stops[1].stop_kind is StopKind.RETURN


@pytest.mark.parametrize(
    "words",
    [
        "was flown to Tokyo on Thursday from Seoul",
        "flew to Tokyo on Thursday from Seoul",
        "left Seoul for Tokyo on Thursday",
    ],
)
def test_where_somebody_comes_from_is_told_first(extractor: Extractor, words: str) -> None:
    (trip,) = trips(extractor, article(f"{SECRETARY} {words}.", "2018-02-09"))
    assert [stop.place.name for stop in trip.stops] == ["Seoul", "Tokyo"]


@pytest.mark.parametrize("words", ["expected back in", "due back in", "to be back in"])
def test_somebody_expected_back_at_home_returns(extractor: Extractor, words: str) -> None:
    text = f"Namibian President Hage Geingob arrived in Lusaka on Monday and is {words} Windhoek"
    (trip,) = trips(extractor, article(f"{text} on Thursday."))
    assert stops(trip) == [("Lusaka", "current"), ("Windhoek", "planned")]
    assert [stop.stop_kind for stop in trip.stops] == [StopKind.STOP, StopKind.RETURN]
    assert days(trip.stops[1]) == ("2018-02-08", "")


def test_the_order_of_the_telling_where_dates_are_missing(extractor: Extractor) -> None:
    text = (
        f"After leaving Peru, {SECRETARY} will head to Colombia as the next stop on his tour, "
        "which has already taken him to Mexico and Argentina."
    )
    (trip,) = trips(extractor, article(text))
    assert [s.place.country_code for s in trip.stops] == ["MX", "AR", "PE", "CO"]
    assert [str(s.status) for s in trip.stops] == ["visited", "visited", "current", "planned"]


def test_of_stops_of_one_day_the_order_is_that_of_most_articles(extractor: Extractor) -> None:
    told = [
        ("will visit Lima and Quito on February 9", "2018-02-08"),
        ("met officials in Quito on February 9, and in Lima on the same day", "2018-02-10"),
        ("visited Lima and Quito on February 9", "2018-02-11"),
    ]
    for names in permutations("abc"):
        found = [
            article(f"{SECRETARY} {words}.", day, name)
            for name, (words, day) in zip(names, told, strict=True)
        ]
        (trip,) = trips(extractor, *found)
        assert [stop.place.name for stop in trip.stops] == ["Lima", "Quito"]


def test_only_the_last_stop_reached_is_current(extractor: Extractor) -> None:
    one = article(f"{SECRETARY} arrived in Lima on Monday.", "2018-02-05", "a")
    two = article(f"{SECRETARY} arrived in Bogota on Tuesday.", "2018-02-06", "b")
    (trip,) = trips(extractor, one, two)
    assert stops(trip) == [("Lima", "visited"), ("Bogotá", "current")]


def test_one_person_under_several_names(extractor: Extractor) -> None:
    one = article(
        "Secretary of State Antony J. Blinken will visit Lima on February 7.", article_id="a"
    )
    two = article(
        "US Secretary of State Antony Blinken will visit Bogota on February 8.", article_id="b"
    )
    three = article("Secretary Blinken will visit Quito on February 9.", article_id="c")
    found = trips(extractor, one, two, three)
    assert [len(trip.stops) for trip in found] == [3]


def test_an_id_says_what_the_first_article_told(extractor: Extractor) -> None:
    first = article(f"{SECRETARY} visited Lima on February 1.", "2018-02-02", "b")
    (alone,) = trips(extractor, first)
    assert [alone.trip_id, alone.stops[0].stop_id] == [
        "rex-tillerson-2018-02",
        "rex-tillerson-lima-2018-02",
    ]
    begun = article(f"{SECRETARY} visited Quito on January 31.", "2018-02-05", "a")
    (trip,) = trips(extractor, first, begun)
    assert [trip.trip_id, *(stop.stop_id for stop in trip.stops)] == [
        "rex-tillerson-2018-02",
        "rex-tillerson-quito-2018-01",
        "rex-tillerson-lima-2018-02",
    ]


def test_an_earlier_visit_told_later_takes_no_id_away(extractor: Extractor) -> None:
    first = article(f"{SECRETARY} visited Lima on February 20.", "2018-02-21", "b")
    later = article(f"{SECRETARY} visited Lima on February 1.", "2018-02-22", "a")
    ids = {
        str(trip.stops[0].dates.arrival): (trip.trip_id, trip.stops[0].stop_id)
        for trip in trips(extractor, first, later)
    }
    assert ids == {
        "2018-02-20": ("rex-tillerson-2018-02", "rex-tillerson-lima-2018-02"),
        "2018-02-01": ("rex-tillerson-2018-02-2", "rex-tillerson-lima-2018-02-2"),
    }


def test_a_way_home_that_becomes_a_trip_takes_no_id_away(extractor: Extractor) -> None:
    home = article(f"{SECRETARY} returned to Washington on February 3.", "2018-02-03", "a")
    known = article(f"{SECRETARY} visited Lima on February 20.", "2018-02-21", "b")
    (trip,) = trips(extractor, home, known)
    tour = article(f"{SECRETARY} visited Quito on February 1.", "2018-02-22", "c")
    found = trips(extractor, home, known, tour)
    assert {t.trip_id: stops(t)[0] for t in found} == {
        trip.trip_id: ("Lima", "visited"),
        f"{trip.trip_id}-2": ("Quito", "visited"),
    }


def test_a_stop_that_proves_to_be_home_keeps_its_id(extractor: Extractor) -> None:
    visit = article("Foreign Minister Jens Holm visited Lima on Sunday.", "2018-02-05", "a")
    arrival = article("Foreign Minister Jens Holm arrived in Oslo on Monday.", "2018-02-05", "b")
    (before,) = trips(extractor, visit, arrival)
    home = article("Norwegian Foreign Minister Jens Holm is ill.", "2018-02-06", "c")
    tour = article("Norwegian Foreign Minister Jens Holm visited Paris.", "2018-03-06", "d")
    (after, _) = trips(extractor, visit, arrival, home, tour)
    assert [stop.stop_kind for stop in after.stops] == [StopKind.STOP, StopKind.RETURN]
    assert [stop.stop_id for stop in after.stops] == [stop.stop_id for stop in before.stops]


def test_a_headline_tells_the_home_of_whom_the_text_is_about(extractor: Extractor) -> None:
    text = "Fumio Kishida arrived in Lima on Monday. President Pedro Kuczynski received him."
    told = replace(article(text), title="Japan's premier in Lima")
    (trip,) = trips(extractor, told)
    assert (trip.traveller.name, trip.traveller.home_country_code) == ("Fumio Kishida", "JP")


def test_a_stop_of_the_headline_alone_comes_last(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Lima and Quito next week."
    told = replace(article(text), title="Rex Tillerson sets off for Lima, Quito and Bogota")
    (trip,) = trips(extractor, told)
    assert [name for name, _ in stops(trip)] == ["Lima", "Quito", "Bogotá"]
