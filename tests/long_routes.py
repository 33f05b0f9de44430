"""Routes of any length for tests and benchmarks, the stops of data/timeline in a mixed order."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import chain, islice
from math import isfinite
from pathlib import Path

from geopy.distance import great_circle

from pipeline import timeline
from pipeline.timeline import Tables
from viewer import viewmodel
from viewer.route_player.route import Leg, Route, RouteStop

TIMELINE = Path(__file__).parents[1] / "data" / "timeline"
_SEED = 41
_LEG_STATUS = {"planned": "planned", "cancelled": "cancelled"}


def long_route(count: int) -> Route:
    """A route of that many stops, numbered anew; the same one whenever it is asked for."""
    stops = tuple(_numbered(islice(_mixed(), count)))
    return Route("long", f"{count:,} stops", "Anna Example", "#1B7D90", stops, tuple(_legs(stops)))


@cache
def tables() -> Tables:
    """The tables of data/timeline."""
    return timeline.read(TIMELINE)


def _mixed() -> Iterator[RouteStop]:
    trips = dict.fromkeys(tables().timeline["trip_id"])
    every = chain.from_iterable(viewmodel.route(tables(), trip).stops for trip in trips)
    placed = [stop for stop in every if isfinite(stop.latitude)]
    order = random.Random(_SEED)
    while True:
        order.shuffle(placed)
        yield from placed


def _numbered(stops: Iterator[RouteStop]) -> Iterator[RouteStop]:
    number = 0
    for index, stop in enumerate(stops):
        number += stop.stop_kind == "stop"
        shown = str(number) if stop.stop_kind == "stop" else ""
        yield replace(stop, stop_id=f"stop-{index}", number=shown)


def _legs(stops: tuple[RouteStop, ...]) -> Iterator[Leg]:
    before: RouteStop | None = None
    for stop in stops:
        if before:
            km = great_circle(_point(before), _point(stop)).km
            status = _LEG_STATUS.get(stop.status, "made")
            yield Leg(before.stop_id, stop.stop_id, status, round(km))  # type: ignore[arg-type]
        if stop.status != "cancelled":
            before = stop


def _point(stop: RouteStop) -> tuple[float, float]:
    return stop.latitude, stop.longitude
