"""Temporal tagging: the date expressions of a text, and the days each means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys import lexicon
from pipeline.journeys.datewords import DateWord, Direction, resolve, until
from pipeline.model import Dates

_ENDS = re.compile(r"\b(?:until|till|through)\s+(?:the\s+)?$", re.IGNORECASE)
_LEAD = 40  # characters before a date in which "between" may stand


@dataclass(frozen=True, slots=True)
class TimeExpression:
    """A span that dates something; `length` counts days where only a duration is said.

    `ends` marks the day until which something lasts.
    """

    start: int
    end: int
    first: DateWord | None = None
    last: DateWord | None = None
    length: int | None = None
    between: bool = False
    ends: bool = False

    @property
    def is_long_ago(self) -> bool:
        """Whether it lies years behind the news: "last year", "in his first term"."""
        return self.first is not None and (self.first.long_ago or (self.first.years or 0) < 0)

    def dates(
        self, reference: DateInterval | None, direction: Direction, told: date | None
    ) -> Dates | None:
        """The days this expression means, or None where the article's date is too vague to say.

        Args:
            reference: the article's publication date.
            direction: whether the event lies behind or ahead of it.
            told: the last day the text named before, for "the next day".
        """
        if self.first is None:
            return None
        arrival = resolve(self.first, reference, direction, told)
        if arrival is None:
            return None
        basis = Basis.STATED if self.first.day or self.first.month else Basis.RELATIVE
        departure = until(self.last, arrival) if self.last else None
        if self.between and departure:
            return Dates(window=DateInterval(arrival.first, departure.last), basis=basis)
        return Dates(arrival=arrival, departure=departure, basis=basis)

    def is_whole(self, reference: DateInterval | None, told: date | None) -> bool:
        """Whether all its days are known: no 31 April, no "Tuesday" of an undated article."""
        dates = self.dates(reference, Direction.PAST, told) or Dates()
        begun = dates.arrival is not None and (dates.departure is not None or self.last is None)
        return self.first is None or begun or dates.window is not None


def find_dates(text: str) -> list[TimeExpression]:
    """Every date expression of a text, in order and without overlap.

    Numbers in the patterns follow the habits of English news: "March 20-21", "30 June to 7 July",
    "Tuesday and Wednesday", "last July", "a day earlier", "a three-day visit".
    """
    found: list[TimeExpression] = []
    end = 0
    for match in _pattern().finditer(text):
        if match.start() >= end:
            expression = _expression(match)
            if expression is not None:
                ends = _ENDS.search(text, max(0, match.start() - _LEAD), match.start()) is not None
                found.append(replace(expression, ends=ends))
                end = match.end()
    return found


@cache
def _pattern() -> re.Pattern[str]:
    words = lexicon.calendar()
    month = rf"(?:{_any(words.months)})\b\.?"
    weekday = rf"(?:{_any(words.weekdays)})\b\.?"
    day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?\b"
    year = r"(?:1[89]\d\d|20\d\d)"
    join = r"\s*(?:-|–|—|\bto\b|\band\b|\bthrough\b|\buntil\b|\btill\b)\s*(?:the\s+)?"
    of_year = rf"(?:(?:of\s+)?(?:{year}|(?:last|this|next)\s+year))\b"
    before, after = rf"\b(?:{weekday},?\s+)?(?:the\s+)?", rf"(?:,?\s+{of_year})?"
    other = rf"(?:{month}\s+{day}|{day}\s+(?:of\s+)?{month}|{day})"
    alternatives = [
        rf"(?P<iso>\b{year}-\d\d-\d\d\b)",
        rf"(?P<md>{before}{month}\s+{day}{after}(?:{join}{other}{after})?)",
        rf"(?P<dm>{before}{day}(?:{join}{day})?\s+(?:of\s+)?{month}{after}(?:{join}{other}{after})?)",
        r"(?P<d>\bthe\s+\d{1,2}(?:st|nd|rd|th)\b(?:\s+(?:and|to)\s+(?:the\s+)?\d{1,2}(?:st|nd|rd|th)\b)?(?!\s+(?!(?:in|at|to|and|for|he|she|with|on|by|from|after|before|when|it|they|as|where|who|which|then|later|but|or|is|was|will|until|through|while|his|her|their|its|a|an|the)\b)[a-z]))",
        rf"(?P<after>\b(?:{_any(words.after)})\b|\b(?:{_any(words.part_of_day)})\b(?!\s+(?:of|on)\b))",
        rf"(?P<weekdays>\b(?:(?:last|next|this|coming|past)\s+)?{weekday}(?:{join}{weekday})?(?:\s+(?:of\s+)?(?:last|this|next)\s+week\b)?)",
        rf"(?P<today>\b(?:{_any(words.today)})\b)",
        rf"(?P<my>\b(?:(?:in|last|next|this|early|late|mid-?|since|until|for|(?:end|middle|beginning|start)\s+of)\s+)(?:{month}(?!\s+\d\d?\b)|month|year)\b(?:\s+{of_year})?(?!['’]s))",
        rf"(?P<m_y>\b{month}\s+{of_year})",
        rf"(?P<years>\b(?:{_any(words.numbers)}|\d+)\s+years?\s+ago\b)",
        rf"(?P<long_ago>\b(?:{_any(words.long_ago)})\b)",
        rf"(?P<year>\bin\s+{year}\b)",
        rf"(?P<length>\b(?:{_any(words.numbers)}|\d+)[-\s](?:day|night)s?\b(?!\s+(?:after|before|ahead|earlier|later)\b))",
    ]
    return re.compile("|".join(alternatives), re.IGNORECASE)


def _any(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=len, reverse=True)
    return "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in longest_first)


def _expression(match: re.Match[str]) -> TimeExpression | None:
    kind, text = str(match.lastgroup), match.group().lower()
    span = (match.start(), match.end())
    if kind == "iso":
        return _iso(text, span)
    if kind == "length":
        return TimeExpression(*span, length=_number(re.split(r"[-\s]", text)[0]))
    if kind in ("md", "dm"):
        lead = match.string[max(0, match.start() - _LEAD) : match.start()]
        between = lead.lower().rstrip().endswith("between")
        return _days_of_month(text, span, between)
    if kind == "d":
        first, *rest = (DateWord(day=int(number)) for number in re.findall(r"\d+", text))
        return TimeExpression(*span, first=first, last=rest[0] if rest else None)
    if kind == "weekdays":
        return _weekdays(text, span)
    if kind in ("today", "after", "years", "long_ago"):
        return _counted(re.sub(r"\s+", " ", text), span)
    return _month_or_year(text, span)


def _weekdays(text: str, span: tuple[int, int]) -> TimeExpression:
    names = lexicon.calendar().weekdays
    days = [names[word] for word in _words(text) if word in names]
    weeks = _counted_from("week", text)
    first, *rest = (DateWord(weekday=day, shift=_shift(text), weeks=weeks) for day in days)
    return TimeExpression(*span, first=first, last=rest[0] if rest else None)


def _counted(text: str, span: tuple[int, int]) -> TimeExpression:
    words = lexicon.calendar()
    if text in words.today:
        return TimeExpression(*span, first=DateWord(from_today=words.today[text]))
    if text in words.part_of_day:
        return TimeExpression(*span, first=DateWord(from_told=words.part_of_day[text], close=True))
    if text in words.after:
        return TimeExpression(*span, first=DateWord(from_told=words.after[text]))
    if text in words.long_ago:
        return TimeExpression(*span, first=DateWord(long_ago=True))
    return TimeExpression(*span, first=DateWord(years=-_number(text.split()[0])))


def _iso(text: str, span: tuple[int, int]) -> TimeExpression:
    year, month, day = map(int, text.split("-"))
    return TimeExpression(*span, first=DateWord(year, month, day))


def _days_of_month(text: str, span: tuple[int, int], between: bool) -> TimeExpression | None:
    names = lexicon.calendar().months
    months = [names[word] for word in _words(text) if word in names]
    numbers = [int(number) for number in re.findall(r"\d+", text)]
    days = [number for number in numbers if number <= 31]
    years: list[int | None] = [number for number in numbers if number > 31] or [None]
    first = DateWord(years[0], months[0], days[0], years=_counted_from("year", text))
    last = DateWord(years[-1], months[-1], days[1]) if len(days) > 1 else None
    if len(years) == 1 and years[0] and last and months[-1] < months[0]:
        first = DateWord(years[0] - 1, months[0], days[0])
    return TimeExpression(*span, first=first, last=last, between=between)


def _month_or_year(text: str, span: tuple[int, int]) -> TimeExpression | None:
    names = lexicon.calendar().months
    month = next((names[word] for word in _words(text) if word in names), None)
    written = re.search(r"\d{4}", text)
    year, years = int(written.group()) if written else None, _counted_from("year", text)
    if month is None and year is None:
        return None if text.startswith("in ") else _vague(text, span)
    word = DateWord(year=year, month=month, shift=_shift(text), years=years)
    return TimeExpression(*span, first=word)


def _vague(text: str, span: tuple[int, int]) -> TimeExpression | None:
    """ "Last month", "next year"; all of this year is too long to date a stop by."""
    if text in ("last year", "next year"):
        return TimeExpression(*span, first=DateWord(years=_counted_from("year", text)))
    if "month" not in text or not re.match(r"last|next|this", text):
        return None
    return TimeExpression(*span, first=DateWord(month=0, shift=_shift(text)))


def _counted_from(unit: str, text: str) -> int | None:
    """ "September of last year": the years or weeks from this one, None where none are counted."""
    counted = re.search(rf"\b(last|this|next)\s+{unit}$", text)
    return _shift(counted.group()) if counted else None


def _words(text: str) -> Iterator[str]:
    return iter(re.findall(r"[a-z]+", text))


def _number(word: str) -> int:
    return int(word) if word.isdigit() else lexicon.calendar().numbers[word]


def _shift(text: str) -> int:
    return {"last": -1, "past": -1, "next": 1, "coming": 0}.get(text.split()[0], 0)
