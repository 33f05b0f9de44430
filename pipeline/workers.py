"""Extraction spread over processes; every one of them gives what one alone would give."""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain

from pipeline.errors import SettingsError, WorkerLost
from pipeline.extract import BATCH, Extractor, Progress, Report, open_extractor
from pipeline.model import Article, Extraction
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings

_WORTH_IT = 50  # articles a worker; it starts in two seconds, in which another reads as many

_opened: list[Extractor] = []  # in a worker: its own model and gazetteer


@dataclass(frozen=True, slots=True)
class Workers:
    """Reads articles in as many processes as the settings say."""

    settings: Settings
    report: Report = lambda problem: None
    progress: Progress = lambda done, total: None

    def extract(self, articles: Sequence[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given, whatever the number of processes.

        Raises:
            SettingsError: several processes are to ask an online geocoder, or what
                `open_extractor` raises.
            WorkerLost: a process ended without an answer.
        """
        processes = number_of(self.settings, len(articles))
        if processes == 1:
            yield from open_extractor(self.settings, self.report, self.progress).extract(articles)
        else:
            open_gazetteer(progress=self.progress).close()  # compiled once, before all need it
            yield from _spread(articles, self.settings, processes)


def number_of(settings: Settings, articles: int) -> int:
    """How many processes to start: those asked for, else one a core as far as they pay.

    Raises:
        SettingsError: several are asked for beside an online geocoder, which takes one question
            at a time.
    """
    if settings.geocoder and settings.processes > 1:
        raise SettingsError("an online geocoder serves one process; leave --processes out")
    if settings.processes:
        return settings.processes
    paying = 1 if settings.geocoder else articles // _WORTH_IT
    return max(1, min(os.cpu_count() or 1, paying))


def _spread(
    articles: Sequence[Article], settings: Settings, processes: int
) -> Iterator[Extraction]:
    pool = ProcessPoolExecutor(
        processes, multiprocessing.get_context("spawn"), initializer=_open, initargs=(settings,)
    )
    try:
        # the batches of one process alone: neighbours must not differ in a last digit
        batches = (articles[i : i + BATCH] for i in range(0, len(articles), BATCH))
        yield from chain.from_iterable(pool.map(_extract, batches))
    except BrokenProcessPool as error:
        raise WorkerLost(
            "a process that reads articles ended without an answer, perhaps for lack of memory; "
            "run again with --processes 1"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _open(settings: Settings) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one who started the workers
    _opened.append(open_extractor(settings))


def _extract(batch: Sequence[Article]) -> list[Extraction]:
    return list(_opened[0].extract(batch))
