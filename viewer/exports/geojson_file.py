"""The rows for a GIS: stops as points, legs as lines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import geojson
import pandas as pd

from pipeline.timeline import Tables
from viewer.exports.great_circle import Point, cut, great_circle
from viewer.exports.selection import SCHEMA, TripRows, has_place, selection
from viewer.route_player.route import Leg
from viewer.viewmodel.records import Record

_DECIMALS = 5  # of a degree: about a metre


def geojson_file(tables: Tables, rows: pd.DataFrame) -> bytes:
    """The rows as GeoJSON (RFC 7946); a stop whose place is not known has no geometry.

    A leg is a great circle, cut at 180 degrees, with the status of its way: made, planned or
    cancelled.
    """
    features = [feature for trip in selection(tables, rows) for feature in _features(trip)]
    text = geojson.dumps(geojson.FeatureCollection(features), ensure_ascii=False, allow_nan=False)
    return str(text).encode()


def leg_pieces(trip: TripRows) -> Iterator[tuple[Leg, list[list[Point]]]]:
    """Each leg with its great circle, cut at 180 degrees and rounded."""
    at = {s["stop_id"]: (s["longitude"], s["latitude"]) for s in trip.stops if has_place(s)}
    for leg in trip.legs:
        pieces = cut(great_circle(at[leg.start], at[leg.end]))
        yield leg, [[(round(x, _DECIMALS), round(y, _DECIMALS)) for x, y in p] for p in pieces]


def _features(trip: TripRows) -> Iterator[geojson.Feature]:
    for stop in trip.stops:
        yield _stop(stop)
    places = {stop["stop_id"]: stop["place"] for stop in trip.stops}
    for leg, pieces in leg_pieces(trip):
        line = (
            geojson.LineString(pieces[0]) if len(pieces) == 1 else geojson.MultiLineString(pieces)
        )
        properties = {
            "kind": "leg",
            "trip_id": trip.trip_id,
            "traveller": trip.stops[0]["traveller"],
            "from_stop_id": leg.start,
            "to_stop_id": leg.end,
            "from_place": places[leg.start],
            "to_place": places[leg.end],
            "status": leg.status,
            "km": leg.km,
            "as_of": _value(trip.stops[0]["as_of"]),
        }
        yield geojson.Feature(geometry=line, properties=properties)


def _stop(stop: Record) -> geojson.Feature:
    point = geojson.Point((stop["longitude"], stop["latitude"])) if has_place(stop) else None
    properties = {name: _value(stop[name]) for name in SCHEMA.names}
    return geojson.Feature(stop["stop_id"], point, {"kind": "stop"} | properties)


def _value(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
