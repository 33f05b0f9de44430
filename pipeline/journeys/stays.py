"""Stays: the claims of all articles that speak of one traveller's same stop."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from pipeline.intervals import DateInterval
from pipeline.journeys.telling import Told, published_first
from pipeline.model import Place, PlaceKind, StopKind

SLACK_DAYS = 3  # two sources on one arrival differ by a day or two, a second visit by more
_EXACTNESS = {PlaceKind.CITY: 0, PlaceKind.VENUE: 1, PlaceKind.REGION: 1, PlaceKind.COUNTRY: 2}


@dataclass(slots=True)
class Stay:
    """One stop in the making: claims in the order they were published.

    What follows from the claims is worked out once and kept up to date by `take`.
    """

    told: list[Told] = field(default_factory=list)
    _facts: _Facts | None = field(default=None, compare=False, repr=False)

    @property
    def kind(self) -> StopKind:
        """Transit only where every claim says so; origins and returns never mix with stops."""
        return self._known().kind

    @property
    def place(self) -> Place:
        """The most exact place told; of several, the first that GeoNames knows."""
        return self._known().place

    @property
    def span(self) -> DateInterval | None:
        """The days the dated claims give, else those the undated ones leave open."""
        return self._known().span

    @property
    def dated(self) -> bool:
        """Whether any claim dates the stop."""
        return self._known().dated is not None

    def add(self, other: Stay) -> None:
        """Take over the claims of another stay."""
        self.told += other.told
        self.settle()

    def take(self, told: Told) -> None:
        """Add a claim behind the others."""
        facts = self._known() if self.told else None
        self.told.append(told)
        self._facts = facts.with_one(told) if facts else None

    def settle(self) -> None:
        """Put the claims into the order they were published."""
        self.told.sort(key=published_first)
        self._facts = None

    def fits(self, told: Told, span: DateInterval | None) -> bool:
        """Whether a claim may speak of this stop: same kind, same place, same time."""
        facts, claim = self._known(), told.claim
        if not _same_kind(facts.kind, told.kind):
            return False
        if told.claim.background != facts.background and not (told.dated and facts.dated):
            return False
        mine = facts.span
        if mine is not None and told.timeless:
            return False
        if mine is not None and span is not None and not mine.overlaps(span, SLACK_DAYS):
            return False
        if facts.kind in (StopKind.ORIGIN, StopKind.RETURN):
            return facts.place.country_code == claim.place.country_code
        return _same_place(facts.place, claim.place)

    def distance(self, told: Told, span: DateInterval | None) -> tuple[bool, int, int, str]:
        """Prefer the stay of the same article, then the nearest in time, then the first.

        A country is the first of its towns that was reached, whichever article names them.
        """
        facts, mine = self._known(), self.span
        same_article = told.claim.article_id in facts.articles
        wide = told.claim.place.kind is PlaceKind.COUNTRY
        days = abs((mine.first - span.first).days) if mine and span and told.dated else 0
        first = str(mine.first) if mine else ""
        return not (same_article or wide), days, 0 if wide else facts.order, first

    def _known(self) -> _Facts:
        if self._facts is None:
            facts = _Facts.of(self.told[0])
            for told in self.told[1:]:
                facts = facts.with_one(told)
            self._facts = facts
        return self._facts


@dataclass(slots=True)
class _Facts:
    """What follows from the claims of a stay, brought up to date claim by claim."""

    kind: StopKind
    place: Place
    dated: _Common | None
    undated: _Common | None
    background: bool
    order: int
    articles: set[str]

    @classmethod
    def of(cls, told: Told) -> _Facts:
        """What follows from one claim."""
        claim, dated = told.claim, told.dated
        common = _Common.of(told.span)
        return cls(
            kind=told.kind,
            place=claim.place,
            dated=common if dated else None,
            undated=None if dated else common,
            background=claim.background,
            order=claim.order,
            articles={claim.article_id},
        )

    def with_one(self, told: Told) -> _Facts:
        """These facts, changed to those with one more claim."""
        claim = told.claim
        if told.kind is StopKind.STOP:
            self.kind = StopKind.STOP
        self.place = min(self.place, claim.place, key=_exactness)
        if told.dated:
            self.dated = _Common.joined(self.dated, told.span)
        else:
            self.undated = _Common.joined(self.undated, told.span)
        self.background = self.background or claim.background
        self.order = min(self.order, claim.order)
        self.articles.add(claim.article_id)
        return self

    @property
    def span(self) -> DateInterval | None:
        """The days that the dated claims have in common, else the undated ones."""
        common = self.dated or self.undated
        return common.days if common else None


@dataclass(frozen=True, slots=True)
class _Common:
    """The days that spans have in common; where they have none the first span counts."""

    opening: DateInterval
    first: date
    last: date
    days: DateInterval

    @classmethod
    def of(cls, span: DateInterval | None) -> _Common | None:
        """What one span gives."""
        if span is None:
            return None
        return cls(span, span.first, span.last, DateInterval(span.first, span.last))

    @classmethod
    def joined(cls, known: _Common | None, span: DateInterval | None) -> _Common | None:
        """What spans give with one more."""
        if known is None or span is None:
            return known or cls.of(span)
        first, last = max(known.first, span.first), min(known.last, span.last)
        return cls(
            known.opening,
            first,
            last,
            DateInterval(first, last) if first <= last else known.opening,
        )


def _exactness(place: Place) -> tuple[int, bool]:
    return _EXACTNESS[place.kind], place.geonameid is None


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
