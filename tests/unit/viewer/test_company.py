"""Several travellers on one map, and where two were in one town at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd
import pytest

from pipeline.timeline import Tables, to_frames
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_rows
from viewer import theme, viewmodel

TABLES = to_frames(sample_rows())
HOST = "trip-host-2018"
UNTIL_NOT_SAID = {"departure": None, "days": None}


def with_host(**values: object) -> Tables:
    """The sample and one more traveller, in Lima on 6 February if no value says otherwise."""
    rows = sample_rows()
    lima = next(row for row in rows["timeline"] if row["place"] == "Lima")
    stay: dict[str, Any] = {
        "trip_id": HOST,
        "stop_id": f"{HOST}-0",
        "sequence": 1,
        "traveller": "Ana Host",
        "status": "visited",
        "arrival": date(2018, 2, 6),
        "departure": date(2018, 2, 8),
        "days": 3,
    }
    rows["timeline"].append(lima | stay | values)
    return to_frames(rows)


def met(tables: Tables) -> dict[str, str]:
    """Who else was there at a stop, of all trips at once."""
    trips = list(dict.fromkeys(tables.timeline["trip_id"]))
    route = viewmodel.company(tables, trips)
    return {stop.stop_id: stop.also_there for stop in route.stops if stop.also_there}


class TestEncounters:
    def test_two_in_one_town_on_one_day(self) -> None:
        assert met(with_host()) == {
            f"{AMERICAS}-4": "Ana Host, 6 Feb 2018",
            f"{HOST}-0": "Rex Tillerson, 6 Feb 2018",
        }

    def test_somebody_can_be_met_at_home(self) -> None:
        assert met(with_host(home_country_code="PE")) == met(with_host())

    @pytest.mark.parametrize(
        "values",
        [
            {"arrival": date(2018, 2, 7)},
            {"arrival": date(2018, 2, 3), **UNTIL_NOT_SAID},
            {"arrival": date(2018, 2, 1), **UNTIL_NOT_SAID, "date_precision": "month"},
            {"arrival": None, **UNTIL_NOT_SAID, "date_precision": "unknown"},
            {"status": "planned"},
            {"status": "cancelled", "cancel_kind": "postponed"},
            {"stop_kind": "return"},
            {"place_kind": "country"},
            {"place_kind": "region"},
            {"traveller": "Rex Tillerson"},
            {"place": "Callao", "geonameid": 3946083},
        ],
        ids=str,
    )
    def test_what_is_none(self, values: dict[str, object]) -> None:
        assert met(with_host(**values)) == {}

    def test_a_departure_alone_is_a_day_known(self) -> None:
        found = met(with_host(arrival=None, departure=date(2018, 2, 5), days=None))
        assert found[f"{HOST}-0"] == "Rex Tillerson, 5 Feb 2018"

    def test_a_long_stay_meets_each_of_two_short_ones(self) -> None:
        tables = with_host(arrival=date(2018, 1, 1), departure=date(2018, 3, 1), days=60)
        rows = tables.timeline
        lima = rows[rows["stop_id"] == f"{AMERICAS}-4"]
        later: dict[str, Any] = {
            "arrival": date(2018, 2, 6),
            "departure": date(2018, 2, 7),
            "days": 2,
        }
        again = lima.assign(trip_id="x", stop_id="x-4", traveller="Third Person", **later)
        found = met(replace(tables, timeline=pd.concat([rows, again], ignore_index=True)))
        assert found == {
            f"{HOST}-0": "Rex Tillerson, 5–6 Feb 2018; Third Person, 6–7 Feb 2018",
            f"{AMERICAS}-4": "Ana Host, 5–6 Feb 2018; Third Person, 6 Feb 2018",
            "x-4": "Ana Host, 6–7 Feb 2018; Rex Tillerson, 6 Feb 2018",
        }


class TestCompany:
    def test_one_trip_is_its_route(self) -> None:
        assert viewmodel.company(TABLES, [GULF]) == viewmodel.route(TABLES, GULF)

    def test_the_companions_follow_the_traveller_in_front(self) -> None:
        route = viewmodel.company(TABLES, [AMERICAS, PACIFIC])
        front, other = viewmodel.route(TABLES, AMERICAS), viewmodel.route(TABLES, PACIFIC)
        assert (route.trip_id, route.traveller, route.colour) == (
            AMERICAS,
            front.traveller,
            front.colour,
        )
        assert route.title.startswith(
            "Rex Tillerson and Taro Kono: nine stops in eight countries, "
        )
        assert [stop.stop_id for stop in route.stops] == [
            stop.stop_id for stop in (*front.stops, *other.stops)
        ]
        assert [stop.track for stop in route.stops] == [0] * 10 + [1] * 3
        assert route.legs == (*front.legs, *other.legs)
        (companion,) = route.companions
        assert (companion.trip_id, companion.traveller) == (PACIFIC, "Taro Kono")

    def test_no_two_have_one_colour(self) -> None:
        alike = ["Rex Tillerson"] * len(theme.ACCENTS)
        assert set(theme.accents(alike)) == set(theme.ACCENTS)
        assert theme.accents(alike)[0] == theme.accent("Rex Tillerson")
        assert theme.accents([*alike, "Rex Tillerson"])[-1] in theme.ACCENTS

    def test_where_two_met_each_is_named_to_the_other(self) -> None:
        route = viewmodel.company(with_host(), [AMERICAS, HOST])
        assert {stop.stop_id: stop.also_there for stop in route.stops if stop.also_there} == {
            f"{AMERICAS}-4": "Ana Host, 6 Feb 2018",
            f"{HOST}-0": "Rex Tillerson, 6 Feb 2018",
        }

    def test_who_is_not_shown_is_not_named(self) -> None:
        route = viewmodel.company(with_host(), [AMERICAS, PACIFIC])
        assert [stop.also_there for stop in route.stops if stop.also_there] == []

    def test_cards_say_whose_they_are(self) -> None:
        route = viewmodel.company(TABLES, [GULF, PACIFIC])
        cards = viewmodel.cards(TABLES, route)
        assert [card.stop.stop_id for card in cards] == [stop.stop_id for stop in route.stops]
        assert {card.traveller for card in cards} == {"Rex Tillerson", "Taro Kono"}
        alone = viewmodel.cards(TABLES, viewmodel.company(TABLES, [GULF]))
        assert {card.traveller for card in alone} == {""}


class TestCandidates:
    def test_the_nearest_in_time_come_first_and_none_of_the_same_traveller(self) -> None:
        found = viewmodel.candidates(viewmodel.trips(with_host()), AMERICAS)
        assert [trip.trip_id for trip in found] == [HOST, PACIFIC]
        found = viewmodel.candidates(viewmodel.trips(TABLES), PACIFIC)
        assert [trip.trip_id for trip in found] == [GULF, AMERICAS]

    def test_a_trip_without_dates_cannot_be_played_with_others(self) -> None:
        undated = with_host(arrival=None, departure=None, days=None, date_precision="unknown")
        summaries = viewmodel.trips(undated)
        assert HOST not in {t.trip_id for t in viewmodel.candidates(summaries, AMERICAS)}
        assert viewmodel.candidates(summaries, HOST) == ()
