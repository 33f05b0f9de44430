"""The rows for a calendar: a stay of whole days is an event."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pandas as pd
from icalendar import Calendar, Event, vText

from pipeline.intervals import Precision
from pipeline.model import PlaceKind, Status
from pipeline.timeline import Tables
from viewer.direction import straight
from viewer.exports.selection import facts, has_place, name, selection, source, title
from viewer.exports.text import storable
from viewer.links import web_address
from viewer.viewmodel.records import Record

_STATUS = {
    Status.VISITED: "CONFIRMED",
    Status.CURRENT: "CONFIRMED",
    Status.PLANNED: "TENTATIVE",
    Status.CANCELLED: "CANCELLED",
}
_LONG_AGO = date(1970, 1, 1)


class _Text(vText):
    def to_ical(self) -> bytes:
        """The text as RFC 5545, 3.3.11 has it; icalendar itself would break a line at `\\N`."""
        text = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return text.replace("\n", "\\n").encode()


def calendar_file(tables: Tables, rows: pd.DataFrame) -> bytes:
    """The rows whose day is known as all-day events of an iCalendar file (RFC 5545).

    The day after the last is the end; a plan is tentative, a stop called off cancelled. Nothing
    in the file depends on when it is made: its stamp is the day the trip is seen from.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Demarche//Stops//EN")
    calendar.add("version", "2.0")
    trips = selection(tables, rows)
    # RFC 7986 has the one; calendars of today show the other.
    for named in ("name", "x-wr-calname"):
        calendar.add(named, _text(title(trips)))
    for trip in trips:
        for stop in filter(_has_day, trip.stops):
            calendar.add_component(_event(stop))
    return bytes(calendar.to_ical())


def without_day(rows: pd.DataFrame) -> int:
    """How many of the rows have no day, and so no event."""
    known = rows["arrival"].notna() | rows["departure"].notna()
    return int((~known | (rows["date_precision"] != Precision.DAY)).sum())


def _has_day(stop: Record) -> bool:
    return stop["date_precision"] == Precision.DAY and bool(stop["arrival"] or stop["departure"])


def _event(stop: Record) -> Event:
    first = stop["arrival"] or stop["departure"]
    last = max(first, stop["departure"] or first)
    event = Event()
    event.add("uid", _text(f"{stop['stop_id']}@demarche"))
    event.add("dtstamp", datetime.combine(stop["as_of"] or _LONG_AGO, time(), UTC))
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
    event.add("summary", _text(f"{straight(stop['traveller'])}: {name(stop)}"))
    event.add("status", _STATUS[Status(stop["status"])])
    event.add("transp", "TRANSPARENT")
    event.add("location", _text(", ".join(filter(None, (stop["place"], stop["country"])))))
    event.add("description", _text(_description(stop)))
    if has_place(stop) and stop["place_kind"] in (PlaceKind.CITY, PlaceKind.VENUE):
        event.add("geo", (stop["latitude"], stop["longitude"]))
    if address := web_address(stop["url"]):
        event.add("url", address)
    return event


def _description(stop: Record) -> str:
    quotation = f"“{stop['snippet']}”" if stop["snippet"] else ""
    conflict = f"The sources disagree: {stop['conflict']}." if stop["conflict"] else ""
    parts = (facts(stop), quotation, source(stop), web_address(stop["url"]), conflict)
    return "\n".join(filter(None, parts))


def _text(text: str) -> _Text:
    return _Text(storable(text))
