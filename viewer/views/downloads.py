"""What can be taken away: the rows of the table in five formats, the trip as two pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import pandas as pd
import streamlit as st

from pipeline.timeline import Tables
from viewer import exports
from viewer.route_player.route import Route
from viewer.viewmodel import Card, Headline
from viewer.views.about import CREDITS

_ICON = ":material/download:"


@dataclass(frozen=True, slots=True)
class _Format:
    """A kind of file: what the reader calls it, what it is for, how it is made."""

    name: str
    purpose: str
    suffix: str
    mime: str
    make: Callable[[Tables, pd.DataFrame], bytes]


_FORMATS = (
    _Format("CSV", "for a spreadsheet", "csv", "text/csv", exports.csv_file),
    _Format(
        "Parquet",
        "for data analysis: numbers and dates keep their type",
        "parquet",
        "application/vnd.apache.parquet",
        exports.parquet_file,
    ),
    _Format(
        "GeoJSON",
        "for map software (GIS): stops and legs",
        "geojson",
        "application/geo+json",
        exports.geojson_file,
    ),
    _Format(
        "KML",
        "for Google Earth: a folder for each trip",
        "kml",
        "application/vnd.google-earth.kml+xml",
        exports.kml_file,
    ),
    _Format(
        "Calendar",
        "for a diary: events of whole days",
        "ics",
        "text/calendar",
        exports.calendar_file,
    ),
)


def show_rows(found: Tables, rows: pd.DataFrame, prefix: str = "") -> None:
    """Draw the formats for these rows of the timeline; a file is made when it is asked for.

    A second one on the page needs a `prefix` for its keys.
    """
    if rows.empty:
        return
    with st.popover("Download", icon=_ICON), st.container(key=f"{prefix}downloads"):
        count, trips = len(rows), rows["trip_id"].unique()
        name = _name(trips[0]) if len(trips) == 1 else "demarche"
        st.caption(f"{count:,} rows of the table" if count > 1 else "One row of the table")
        for kind in _FORMATS:
            st.download_button(
                f"**{kind.name}** {kind.purpose}{_left_out(kind, rows)}",
                partial(kind.make, found, rows),
                file_name=f"{name}-stops.{kind.suffix}",
                mime=kind.mime,
                key=f"{prefix}download-{kind.suffix}",
                on_click="ignore",
                type="tertiary",
            )


def show_trip(route: Route, cards: Sequence[Card], headline: Headline, prefix: str = "") -> None:
    """Draw the buttons for the trip: the map that plays, and the page to print.

    A second set on the page needs a `prefix` for its keys.
    """
    more = f"-and-{len(route.companions)}-more" if route.companions else ""
    name = _name(route.trip_id) + more
    pages = (
        ("Download map", _ICON, name, partial(exports.trip_html, route, CREDITS, headline.summary)),
        (
            "Page to print",
            ":material/print:",
            f"{name}-print",
            partial(exports.print_html, route, cards, headline, CREDITS),
        ),
    )
    with st.container(key=f"{prefix}pages", horizontal=True, width="content"):
        for label, icon, file_name, make in pages:
            st.download_button(
                label,
                make,
                file_name=f"{file_name}.html",
                key=f"{prefix}{icon}",
                mime="text/html",
                on_click="ignore",
                icon=icon,
                type="tertiary",
            )


def _name(trip_id: str) -> str:
    """What a file of a trip is called: its traveller and month, in signs that any system takes."""
    return re.sub(r"[^\w.-]+", "-", trip_id)


def _left_out(kind: _Format, rows: pd.DataFrame) -> str:
    missing = exports.without_day(rows) if kind.suffix == "ics" else 0
    if not missing:
        return ""
    return f"; {missing:,} {'row' if missing == 1 else 'rows'} without a known day left out"
