"""A Dask scheduler and its workers as processes of their own, on this machine only."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from distributed import Client

from tests.waiting import Process, until

ROOT = Path(__file__).parents[1]
_LOOPBACK = ("--host", "127.0.0.1", "--no-dashboard")


@dataclass
class Cluster:
    """The address of a scheduler, its process, and those of its workers by their addresses."""

    address: str
    scheduler: Process
    _folder: Path
    _stack: ExitStack
    workers: dict[str, Process] = field(default_factory=dict)

    def add_worker(self, project: Path = ROOT) -> str:
        """The address of one more worker, of one thread; its code is that of `project`."""
        command = ("worker", self.address, "--nthreads", "1", "--no-nanny", *_LOOPBACK)
        process = self._stack.enter_context(_dask(*command, folder=self._folder, project=project))
        with Client(self.address, set_as_default=False) as client:
            until(lambda: bool(client.nthreads().keys() - self.workers.keys()), process)
            (address,) = client.nthreads().keys() - self.workers.keys()
        self.workers[address] = process
        return str(address)

    def known(self) -> set[str]:
        """The addresses of the workers that the scheduler knows."""
        with Client(self.address, set_as_default=False) as client:
            return set(client.nthreads())

    def busy(self) -> str:
        """The address of a worker that has blocks to read, as soon as there is one."""
        with Client(self.address, set_as_default=False) as client:
            until(lambda: any(client.processing().values()))
            return next(str(worker) for worker, tasks in client.processing().items() if tasks)

    def wait_until_idle(self) -> None:
        """Return as soon as no worker has anything to read."""
        with Client(self.address, set_as_default=False) as client:
            until(lambda: not any(client.processing().values()))

    def kill(self, worker: str) -> None:
        """End a worker as a machine does that loses its power."""
        process = self.workers[worker]
        process.kill()
        process.wait()


@contextmanager
def cluster(
    folder: Path,
    workers: int,
    settings: Mapping[str, str] = MappingProxyType({}),
    project: Path = ROOT,
) -> Iterator[Cluster]:
    """A scheduler with so many workers; all end with the context.

    `settings` are environment variables of the scheduler, `project` is where it has its code;
    `folder` takes logs and scratch files.
    """
    told = folder / "scheduler.json"
    told.unlink(missing_ok=True)
    with ExitStack() as stack:
        command = ("scheduler", "--port", "0", "--scheduler-file", str(told), *_LOOPBACK)
        started = _dask(*command, folder=folder, project=project, settings=settings)
        process = stack.enter_context(started)
        until(lambda: told.is_file() and told.read_bytes().endswith(b"}"), process)
        address = json.loads(told.read_bytes())["address"]
        running = Cluster(address, process, folder, stack)
        for _ in range(workers):
            running.add_worker()
        yield running


@contextmanager
def _dask(
    *arguments: str,
    folder: Path,
    project: Path = ROOT,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Process]:
    environment = os.environ | {"DASK_TEMPORARY_DIRECTORY": str(folder), **settings}
    command = [sys.executable, "-m", "dask", *arguments]
    with (
        (folder / "dask.log").open("ab") as log,
        subprocess.Popen(command, cwd=project, env=environment, stdout=log, stderr=log) as process,
    ):
        try:
            yield process
        finally:
            process.kill()
