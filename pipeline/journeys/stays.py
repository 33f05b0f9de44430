"""Stays: the claims of all articles that speak of one traveller's same stop."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from pipeline.intervals import DateInterval
from pipeline.model import Claim, Place, PlaceKind, Status, StopKind

_SLACK_DAYS = 3  # two sources on one arrival differ by a day or two, a second visit by more
_RECENT_DAYS = 14  # how far back an undated "visited" may lie
_SOON_DAYS = 45  # how far ahead an undated plan may lie


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with the publication date of its article."""

    claim: Claim
    published: DateInterval | None

    @property
    def span(self) -> DateInterval | None:
        """The days within which the stop lies as far as this claim can tell; None: any time."""
        dates = self.claim.dates
        if dates.arrival and dates.departure and dates.departure.last >= dates.arrival.first:
            return DateInterval(dates.arrival.first, dates.departure.last)
        return dates.arrival or dates.departure or dates.window or self._around_publication()

    @property
    def dated(self) -> bool:
        """Whether the text itself dates the stop."""
        dates = self.claim.dates
        return (dates.arrival or dates.departure) is not None

    def _around_publication(self) -> DateInterval | None:
        if self.published is None or self.claim.background:
            return None
        ahead = self.claim.status in (Status.PLANNED, Status.CANCELLED)
        back = timedelta(days=_RECENT_DAYS if not ahead else 1)
        on = timedelta(days=_SOON_DAYS if ahead else 1)
        return DateInterval(self.published.first - back, self.published.last + on)


@dataclass(slots=True)
class Stay:
    """One stop in the making: claims in the order they were published."""

    told: list[Told] = field(default_factory=list)

    @property
    def kind(self) -> StopKind:
        """Transit only where every claim says so; origins and returns never mix with stops."""
        kinds = {t.claim.stop_kind for t in self.told}
        return StopKind.STOP if StopKind.STOP in kinds else self.told[0].claim.stop_kind

    @property
    def place(self) -> Place:
        """The most exact place told; of several, the first that GeoNames knows."""
        exactness = {
            PlaceKind.CITY: 0,
            PlaceKind.VENUE: 1,
            PlaceKind.REGION: 1,
            PlaceKind.COUNTRY: 2,
        }
        places = [told.claim.place for told in self.told]
        return min(places, key=lambda p: (exactness[p.kind], p.geonameid is None))

    @property
    def span(self) -> DateInterval | None:
        """The days the dated claims give, else those the undated ones leave open."""
        dated = [t.span for t in self.told if t.dated and t.span]
        spans = dated or [t.span for t in self.told if t.span]
        if not spans:
            return None
        first = max(s.first for s in spans)
        last = min(s.last for s in spans)
        return DateInterval(first, last) if first <= last else spans[0]

    @property
    def dated(self) -> bool:
        """Whether any claim dates the stop."""
        return any(t.dated for t in self.told)

    def add(self, other: Stay) -> None:
        """Take over the claims of another stay."""
        self.told = sorted([*self.told, *other.told], key=_published_first)

    def takes(self, told: Told) -> bool:
        """Whether a claim may speak of this stop: same kind, same place, same time."""
        return (
            _same_kind(self.kind, told.claim.stop_kind)
            and self._same_place(told.claim.place)
            and self._same_time(told)
        )

    def _same_place(self, place: Place) -> bool:
        if self.kind in (StopKind.ORIGIN, StopKind.RETURN):
            return self.place.country_code == place.country_code
        return _same_place(self.place, place)

    def _same_time(self, told: Told) -> bool:
        other_trip = told.claim.background != any(t.claim.background for t in self.told)
        if other_trip and not (told.dated and self.dated):
            return False
        mine, theirs = self.span, told.span
        return mine is None or theirs is None or mine.overlaps(theirs, _SLACK_DAYS)


def gather(told: Iterable[Told]) -> list[Stay]:
    """The stays that a traveller's claims add up to, whatever the order they come in.

    Towns come before countries, so that "Peru" joins "Lima" and never stands beside it; dated
    claims come before undated ones, so that these find their stay.
    """
    stays: list[Stay] = []
    for one in sorted(told, key=_settled_first):
        fitting = [stay for stay in stays if stay.takes(one)]
        if fitting:
            min(fitting, key=lambda stay: _distance(stay, one)).told.append(one)
        else:
            stays.append(Stay([one]))
    for stay in stays:
        stay.told.sort(key=_published_first)
    return stays


def _same_kind(a: StopKind, b: StopKind) -> bool:
    visits = (StopKind.STOP, StopKind.TRANSIT)
    return a is b or (a in visits and b in visits)


def _same_place(a: Place, b: Place) -> bool:
    if a.country_code != b.country_code:
        return False
    if PlaceKind.COUNTRY in (a.kind, b.kind):
        return True
    if PlaceKind.REGION in (a.kind, b.kind) and {a.name, b.name} & ({a.admin1, b.admin1} - {""}):
        return True
    if a.geonameid is not None and b.geonameid is not None:
        return a.geonameid == b.geonameid
    return a.name == b.name


def _distance(stay: Stay, told: Told) -> tuple[bool, int, int, str]:
    """Prefer the stay of the same article, then the nearest in time, then the first.

    A country is the first of its towns that was reached, whichever article names them.
    """
    same_article = any(t.claim.article_id == told.claim.article_id for t in stay.told)
    wide = told.claim.place.kind is PlaceKind.COUNTRY
    mine, theirs = stay.span, told.span
    days = abs((mine.first - theirs.first).days) if mine and theirs and told.dated else 0
    first = str(mine.first) if mine else ""
    order = 0 if wide else min(t.claim.order for t in stay.told)
    return not (same_article or wide), days, order, first


def _settled_first(told: Told) -> tuple[bool, bool, object, str, int, int]:
    claim = told.claim
    return (
        claim.place.kind is PlaceKind.COUNTRY,
        not told.dated,
        _published_first(told),
        claim.article_id,
        claim.order,
        claim.mention_start,
    )


def _published_first(told: Told) -> tuple[str, str, int]:
    published = told.published.first.isoformat() if told.published else ""
    return published, told.claim.article_id, told.claim.order


def article_order(stays: Sequence[Stay]) -> dict[str, list[Stay]]:
    """For each article the stays it tells of, in the order it tells them."""
    orders: dict[str, dict[int, int]] = {}
    for index, stay in enumerate(stays):
        for told in stay.told:
            seen = orders.setdefault(told.claim.article_id, {})
            seen[index] = min(seen.get(index, told.claim.order), told.claim.order)
    return {
        article: [stays[i] for i in sorted(seen, key=lambda i: (seen[i], i))]
        for article, seen in sorted(orders.items())
    }
