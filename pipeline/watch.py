"""Following inputs: the folder is brought up to date again whenever they may have changed."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from watchfiles import watch

from pipeline.articles import named_paths
from pipeline.errors import (
    DatabaseUnavailable,
    DemarcheError,
    OutputBusy,
    SettingsError,
    TableError,
)


def follow(
    inputs: Sequence[str],
    output: Path,
    every: float,
    once: Callable[[], None],
    report: Callable[[str], None],
) -> None:
    """Call `once` now, after each change below an input, and `every` seconds at the latest.

    A round that fails is reported and the next one goes on. Returns on Ctrl-C or SIGTERM.
    What changes below `output` is the work of the rounds themselves and starts none.

    Raises:
        SettingsError: the first round is refused for what it was told, as every other would be.
        TableError: so it is for where it has to write.
    """
    with _ended_by_signals():
        try:
            _first(once, report)
            for _ in _changes(inputs, output, every):
                _round(once, report)
        except KeyboardInterrupt:
            return


def _first(once: Callable[[], None], report: Callable[[str], None]) -> None:
    try:
        once()
    except (OutputBusy, DatabaseUnavailable) as error:  # these pass by themselves
        report(str(error))
    except (SettingsError, TableError):
        raise
    except DemarcheError as error:
        report(str(error))


def _round(once: Callable[[], None], report: Callable[[str], None]) -> None:
    try:
        once()
    except DemarcheError as error:
        report(str(error))


def _changes(inputs: Sequence[str], output: Path, every: float) -> Iterator[object]:
    """Something whenever a round is due; what changes during a round makes the next one due."""
    ours = output.resolve()

    def is_theirs(_: object, path: str) -> bool:
        return is_of_articles(Path(path), ours) or Path(path) in dict(watched)

    while True:  # anew when a file was replaced or a folder came
        watched = _existing(inputs)
        for change in watch(
            *(path for path, _ in watched),
            watch_filter=is_theirs,
            rust_timeout=int(every * 1000),
            yield_on_timeout=True,
        ):
            yield change
            if _existing(inputs) != watched:
                break


def is_of_articles(path: Path, output: Path) -> bool:
    """Whether what has changed may be an article: it is not hidden, and no table of ours.

    What is hidden another run may have touched, into an output folder of its own.
    """
    return not path.name.startswith(".") and not path.is_relative_to(output)


def _existing(inputs: Sequence[str]) -> list[tuple[Path, int]]:
    """The files and folders that the inputs name, each with what tells it from a successor."""
    paths = [path.resolve() for path in named_paths(inputs)]
    return [(path, path.stat().st_ino) for path in paths if path.exists()]


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """SIGTERM, which a service manager sends, ends it as Ctrl-C does."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
