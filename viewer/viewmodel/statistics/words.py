"""What counts and what was left out, in a sentence; and the lines of the tables on the page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import pandas as pd

from viewer import dates, theme
from viewer.viewmodel.records import Record, records
from viewer.viewmodel.statistics.summary import Statistics

WHAT_COUNTS = (
    "A visit is one stop that the sources say was made or is under way, outside the traveller’s "
    "own country; two towns on one trip are two visits. What is only planned is never counted."
)
WHAT_IS_LATEST = (
    "The latest by the days that the sources name. “Possibly later” is a visit known without its "
    "day that may have come after it."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One visit in words; `number` is that of the stop in its trip, as addresses have it.

    `dated` is whether any day, month or year of it is said.
    """

    when: str
    dated: bool
    traveller: str
    place: str
    country: str
    status: str
    trip_id: str
    stop_id: str
    number: int

    @property
    def where(self) -> str:
        """The place with its country, once where they are the same."""
        return ", ".join(dict.fromkeys(filter(None, (self.place, self.country))))


def lines(visits: pd.DataFrame) -> list[Line]:
    """The visits in words, in the order given."""
    return list(_lines(visits))


def headline_figures(found: Statistics) -> str:
    """How many visits, travellers and countries there are."""
    visits = found.chosen.visits
    return (
        f"{_how_many(len(visits), 'visit')} by "
        f"{_how_many(visits['traveller'].nunique(), 'traveller')} to "
        f"{_how_many(len(found.countries), 'country', 'countries')}"
    )


def not_counted(found: Statistics) -> str:
    """The stops left out for each reason, and whose home is not known; empty if there are none."""
    parts = [f"{reason} ({count:,})" for reason, count in found.chosen.left_out]
    left_out = f"Stops not counted: {', '.join(parts)}." if parts else ""
    home_unknown = found.chosen.home_unknown
    whose = _how_many(home_unknown, "traveller")
    home = f"The home country of {whose} is not known, so all their stops count."
    return " ".join(filter(None, (left_out, home if home_unknown else "")))


def _lines(visits: pd.DataFrame) -> Iterator[Line]:
    for row in records(visits):
        departure = row["departure"] if not row["open"] or row["arrival"] is None else None
        yield Line(
            when=_when(row, departure),
            dated=not pd.isna(row["day"]),
            traveller=row["traveller"],
            place=row["place"],
            country=row["country"],
            status=theme.status_word(row["status"]),
            trip_id=row["trip_id"],
            stop_id=row["stop_id"],
            number=row["number"],
        )


def _when(row: Record, departure: date | None) -> str:
    when = dates.in_words(row["arrival"], departure, row["date_precision"])
    if when != dates.NOT_SAID or not row["as_of"]:
        return when
    return f"day not said, known by {dates.day_in_words(row['as_of'])}"


def _how_many(count: int, one: str, many: str = "") -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"
