"""The command line: run, watch, evaluate, evaluate-places, explain."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.progress import Progress

from pipeline import measuring
from pipeline.measuring import Inputs
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

Folder = Annotated[Path, typer.Option("--output", help="Folder for the tables.")]
Geocoder = Annotated[
    str, typer.Option(help="A geopy geocoder to ask for places the gazetteer lacks.")
]
UserAgent = Annotated[str, typer.Option(help="Who you are, for servers that are asked.")]
TripGapDays = Annotated[int, typer.Option(min=0, help="A longer gap cuts a journey in two.")]
Processes = Annotated[
    int, typer.Option(min=0, help="Processes that read articles; 0: as many as pay.")
]
Texts = Annotated[
    bool, typer.Option(help="Keep the articles' texts beside the tables, to be read there.")
]
PrivateHosts = Annotated[
    bool, typer.Option("--private-hosts", help="Fetch from hosts of private networks, too.")
]
RequestInterval = Annotated[
    float, typer.Option(min=0, help="Seconds between two requests to a host.")
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
_STOPPED = "stopped; what was read is kept, and the same command goes on from there"


@app.command()
def run(
    inputs: Inputs,
    *,
    output: Folder,
    strict: Annotated[bool, typer.Option(help="Exit with 1 if an input was rejected.")] = False,
    geocoder: Geocoder = "",
    user_agent: UserAgent = "",
    trip_gap_days: TripGapDays = 7,
    published: Annotated[
        str, typer.Option(help="When all the articles came out: YYYY, YYYY-MM or YYYY-MM-DD.")
    ] = "",
    processes: Processes = 0,
    dask: Dask = "",
    database: Database = "",
    texts: Texts = True,
    private_hosts: PrivateHosts = False,
    request_interval: RequestInterval = 1.0,
    force: Annotated[
        bool, typer.Option("--force", help="Read everything anew, whatever was kept.")
    ] = False,
) -> None:
    """Read articles and write the tables of who went where, when."""
    settings = Settings(
        geocoder=geocoder,
        user_agent=user_agent,
        trip_gap_days=trip_gap_days,
        processes=processes,
        private_hosts=private_hosts,
        request_interval=request_interval,
        published=published,
    )
    with reported(_STOPPED):
        done = _update(
            inputs,
            Output(output, texts, warn),
            settings,
            scheduler=dask,
            database=database,
            force=force,
        )
    _tell(done, output)
    raise typer.Exit(1 if strict and done.rejections else 0)


@app.command()
def watch(
    inputs: Inputs,
    *,
    output: Folder,
    every: Annotated[
        float, typer.Option(min=1, help="Seconds after which addresses are asked again.")
    ] = 300,
    geocoder: Geocoder = "",
    user_agent: UserAgent = "",
    trip_gap_days: TripGapDays = 7,
    processes: Processes = 0,
    dask: Dask = "",
    database: Database = "",
    texts: Texts = True,
    private_hosts: PrivateHosts = False,
    request_interval: RequestInterval = 1.0,
) -> None:
    """Run now and again whenever the inputs change, until Ctrl-C."""
    from pipeline.watch import follow

    settings = Settings(
        geocoder=geocoder,
        user_agent=user_agent,
        trip_gap_days=trip_gap_days,
        processes=processes,
        private_hosts=private_hosts,
        request_interval=request_interval,
    )

    def once() -> None:
        into = Output(output, texts, warn)
        done = _update(inputs, into, settings, scheduler=dask, database=database)
        if done.changed:
            _tell(done, output)

    with reported():
        follow(inputs, output, every, once, fail)


def _update(
    inputs: list[str],
    into: Output,
    settings: Settings,
    *,
    scheduler: str,
    database: str,
    force: bool = False,
) -> Update:
    with _shared(database) as share, progress_bar() as bar:
        into = replace(into, progress=counting(bar), share=share)
        return into.update(inputs, _reader(settings, scheduler, bar), settings, force=force)


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
