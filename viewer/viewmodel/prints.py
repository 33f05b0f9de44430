"""Where a story was printed besides the article that the tables quote."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from pipeline.timeline import Tables
from viewer import dates
from viewer.links import web_address
from viewer.viewmodel.records import Record, records

_LISTED = 200


@dataclass(frozen=True, slots=True)
class Print:
    """One more outlet of a story; `url` is empty where it is no address of the web."""

    source: str
    published: str
    url: str


@dataclass(frozen=True, slots=True)
class Prints:
    """The outlets that printed a story again, in words; `listed` are the earliest, `more` the rest.

    All are empty where nobody did.
    """

    words: str = ""
    listed: tuple[Print, ...] = ()
    more: str = ""


def prints_of(tables: Tables, article_ids: Iterable[str]) -> dict[str, Prints]:
    """For each of these articles that others printed, those others, the earliest first."""
    again = tables.articles[tables.articles["same_as"].isin(list(article_ids))]
    ordered = sorted(
        records(again),
        key=lambda row: (row["same_as"], row["published"] or date.max, row["article_id"]),
    )
    return {
        source: _prints(list(rows))
        for source, rows in groupby(ordered, key=lambda row: row["same_as"])
    }


def _prints(rows: list[Record]) -> Prints:
    count = len(rows)
    return Prints(
        words=f"Also printed by {count:,} other{'s' if count > 1 else ''}",
        listed=tuple(_print(row) for row in rows[:_LISTED]),
        more=f"and {count - _LISTED:,} more" if count > _LISTED else "",
    )


def _print(row: Record) -> Print:
    return Print(
        source=row["source"] or row["title"] or row["article_id"],
        published=dates.published_in_words(row["published"], row["published_precision"]),
        url=web_address(row["url"]),
    )
