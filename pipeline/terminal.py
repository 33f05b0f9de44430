"""The terminal: progress bars, and errors as one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)

from pipeline.errors import DemarcheError
from pipeline.model import Rejection

_errors = Console(stderr=True, highlight=False, soft_wrap=True)


def compiling(bar: Progress) -> Callable[[int, int], None]:
    """Shows the gazetteer being compiled, and nothing where it lies ready."""
    task = bar.add_task("gazetteer", total=None, visible=False)

    def progress(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total, visible=done < total)

    return progress


def counting(bar: Progress) -> Callable[[int, int], None]:
    """Shows how many articles are done, how many a second, and how long the rest will take."""
    task = bar.add_task("articles", total=None)

    def progress(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    return progress


def report(rejections: Iterable[Rejection]) -> None:
    """Print a line for each input that could not be used."""
    for rejection in rejections:
        where = rejection.path or rejection.article_id
        _errors.print(f"rejected {where}: {rejection.reason}", markup=False)


def fail(problem: str) -> None:
    """Print an error."""
    _errors.print(f"error: {problem}", markup=False)


def warn(problem: str) -> None:
    """Print a warning."""
    _errors.print(f"warning: {problem}", markup=False)


@contextmanager
def reported(stopped: str = "stopped") -> Iterator[None]:
    """Print an error meant for the user as one line and leave with 2, or 130 after Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        _errors.print(stopped, markup=False)
        raise typer.Exit(130) from interrupt
    except DemarcheError as error:
        fail(str(error))
        raise typer.Exit(2) from error


class _Rate(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> str:
        """The rate, empty while it is not known."""
        return f"{task.speed:.1f}/s" if task.speed else ""


def progress_bar() -> Progress:
    """A bar on stderr, gone when the work is done; none where stderr is no terminal."""
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeRemainingColumn(),
        console=_errors,
        transient=True,
        disable=not _errors.is_terminal,
    )
