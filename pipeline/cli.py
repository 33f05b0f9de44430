"""The command line: run, watch, evaluate, evaluate-places, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline import measuring
from pipeline.options import Fetching, Inputs, taking
from pipeline.output_folder import RECORD_FILE
from pipeline.run import Reader
from pipeline.settings import Settings
from pipeline.terminal import compiling, counting, fail, progress_bar, report, reported, warn
from pipeline.update import Output, Update
from pipeline.workers import Workers

app = typer.Typer(
    help="Who went where, when: itineraries of diplomatic travel from news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for command in (measuring.evaluate, measuring.evaluate_places, measuring.explain):
    app.command()(command)

_STOPPED = (
    "stopped; what was read is kept, but for the articles read last, and the same command goes"
    " on from there"
)

Folder = Annotated[Path, typer.Option("--output", help="Folder for the tables.")]
Published = Annotated[
    str, typer.Option(help="When all the articles came out: YYYY, YYYY-MM or YYYY-MM-DD.")
]
Geocoder = Annotated[
    str, typer.Option(help="A geopy geocoder to ask for places the gazetteer lacks.")
]
TripGapDays = Annotated[int, typer.Option(min=0, help="A longer gap cuts a journey in two.")]
Processes = Annotated[
    int, typer.Option(min=0, help="Processes that read articles; 0: as many as pay.")
]
Dask = Annotated[
    str, typer.Option(help="Read on a Dask cluster, by its scheduler: tcp://HOST:8786.")
]
Database = Annotated[
    str,
    typer.Option(
        help="Write the tables there, too: postgresql://..., FILE.sqlite, or sqlite for a"
        " timeline.sqlite in the output folder."
    ),
]
Texts = Annotated[
    bool, typer.Option(help="Keep the articles' texts beside the tables, to be read there.")
]


@dataclass(frozen=True, kw_only=True)
class Job(Fetching):
    """What `run` and `watch` are told alike: tables to be made of inputs."""

    inputs: Inputs
    output: Folder
    published: Published = ""
    geocoder: Geocoder = ""
    trip_gap_days: TripGapDays = 7
    processes: Processes = 0
    dask: Dask = ""
    database: Database = ""
    texts: Texts = True

    def settings(self) -> Settings:
        """The settings of its runs."""
        return replace(
            super().settings(),
            published=self.published,
            geocoder=self.geocoder,
            trip_gap_days=self.trip_gap_days,
            processes=self.processes,
        )

    def update(self, *, force: bool = False) -> Update:
        """Bring the folder up to date, and the database if one is named."""
        settings = self.settings()
        with _shared(self.database) as share, progress_bar() as bar:
            into = Output(self.output, self.texts, warn, counting(bar), share)
            reader = _reader(settings, self.dask, bar)
            return into.update(self.inputs, reader, settings, force=force)


@app.command()
@taking(Job)
def run(
    job: Job,
    *,
    strict: Annotated[bool, typer.Option(help="Exit with 1 if an input was rejected.")] = False,
    force: Annotated[
        bool, typer.Option("--force", help="Read everything anew, whatever was kept.")
    ] = False,
) -> None:
    """Read articles and write the tables of who went where, when."""
    with reported(_STOPPED):
        done = job.update(force=force)
    _tell(done, job.output)
    raise typer.Exit(1 if strict and done.rejections else 0)


@app.command()
@taking(Job)
def watch(
    job: Job,
    *,
    every: Annotated[
        float, typer.Option(min=1, help="Seconds after which addresses are asked again.")
    ] = 300,
) -> None:
    """Run now and again whenever the inputs change, until Ctrl-C."""
    from pipeline.watch import follow

    def once() -> None:
        done = job.update()
        if done.changed:
            _tell(done, job.output)

    with reported():
        follow(job.inputs, job.output, every, once, fail)
    written = (job.output / RECORD_FILE).is_file()
    what = "the tables of the last whole round lie" if written else "no tables lie yet"
    typer.echo(f"stopped; {what} in {job.output}, where the same command goes on", err=True)


def _reader(settings: Settings, scheduler: str, bar: Progress) -> Reader:
    if not scheduler:
        return Workers(settings, warn, compiling(bar))
    from pipeline.cluster import Cluster  # here: Dask takes its time to load

    return Cluster(settings, scheduler)


@contextmanager
def _shared(address: str) -> Iterator[Callable[[Path], None]]:
    """What puts the tables of a folder into a database; it is tried before anything is read."""
    if not address:
        yield lambda folder: None
        return
    from pipeline.timeline import database  # here: SQLAlchemy takes its time to load
    from pipeline.timeline.naming import SQLITE

    if address == SQLITE:
        yield database.write_beside  # the run itself tries the folder
        return
    with database.opened(address) as engine:
        yield partial(database.write, engine)


def _tell(done: Update, output: Path) -> None:
    report(done.rejections)
    typer.echo(_summary(done.counts, output))


def _summary(counts: Mapping[str, int], output: Path) -> str:
    asides = {"rejected": "rejected", "duplicates": "duplicates", "not_read": "in other languages"}
    parts = [_count(counts["articles"], "article")]
    parts += [f"{counts[key]} {words}" for key, words in asides.items() if counts[key]]
    parts += [f"{_count(counts['stops'], 'stop')} in {_count(counts['trips'], 'trip')}"]
    return f"{', '.join(parts)} -> {output}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
