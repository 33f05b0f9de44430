"""The answers of the statistics as markup, each table cut to what a page can hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

import pandas as pd

from pipeline.intervals import Precision
from viewer import dates
from viewer.figures.drawing import (
    Cell,
    Content,
    Day,
    Figure,
    Link,
    grid,
    legend,
    limits_of,
    listing,
)
from viewer.viewmodel.records import records
from viewer.viewmodel.statistics import Line, Statistics, lines

LINES = 100
_ROWS, _COLUMNS = 40, 60
_LATER = "possibly later"


@dataclass(frozen=True, slots=True)
class Drawn:
    """The markup of each answer that no choice changes."""

    by_country: str
    by_traveller: str
    days: str
    gaps: str
    matrix: str
    encounters: str


def draw(found: Statistics) -> Drawn:
    """All answers as markup, but for the map, which is shaded in the browser."""
    return Drawn(
        by_country=latest_in_countries(found),
        by_traveller=latest_of_travellers(found),
        days=days_grid(found),
        gaps=gaps_listing(found),
        matrix=matrix_grid(found),
        encounters=encounters_listing(found),
    )


def visits_listing(visits: pd.DataFrame, caption: str, with_country: bool) -> str:
    """The visits, one a line; the country is left out where all have the same."""
    rows = [
        (_when(line), line.traveller, Link(line.where if with_country else line.place, line))
        for line in lines(visits[:LINES])
    ]
    return listing(caption, ("When", "Who", "Where"), rows)


def latest_in_countries(found: Statistics) -> str:
    """Who was last in each country, and when."""
    rows: list[Sequence[Content]] = []
    for line, later in _latest(found, found.by_country):
        rows.append((line.country, Link(line.place, line), line.traveller, _when(line)))
        if later:
            rows.append((_LATER, Link(later.place, later), later.traveller, _when(later)))
    return listing("Latest visit to each country", ("Country", "Where", "Who", "When"), rows)


def latest_of_travellers(found: Statistics) -> str:
    """Where each traveller was last, and how long ago."""
    rows: list[Sequence[Content]] = []
    since = found.by_traveller["days_since"][:LINES]
    for (line, later), days in zip(_latest(found, found.by_traveller), since, strict=True):
        rows.append((line.traveller, Link(line.where, line), _when(line), Figure(_known(days))))
        if later:
            rows.append((_LATER, Link(later.where, later), _when(later), Figure("")))
    columns = ("Who", "Where", "When", "Days since")
    return listing("Latest visit of each traveller", columns, rows)


def gaps_listing(found: Statistics) -> str:
    """The longest time of each traveller between two visits."""
    gaps, visits = found.gaps[:LINES], found.chosen.visits
    ends = [lines(visits.loc[gaps[end]]) for end in ("left", "came")]
    rows = [
        (traveller, Figure(f"{days:,}"), _place_and_day(left), _place_and_day(came))
        for traveller, days, left, came in zip(gaps["traveller"], gaps["days"], *ends, strict=True)
    ]
    return listing("Longest time between visits", ("Who", "Days", "After", "Before"), rows)


def encounters_listing(found: Statistics) -> str:
    """Who was where together; each name leads to that traveller's stop."""
    shown = records(found.encounters[:LINES])
    stops = [stop for row in shown for stop in row["stops"]]
    there = iter(lines(found.chosen.everyone.loc[stops]))
    rows: list[Sequence[Content]] = []
    for row in shown:
        links = [Link(line.traveller, line) for line in islice(there, len(row["stops"]))]
        days = dates.in_words(row["first"].date(), row["last"].date(), Precision.DAY)
        rows.append((Day(days), links[0].line.where, links))
    return listing("Together in one town", ("When", "Where", "Who"), rows)


def matrix_grid(found: Statistics) -> str:
    """Visits of each traveller to each country; a choice is the traveller and the code."""
    names = dict(zip(found.countries["country_code"], found.countries["country"], strict=True))
    table = found.matrix.iloc[:_ROWS, :_COLUMNS]
    counts = table.to_numpy(int)
    limits = limits_of(counts.ravel().tolist())
    totals = found.matrix.sum(axis=1).tolist()
    codes = list(table.columns)
    rows = [
        (name, [_visits(name, names, *pair) for pair in zip(codes, row, strict=True)], f"{all_:,}")
        for name, row, all_ in zip(table.index, counts.tolist(), totals[:_ROWS], strict=True)
    ]
    heads = [names[code] for code in codes]
    return legend(limits, "Visits") + grid("Visits to each country", heads, rows, limits)


def days_grid(found: Statistics) -> str:
    """Days abroad of each traveller in each year; a choice is the traveller and the year."""
    totals = found.days.groupby("traveller").agg(days=("days", "sum"), least=("at_least", "any"))
    totals = totals.sort_values("days", ascending=False, kind="stable")[:_ROWS]
    years = sorted(found.days["year"].unique())[-_COLUMNS:]
    known = {
        (row["traveller"], row["year"]): (row["days"], row["at_least"])
        for row in records(found.days)
    }
    limits = limits_of(found.days["days"].tolist())
    rows = [
        (
            str(name),
            [_in_year(str(name), year, *known.get((name, year), (0, False))) for year in years],
            _at_least(days, least),
        )
        for name, days, least in totals.itertuples()
    ]
    heads = [str(year) for year in years]
    return legend(limits, "Days") + grid("Days abroad in each year", heads, rows, limits)


def _latest(found: Statistics, table: pd.DataFrame) -> Iterator[tuple[Line, Line | None]]:
    """The latest visits, each with the one that may have come after it."""
    latest, visits = table[:LINES], found.chosen.visits
    named = visits[visits["stop_id"].isin(latest["possibly_later"])]
    later = {line.stop_id: line for line in lines(named)}
    for line, stop_id in zip(lines(latest), latest["possibly_later"], strict=True):
        yield line, later.get(stop_id)


def _visits(name: str, names: dict[str, str], code: str, count: int) -> Cell | None:
    label = f"{name}, {names[code]}: {count:,} {'visit' if count == 1 else 'visits'}"
    return Cell(count, f"{count:,}", label, f"{name}|{code}") if count else None


def _in_year(name: str, year: int, days: int, at_least: bool) -> Cell | None:
    least = "at least " if at_least else ""
    label = f"{name}, {year}: {least}{days:,} {'day' if days == 1 else 'days'}"
    return Cell(days, _at_least(days, at_least), label, f"{name}|{year}") if days else None


def _at_least(count: int, at_least: bool) -> str:
    return f"{count:,}{'+' if at_least else ''}"


def _place_and_day(line: Line) -> Link:
    return Link(f"{line.place}, {line.when}", line)


def _when(line: Line) -> Content:
    return Day(line.when) if line.dated else line.when


def _known(days: object) -> str:
    return "" if days is pd.NA else f"{days:,}"
