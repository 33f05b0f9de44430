from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from pipeline.timeline import Tables, to_frames
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_rows, sample_tables
from viewer import theme, viewmodel
from viewer.viewmodel import Bar, Lane

UNKNOWN: dict[str, Any] = {
    "arrival": None,
    "departure": None,
    "days": None,
    "date_precision": "unknown",
}


def lane(trip_id: str, tables: Tables | None = None) -> Lane:
    found = tables or sample_tables()
    wanted = [trip for trip in viewmodel.trips(found) if trip.trip_id == trip_id]
    (only,) = viewmodel.lanes(found, wanted)
    return only


def changed(trip_id: str, places: tuple[str, ...] = (), **values: object) -> Tables:
    rows = sample_rows()
    for row in rows["timeline"]:
        if row["trip_id"] == trip_id and (not places or row["place"] in places):
            row.update(values)
    return to_frames(rows)


def bar(place: str, trip_id: str = AMERICAS, tables: Tables | None = None) -> Bar:
    return next(b for b in lane(trip_id, tables).bars if b.place == place and b.number)


def days(shown: Bar) -> tuple[str, str]:
    """The first day and the day after the last."""
    start, end = (date(1970, 1, 1) + timedelta(days=day) for day in (shown.start, shown.end))
    return start.isoformat(), end.isoformat()


def test_every_trip_asked_for_is_a_lane_in_the_order_given() -> None:
    tables = sample_tables()
    found = viewmodel.lanes(tables, viewmodel.trips(tables))
    assert [each.trip_id for each in found] == [AMERICAS, GULF, PACIFIC]
    assert [len(each.bars) for each in found] == [10, 2, 3]
    assert found[0].label == "1–7 Feb 2018 · 7 stops · Mexico, Argentina and 4 more"
    assert found[2].colour == theme.accent("Taro Kono")


def test_a_lane_has_the_colour_that_the_map_gives_its_trip() -> None:
    tables = sample_tables()
    found = viewmodel.lanes(tables, viewmodel.trips(tables), {PACIFIC: "#123456"})
    assert [each.colour for each in found] == [
        theme.accent("Rex Tillerson"),
        theme.accent("Rex Tillerson"),
        "#123456",
    ]


def test_a_stay_known_to_the_day_has_sharp_ends() -> None:
    assert days(bar("Lima")) == ("2018-02-05", "2018-02-07")
    assert (bar("Lima").fades, bar("Lima").dated) == ("", True)


@pytest.mark.parametrize(
    ("values", "span", "fades"),
    [
        ({"departure": None, "days": None}, ("2018-02-05", "2018-02-06"), "end"),
        ({"arrival": None, "days": None}, ("2018-02-06", "2018-02-07"), "start"),
        (
            {"arrival": date(2018, 2, 1), "departure": None, "date_precision": "month"},
            ("2018-02-01", "2018-03-01"),
            "both",
        ),
        (
            {
                "arrival": date(2018, 1, 1),
                "departure": date(2018, 2, 1),
                "days": None,
                "date_precision": "month",
            },
            ("2018-01-01", "2018-03-01"),
            "both",
        ),
        (
            {"arrival": date(2016, 1, 1), "departure": None, "date_precision": "year"},
            ("2016-01-01", "2017-01-01"),
            "both",
        ),
    ],
)
def test_an_end_that_is_not_known_to_the_day_fades(
    values: dict[str, object], span: tuple[str, str], fades: str
) -> None:
    lima = bar("Lima", tables=changed(AMERICAS, ("Lima",), **values))
    assert (days(lima), lima.fades, lima.dated) == (span, fades, True)


def test_a_departure_is_an_instant_and_does_not_fade() -> None:
    assert lane(PACIFIC).bars[0].fades == ""


def test_stops_without_a_date_share_the_room_between_their_neighbours() -> None:
    tables = changed(AMERICAS, ("Bariloche", "Buenos Aires"), **UNKNOWN)
    spans = [days(bar(place, tables=tables)) for place in ("Bariloche", "Buenos Aires")]
    assert spans == [("2018-02-03", "2018-02-04"), ("2018-02-04", "2018-02-05")]
    assert not bar("Bariloche", tables=tables).dated
    assert bar("Bariloche", tables=tables).words.endswith("visited, date not said.")


def test_where_there_is_no_room_they_stand_at_the_seam() -> None:
    tables = changed(AMERICAS, ("Quito",), **UNKNOWN)
    quito = bar("Quito", tables=tables)
    assert quito.start < quito.end
    assert days(bar("Lima", tables=tables))[0] < days(quito)[1]


def test_at_the_ends_of_a_trip_each_takes_a_day() -> None:
    first = changed(PACIFIC, ("Tokyo",), **UNKNOWN)
    assert days(lane(PACIFIC, first).bars[0]) == ("2017-08-17", "2017-08-18")
    last = changed(PACIFIC, ("Honolulu",), **UNKNOWN)
    assert days(lane(PACIFIC, last).bars[2]) == ("2017-08-19", "2017-08-20")


def test_a_trip_without_any_date_stands_at_the_day_it_is_seen_from() -> None:
    found = lane(GULF, changed(GULF, **UNKNOWN, status="visited", cancel_kind=""))
    assert [days(each) for each in found.bars] == [
        ("2017-10-28", "2017-10-29"),
        ("2017-10-29", "2017-10-30"),
    ]
    assert found.dated
    planned = lane(GULF, changed(GULF, **UNKNOWN, status="planned", cancel_kind=""))
    assert days(planned.bars[0])[0] == "2017-10-30"


def test_a_trip_tied_to_no_day_at_all_says_so() -> None:
    assert not lane(GULF, changed(GULF, **UNKNOWN, as_of=None)).dated


def test_a_bar_is_told_in_a_sentence() -> None:
    assert bar("Lima").words == "Lima, Peru, stop 4: there at last report, 5–6 Feb 2018."
    assert bar("Quito").words == "Quito, Ecuador, stop 5: postponed, 6 Feb 2018."
    assert bar("Paraguay").words == "Paraguay, stop 7: planned, date not said."
    assert lane(AMERICAS).bars[0].words == "Washington, United States: departure, 1 Feb 2018."
    assert (bar("Paraguay").vague, bar("Lima").vague) == (True, False)
