"""Rows for a spreadsheet, in which no text is a formula."""

from __future__ import annotations

import csv
import io
import re

import pandas as pd

from pipeline.timeline import Tables
from viewer.exports.selection import SCHEMA, selection

# Where a cell begins, or would for a spreadsheet that takes semicolons and tabs for its commas;
# white space and characters without a shape may stand in front.
_UNSEEN = r"[\s\x00-\x1f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]*"
_FORMULA = re.compile(rf"^(?=[\t\r\n])|(?:^|(?<=[;\t\r\n]))(?={_UNSEEN}[=+\-@＝＋－＠])")
_NUL = "\0"


def csv_file(tables: Tables, rows: pd.DataFrame) -> bytes:
    """The rows as CSV (RFC 4180), with the columns of the timeline and of the quotation."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, SCHEMA.names)
    writer.writeheader()
    for trip in selection(tables, rows):
        for stop in trip.stops:
            writer.writerow({name: _cell(stop[name]) for name in SCHEMA.names})
    # The mark at the start makes spreadsheets read the file as UTF-8.
    return text.getvalue().encode("utf-8-sig")


def csv_table(table: pd.DataFrame) -> bytes:
    """Any table as CSV in UTF-8, without its index."""
    texts = table.select_dtypes(include=["object", "string"]).columns
    harmless = table.assign(**{name: table[name].map(_cell) for name in texts})
    harmless = harmless.rename(columns=lambda name: str(_cell(name)))
    return harmless.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def _cell(value: object) -> object:
    """What stands in a cell: a text that would be a formula gets an apostrophe in front.

    Source: OWASP, "CSV Injection".
    """
    return _FORMULA.sub("'", value.replace(_NUL, "\ufffd")) if isinstance(value, str) else value
