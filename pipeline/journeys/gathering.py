"""The claims of one traveller gathered into stays, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.intervals import DateInterval
from pipeline.journeys.stays import Stay
from pipeline.journeys.telling import Told, published_first
from pipeline.model import PlaceKind

_LONG_DAYS = 400  # a longer span is not looked up by its months


def gather(told: Iterable[Told]) -> list[Stay]:
    """The stays that a traveller's claims add up to, whatever the order they come in.

    Towns come before countries, so that "Peru" joins "Lima" and never stands beside it; dated
    claims come before undated ones, so that these find their stay. A claim of which nobody knows
    when it was made joins no stay whose time is known: it may speak of another visit. A claim is
    compared with the stays of its country and time alone: a traveller may have tens of thousands.
    """
    stays: list[Stay] = []
    countries: defaultdict[str, _ByTime] = defaultdict(_ByTime)
    for one in sorted(told, key=_settled_first):
        known, span = countries[one.claim.place.country_code], one.span
        fitting = [(n, stay) for n, stay in known.near(span) if stay.fits(one, span)]
        if fitting:
            number, nearest = min(fitting, key=lambda found: found[1].distance(one, span))
            nearest.take(one)
            known.note(number)
        else:
            stays.append(Stay([one]))
            known.add(stays[-1])
    for stay in stays:
        stay.settle()
    return stays


class _ByTime:
    """The stays of one country by the months in which they may lie, in the order they came."""

    def __init__(self) -> None:
        self._stays: list[Stay] = []
        self._months: defaultdict[int, set[int]] = defaultdict(set)
        self._any_time: set[int] = set()

    def near(self, span: DateInterval | None) -> Iterator[tuple[int, Stay]]:
        """Every stay that may overlap a span, and perhaps some more, each with its number."""
        months = _months(span)
        if months is None:
            yield from enumerate(self._stays)
            return
        found = set(self._any_time)
        for month in months:
            found |= self._months.get(month, set())
        for number in sorted(found):
            yield number, self._stays[number]

    def add(self, stay: Stay) -> None:
        """Put a stay behind the others."""
        self._stays.append(stay)
        self.note(len(self._stays) - 1)

    def note(self, number: int) -> None:
        """Find a stay also where it lies now; where it lay before it is met in vain."""
        months = _months(self._stays[number].span)
        if months is None:
            self._any_time.add(number)
        else:
            for month in months:
                self._months[month].add(number)


def _months(span: DateInterval | None) -> range | None:
    """The months that come near a span, counted from the year 0; None where it is too long."""
    if span is None or (span.last - span.first).days > _LONG_DAYS:
        return None
    # a month more on both sides is more than the slack
    return range(
        span.first.year * 12 + span.first.month - 1, span.last.year * 12 + span.last.month + 2
    )


def _settled_first(told: Told) -> tuple[bool, bool, bool, object, str, int, int]:
    claim = told.claim
    return (
        told.timeless,
        claim.place.kind is PlaceKind.COUNTRY,
        not told.dated,
        published_first(told),
        claim.article_id,
        claim.order,
        claim.mention_start,
    )
