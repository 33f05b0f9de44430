"""A claim with what is known of when it was made."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from pipeline.intervals import DateInterval
from pipeline.model import Claim, Status, StopKind

_RECENT_DAYS = 14  # how far back an undated "visited" may lie
_SOON_DAYS = 45  # how far ahead an undated plan may lie


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with what its article and the traveller's home add.

    These are the article's publication, the days around which it tells, known also of an undated
    one that dates a stop of its own, and what the stop is, seen from home.
    """

    claim: Claim
    published: DateInterval | None
    around: DateInterval | None
    kind: StopKind

    @property
    def span(self) -> DateInterval | None:
        """The days within which the stop lies as far as this claim can tell; None: any time."""
        dates = self.claim.dates
        if dates.arrival and dates.departure and dates.departure.last >= dates.arrival.first:
            return DateInterval(dates.arrival.first, dates.departure.last)
        return dates.arrival or dates.departure or dates.window or self._near_telling()

    @property
    def dated(self) -> bool:
        """Whether the text itself dates the stop."""
        dates = self.claim.dates
        return (dates.arrival or dates.departure) is not None

    @property
    def timeless(self) -> bool:
        """Whether not even the article's date tells when the stop was."""
        return self.around is None and self.span is None

    def _near_telling(self) -> DateInterval | None:
        if self.around is None or self.claim.background:
            return None
        ahead = self.claim.status in (Status.PLANNED, Status.CANCELLED)
        back = timedelta(days=_RECENT_DAYS if not ahead else 1)
        on = timedelta(days=_SOON_DAYS if ahead else 1)
        return DateInterval(self.around.first - back, self.around.last + on)


def published_first(told: Told) -> tuple[str, str, int]:
    """A key that sorts claims as they were published."""
    published = told.published.first.isoformat() if told.published else ""
    return published, told.claim.article_id, told.claim.order
