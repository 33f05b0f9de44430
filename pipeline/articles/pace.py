"""How soon a host may be asked again."""

from __future__ import annotations

import threading
from contextlib import AbstractContextManager
from typing import Protocol

from pipeline.errors import RejectedArticle

MAX_WAIT_SECONDS = 60.0
_FAILURES = 3


class Clock(Protocol):
    """What is used of the module `time`."""

    def monotonic(self) -> float:
        """Seconds since some moment."""

    def sleep(self, seconds: float, /) -> None:
        """Return after so many seconds."""


class Pace:
    """One request to a host in `interval` seconds, and none to a host that asks for peace.

    Threads that share it hold `alone` as long as they deal with a host.
    """

    def __init__(self, interval: float, clock: Clock) -> None:
        self._interval = interval
        self._clock = clock
        self._free: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._held: dict[str, threading.Lock] = {}

    def alone(self, host: str) -> AbstractContextManager[object]:
        """The host for oneself: nobody else asks it meanwhile."""
        return self._held.setdefault(host, threading.Lock())

    def take_turn(self, host: str, interval: float = 0.0) -> None:
        """Return when the host may be asked, which then counts as asked.

        Args:
            host: its name.
            interval: seconds it wants between two requests, if they are more.

        Raises:
            RejectedArticle: that is too long from now, or the host failed several times in a row.
        """
        if self._failures.get(host, 0) >= _FAILURES:
            raise RejectedArticle(f"{host} failed {_FAILURES} times in a row; run again later")
        wait = self._free.get(host, 0.0) - self._clock.monotonic()
        if wait > MAX_WAIT_SECONDS:
            raise RejectedArticle(f"{host} wants no request for {wait:,.0f} s; run again later")
        if wait > 0:
            self._clock.sleep(wait)
        self._free[host] = self._clock.monotonic() + max(self._interval, interval)

    def rest(self, host: str, seconds: float) -> None:
        """Leave the host alone for so many seconds."""
        later = self._clock.monotonic() + seconds
        self._free[host] = max(self._free.get(host, later), later)

    def answered(self, host: str) -> None:
        """The host works, so earlier failures no longer count."""
        self._failures.pop(host, None)

    def failed(self, host: str) -> None:
        """The host could not be reached, or broke off."""
        self._failures[host] = self._failures.get(host, 0) + 1
