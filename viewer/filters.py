"""Which stops the reader wants to see, and which of the timeline's rows those are."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, fields, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from pipeline.intervals import DateInterval, Precision
from pipeline.model import StopKind
from viewer.regions import regions_of

Mask = npt.NDArray[np.bool_]

_SEARCHED = ("traveller", "traveller_role", "place", "country", "purpose", "event", "met_with")
# Letters that are no base letter with an accent, as people without them on their keys write them.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# A vague date is the first day of one of these (in the words of pandas).
_PERIODS = {Precision.MONTH: "M", Precision.YEAR: "Y"}


@dataclass(frozen=True, slots=True)
class Filter:
    """What a stop must be; several values of one field are alternatives, an empty one is no wish.

    `countries` are ISO codes of where the stop is, `homes` of where the traveller comes from,
    `regions` names of `regions_of`, `confidence` a share of 100; `first` and `last` are the dates
    between which some day of the stay may lie.
    """

    text: str = ""
    travellers: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    homes: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    first: DateInterval | None = None
    last: DateInterval | None = None
    confidence: int = 0

    def wishes(self) -> tuple[str, ...]:
        """The names of the fields that ask for something."""
        return tuple(field.name for field in fields(self) if getattr(self, field.name))

    def without(self, wish: str) -> Filter:
        """The same, with one wish fewer."""
        return replace(self, **{wish: getattr(NOTHING, wish)})


NOTHING = Filter()
# These ask who travels; all others ask about a stop, which an origin, a return or a halt is not.
_OF_TRAVELLER = frozenset({"travellers", "roles", "homes"})


@dataclass(frozen=True, slots=True)
class Index:
    """A timeline made ready to be filtered over and over; `rows` are its own, in its order."""

    rows: pd.DataFrame


def index(timeline: pd.DataFrame) -> Index:
    """The columns that filters look at, worked out once."""
    first, last = _days(timeline)
    rows = timeline[["traveller", "role_class", "home_country_code", "country_code", "status"]]
    text = timeline[_SEARCHED[0]].str.cat(timeline[list(_SEARCHED[1:])], sep=" ").map(folded)
    return Index(
        rows.assign(
            stop=timeline["stop_kind"] == StopKind.STOP,
            first=first,
            last=last,
            confidence=(timeline["confidence"].fillna(0) * 100).round(),
            text=text.astype("string"),
        )
    )


def matching(of: Index, wanted: Filter) -> Mask:
    """One truth a row of the timeline: whether it fits every wish.

    Capitals and accents of `text` make no difference, and each of its words must be there. A stop
    whose day nobody says fits no date.
    """
    rows = of.rows
    fits: Mask = np.ones(len(rows), dtype=bool)
    listed = {
        "traveller": wanted.travellers,
        "role_class": wanted.roles,
        "home_country_code": wanted.homes,
        "country_code": wanted.countries,
        "status": wanted.statuses,
    }
    for column, values in listed.items():
        if values:
            fits &= _truth(rows[column].isin(values))
    if wanted.regions:
        fits &= _truth(rows["country_code"].isin(_within(rows["country_code"], wanted.regions)))
    if wanted.first:
        fits &= _truth(rows["last"] >= np.datetime64(wanted.first.first))
    if wanted.last:
        fits &= _truth(rows["first"] <= np.datetime64(wanted.last.last))
    if wanted.confidence:
        fits &= _truth(rows["confidence"] >= wanted.confidence)
    for word in folded(wanted.text).split():
        fits &= _truth(rows["text"].str.contains(word, regex=False))
    return fits & _truth(rows["stop"]) if set(wanted.wishes()) - _OF_TRAVELLER else fits


def folded(text: str) -> str:
    """The text without capitals and accents: Bogotá and BOGOTA become bogota."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return plain.translate(_PLAIN)


def findable(words: str, gap: str) -> str:
    """The words and, if they have accents, how they are typed without, `gap` characters away.

    A picker compares what is typed letter by letter; the gap keeps the second form out of sight.
    """
    plain = folded(words)
    return words if plain == words.casefold() else f"{words}{gap}{plain}"


def _within(codes: pd.Series[str], regions: tuple[str, ...]) -> list[str]:
    return [code for code in codes.unique() if set(regions) & set(regions_of(code))]


def _truth(answers: pd.Series[bool]) -> Mask:
    return answers.to_numpy(dtype=bool, na_value=False)


def _days(timeline: pd.DataFrame) -> tuple[pd.Series[pd.Timestamp], pd.Series[pd.Timestamp]]:
    """The first and the last day on which the traveller may have been there.

    A departure beside a known day says nothing unless the length of the stay is known: it may be
    the first of a month that stands for all of it.
    """
    arrival, departure = (pd.to_datetime(timeline[name]) for name in ("arrival", "departure"))
    precision = timeline["date_precision"]
    unsure = (precision == Precision.DAY) & timeline["days"].isna() & arrival.notna()
    departure = departure.mask(unsure & (timeline["stop_kind"] == StopKind.STOP))
    last = departure.fillna(arrival)
    for exactness, period in _PERIODS.items():
        end = last.dt.to_period(period).dt.end_time.dt.normalize()
        last = last.where(precision != exactness, end)
    return arrival.fillna(departure), last
