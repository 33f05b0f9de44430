"""What single sentences claim, published on Tuesday 6 February 2018."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pipeline.extract import Extractor
from pipeline.model import CancelKind, StopKind
from tests.unit.journeys.stories import article, claims, extract, told

SECRETARY = "US Secretary of State Rex Tillerson"


@pytest.mark.parametrize(
    ("sentence", "place", "status"),
    [
        ("{} visited Lima on Monday.", "Lima", "visited"),
        ("{} has visited Lima.", "Lima", "visited"),
        ("{} arrived in Lima on Tuesday.", "Lima", "current"),
        ("{} will travel to Lima next week.", "Lima", "planned"),
        ("{} is due in Lima on Thursday.", "Lima", "planned"),
        ("{} plans to visit Lima in March.", "Lima", "planned"),
        ("{} is expected in Lima on Thursday.", "Lima", "planned"),
        ("{} leaves for Lima on Thursday.", "Lima", "planned"),
        ("{} was to leave for Lima later on Tuesday.", "Lima", "planned"),
        ("{} cancelled his visit to Lima.", "Lima", "cancelled"),
        ("{} postponed a trip to Lima.", "Lima", "cancelled"),
        ("{} will no longer travel to Lima.", "Lima", "cancelled"),
        ("Neither {} nor his deputy will travel to Lima.", "Lima", "cancelled"),
        ("{} called off his trip to Lima.", "Lima", "cancelled"),
        ("{} skipped Lima.", "Lima", "cancelled"),
        ("{} has not cancelled his trip to Lima.", "Lima", "planned"),
        ("{} wrapped up his visit to Lima on Tuesday.", "Lima", "visited"),
        ("{} was received by President Pedro Kuczynski in Lima.", "Lima", "visited"),
        ("After leaving Peru, {} will head to Colombia.", "Colombia", "planned"),
        ("{} will make Lima his next stop: his next stop is Lima.", "Lima", "planned"),
    ],
)
def test_status(extractor: Extractor, sentence: str, place: str, status: str) -> None:
    found = [told(claim) for claim in claims(extractor, sentence.format(SECRETARY))]
    assert ("Rex Tillerson", place, status) in found


@pytest.mark.parametrize(
    "sentence",
    [
        "{} spoke by telephone with the leaders of Peru.",
        "{} may visit Lima.",
        "{} would like to see elections in Venezuela.",
        "{} did not visit Lima.",
        "{} praised the Lima Group.",
        "{} said that Washington and Lima agree on Venezuela.",
        "{} addressed a conference in Lima by video link.",
        "Peru expelled the ambassador of North Korea from Lima, {} said.",
        "No secretary of state had been to Lima, said {}.",
    ],
)
def test_talk_is_no_travel(extractor: Extractor, sentence: str) -> None:
    assert claims(extractor, sentence.format(SECRETARY)) == []


def test_the_host_does_not_travel(extractor: Extractor) -> None:
    text = f"Peruvian President Pedro Kuczynski received {SECRETARY} in Lima on Tuesday."
    assert {claim.traveller.name for claim in claims(extractor, text)} == {"Rex Tillerson"}


def test_a_list_is_all_places_named(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Egypt, Tunisia, Togo and Ivory Coast."
    places = [claim.place.country_code for claim in claims(extractor, text)]
    assert places == ["EG", "TN", "TG", "CI"]


def test_a_container_is_no_stop(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Atlanta and Clarkston, Georgia, on Thursday."
    assert [claim.place.name for claim in claims(extractor, text)] == ["Atlanta", "Clarkston"]


def test_two_travellers(extractor: Extractor) -> None:
    text = f"{SECRETARY} and French Foreign Minister Jean-Yves Le Drian visited Lima on Monday."
    names = {claim.traveller.name for claim in claims(extractor, text)}
    assert names == {"Rex Tillerson", "Jean-Yves Le Drian"}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{} cancelled his visit to Lima.", CancelKind.CANCELLED),
        ("{} postponed his visit to Lima.", CancelKind.POSTPONED),
        ("{} put off his visit to Lima.", CancelKind.POSTPONED),
        ("{} cut short his visit to Lima.", CancelKind.CUT_SHORT),
    ],
)
def test_the_way_of_calling_off(extractor: Extractor, sentence: str, kind: CancelKind) -> None:
    (claim,) = claims(extractor, sentence.format(SECRETARY))
    assert claim.cancel_kind is kind


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("{} flew home to Washington on Monday.", StopKind.RETURN),
        ("{} set off from Austin on Thursday.", StopKind.ORIGIN),
        ("{} made a refuelling stop in Shannon on Monday.", StopKind.TRANSIT),
    ],
)
def test_points_of_the_route_that_are_no_visit(
    extractor: Extractor, sentence: str, kind: StopKind
) -> None:
    (claim,) = claims(extractor, sentence.format(SECRETARY))
    assert claim.stop_kind is kind


@pytest.mark.parametrize(
    ("sentence", "arrival", "departure"),
    [
        ("{} arrived in Lima on Monday.", "2018-02-05", "None"),
        ("{} will visit Lima from March 20 to 21.", "2018-03-20", "2018-03-21"),
        ("{} left Lima on Monday.", "None", "2018-02-05"),
        ("{} will begin a three-day visit to Lima on Thursday.", "2018-02-08", "2018-02-10"),
    ],
)
def test_dates(extractor: Extractor, sentence: str, arrival: str, departure: str) -> None:
    (claim,) = claims(extractor, sentence.format(SECRETARY))
    assert (str(claim.dates.arrival), str(claim.dates.departure)) == (arrival, departure)


def test_the_dates_of_a_tour_are_not_those_of_its_stops(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Mexico, Argentina and Peru from February 20 to 25."
    found = claims(extractor, text)
    assert [str(claim.dates.arrival) for claim in found] == ["None"] * 3
    windows = {
        (str(c.dates.window.first), str(c.dates.window.last)) for c in found if c.dates.window
    }
    assert windows == {("2018-02-20", "2018-02-25")}


def test_each_place_has_the_date_beside_it(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Kyiv on July 20-21 and Warsaw on July 21-23."
    found = {c.place.name: str(c.dates.arrival) for c in claims(extractor, text)}
    assert found == {"Kyiv": "2018-07-20", "Warsaw": "2018-07-21"}


def test_the_snippet_is_an_exact_part_of_the_text(extractor: Extractor) -> None:
    text = f"\n\n  It rained.  {SECRETARY} arrived\u00a0in Lima on Monday.\r\n\r\nMore rain."
    (claim,) = claims(extractor, text)
    assert claim.snippet == text[claim.start : claim.end]
    assert claim.snippet == f"{SECRETARY} arrived\u00a0in Lima on Monday."


def test_flags_and_emoji_change_nothing_but_the_snippet(extractor: Extractor) -> None:
    text = f"{SECRETARY}{{}} flew to Lima{{}} on 3 February{{}} and left for Quito the next day{{}}"
    flag, plane, thumb = "\U0001f1f5\U0001f1ea", "\u2708\ufe0f", "\U0001f44d\U0001f3fd"
    signs = tuple(f" {sign}" for sign in (flag, flag, plane, thumb))
    plain, drawn = (claims(extractor, text.format(*parts)) for parts in ([""] * 4, signs))
    assert [(told(c), c.dates, c.cue) for c in drawn] == [(told(c), c.dates, c.cue) for c in plain]
    assert {claim.snippet for claim in drawn} == {text.format(*signs[:3], "")}


def test_here_is_the_town_of_the_dateline(extractor: Extractor) -> None:
    text = f"LIMA, Feb 6 - The talks begin.\n\n{SECRETARY} arrived here on Monday."
    assert ("Rex Tillerson", "Lima", "current") in [told(c) for c in claims(extractor, text)]


def test_whom_he_met_at_which_event_and_why(extractor: Extractor) -> None:
    text = (
        f"{SECRETARY} will travel to Lima on Thursday to attend the G20 summit. "
        "In Bogota he will meet President Juan Manuel Santos."
    )
    lima, bogota = claims(extractor, text)
    assert (lima.purpose, lima.event) == ("to attend the G20 summit", "G20 summit")
    assert bogota.met_with == ("Juan Manuel Santos",)


def test_a_sentence_on_two_places_tells_no_occasion(extractor: Extractor) -> None:
    text = f"{SECRETARY} will travel to Lima and to Bogota to meet President Juan Manuel Santos."
    assert {claim.met_with for claim in claims(extractor, text)} == {()}


def test_a_meeting_that_fell_through_leaves_the_stop(extractor: Extractor) -> None:
    text = f"{SECRETARY} flew to London on Monday and was to have met the king in London."
    assert {told(claim)[1:] for claim in claims(extractor, text)} == {("London", "visited")}


def test_the_capital_is_that_of_the_dateline(extractor: Extractor) -> None:
    text = f"LIMA - It rained.\n\n{SECRETARY} reached the capital on Monday."
    assert ("Rex Tillerson", "Lima", "current") in {told(c) for c in claims(extractor, text)}


def test_the_capital_of_a_named_country_is_not(extractor: Extractor) -> None:
    text = f"LIMA - It rained.\n\n{SECRETARY} reached the capital of Chile on Monday."
    assert "Lima" not in {claim.place.name for claim in claims(extractor, text)}


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (f"{SECRETARY} was in Quito on Monday instead of on the runway at Lima.", "Lima"),
        (f"{SECRETARY} flew to Quito instead of visiting Lima.", "Lima"),
        (f"{SECRETARY} used to come to Lima in the worst of times.", "Lima"),
        (f"{SECRETARY} said that he had brought Kinshasa to the Vatican.", "Kinshasa"),
        ("In Lima, President Pedro Kuczynski has planned for two days.", "Lima"),
        (
            "President Macky Sall and his guest, US Secretary of State Rex Tillerson, opened the "
            "stadium at Diamniadio.",
            "Macky Sall",
        ),
    ],
)
def test_no_stop_of_what_did_not_come_about(extractor: Extractor, text: str, place: str) -> None:
    found = {name for claim in claims(extractor, text) for name in told(claim)[:2]}
    assert place not in found


def test_a_place_where_others_met_is_that_of_whom_the_sentence_is_about(
    extractor: Extractor,
) -> None:
    text = f"In Rome, where fifteen ministers met on Monday, {SECRETARY} stood alone."
    assert ("Rex Tillerson", "Rome", "visited") in [
        told(claim) for claim in claims(extractor, text)
    ]


@pytest.mark.parametrize(
    ("sentence", "place", "arrival"),
    [
        ("{} will travel to Peru, which closed its border in January.", "Peru", ""),
        ("{} began his stay in Peru, which ended on Monday.", "Peru", "2018-02-05"),
        ("{}, inaugurated on Monday for a second term, is expected in Lima.", "Lima", ""),
        ("In the evening {} was to fly on to Lima.", "Lima", "2018-02-06"),
        ("Peru's minister arrived on Monday, a day before {} came in from Lima.", "Lima", ""),
    ],
)
def test_a_day_of_something_else_is_not_that_of_the_journey(
    extractor: Extractor, sentence: str, place: str, arrival: str
) -> None:
    found = [c for c in claims(extractor, sentence.format(SECRETARY)) if c.place.name == place]
    days = {str(day or "") for c in found for day in (c.dates.arrival, c.dates.departure)}
    assert days - {""} == ({arrival} - {""})
    assert found


def test_a_day_of_a_thing_is_not_that_of_the_journey(extractor: Extractor) -> None:
    text = (
        f"{SECRETARY} flew to Lima over the 180th meridian, which would have turned Friday back "
        "into Thursday."
    )
    (claim,) = claims(extractor, text)
    assert (str(claim.status), claim.dates.arrival) == ("visited", None)


@pytest.mark.parametrize(
    "when", ["in January, when he went", "at the end of January, when he flew"]
)
def test_a_clause_that_explains_a_month_is_of_that_month(extractor: Extractor, when: str) -> None:
    text = f"{SECRETARY} praised a tour made {when} to Lima, Quito and Bogota."
    assert {str(claim.dates.window) for claim in claims(extractor, text)} == {"2018-01"}


@pytest.mark.parametrize(
    ("sentence", "cue"),
    [
        ("{} visited Lima.", "visited"),
        ("{} is still to visit Lima.", "is still to visit"),
        ("{} is in Lima for talks.", "is in"),
        ("{} was in Quito and in Lima.", "was in"),
        ("{} is to be in Quito on Monday and to fly to Lima on Tuesday.", "fly"),
        ("{} visited Quito on Monday. Lima is next.", "is next"),
        ("{} visited Quito on Monday. The last stop is Lima.", "stop is"),
        ("{} visited Quito on Monday. Lima will be his last stop.", "will be his last stop"),
    ],
)
def test_the_words_that_decided(extractor: Extractor, sentence: str, cue: str) -> None:
    found = claims(extractor, sentence.format(SECRETARY))
    assert [claim.cue for claim in found if claim.place.name == "Lima"] == [cue]


@pytest.mark.parametrize(
    ("words", "no_day"),
    [
        ("on 31 April", "31 April"),
        ("on 2018-02-31", "2018-02-31"),
        ("from 29 April to 31 April", "29 April to 31 April"),
    ],
)
def test_a_day_that_does_not_exist_is_told(extractor: Extractor, words: str, no_day: str) -> None:
    (claim,) = claims(extractor, f"{SECRETARY} will visit Lima {words}.")
    assert claim.confidence_reason.endswith(f"; “{no_day}” names no known day")


def test_a_day_of_an_undated_article_is_told_as_unknown(extractor: Extractor) -> None:
    undated = replace(article(f"{SECRETARY} visited Lima on Tuesday."), published=None)
    ((claim,),) = (one.claims for one in extract(extractor, undated))
    assert claim.confidence_reason.endswith("; “Tuesday” names no known day")
