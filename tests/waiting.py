"""Waiting for something to be so, with an end to it."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from threading import Event
from time import monotonic

_SECONDS = 300
_TICK = 0.05

Process = subprocess.Popen[bytes]


def until(condition: Callable[[], bool], process: Process | None = None) -> None:
    """Wait for a condition, as long as the process lives.

    Raises:
        RuntimeError: it does not come true.
    """
    deadline, never = monotonic() + _SECONDS, Event()
    while not condition():
        if monotonic() > deadline or (process and process.poll() is not None):
            raise RuntimeError("what was waited for did not happen")
        never.wait(_TICK)
