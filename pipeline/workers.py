"""Extraction spread over processes; every one of them gives what one alone would give."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from pipeline.errors import SettingsError, WorkerLost
from pipeline.model import Article, Extraction
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.extract import Extractor

# pipeline.extract loads the language model's library; it is imported by whoever has to read.

_WORTH_IT = 50  # articles a worker; it starts in two seconds, in which another reads as many
_AHEAD = 2  # batches a worker: one that it reads, one that waits for it

_opened: list[Extractor] = []  # in a worker: its own model and gazetteer


@dataclass(frozen=True, slots=True)
class Workers:
    """Reads articles in as many processes as the settings say."""

    settings: Settings
    report: Callable[[str], None] = lambda problem: None
    progress: Callable[[int, int], None] = lambda done, total: None

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given, whatever the number of processes.

        Articles are read ahead as far as the processes have work, and no further.

        Raises:
            SettingsError: several processes are to ask an online geocoder, or what
                `open_extractor` raises.
            WorkerLost: a process ended without an answer.
        """
        from pipeline.extract import open_extractor
        from pipeline.places.gazetteer import open_gazetteer

        remaining = iter(articles)
        most = number_of(self.settings, None)
        seen = list(islice(remaining, 0 if self.settings.processes else most * _WORTH_IT))
        processes = most if self.settings.processes else number_of(self.settings, len(seen))
        if processes == 1:
            extractor = open_extractor(self.settings, self.report, self.progress)
            try:
                yield from extractor.extract(chain(seen, remaining))
            finally:
                extractor.gazetteer.close()
        else:
            open_gazetteer(progress=self.progress).close()  # compiled once, before all need it
            yield from _spread(chain(seen, remaining), self.settings, processes)


def number_of(settings: Settings, articles: int | None) -> int:
    """How many processes to start: those asked for, else one a core as far as they pay.

    Args:
        settings: how many are asked for, 0 for as many as pay.
        articles: how many there are, None for more than can be told.

    Raises:
        SettingsError: several are asked for beside an online geocoder, which takes one question
            at a time.
    """
    if settings.geocoder and settings.processes > 1:
        raise SettingsError("an online geocoder serves one process; leave --processes out")
    if settings.processes:
        return settings.processes
    if settings.geocoder:
        return 1
    cores = os.cpu_count() or 1
    return cores if articles is None else max(1, min(cores, articles // _WORTH_IT))


def _spread(
    articles: Iterator[Article], settings: Settings, processes: int
) -> Iterator[Extraction]:
    from pipeline.extract import blocks

    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_open, initargs=(settings,)
    )
    batches = blocks(articles)
    reading: deque[Future[list[Extraction]]] = deque()
    try:
        while True:
            for batch in islice(batches, _AHEAD * processes - len(reading)):
                with _deaf_to_ctrl_c():
                    reading.append(pool.submit(_extract, batch))
            if not reading:
                return
            yield from reading.popleft().result()
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a process that reads articles ended without an answer, perhaps for lack of memory; "
            "run again with --processes 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


@contextmanager
def _deaf_to_ctrl_c() -> Iterator[None]:
    """Processes started here are deaf to Ctrl-C from their first moment; it is for their parent.

    Here it is only put off until the end.
    """
    if not hasattr(signal, "pthread_sigmask"):  # on Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _open(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    from pipeline.extract import open_extractor

    threading.Thread(target=_end_with_parent, daemon=True).start()
    _opened.append(open_extractor(settings))


def _end_with_parent() -> None:
    """End this process as soon as the one that started it is gone, however it went."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _extract(batch: Sequence[Article]) -> list[Extraction]:
    return list(_opened[0].extract(batch))
