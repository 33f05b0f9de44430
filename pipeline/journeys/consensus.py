"""What the claims about one stop add up to: status, dates, and where the sources disagree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from datetime import date

from pipeline.intervals import Basis, DateInterval
from pipeline.journeys.stays import Stay
from pipeline.journeys.telling import Told
from pipeline.model import MADE, CancelKind, Dates, Status

_STILL = 0.8
_RANK = {Status.PLANNED: 0, Status.VISITED: 1, Status.CURRENT: 2, Status.CANCELLED: 3}


def status_of(stay: Stay) -> tuple[Status, CancelKind | None]:
    """The status the newest word gives; a visit once reported is not undone by an older plan.

    Of claims published on one day the calling off outweighs the visit, and the visit the plan.
    """
    # a plan repeated on or after the day of a report is no news
    made = any(t.claim.status in MADE and not t.claim.background for t in stay.told)
    told = [t for t in stay.told if not (made and t.claim.status is Status.PLANNED)]
    newest = max(_day(t) for t in told)
    last = max((t for t in told if _day(t) == newest), key=lambda t: _RANK[t.claim.status])
    kind = last.claim.cancel_kind
    if last.claim.status in MADE:
        cut = any(t.claim.cancel_kind is CancelKind.CUT_SHORT for t in stay.told)
        kind = CancelKind.CUT_SHORT if cut else None
    return last.claim.status, kind


def dates_of(stay: Stay, status: Status) -> Dates:
    """Arrival and departure as most of the decisive claims give them, the newest at a tie."""
    decisive = _decisive(stay, status)
    arrival, basis = _most(decisive, lambda dates: dates.arrival)
    departure, departure_basis = _most(decisive, lambda dates: dates.departure)
    if arrival and departure and departure.last < arrival.first:
        departure = None
    window = next((t.claim.dates.window for t in stay.told if t.claim.dates.window), None)
    return Dates(arrival, departure, window, basis or departure_basis)


def conflict_of(stay: Stay, status: Status, source: Callable[[str], str]) -> str:
    """Empty, or what the sources disagree on, each word or day with the sources that give it.

    Args:
        stay: the claims.
        status: what they add up to; a plan that a later report corrected is no conflict.
        source: the name to print for an article's id.
    """
    return "; ".join(filter(None, (_outcomes(stay, source), _arrivals(stay, status, source))))


def _outcomes(stay: Stay, source: Callable[[str], str]) -> str:
    """Whether the stop was made, where one source reports it and another that it fell through.

    So is an article that tells both; beside other sources it says nothing.
    """
    decided = [t for t in stay.told if t.claim.status is not Status.PLANNED]
    both = {t.claim.article_id for t in decided if _is_off(t)} & {
        t.claim.article_id for t in decided if not _is_off(t)
    }
    words: dict[str, set[str]] = defaultdict(set)
    for made in (t for t in decided if not _is_off(t)):
        for off in filter(_is_off, decided):
            told_by = made.claim.article_id, off.claim.article_id
            names = source(told_by[0]), source(told_by[1])
            if told_by[0] == told_by[1]:
                at_odds = made.claim.status is Status.VISITED  # one on his way may be called back
            else:
                at_odds = names[0] != names[1] and both.isdisjoint(told_by)
                at_odds = at_odds and _contradicts(off, made)
            if at_odds:
                words[Status.VISITED].add(names[0])
                words[off.claim.cancel_kind or Status.CANCELLED].add(names[1])
    return " or ".join(f"{word} ({', '.join(sorted(by))})" for word, by in words.items())


def _is_off(told: Told) -> bool:
    return told.claim.status is Status.CANCELLED


def _contradicts(off: Told, made: Told) -> bool:
    """Whether a calling off came when the stop had been made, and no later than a setting out.

    What was called off before may have been made all the same, and a journey on its way may still
    be called off.
    """
    if off.published is None or made.published is None:
        return False
    dates = made.claim.dates
    there = dates.arrival or dates.departure or made.published
    under_way = made.claim.under_way and made.published.last < off.published.first
    return off.published.last >= there.last and not under_way


def _arrivals(stay: Stay, status: Status, source: Callable[[str], str]) -> str:
    days: dict[date, list[str]] = {}
    decisive = _decisive(stay, status, strict=True)
    said = [t for t in decisive if t.claim.dates.basis is not Basis.INFERRED]
    for told in said or decisive:
        exact = told.claim.dates.arrival.exact if told.claim.dates.arrival else None
        if exact is not None:
            days.setdefault(exact, []).append(source(told.claim.article_id))
    if len(days) < 2 or len({name for by in days.values() for name in by}) < 2:
        return ""
    parts = (f"{_in_words(day)} ({', '.join(sorted(set(by)))})" for day, by in sorted(days.items()))
    return "arrival on " + " or ".join(parts)


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def confidence_of(stay: Stay, status: Status) -> tuple[float, str]:
    """How sure a stop is (0-1), and why: independent articles add up, never to certainty."""
    best: dict[str, Told] = {}
    for told in stay.told:
        known = best.get(told.claim.article_id)
        if known is None or told.claim.confidence > known.claim.confidence:
            best[told.claim.article_id] = told
    doubt = 1.0
    for told in best.values():
        doubt *= 1.0 - told.claim.confidence
    telling = [t for t in stay.told if t.claim.status is status] or stay.told
    strongest = max(telling, key=lambda t: t.claim.confidence).claim
    count = "one article" if len(best) == 1 else f"{len(best)} articles"
    sure = 1.0 - doubt
    if status is Status.CURRENT:  # what was true when it was written is often over by the end
        sure *= _STILL
    return min(0.99, sure), f"{count}; {strongest.confidence_reason}"


def _decisive(stay: Stay, status: Status, strict: bool = False) -> list[Told]:
    """The claims that date a stop: reports of a visit made, else the newest word of a plan."""
    same = [t for t in stay.told if t.claim.status in MADE] if status in MADE else stay.told
    dated = [t for t in same if t.claim.dates.arrival or t.claim.dates.departure]
    if status not in MADE and dated:
        newest = max(_day(t) for t in dated)
        dated = [t for t in dated if _day(t) == newest]
    if strict or any(t.claim.dates.arrival for t in dated):
        return dated
    return [t for t in stay.told if t.claim.dates.arrival or t.claim.dates.departure]


def _most(
    told: Sequence[Told], pick: Callable[[Dates], DateInterval | None]
) -> tuple[DateInterval | None, Basis | None]:
    given = [(pick(t.claim.dates), t) for t in told]
    known = [(interval, t) for interval, t in given if interval is not None]
    if not known:
        return None, None
    votes = Counter(interval for interval, _ in known)

    def weight(item: tuple[DateInterval, Told]) -> tuple[bool, bool, int, str, str]:
        interval, one = item
        said = one.claim.dates.basis is not Basis.INFERRED
        return interval.exact is not None, said, votes[interval], _day(one), str(interval)

    best, one = max(known, key=weight)
    return best, one.claim.dates.basis


def _day(told: Told) -> str:
    return told.published.first.isoformat() if told.published else ""
