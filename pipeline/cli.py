"""The command line: run, evaluate, evaluate-places, explain."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

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

from pipeline.articles import read_articles
from pipeline.errors import DemarcheError, InputError, SettingsError
from pipeline.evaluate.choices import Given
from pipeline.model import Article, Rejection
from pipeline.settings import Settings
from pipeline.update import Output
from pipeline.workers import Workers

if TYPE_CHECKING:
    from pipeline.extract import Extractor

# The language model's library takes a second to import: the commands that read articles in any
# case import it themselves, so that a run that finds nothing new need not wait for it.

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
    *,
    output: Annotated[Path, typer.Option(help="Folder for the tables.")],
    strict: Annotated[bool, typer.Option(help="Exit with 1 if an input was rejected.")] = False,
    geocoder: Annotated[
        str, typer.Option(help="A geopy geocoder to ask for places the gazetteer lacks.")
    ] = "",
    user_agent: Annotated[str, typer.Option(help="Who you are, for the geocoder.")] = "",
    trip_gap_days: Annotated[
        int, typer.Option(min=0, help="A longer gap cuts a journey in two.")
    ] = 7,
    processes: Annotated[
        int, typer.Option(min=0, help="Processes that read articles; 0: as many as pay.")
    ] = 0,
    texts: Annotated[
        bool, typer.Option(help="Keep the articles' texts beside the tables, to be read there.")
    ] = True,
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
    )
    with _reported(), _bar() as bar:
        workers = Workers(settings, _warn, _compiling(bar))
        into = Output(output, texts, _warn, _articles(bar))
        done = into.update(inputs, workers, settings, force=force)
    _report(done.rejections)
    typer.echo(_summary(done.counts, output))
    raise typer.Exit(1 if strict and done.rejections else 0)


@app.command()
def evaluate(
    articles: Inputs,
    gold: Annotated[Path | None, typer.Option(help="Gold lines to compare with.")] = None,
    predictions: Annotated[Path | None, typer.Option(help="Where to write predictions.")] = None,
    given: Annotated[
        list[Given] | None,
        typer.Option(help="Take this from the gold, to see what its mistakes cost; repeatable."),
    ] = None,
    baselines: Annotated[
        bool, typer.Option("--baselines", help="Print what simple rules reach, too.")
    ] = False,
    reliability: Annotated[
        bool, typer.Option("--reliability", help="Print how often sure stops are right.")
    ] = False,
    verbose: Annotated[bool, typer.Option(help="Print every difference.")] = False,
) -> None:
    """Take each article alone, as of its own date, and compare its stops with a gold file."""
    from pipeline.evaluate import agreement, comparison, journeys
    from pipeline.evaluate import reliability as sureness

    settings = Settings()
    with _reported(), _bar() as bar:
        if not gold and (given or baselines or reliability):
            raise SettingsError("--given, --baselines and --reliability compare; add --gold FILE")
        lines_of_gold = journeys.read_gold(gold) if gold else []
        found_inputs = list(read_articles(articles, settings))
        read = [item for item in found_inputs if isinstance(item, Article)]
        if gold:
            comparison.ensure_common(read, lines_of_gold)
        extractor = _open(settings, bar)
        task = bar.add_task("articles", total=len(read))
        extractions = list(bar.track(extractor.extract(read), task_id=task))
        extractions = comparison.given(extractions, lines_of_gold, given or (), extractor)
        found = list(journeys.predictions(extractions, settings.trip_gap_days))
        guesses = comparison.guesses(extractions, extractor) if baselines else {}
        _report(item for item in found_inputs if isinstance(item, Rejection))
        if predictions:
            _write_lines(predictions, (json.dumps(line, ensure_ascii=False) for line in found))
    if not gold:
        typer.echo(f"{len(found)} predictions from {len(read)} articles")
        return
    figures = agreement.score(found, lines_of_gold)
    lines = [*(figures.notes if verbose else ()), str(figures)]
    lines += [f"{name}: {agreement.score(g, lines_of_gold).line}" for name, g in guesses.items()]
    if reliability:
        lines += sureness.render(sureness.reliability(found, lines_of_gold))
    for line in lines:
        typer.echo(line)


@app.command("evaluate-places")
def evaluate_places(
    corpus: Annotated[Path, typer.Argument(help="JSON lines: doc_id, text, toponyms.")],
    predictions: Annotated[Path | None, typer.Option(help="Where to write predictions.")] = None,
) -> None:
    """Measure recognition, and resolution on the gold spans, against an annotated corpus."""
    from pipeline.evaluate import places
    from pipeline.places.recognise import recognise
    from pipeline.places.resolve import resolve

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


@app.command()
def explain(
    articles: Inputs,
    most: Annotated[int, typer.Option(min=1, help="Candidates to print for each name.")] = 5,
) -> None:
    """Print each place name with its candidates, their scores, and why the first won."""
    settings = Settings()
    with _reported(), _bar() as bar:
        extractor = _open(settings, bar)
        for article in read_articles(articles, settings):
            if isinstance(article, Article):
                _explain(article, extractor, most)
            else:
                _report([article])


def _explain(article: Article, extractor: Extractor, most: int) -> None:
    from pipeline.places import explain as why
    from pipeline.places.publisher import home
    from pipeline.places.recognise import recognise

    typer.echo(f"{article.article_id}")
    mentions = recognise(extractor.model(article.text), extractor.gazetteer)
    near = home(article.source, article.url, extractor.gazetteer)
    for found in why.explain(article.text, mentions, extractor.source, near):
        mention = found.mention
        where = mention.place.name if mention.place else "unknown"
        head = f"  {mention.start}-{mention.end} {mention.text!r} ({mention.use})"
        typer.echo(f"{head} -> {where} {mention.confidence:.2f}: {found.reason}")
        for one in found.candidates[:most]:
            place = one.candidate.place
            parts = f"prior {one.prior:+.1f} beside {one.beside:+.1f} company {one.company:+.1f}"
            inside = ", ".join(part for part in (place.admin1, place.country) if part)
            typer.echo(
                f"      {one.probability:.3f}  {place.name} ({place.kind}, {inside})  {parts}"
            )


def _open(settings: Settings, bar: Progress) -> Extractor:
    from pipeline.extract import open_extractor

    return open_extractor(settings, _warn, _compiling(bar))


def _compiling(bar: Progress) -> Callable[[int, int], None]:
    """Shows the gazetteer being compiled, and nothing where it lies ready."""
    task = bar.add_task("gazetteer", total=None, visible=False)

    def progress(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total, visible=done < total)

    return progress


def _articles(bar: Progress) -> Callable[[int, int], None]:
    """Shows how many articles are done, how many a second, and how long the rest will take."""
    task = bar.add_task("articles", total=None)

    def progress(done: int, total: int) -> None:
        bar.update(task, completed=done, total=total)

    return progress


def _report(rejections: Iterable[Rejection]) -> None:
    for rejection in rejections:
        where = rejection.path or rejection.article_id
        _errors.print(f"rejected {where}: {rejection.reason}", markup=False)


def _warn(problem: str) -> None:
    _errors.print(f"warning: {problem}", markup=False)


@contextmanager
def _reported() -> Iterator[None]:
    """Print an error meant for the user as one line and leave with 2, or 130 after Ctrl-C."""
    try:
        yield
    except KeyboardInterrupt as interrupt:
        _errors.print("stopped; what was read is kept, run it again to go on", markup=False)
        raise typer.Exit(130) from interrupt
    except DemarcheError as error:
        _errors.print(f"error: {error}", markup=False)
        raise typer.Exit(2) from error


class _Rate(ProgressColumn):
    """How many are done a second."""

    def render(self, task: Task) -> str:
        """The rate, empty while it is not known."""
        return f"{task.speed:.1f}/s" if task.speed else ""


def _bar() -> Progress:
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


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror or error}; choose another --predictions"
        ) from error


def _summary(counts: Mapping[str, int], output: Path) -> str:
    asides = {"rejected": "rejected", "duplicates": "duplicates", "not_read": "in other languages"}
    parts = [_count(counts["articles"], "article")]
    parts += [f"{counts[key]} {words}" for key, words in asides.items() if counts[key]]
    parts += [f"{_count(counts['stops'], 'stop')} in {_count(counts['trips'], 'trip')}"]
    return f"{', '.join(parts)} -> {output}"


def _count(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
