"""The timeline as a table for the screen, in plain words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from pipeline.intervals import Basis
from pipeline.model import StopKind
from viewer import dates, theme
from viewer.viewmodel.records import Record, is_visit, stop_records

_BASIS_WORD = {
    Basis.STATED: "written out",
    Basis.RELATIVE: "counted from the article’s day",
    Basis.INFERRED: "worked out from the rest",
}
# What a reader needs to know of a stop; the rest is for those who ask for it.
FIRST = (
    "Traveller",
    "Place",
    "Country",
    "Status",
    "Arrival",
    "Departure",
    "Days",
    "Articles",
    "How sure",
)
COLUMNS = (
    *FIRST,
    "Kind",
    "Sources disagree",
    "Met with",
    "Purpose",
    "Event",
    "The date is",
    "Distance, km",
    "Why so sure",
)


def sheet(timeline: pd.DataFrame) -> pd.DataFrame:
    """The rows for the screen, in `COLUMNS`; a date is written as exactly as it is known.

    A row has the same place here as in `timeline`.
    """
    rows = [_line(row) for row in stop_records(timeline)]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        dict.fromkeys(("Days", "Articles", "Distance, km"), "Int64")
    )


def telling(shown: pd.DataFrame, of: Sequence[str] = COLUMNS) -> list[str]:
    """The columns of a sheet that say anything: not blank, nor the same in every row by nature."""
    alike = {name for name in ("Traveller", "Kind") if shown[name].nunique() == 1}
    return [name for name in of if name not in alike and not _blank(shown[name])]


def _blank(column: pd.Series[str]) -> bool:
    return bool((column.isna() | (column == "")).all())


def _line(row: Record) -> tuple[object, ...]:
    precision = row["date_precision"]
    return (
        row["traveller"],
        row["place"],
        row["country"],
        theme.stop_words(row["stop_kind"], row["status"], row["cancel_kind"]),
        dates.iso(row["arrival"], precision),
        dates.iso(row["departure"], precision),
        row["days"],
        row["articles"] if is_visit(row) else None,
        row["confidence"],
        theme.STOP_KIND_WORD[StopKind(row["stop_kind"])],
        row["conflict"],
        row["met_with"],
        row["purpose"],
        row["event"],
        _basis(row),
        row["leg_km"],
        row["confidence_reason"],
    )


def _basis(row: Record) -> str:
    dated = row["date_basis"] and (row["arrival"] or row["departure"])
    return _BASIS_WORD[Basis(row["date_basis"])] if dated else ""
