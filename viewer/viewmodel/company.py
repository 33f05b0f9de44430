"""Several trips on one map: who travels along, and where two were in one town at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from pipeline.intervals import Precision
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.route_player.route import Companion, Route
from viewer.viewmodel.encounters import encounters
from viewer.viewmodel.headline import headline
from viewer.viewmodel.routes import route
from viewer.viewmodel.statistics import Reason, assessed
from viewer.viewmodel.trips import TripSummary

_Days = tuple[date, date]


def company(tables: Tables, trip_ids: Sequence[str]) -> Route:
    """The trips as one route, the first in front; one trip alone as `route` gives it."""
    routes = [route(tables, trip_id) for trip_id in trip_ids]
    front = routes[0]
    if len(routes) == 1:
        return front
    travellers = [each.traveller for each in routes]
    colours = theme.accents(travellers)
    also_there = _also_there(tables, trip_ids)
    return replace(
        front,
        title=headline(tables, *trip_ids).title,
        stops=tuple(
            replace(stop, track=track, also_there=also_there.get(stop.stop_id, ""))
            for track, each in enumerate(routes)
            for stop in each.stops
        ),
        legs=tuple(leg for each in routes for leg in each.legs),
        companions=tuple(
            Companion(each.trip_id, each.traveller, colour)
            for each, colour in zip(routes[1:], colours[1:], strict=True)
        ),
    )


def candidates(summaries: Sequence[TripSummary], trip_id: str) -> tuple[TripSummary, ...]:
    """The trips of other travellers to show beside a trip, those nearest in time first.

    Trips without any date cannot be played with others and are left out.
    """
    shown = next(trip for trip in summaries if trip.trip_id == trip_id)
    if shown.first is None:
        return ()
    apart = {
        trip.trip_id: max((trip.first - shown.last).days, (shown.first - trip.last).days, 0)
        for trip in summaries
        if trip.first and trip.traveller != shown.traveller
    }
    found = [trip for trip in summaries if trip.trip_id in apart]
    return tuple(sorted(found, key=lambda trip: (apart[trip.trip_id], trip.traveller)))


def _also_there(tables: Tables, trip_ids: Sequence[str]) -> dict[str, str]:
    """For each stop the others who were there, with the days shared.

    Unlike in the statistics, somebody can be met in their own country.
    """
    timeline = tables.timeline
    rows = assessed(timeline[timeline["trip_id"].isin(list(trip_ids))].reset_index(drop=True))
    stop_ids = rows["stop_id"].to_dict()
    spans: dict[tuple[str, str], list[_Days]] = {}
    met = encounters(rows[rows["reason"].isin(["", Reason.AT_HOME])])
    for first, last, names, stops in met[::-1].itertuples(index=False, name=None):
        for stop, name in zip(stops, names, strict=True):
            for other in names:
                if other != name:
                    days = (first.date(), last.date())
                    _add(spans.setdefault((stop_ids[stop], other), []), days)
    found: dict[str, list[str]] = {}
    for (stop_id, other), each in spans.items():
        words = [dates.in_words(first, last, Precision.DAY) for first, last in each]
        found.setdefault(stop_id, []).append(straight(", ".join([other, *words])))
    return {stop_id: "; ".join(others) for stop_id, others in found.items()}


def _add(spans: list[_Days], days: _Days) -> None:
    """Add days to spans of days that come before them; those that go on are one span."""
    if spans and days[0] - spans[-1][1] <= timedelta(days=1):
        spans[-1] = (spans[-1][0], days[1])
    else:
        spans.append(days)
