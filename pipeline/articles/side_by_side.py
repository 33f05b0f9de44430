"""Hosts asked side by side: a thread for each that has something to do, and sources in turn."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from itertools import islice
from typing import Any, TypeVar

_T = TypeVar("_T")


class Lanes:
    """Work by name: that of one name is done in its order, that of different names at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: dict[str, deque[tuple[Future[Any], Callable[[], Any]]]] = {}

    def submit(self, name: str, work: Callable[[], _T]) -> Future[_T]:
        """What the work will give, or raise, once all that the name has to do before is done."""
        future: Future[_T] = Future()
        with self._lock:
            lane = self._waiting.get(name)
            if lane is None:
                lane = self._waiting[name] = deque()
                # a daemon: after Ctrl-C nobody waits for a slow host
                threading.Thread(target=self._work, args=(name,), daemon=True).start()
            lane.append((future, work))
        return future

    def close(self) -> None:
        """Begin nothing more; what nobody has begun is cancelled."""
        with self._lock:
            for lane in self._waiting.values():
                for future, _ in lane:
                    future.cancel()
                lane.clear()

    def _work(self, name: str) -> None:
        while True:
            with self._lock:
                if not self._waiting[name]:
                    del self._waiting[name]
                    return
                future, work = self._waiting[name].popleft()
            try:
                future.set_result(work())
            except BaseException as error:  # whoever asked is told
                future.set_exception(error)


def in_turn(sources: Iterator[Iterator[_T]], most: int) -> Iterator[_T]:
    """An item of each source in turn, of `most` sources at once; a new one follows one that ends.

    The order depends on nothing but what the sources give.
    """
    begun = deque(islice(sources, most))
    while begun:
        source = begun.popleft()
        item = next(source, None)
        if item is None:
            begun.extend(islice(sources, 1))
        else:
            yield item
            begun.append(source)
