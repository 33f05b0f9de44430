"""The commands that measure and explain."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.progress import Progress

from pipeline.articles import read_articles
from pipeline.errors import InputError, SettingsError
from pipeline.evaluate.choices import Given
from pipeline.model import Article, Rejection
from pipeline.options import Fetching, Inputs, taking
from pipeline.settings import Settings
from pipeline.terminal import compiling, progress_bar, report, reported, warn

if TYPE_CHECKING:
    from pipeline.extract import Extractor

# The language model's library takes a second to import. It is imported when a command is given:
# a run that finds nothing new must not wait for it.


@taking(Fetching)
def evaluate(
    fetching: Fetching,
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

    settings = fetching.settings()
    with reported(), progress_bar() as bar:
        if not gold and (given or baselines or reliability):
            raise SettingsError("--given, --baselines and --reliability compare; add --gold FILE")
        lines_of_gold = journeys.read_gold(gold) if gold else []
        found_inputs = list(read_articles(articles, settings))
        read = [item for item in found_inputs if isinstance(item, Article)]
        if gold:
            comparison.ensure_common(read, lines_of_gold)
            _warn_of_missing(found_inputs, lines_of_gold)
        extractor = _open(settings, bar)
        task = bar.add_task("articles", total=len(read))
        extractions = list(bar.track(extractor.extract(read), task_id=task))
        extractions = comparison.given(extractions, lines_of_gold, given or (), extractor)
        found = list(journeys.predictions(extractions, settings.trip_gap_days))
        guesses = comparison.guesses(extractions, extractor) if baselines else {}
        report(item for item in found_inputs if isinstance(item, Rejection))
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


def _warn_of_missing(
    inputs: Iterable[Article | Rejection], gold: Iterable[Mapping[str, Any]]
) -> None:
    known = {str(line["id"]) for line in gold}
    missing = known.difference(item.article_id for item in inputs)
    if missing:
        warn(
            f"{len(missing)} of {len(known)} gold articles are not among the inputs, such as"
            f" {min(missing)!r}; their stops count as missed"
        )


def evaluate_places(
    corpus: Annotated[Path, typer.Argument(help="JSON lines: doc_id, text, toponyms.")],
    predictions: Annotated[Path | None, typer.Option(help="Where to write predictions.")] = None,
) -> None:
    """Measure recognition, and resolution on the gold spans, against an annotated corpus."""
    from pipeline.evaluate import places
    from pipeline.places.recognise import recognise
    from pipeline.places.resolve import resolve

    with reported(), progress_bar() as bar:
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


@taking(Fetching)
def explain(
    fetching: Fetching,
    articles: Inputs,
    most: Annotated[int, typer.Option(min=1, help="Candidates to print for each name.")] = 5,
) -> None:
    """Print each place name with its candidates, their scores, and why the first won."""
    settings = fetching.settings()
    with reported(), progress_bar() as bar:
        extractor = _open(settings, bar)
        for article in read_articles(articles, settings):
            if isinstance(article, Article):
                _explain(article, extractor, most)
            else:
                report([article])


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

    return open_extractor(settings, warn, compiling(bar))


def _write_lines(path: Path, lines: Iterable[str]) -> None:
    try:
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    except OSError as error:
        raise InputError(
            f"cannot write {path}: {error.strerror or error}; choose another --predictions"
        ) from error
