from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from pipeline.timeline import Tables, to_frames
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_rows
from viewer import viewmodel
from viewer.route_player.route import Leg, RouteStop

TABLES = to_frames(sample_rows())
ROUTE = viewmodel.route(TABLES, AMERICAS)


def changed(trip_id: str, **values: object) -> Tables:
    """The sample with other values in the rows of one trip."""
    rows = sample_rows()
    for row in rows["timeline"]:
        if row["trip_id"] == trip_id:
            row.update(values)
    return to_frames(rows)


def stop(place: str, trip_id: str = AMERICAS) -> RouteStop:
    return next(s for s in viewmodel.route(TABLES, trip_id).stops if s.place == place)


def card(place: str, trip_id: str = AMERICAS) -> viewmodel.Card:
    shown = viewmodel.cards(TABLES, viewmodel.route(TABLES, trip_id))
    return next(c for c in shown if c.stop.place == place)


class TestTrips:
    def test_the_newest_trip_comes_first(self) -> None:
        summaries = viewmodel.trips(TABLES)
        assert [trip.trip_id for trip in summaries] == [AMERICAS, GULF, PACIFIC]
        assert summaries[0].last == date(2018, 2, 7)
        assert viewmodel.newest(summaries).trip_id == AMERICAS
        assert viewmodel.newest(summaries, "Taro Kono").trip_id == PACIFIC

    def test_an_old_trip_told_of_by_a_new_article_is_not_the_newest(self) -> None:
        later = changed(GULF, as_of=date(2024, 1, 1))
        assert viewmodel.newest(viewmodel.trips(later)).trip_id == AMERICAS
        undated = changed(
            GULF, as_of=date(2024, 1, 1), arrival=None, departure=None, date_precision="unknown"
        )
        assert viewmodel.newest(viewmodel.trips(undated)).trip_id == GULF

    def test_the_fullest_trip_is_one_that_was_not_called_off_the_newest_of_several(self) -> None:
        off = viewmodel.TripSummary("off", "", "", date(2020, 1, 4), 3, called_off=True)
        new, old, short = (
            viewmodel.TripSummary(name, "", "", date(2020, 1, day), stops)
            for name, day, stops in (("new", 3, 2), ("old", 2, 2), ("short", 1, 1))
        )
        assert viewmodel.fullest([off, new, old, short]) is new
        assert viewmodel.fullest([off, short]) is short
        called_off = viewmodel.trips(changed(GULF, status="cancelled", cancel_kind="postponed"))
        assert {trip.trip_id for trip in called_off if trip.called_off} == {GULF}

    def test_whoever_has_the_most_stops_comes_first(self) -> None:
        assert list(viewmodel.travellers(viewmodel.trips(TABLES)).items()) == [
            ("Rex Tillerson", "Rex Tillerson · 9 stops"),
            ("Taro Kono", "Taro Kono · 2 stops"),
        ]

    def test_travellers_with_as_many_stops_are_in_alphabetical_order(self) -> None:
        names = ("Ursula", "Anthony", "Olaf")
        found = [viewmodel.TripSummary(n, n, "", date(2020, 1, 1), 1) for n in names]
        assert list(viewmodel.travellers(found)) == ["Anthony", "Olaf", "Ursula"]

    def test_a_line_names_dates_stops_and_countries(self) -> None:
        labels = {trip.trip_id: trip.label for trip in viewmodel.trips(TABLES)}
        assert labels[AMERICAS] == "1–7 Feb 2018 · 7 stops · Mexico, Argentina and 4 more"
        assert labels[GULF] == "Oct 2017 · 2 stops · Saudi Arabia, Qatar"

    def test_a_line_says_that_a_trip_was_called_off(self) -> None:
        off = viewmodel.trips(changed(GULF, status="cancelled", cancel_kind="postponed"))
        (label,) = (trip.label for trip in off if trip.trip_id == GULF)
        assert label == "Oct 2017 · 2 stops called off · Saudi Arabia, Qatar"

    def test_trips_with_the_same_line_are_numbered(self) -> None:
        rows = sample_rows()
        again = [row | {"trip_id": "again"} for row in rows["timeline"] if row["trip_id"] == GULF]
        rows["timeline"].extend(again)
        labels = [trip.label for trip in viewmodel.trips(to_frames(rows))]
        assert labels.count("Oct 2017 · 2 stops · Saudi Arabia, Qatar") == 1
        assert labels.count("Oct 2017 · 2 stops · Saudi Arabia, Qatar (2)") == 1

    def test_no_rows_no_trips(self) -> None:
        assert viewmodel.trips(replace(TABLES, timeline=TABLES.timeline.iloc[:0])) == ()


class TestHeadline:
    def test_whose_where_and_when(self) -> None:
        assert viewmodel.headline(TABLES, AMERICAS) == viewmodel.Headline(
            "Rex Tillerson, Secretary of State of the United States: "
            "seven stops in six countries, 1–7 Feb 2018",
            "Three visited, one there at last report, one postponed, three planned. "
            "14,836 km travelled, 13,212 km planned. As of 6 Feb 2018, from three articles.",
        )

    def test_a_home_that_the_role_does_not_name_is_added(self) -> None:
        title = viewmodel.headline(TABLES, PACIFIC).title
        assert title.startswith("Taro Kono, Foreign Minister (Japan): two stops in Samoa and the ")

    @pytest.mark.parametrize("role", ["Japanese Foreign Minister", "Foreign Minister of Japan"])
    def test_a_home_that_the_role_names_is_not_repeated(self, role: str) -> None:
        title = viewmodel.headline(changed(PACIFIC, traveller_role=role), PACIFIC).title
        assert title.startswith(f"Taro Kono, {role}: ")

    def test_what_is_not_known_is_left_out(self) -> None:
        bare: dict[str, Any] = {
            "traveller_role": "",
            "role_class": "other",
            "home_country_code": "",
            "arrival": None,
            "date_precision": "unknown",
            "as_of": None,
        }
        assert viewmodel.headline(changed(GULF, **bare), GULF) == viewmodel.Headline(
            "Rex Tillerson: two stops in Saudi Arabia and Qatar",
            "One visited, one cut short. 489 km travelled. From one article.",
        )

    def test_a_single_stop_needs_no_count(self) -> None:
        rows = sample_rows()
        rows["timeline"] = [row for row in rows["timeline"] if row["place"] == "Riyadh"]
        assert viewmodel.headline(to_frames(rows), GULF) == viewmodel.Headline(
            "Rex Tillerson, Secretary of State of the United States: "
            "one stop in Riyadh, Saudi Arabia, Oct 2017",
            "Visited. As of 30 Oct 2017, from one article.",
        )

    @pytest.mark.parametrize(
        ("precision", "last", "words"),
        [("year", date(2017, 12, 31), "2017"), ("month", date(2017, 10, 31), "Oct 2017")],
    )
    def test_no_day_is_told_of_an_article_that_has_none(
        self, precision: str, last: date, words: str
    ) -> None:
        rows = sample_rows()
        first = last.replace(day=1, month=1 if precision == "year" else last.month)
        of_gulf = {row["stop_id"] for row in rows["timeline"] if row["trip_id"] == GULF}
        said = {row["article_id"] for row in rows["evidence"] if row["stop_id"] in of_gulf}
        for row in (*rows["evidence"], *rows["articles"]):
            if row["article_id"] in said:
                row["published"] = first
        for row in rows["articles"]:
            row["published_precision"] = precision
        for row in rows["timeline"]:
            row["as_of"] = last if row["trip_id"] == GULF else row["as_of"]
        tables = to_frames(rows)
        assert f" As of {words}, from " in viewmodel.headline(tables, GULF).summary
        shown = viewmodel.cards(tables, viewmodel.route(tables, GULF))
        assert {quote.published for each in shown for quote in each.quotes} == {words}
        assert {each.published for each in viewmodel.articles(tables, [GULF])} == {words}

    def test_a_trip_called_off_says_so(self) -> None:
        off = changed(GULF, status="cancelled", cancel_kind="blocked")
        assert viewmodel.headline(off, GULF).title.endswith(
            ": two stops in Saudi Arabia and Qatar, called off, Oct 2017"
        )

    def test_a_month_does_not_blur_the_days_of_the_others(self) -> None:
        rows = sample_rows()
        lima = next(row for row in rows["timeline"] if row["place"] == "Lima")
        lima.update(arrival=date(2018, 2, 1), departure=None, date_precision="month", days=None)
        assert viewmodel.headline(to_frames(rows), AMERICAS).title.endswith("1–7 Feb 2018")
        lima.update(arrival=date(2018, 3, 1))
        assert viewmodel.headline(to_frames(rows), AMERICAS).title.endswith(
            "Feb\N{THIN SPACE}–\N{THIN SPACE}Mar 2018"
        )

    def test_days_are_not_those_of_the_trip_where_an_end_has_no_date(self) -> None:
        rows = sample_rows()
        for row in rows["timeline"]:
            if row["place"] in ("Washington", "Kingston"):
                row.update(arrival=None, date_precision="unknown")
        assert viewmodel.headline(to_frames(rows), AMERICAS).title.endswith(", Feb 2018")


class TestRoute:
    def test_only_stops_have_a_number(self) -> None:
        numbers = [(s.place, s.number) for s in ROUTE.stops]
        assert numbers[0] == ("Washington", "")
        assert numbers[-1] == ("Washington", "")
        assert [number for _, number in numbers[1:-1]] == list("12345678")

    def test_the_route_goes_on_from_the_last_stop_travelled_to(self) -> None:
        named = {s.stop_id: s.place for s in ROUTE.stops[1:-1]}
        legs = [(named.get(leg.start), named.get(leg.end), leg.status) for leg in ROUTE.legs]
        assert legs[3:7] == [
            ("Buenos Aires", "Lima", "made"),
            ("Lima", "Quito", "cancelled"),
            ("Lima", "Bogotá", "planned"),
            ("Bogotá", "Paraguay", "planned"),
        ]

    def test_a_leg_to_a_stop_made_does_not_start_from_a_plan(self) -> None:
        rows = sample_rows()
        for row in rows["timeline"]:
            if row["place"] == "Paraguay":
                row.update(status="visited")
        route = viewmodel.route(to_frames(rows), AMERICAS)
        named = {each.stop_id: each.place for each in route.stops}
        found = [
            (named[leg.start], leg.status) for leg in route.legs if named[leg.end] == "Paraguay"
        ]
        assert found == [("Lima", "made")]

    def test_a_stop_called_off_without_a_date_is_joined_to_no_other(self) -> None:
        rows = sample_rows()
        for row in rows["timeline"]:
            if row["place"] == "Quito":
                row.update(arrival=None, departure=None, date_precision="unknown")
        route = viewmodel.route(to_frames(rows), AMERICAS)
        quito = next(each for each in route.stops if each.place == "Quito")
        assert (quito.number, quito.is_loose) == ("5", True)
        assert quito.note == "No day is said for it, so no line leads there."
        assert [leg for leg in route.legs if quito.stop_id in (leg.start, leg.end)] == []
        assert len(route.legs) == len(ROUTE.legs) - 1
        assert [each.is_loose for each in ROUTE.stops] == [False] * len(ROUTE.stops)

    def test_a_leg_has_the_length_the_table_gives(self) -> None:
        assert viewmodel.route(TABLES, PACIFIC).legs == (
            Leg(f"{PACIFIC}-0", f"{PACIFIC}-1", "made", 7506),
            Leg(f"{PACIFIC}-1", f"{PACIFIC}-2", "made", 4192),
        )

    def test_a_stay_cut_short_was_travelled_to(self) -> None:
        assert [leg.status for leg in viewmodel.route(TABLES, GULF).legs] == ["made"]
        undated = changed(GULF, arrival=None, departure=None, date_precision="unknown")
        assert [leg.status for leg in viewmodel.route(undated, GULF).legs] == ["made"]

    def test_a_stop_quotes_the_surest_claim_that_agrees_with_it(self) -> None:
        rows = sample_rows()
        first, second = (e for e in rows["evidence"] if e["stop_id"] == stop("Lima").stop_id)
        assert first["confidence"] > second["confidence"]
        assert stop("Lima").snippet == first["snippet"]
        first["status"] = "planned"
        lima = viewmodel.route(to_frames(rows), AMERICAS).stops[4]
        assert lima.snippet == second["snippet"]

    def test_vague_places_unknown_days_and_disagreement_are_told(self) -> None:
        assert stop("Paraguay").note.startswith("Only the country is named")
        assert (stop("Paraguay").when, stop("Paraguay").date_known) == ("date not said", False)
        assert "arrival 2018-02-04 or 2018-02-05" in stop("Lima").note
        assert (stop("Lima").when, stop("Lima").days) == ("5–6 Feb 2018", 2)
        assert stop("Riyadh", GULF).when == "Oct 2017"

    def test_dates_are_handed_on_as_exactly_as_they_are_known(self) -> None:
        lima, riyadh = stop("Lima"), stop("Riyadh", GULF)
        assert (lima.arrival, lima.departure, lima.date_note) == ("2018-02-05", "2018-02-06", "")
        assert (riyadh.arrival, riyadh.date_note) == ("2017-10", "day not said")
        assert (stop("Paraguay").arrival, stop("Paraguay").date_note) == ("", "")

    def test_home_is_not_abroad(self) -> None:
        assert [s.abroad for s in ROUTE.stops] == [False, *[True] * 8, False]
        homeless = viewmodel.route(changed(AMERICAS, home_country_code=""), AMERICAS)
        assert all(s.abroad for s in homeless.stops)

    def test_a_departure_vaguer_than_the_arrival_is_not_shown_as_a_day(self) -> None:
        rows = sample_rows()
        lima = next(row for row in rows["timeline"] if row["place"] == "Lima")
        lima.update(departure=date(2018, 3, 1), days=None)
        assert viewmodel.route(to_frames(rows), AMERICAS).stops[4].when == "5 Feb 2018"

    def test_only_addresses_of_the_web_are_links(self) -> None:
        assert stop("Lima").url == "https://news.example/americas-2"
        assert stop("Apia", PACIFIC).url == ""


class TestCards:
    def test_a_card_says_what_a_reader_needs(self) -> None:
        lima = card("Lima")
        assert (lima.name, lima.stop.status_words, lima.icon) == (
            "Lima, Peru",
            "There at last report",
            "●",
        )
        assert [quote.published for quote in lima.quotes] == ["6 Feb 2018", "5 Feb 2018"]
        assert lima.more == "1 more article"

    def test_other_points_of_the_route_say_what_they_are(self) -> None:
        words = [stop.status_words for stop in ROUTE.stops]
        assert (words[0], words[-1]) == ("Departure", "Return, planned")

    def test_a_country_is_named_once_and_a_way_of_calling_off_in_words(self) -> None:
        assert card("Paraguay").name == "Paraguay"
        assert card("Quito").stop.status_words == "Postponed"
        assert card("Doha", GULF).stop.status_words == "Cut short"

    def test_a_stop_without_an_article_has_no_day_of_publication(self) -> None:
        assert (card("Washington").quotes, card("Washington").more) == ((), "")
