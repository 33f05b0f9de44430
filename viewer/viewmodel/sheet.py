"""The timeline as a table for the screen, in plain words."""

from __future__ import annotations

import pandas as pd

from pipeline.intervals import Basis
from pipeline.model import StopKind
from viewer import dates, theme
from viewer.viewmodel.records import Record, is_visit, stop_records

_BASIS_WORD = {
    Basis.STATED: "written out",
    Basis.RELATIVE: "from the article’s day",
    Basis.INFERRED: "concluded",
}
COLUMNS = (
    "Traveller",
    "Kind",
    "Place",
    "Country",
    "Status",
    "Arrival",
    "Departure",
    "Days",
    "Dates are",
    "Way there, km",
    "Articles",
    "Confidence",
    "Sources disagree",
    "Purpose",
    "Event",
    "Met with",
    "Why",
)


def sheet(timeline: pd.DataFrame) -> pd.DataFrame:
    """The rows for the screen, in `COLUMNS`; a date is written as exactly as it is known.

    A row has the same place here as in `timeline`.
    """
    rows = [_line(row) for row in stop_records(timeline)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        dict.fromkeys(("Days", "Way there, km", "Articles"), "Int64")
    )


def telling(shown: pd.DataFrame) -> list[str]:
    """The columns of a sheet that say anything: not blank, nor the same in every row by nature."""
    alike = {name for name in ("Traveller", "Kind") if shown[name].nunique() == 1}
    return [name for name in COLUMNS if name not in alike and not _blank(shown[name])]


def _blank(column: pd.Series[str]) -> bool:
    return bool((column.isna() | (column == "")).all())


def _line(row: Record) -> tuple[object, ...]:
    precision = row["date_precision"]
    return (
        row["traveller"],
        theme.STOP_KIND_WORD[StopKind(row["stop_kind"])],
        row["place"],
        row["country"],
        theme.status_word(row["status"], row["cancel_kind"]),
        dates.iso(row["arrival"], precision),
        dates.iso(row["departure"], precision),
        row["days"],
        _basis(row),
        row["leg_km"],
        row["articles"] if is_visit(row) else None,
        row["confidence"],
        row["conflict"],
        row["purpose"],
        row["event"],
        row["met_with"],
        row["confidence_reason"],
    )


def _basis(row: Record) -> str:
    dated = row["date_basis"] and (row["arrival"] or row["departure"])
    return _BASIS_WORD[Basis(row["date_basis"])] if dated else ""
