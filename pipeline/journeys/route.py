"""The route of a traveller: stays cut into journeys, and the stops of a journey put in order."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import combinations, pairwise

from pipeline.intervals import DateInterval, Precision
from pipeline.journeys.consensus import dates_of, status_of
from pipeline.journeys.stays import Stay, article_order
from pipeline.model import MADE, PlaceKind, StopKind

_YEAR = 364  # days from the first to the last of a year
_ENDS = {StopKind.ORIGIN: 0, StopKind.RETURN: 2}


def journeys(stays: Sequence[Stay], gap_days: int) -> list[list[Stay]]:
    """The stays of each journey: joined by nearness in time or by an article that tells both.

    A return home ends a journey; so does a gap of more than `gap_days` between dated stays.
    """
    group = list(range(len(stays)))

    def find(i: int) -> int:
        while group[i] != i:
            i = group[i]
        return i

    def join(i: int, j: int) -> None:
        a, b = find(i), find(j)
        group[max(a, b)] = min(a, b)

    index = {id(stay): i for i, stay in enumerate(stays)}
    dated = [i for i, stay in enumerate(stays) if stay.dated]
    dated.sort(key=lambda i: (_when(stays[i]), _ENDS.get(stays[i].kind, 1)))
    for i, j in pairwise(dated):
        if _near(stays[i], stays[j], gap_days) and not _apart(stays[i], stays[j]):
            join(i, j)
    for told in article_order(stays).values():
        for a, b in pairwise(told):
            undated = not (a.dated and b.dated)
            gap = gap_days if _is_of_month(a) == _is_of_month(b) else 0
            if _is_past(a) == _is_past(b) and undated and _near(a, b, gap):
                join(index[id(a)], index[id(b)])
    found: dict[int, list[Stay]] = {}
    for i, stay in enumerate(stays):
        found.setdefault(find(i), []).append(stay)
    return [_absorbed(journey) for journey in found.values()]


def _absorbed(stays: Sequence[Stay]) -> list[Stay]:
    """The stays of a journey with each country's claims moved to the first of its towns."""
    towns: defaultdict[str, list[Stay]] = defaultdict(list)
    for stay in stays:
        if stay.place.kind is not PlaceKind.COUNTRY and stay.kind is StopKind.STOP:
            towns[stay.place.country_code].append(stay)
    kept: list[Stay] = []
    for stay in stays:
        same = towns[stay.place.country_code]
        wide = stay.place.kind is PlaceKind.COUNTRY and stay.kind is StopKind.STOP
        if wide and same:
            min(same, key=lambda t: (not t.dated, _when(t))).add(stay)
        else:
            kept.append(stay)
    return kept


def in_order(stays: Sequence[Stay]) -> list[Stay]:
    """The stops of one journey in the order they were, or are to be, made.

    Dates decide where they are known, and of stops of one day the order that most articles tell;
    the town an article was written in has its place among them by the article's own. Any other
    undated stop stands where the articles tell it, after the stop told before it. Origins come
    first and returns last.
    """
    told = article_order(stays)
    place = {id(s): i for order in told.values() for i, s in enumerate(order)}
    dated = [s for s in stays if s.dated]
    later = _told_later(dated, told.values())
    route = sorted(dated, key=lambda s: (_settled(s), _stage(s), later[id(s)], place[id(s)]))
    placed = {id(stay) for stay in route}
    for order in told.values():
        for i, stay in enumerate(order):
            if id(stay) not in placed:
                placed.add(id(stay))
                day = _reported_from(stay)
                slot = _slot(route, order, i) if day is None else _slot_on(day, route, order[i:])
                route.insert(slot, stay)
    return sorted(route, key=lambda s: _ENDS.get(s.kind, 1))


def _told_later(dated: Sequence[Stay], orders: Iterable[Sequence[Stay]]) -> Counter[int]:
    """For each dated stay, after how many of its day it is told, less those it is told before.

    One report from the road, which looks back, does not outweigh the programmes and reviews.
    """
    days = {id(stay): _settled(stay) for stay in dated}
    later: Counter[int] = Counter()
    for order in orders:
        for first, second in combinations([id(s) for s in order if id(s) in days], 2):
            if days[first] == days[second]:
                later[first] -= 1
                later[second] += 1
    return later


def _slot(route: Sequence[Stay], order: Sequence[Stay], i: int) -> int:
    """Where an undated stop goes: after its predecessor in the telling, else before the next."""
    at = {id(stay): index for index, stay in enumerate(route)}
    for before in reversed(order[:i]):
        if id(before) in at:
            return at[id(before)] + 1
    return next((at[id(after)] for after in order[i + 1 :] if id(after) in at), len(route))


def _slot_on(day: date, route: Sequence[Stay], later: Sequence[Stay]) -> int:
    """Where a stop of a known day goes: before what is dated later, or told later of that day."""
    told_later = {id(stay) for stay in later}
    for i, stay in enumerate(route):
        settled = _settled(stay)
        if settled > day or (settled == day and id(stay) in told_later):
            return i
    return len(route)


def _reported_from(stay: Stay) -> date | None:
    """The day of the article that was written where an undated stop was made; no headline is."""
    written = (t for t in stay.told if t.claim.implied and t.claim.end)
    days = (t.published.exact for t in written if t.published)
    return next(filter(None, days), None)


def _when(stay: Stay) -> date:
    span = stay.span
    return span.first if span else date.min


def _settled(stay: Stay) -> date:
    """The day on which the sources settle."""
    dates = dates_of(stay, status_of(stay)[0])
    known = dates.arrival or dates.departure
    return known.first if known else _when(stay)


def _stage(stay: Stay) -> int:
    """Of one day: what was left on it comes first, then what was reached, then what is to come."""
    status, _ = status_of(stay)
    if status not in MADE:
        return 2
    return 0 if dates_of(stay, status).arrival is None else 1


def _near(a: Stay, b: Stay, gap_days: int) -> bool:
    """Whether two stays may be of one journey; of a year alone nobody knows near what it was."""
    mine, theirs = a.span, b.span
    if mine is None or theirs is None:
        return True
    dated = a.dated and b.dated
    if dated and _is_year(mine) != _is_year(theirs):
        return False
    return mine.overlaps(theirs, gap_days)


def _is_year(span: DateInterval) -> bool:
    return (span.last - span.first).days >= _YEAR


def _is_of_month(stay: Stay) -> bool:
    """Whether a whole month or year is all that dates a stop; then no gap of days is known."""
    windows = [told.claim.dates.window for told in stay.told]
    vague = all(w is not None and w.precision is not Precision.DAY for w in windows)
    return vague and not stay.dated


def _apart(a: Stay, b: Stay) -> bool:
    """Whether a return home lies between two stays in time."""
    return (a.kind is StopKind.RETURN and _when(a) <= _when(b)) or b.kind is StopKind.ORIGIN


def _is_past(stay: Stay) -> bool:
    return all(told.claim.background for told in stay.told)
