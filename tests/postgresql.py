"""A PostgreSQL server of our own, without a port: its socket lies in a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

USER, PASSWORD = "demarche", "open: s@same/1%"
_SYSTEM_USER = "postgres"  # Debian's package brings it; PostgreSQL does not run as root


@dataclass(frozen=True, slots=True)
class Server:
    """A server with all that it has in one folder."""

    folder: Path

    def start(self) -> None:
        """Come up; after a crash with all that was committed before it."""
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        self._control("start", "-o", options, "-l", str(self.folder / "log"))

    def crash(self) -> None:
        """End at once, whatever it is at."""
        self._control("stop", "-m", "immediate")

    def address(self, database: str, user: str = USER, password: str = PASSWORD) -> str:
        """The address of a database, whether there is one or not."""
        name = f"{user}:{quote(password, safe='')}"
        return f"postgresql://{name}@/{database}?host={self.folder}"

    def create(self, database: str) -> str:
        """The address of a new database."""
        self.execute("postgres", f"CREATE DATABASE {database}")
        return self.address(database)

    def execute(self, database: str, statement: str) -> list[tuple[object, ...]]:
        """The rows that a statement gives, empty for one that gives none."""
        with self.connected(database) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def connected(self, database: str) -> psycopg.Connection:
        """A connection that commits each statement."""
        return psycopg.connect(
            host=str(self.folder), user=USER, password=PASSWORD, dbname=database, autocommit=True
        )

    def _control(self, *arguments: str) -> None:
        _run("pg_ctl", "-D", str(self.folder / "data"), "-w", *arguments)


@contextmanager
def server() -> Iterator[Server]:
    """A running server, which ends with the context."""
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # a path of a socket has to be short
        folder = Path(name)
        secret = folder / "secret"
        secret.write_text(PASSWORD, encoding="utf-8")
        for path in (folder, secret):
            shutil.chown(path, _run_as() or os.getuid())
        options = ("--auth=scram-sha-256", "--locale=C.UTF-8", "--no-sync", f"--pwfile={secret}")
        _run("initdb", "-D", str(folder / "data"), f"--username={USER}", *options)
        running = Server(folder)
        running.start()
        try:
            yield running
        finally:
            running.crash()


def _run(program: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs to its end.

    Raises:
        RuntimeError: it is not there, or fails; the text is what it had to say.
    """
    found = shutil.which(program, path=os.pathsep.join(_folders()))
    if not found:
        raise RuntimeError(f"no {program}; run: make postgresql")
    with tempfile.TemporaryFile("w+") as said:  # no pipe: a server would keep it open
        done = subprocess.run(
            [found, *arguments], cwd="/", user=_run_as(), stdout=said, stderr=said, check=False
        )
        said.seek(0)
        if done.returncode:
            raise RuntimeError(f"{program} failed: {said.read()}")


def _folders() -> list[str]:
    """Where to look: Debian keeps the server's programs apart, by version."""
    apart = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    return [*map(str, apart), *os.get_exec_path()]


def _run_as() -> str | None:
    return _SYSTEM_USER if os.getuid() == 0 else None
