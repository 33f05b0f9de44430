"""Extraction spread over a Dask cluster; every worker gives what this process would give."""

from __future__ import annotations

import asyncio
import logging
import warnings
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any

import dask
from distributed import Client, Future, KilledWorker, Security, get_worker
from distributed.comm.core import connect
from distributed.versions import VersionMismatchWarning

from pipeline import fingerprint
from pipeline.errors import ClusterUnavailable, DemarcheError, SettingsError, WorkerLost
from pipeline.model import Article, Extraction
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.extract import Extractor

# pipeline.extract loads the language model's library; it is imported by whoever has to read.

_AHEAD = 2  # blocks in flight for each thread of a worker: one is read, one waits
_LOGS = ("distributed", "distributed.client", "tornado.application")
_PROJECT = "Demarche"
_START_AGAIN = (
    "start it again in the folder of the same version of this project, with its requirements.txt"
)

Versions = Mapping[str, str]

_turn = Lock()  # in a worker: the model reads one block at a time, however many threads there are


@dataclass(frozen=True, slots=True)
class Cluster:
    """Reads articles on the workers of a Dask scheduler.

    `patience` is how many seconds the scheduler, or all workers, may be away before that is an
    error.
    """

    settings: Settings
    scheduler: str
    patience: float = 10.0

    def extract(self, articles: Iterable[Article]) -> Iterator[Extraction]:
        """What each article gives, in the order given; only a few blocks are in flight.

        Raises:
            SettingsError: an online geocoder is to be asked, which takes one question at a time,
                or processes of this machine are wanted as well.
            ClusterUnavailable: the scheduler is away or lost, or a worker is of another version.
            WorkerLost: no worker is left, or a block ends every worker that reads it.
        """
        if self.settings.geocoder:
            raise SettingsError("an online geocoder serves one process; leave --dask out")
        if self.settings.processes:
            raise SettingsError("the workers of --dask read the articles; leave --processes out")
        with self._connected() as client:
            yield from self._in_order(client, articles)

    @contextmanager
    def _connected(self) -> Iterator[Client]:
        for name in _LOGS:  # what goes wrong is told once, in one line
            logging.getLogger(name).setLevel(logging.CRITICAL)
        with self._asking(), warnings.catch_warnings():
            asyncio.run(asyncio.wait_for(_greet(self.scheduler), self.patience))
            warnings.simplefilter("ignore", VersionMismatchWarning)  # compared below
            client = Client(self.scheduler, timeout=self.patience, set_as_default=False)
        try:
            self._compare(client)
            yield client
        finally:
            client.close()  # what is in flight goes with it

    def _compare(self, client: Client) -> None:
        here = f"the scheduler at {self.scheduler}"
        try:
            with self._asking():
                theirs = client.run_on_scheduler(versions, self.settings)
        except ImportError as error:
            raise ClusterUnavailable(f"{here} lacks {error.name}; {_START_AGAIN}") from error
        ensure_same(theirs, versions(self.settings), here)

    def _in_order(self, client: Client, articles: Iterable[Article]) -> Iterator[Extraction]:
        from pipeline.extract import blocks

        remaining = blocks(articles)
        waiting: deque[tuple[Future[Any], str]] = deque()
        while True:
            room = _AHEAD * self._threads(client) - len(waiting)
            for block in islice(remaining, max(0, room)):
                waiting.append((self._submit(client, block), block[0].article_id))
            if not waiting:
                return
            yield from self._answer(client, *waiting.popleft())

    def _threads(self, client: Client) -> int:
        """Threads of all workers; where there is none, one is waited for."""
        with self._asking():
            threads: dict[str, int] = client.nthreads(callback_timeout=self.patience)
        if not threads:
            try:
                client.wait_for_workers(1, timeout=self.patience)
            except TimeoutError as error:
                raise WorkerLost(
                    f"the scheduler at {self.scheduler} has no worker; start one in the project's "
                    f"folder with: python -m dask worker {self.scheduler} --nthreads 1"
                ) from error
            except OSError as error:
                raise self._away() from error
        return max(1, sum(threads.values()))

    def _submit(self, client: Client, block: Sequence[Article]) -> Future[Any]:
        # many long articles are no mistake that Dask need warn of
        large = dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        with self._asking(), large:
            return client.submit(
                read_block, block, self.settings, versions(self.settings), pure=False
            )

    def _answer(self, client: Client, block: Future[Any], first: str) -> list[Extraction]:
        while True:
            try:
                found: list[Extraction] = block.result(timeout=self.patience)
            except TimeoutError:
                self._threads(client)
            except (OSError, CancelledError) as error:
                raise self._away() from error
            except KilledWorker as error:
                raise WorkerLost(
                    f"the block of articles from {first} on ended {error.allowed_failures + 1} "
                    "workers one after the other; their log says why: give them more memory, or "
                    "leave these articles out"
                ) from error
            else:
                return found

    @contextmanager
    def _asking(self) -> Iterator[None]:
        try:
            yield
        except (OSError, ValueError, TypeError, CancelledError) as error:
            raise self._away() from error

    def _away(self) -> ClusterUnavailable:
        return ClusterUnavailable(
            f"no Dask scheduler answers at {self.scheduler}, or no longer; start one with "
            "python -m dask scheduler and run again, or leave --dask out"
        )


def read_block(block: Sequence[Article], settings: Settings, wanted: Versions) -> list[Extraction]:
    """In a worker: what each article of a block gives.

    Raises:
        ClusterUnavailable: the worker has other code or packages than `wanted`, or lacks some.
    """
    here = f"the worker at {get_worker().address}"
    ensure_same(versions(settings), wanted, here)
    try:
        with _turn:
            return list(_opened(settings).extract(block))
    except DemarcheError as error:
        raise ClusterUnavailable(f"{here} cannot read articles: {error}") from error


def versions(settings: Settings) -> Versions:
    """What the answer of a worker depends on, by name."""
    return {**fingerprint.versions(settings.model), _PROJECT: fingerprint.release()}


def ensure_same(theirs: Versions, ours: Versions, who: str) -> None:
    """Nothing, if all that `theirs` names is the same in `ours`.

    Raises:
        ClusterUnavailable: something differs; the text names the first.
    """
    for name, found in theirs.items():
        if found != ours.get(name):
            raise ClusterUnavailable(
                f"{who} has {name} {found}, not {ours.get(name)}; {_START_AGAIN}"
            )


async def _greet(scheduler: str) -> None:
    """Nothing, once a scheduler has answered; a client alone would wait for ever for a deaf one."""
    comm = await connect(scheduler, **Security().get_connection_args("client"))
    await comm.close()


@cache
def _opened(settings: Settings) -> Extractor:
    from pipeline.extract import open_extractor

    return open_extractor(settings)
