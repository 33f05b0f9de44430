"""The command line: run, evaluate, evaluate-places."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from pipeline import run as runs
from pipeline.articles import read_articles
from pipeline.errors import DemarcheError, InputError
from pipeline.evaluate import agreement, journeys, places
from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.model import Article
from pipeline.places.candidate import PlaceSource
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.geocoder import Geocoder
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve
from pipeline.settings import Settings

app = typer.Typer(
    help="Who went where, when: itineraries of diplomatic travel from news articles.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
_errors = Console(stderr=True, highlight=False, soft_wrap=True)

Inputs = Annotated[list[str], typer.Argument(help="Files, folders, addresses, or - for stdin.")]


@app.command()
def run(
    inputs: Inputs,
    output: Annotated[Path, typer.Option(help="Folder for the tables.")],
    strict: Annotated[bool, typer.Option(help="Exit with 1 if an input was rejected.")] = False,
    geocoder: Annotated[
        str, typer.Option(help="A geopy geocoder to ask for places the gazetteer lacks.")
    ] = "",
    user_agent: Annotated[str, typer.Option(help="Who you are, for the geocoder.")] = "",
    trip_gap_days: Annotated[int, typer.Option(help="A longer gap cuts a journey in two.")] = 7,
) -> None:
    """Read articles and write the tables of who went where, when."""
    settings = Settings(geocoder=geocoder, user_agent=user_agent, trip_gap_days=trip_gap_days)
    with _reported(), _bar() as bar:
        extractor = _open(settings, bar)
        task = bar.add_task("articles", total=None)

        def progress(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)

        outcome = runs.run(inputs, extractor, settings, progress)
        runs.write(outcome, output, settings)
    for rejection in outcome.rejections:
        where = rejection.path or rejection.article_id
        _errors.print(f"rejected {where}: {rejection.reason}", markup=False)
    typer.echo(_summary(outcome.counts(), output))
    raise typer.Exit(1 if strict and outcome.rejections else 0)


@app.command()
def evaluate(
    articles: Inputs,
    gold: Annotated[Path | None, typer.Option(help="Gold lines to compare with.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Where to write predictions.")] = None,
    verbose: Annotated[bool, typer.Option(help="Print every difference.")] = False,
) -> None:
    """Take each article alone, as of its own date, and compare its stops with a gold file."""
    settings = Settings()
    with _reported(), _bar() as bar:
        lines_of_gold = journeys.read_gold(gold) if gold else []
        extractor = _open(settings, bar)
        read = [a for a in read_articles(articles, settings) if isinstance(a, Article)]
        task = bar.add_task("articles", total=len(read))
        extractions = bar.track(extractor.extract(read), task_id=task)
        found = list(journeys.predictions(extractions, settings.trip_gap_days))
        if predictions:
            _write_lines(predictions, (json.dumps(line, ensure_ascii=False) for line in found))
    if not gold:
        typer.echo(f"{len(found)} predictions from {len(read)} articles")
        return
    figures = agreement.score(found, lines_of_gold)
    for note in figures.notes if verbose else ():
        typer.echo(note)
    typer.echo(str(figures))


@app.command("evaluate-places")
def evaluate_places(
    corpus: Annotated[Path, typer.Argument(help="JSON lines: doc_id, text, toponyms.")],
    predictions: Annotated[Path | None, typer.Option(help="Where to write predictions.")] = None,
) -> None:
    """Measure recognition, and resolution on the gold spans, against an annotated corpus."""
    with _reported(), _bar() as bar:
        extractor = _open(Settings(), bar)
        figures = places.evaluate_places(
            corpus,
            lambda text: resolve(
                text, recognise(extractor.model(text), extractor.gazetteer), extractor.source
            ),
            lambda text, mentions: resolve(text, mentions, extractor.source),
            extractor.gazetteer,
        )
        if predictions:
            _write_lines(predictions, places.prediction_lines(figures))
    for line in places.render(figures):
        typer.echo(line)


def _open(settings: Settings, bar: Progress) -> Extractor:
    task = bar.add_task("gazetteer", total=None, visible=False)
    gazetteer = open_gazetteer(
        progress=lambda done, total: bar.update(task, completed=done, total=total, visible=True)
    )
    bar.update(task, visible=False)
    return Extractor(load_model(settings.model), gazetteer, _source(settings, gazetteer), _warn)


def _source(settings: Settings, gazetteer: Gazetteer) -> PlaceSource:
    if not settings.geocoder:
        return gazetteer
    # geopy logs each failed try with its traceback; the error that ends the tries says enough
    logging.getLogger("geopy").setLevel(logging.CRITICAL)
    return Geocoder(gazetteer, settings.geocoder, settings.user_agent)


def _warn(problem: str) -> None:
    _errors.print(f"warning: {problem}", markup=False)


@contextmanager
def _reported() -> Iterator[None]:
    """Print an error meant for the user as one line and leave with 2."""
    try:
        yield
    except DemarcheError as error:
        _errors.print(f"error: {error}", markup=False)
        raise typer.Exit(2) from error


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=_errors,
        transient=True,
        disable=not _errors.is_terminal,
    )


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror or error}; choose another --predictions"
        ) from error


def _summary(counts: Mapping[str, int], output: Path) -> str:
    parts = [f"{counts['articles']} articles"]
    asides = {"rejected": "rejected", "duplicates": "duplicates", "not_read": "in other languages"}
    parts += [f"{counts[key]} {words}" for key, words in asides.items() if counts[key]]
    parts += [f"{counts['stops']} stops in {counts['trips']} trips"]
    return f"{', '.join(parts)} -> {output}"
