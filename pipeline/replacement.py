"""Files of a folder replaced together: all of them or none, whenever the machine dies.

New files are written whole beside the old ones as drafts. Then a journal names the drafts, and
from that moment the new set counts: whoever finds the journal, the next run or a reader, puts the
rest of the drafts in place. A draft that no journal names is what a run left that was broken off.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from uuid import uuid4

from filelock import FileLock, Timeout

from pipeline.errors import OutputBusy, TableError

_JOURNAL = ".journal"
_LOCK = ".lock"
_DRAFT = ".draft-"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The folder for oneself, made if it is missing; no other run may write there meanwhile.

    Raises:
        OutputBusy: another run has it.
        TableError: the folder cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lock = FileLock(folder / _LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise OutputBusy(
            f"another run is writing to {folder}; wait for its end, or choose another --output"
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        yield
    finally:
        lock.release()


class Replacement:
    """Drafts of the files that are to come into a folder together."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._mark = f"{_DRAFT}{uuid4().hex}"  # no two sets of drafts are ever mixed up
        self._names: list[str] = []
        self._gone: list[str] = []

    def draft(self, name: str) -> Path:
        """Where to write the file that will be `name`."""
        self._names.append(name)
        return self._folder / f".{name}{self._mark}"

    def remove(self, name: str) -> None:
        """Have a file taken away with the others' coming."""
        self._gone.append(name)

    def commit(self) -> None:
        """Put all drafts in place.

        Raises:
            OSError: a file cannot be written or replaced; before the journal is written nothing
                has changed, after it the rest is done by whoever comes next.
        """
        blocked = [name for name in self._names if (self._folder / name).is_dir()]
        if blocked:
            raise IsADirectoryError(0, f"{blocked[0]} is a folder")
        for name in self._names:
            _flush(self._folder / f".{name}{self._mark}")
        journal = self._folder / f"{_JOURNAL}{self._mark}"
        told = {"mark": self._mark, "files": self._names, "gone": self._gone}
        journal.write_text(json.dumps(told), encoding="utf-8")
        _flush(journal)
        _flush(self._folder)
        journal.replace(self._folder / _JOURNAL)
        finish(self._folder)

    def discard(self) -> None:
        """Take away the drafts, unless a journal already names them."""
        if _journal(self._folder).get("mark") != self._mark:
            for name in (*self._names, _JOURNAL.removeprefix(".")):
                with suppress(OSError):
                    (self._folder / f".{name}{self._mark}").unlink()


@contextmanager
def replacing(folder: Path) -> Iterator[Replacement]:
    """Drafts that are put in place together at the end, or discarded if anything goes wrong.

    Raises:
        TableError: the folder cannot be written.
    """
    replacement: Replacement | None = None
    try:
        folder.mkdir(parents=True, exist_ok=True)
        finish(folder)
        replacement = Replacement(folder)
        yield replacement
        replacement.commit()
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        if replacement is not None:
            replacement.discard()


def finish(folder: Path) -> None:
    """Put in place what a journal says is to come, if there is one.

    Raises:
        OSError: a file cannot be replaced.
    """
    journal = _journal(folder)
    if not journal:
        return
    for name in journal["files"]:
        with suppress(FileNotFoundError):  # it is in place already
            (folder / f".{name}{journal['mark']}").replace(folder / name)
    for name in journal["gone"]:
        (folder / name).unlink(missing_ok=True)
    _flush(folder)
    if _journal(folder) == journal:
        (folder / _JOURNAL).unlink(missing_ok=True)


def clear(folder: Path) -> None:
    """Finish what was begun and take away what was broken off; for one who has the folder locked.

    Raises:
        TableError: the folder cannot be written.
    """
    try:
        finish(folder)
        for draft in folder.glob(f".*{_DRAFT}*"):
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(folder, error) from error


def current(folder: Path, name: str) -> Path:
    """Where the newest whole file of a name is: in its place, or still in its draft.

    A reader who may not write finds what a journal promises in the drafts.
    """
    draft = folder / f".{name}{_journal(folder).get('mark', _DRAFT)}"
    return draft if draft.is_file() else folder / name


def _journal(folder: Path) -> dict[str, str | list[str]]:
    try:
        told: dict[str, str | list[str]] = json.loads(
            (folder / _JOURNAL).read_text(encoding="utf-8")
        )
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return {}
    return told


def _flush(path: Path) -> None:
    """Have what was written reach the disk before anything that builds on it."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _unwritable(folder: Path, error: OSError) -> TableError:
    # by the number: pyarrow wraps the words of the system into its own
    problem = os.strerror(error.errno) if error.errno else error.strerror or error
    return TableError(f"cannot write to {folder}: {problem}; choose another --output")
