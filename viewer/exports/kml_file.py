"""The rows for Google Earth: a folder for each trip."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape

import pandas as pd
from lxml import etree
from lxml.builder import ElementMaker

from pipeline.model import Status
from pipeline.timeline import Tables
from viewer import dates, markup, theme
from viewer.direction import straight
from viewer.exports.geojson_file import leg_pieces
from viewer.exports.great_circle import Point
from viewer.exports.selection import (
    SCHEMA,
    TripRows,
    facts,
    has_place,
    name,
    selection,
    source,
    title,
)
from viewer.exports.text import storable
from viewer.route_player.route import Leg
from viewer.viewmodel.records import Record

_NAMESPACE = "http://www.opengis.net/kml/2.2"
_E = ElementMaker(namespace=_NAMESPACE, nsmap={None: _NAMESPACE})
# Opacity, blue, green, red, as KML has them; KML knows no dashes, so a plan is pale and thin.
_STOP_STYLE = {
    Status.VISITED: ("ff8c5a00", "1.1"),
    Status.CURRENT: ("ff8c5a00", "1.4"),
    Status.PLANNED: ("99d9a866", "0.9"),
    Status.CANCELLED: ("cc2b38a8", "0.7"),
}
_LEG_STYLE = {
    "made": ("ff8c5a00", "3"),
    "planned": ("99d9a866", "2"),
    "cancelled": ("802b38a8", "1"),
}


def kml_file(tables: Tables, rows: pd.DataFrame) -> bytes:
    """The rows as KML 2.2 (OGC 07-147r2): placemarks with their time, legs as great circles."""
    trips = selection(tables, rows)
    folders = [_folder(trip) for trip in trips]
    document = _E.kml(_E.Document(_text("name", title(trips)), *_styles(), *folders))
    etree.indent(document, " ")
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8"))


def _styles() -> Iterator[etree._Element]:
    for status, (colour, size) in _STOP_STYLE.items():
        yield _E.Style(
            _E.IconStyle(_E.color(colour), _E.scale(size)),
            # Without a text of its own a balloon would show names as markup.
            _E.BalloonStyle(_E.text("$[description]")),
            id=f"stop-{status}",
        )
    for way, (colour, width) in _LEG_STYLE.items():
        yield _E.Style(_E.LineStyle(_E.color(colour), _E.width(width)), id=f"leg-{way}")


def _folder(trip: TripRows) -> etree._Element:
    stops = [_placemark(stop) for stop in trip.stops]
    places = {stop["stop_id"]: stop["place"] for stop in trip.stops}
    lines = [_line(leg, places, pieces) for leg, pieces in leg_pieces(trip)]
    return _E.Folder(_text("name", title([trip])), *stops, *lines)


def _placemark(stop: Record) -> etree._Element:
    parts = [_text("name", name(stop)), _text("description", _balloon(stop)), *_time(stop)]
    parts += [_E.styleUrl(f"#stop-{stop['status']}"), _data(stop)]
    if has_place(stop):
        parts.append(_E.Point(_coordinates([(stop["longitude"], stop["latitude"])])))
    return _E.Placemark(*parts)


def _balloon(stop: Record) -> str:
    """HTML, for that is what Google Earth takes a description for."""
    quotation = f"<blockquote>{escape(stop['snippet'])}</blockquote>" if stop["snippet"] else ""
    heading = f"{straight(stop['traveller'])}: {name(stop)}"
    head = f"<h3>{escape(heading)}</h3><p>{escape(facts(stop))}</p>"
    text = f"{head}{quotation}<p>{markup.link(source(stop), stop['url'])}</p>"
    # In a balloon $[...] stands for another field of the placemark, unescaped.
    return text.replace("$[", "&#36;[")


def _time(stop: Record) -> list[etree._Element]:
    arrival, departure = (
        dates.iso(stop[end], stop["date_precision"]) for end in ("arrival", "departure")
    )
    if arrival and departure and arrival <= departure:
        return [_E.TimeSpan(_E.begin(arrival), _E.end(departure))]
    known = arrival or departure
    return [_E.TimeStamp(_E.when(known))] if known else []


def _data(stop: Record) -> etree._Element:
    return _E.ExtendedData(
        *(_E.Data(_text("value", _value(stop[column])), name=column) for column in SCHEMA.names)
    )


def _value(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else str(value)


def _line(leg: Leg, places: dict[str, str], pieces: list[list[Point]]) -> etree._Element:
    lines = [_E.LineString(_E.tessellate("1"), _coordinates(piece)) for piece in pieces]
    words = "" if leg.status == "made" else f" ({_LEG_WORD[leg.status]})"
    return _E.Placemark(
        _text("name", straight(f"{places[leg.start]} – {places[leg.end]}") + words),
        _E.styleUrl(f"#leg-{leg.status}"),
        lines[0] if len(lines) == 1 else _E.MultiGeometry(*lines),
    )


_LEG_WORD = {
    "planned": theme.STATUS[Status.PLANNED].word.lower(),
    "cancelled": theme.STATUS[Status.CANCELLED].word.lower(),
}


def _coordinates(points: list[Point]) -> etree._Element:
    return _E.coordinates(" ".join(f"{longitude},{latitude}" for longitude, latitude in points))


def _text(tag: str, text: str) -> etree._Element:
    return _E(tag, storable(text))
