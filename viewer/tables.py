"""The tables, read once for all sessions until they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pipeline.model import StopKind
from pipeline.timeline import Tables
from viewer import viewmodel
from viewer.address import View
from viewer.filters import Filter, Index, findable, index, matching
from viewer.source import Source, Stamps
from viewer.viewmodel import Choices, TripSummary

_KEPT = 4
_TRIPS_KEPT = 128
_GAP = "\N{NO-BREAK SPACE}" * 80  # wider than the picker, which cuts what does not fit


@dataclass(frozen=True, slots=True)
class Opened:
    """Tables with what is worked out of them once: trips, choices of the filter, rows in words.

    `names` are the lines to pick a traveller by; `index` and `sheet` have the rows of the timeline
    in its order. All sessions share it: read it, and never change it.
    """

    tables: Tables
    trips: tuple[TripSummary, ...]
    names: Mapping[str, str]
    choices: Choices
    index: Index
    sheet: pd.DataFrame

    def trips_with(self, wanted: Filter) -> tuple[TripSummary, ...]:
        """The trips of which at least one row fits."""
        if not wanted.wishes():
            return self.trips
        found = set(self.tables.timeline["trip_id"][matching(self.index, wanted)])
        return tuple(trip for trip in self.trips if trip.trip_id in found)

    def find(self, view: View) -> tuple[TripSummary | None, str]:
        """The trip and the id of the stop that an address means; None and empty for none.

        The stop's id comes before the rest: trips may have been joined, parted or renamed, and
        stops numbered anew, since the link was made. A stop of a trip shown along leaves the
        trip named in front.
        """
        timeline = self.tables.timeline
        rows = timeline[timeline["stop_id"] == view.stop_id]
        if rows.empty:
            stops = timeline[timeline["trip_id"] == view.trip].sort_values("sequence")
            stops = stops[stops["stop_kind"] == StopKind.STOP]
            rows = stops.iloc[[n for n in range(len(stops)) if str(n + 1) == view.stop]]
        known = {trip.trip_id: trip for trip in self.trips}
        if rows.empty:
            return known.get(view.trip), ""
        of_stop = str(rows["trip_id"].iloc[0])
        in_front = view.trip if of_stop in view.along and view.trip in known else of_stop
        return known.get(in_front), str(rows["stop_id"].iloc[0])


def load(source: Source) -> Opened:
    """The tables of a source, read again only when they have changed.

    Raises:
        TableError: a table is missing, damaged, or lacks a column, or a database is away.
    """
    return _open(source, source.stamps())


def load_trip(source: Source, trip_id: str) -> Tables:
    """The part of the tables that one trip is shown from.

    Raises:
        TableError: as `load`.
    """
    return _open_trip(source, source.stamps(), trip_id)


# A resource, not data, of which every run of every visitor would get a copy of its own: tens of
# megabytes and a third of the time a run may take. It holds the host's tables, no visitor's.
@st.cache_resource(max_entries=_KEPT, show_spinner=False)
def _open(source: Source, stamps: Stamps) -> Opened:
    found = source.read()
    summaries = viewmodel.trips(found)
    names = viewmodel.travellers(summaries)
    return Opened(
        tables=found,
        trips=summaries,
        names={name: findable(words, _GAP) for name, words in names.items()},
        choices=viewmodel.choices(found),
        index=index(found.timeline),
        sheet=viewmodel.sheet(found.timeline).set_index(found.timeline.index),
    )


@st.cache_data(max_entries=_TRIPS_KEPT, show_spinner=False)
def _open_trip(source: Source, stamps: Stamps, trip_id: str) -> Tables:
    return viewmodel.only_trip(_open(source, stamps).tables, trip_id)
