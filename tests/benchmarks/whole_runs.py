"""What twice the articles cost a whole run, stage by stage, and reconstruction alone."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from random import Random

from pipeline import run as runs
from pipeline.extract import Extractor
from pipeline.journeys import reconstruct
from pipeline.model import Article, Claim, Extraction
from pipeline.settings import Settings
from pipeline.store import open_store
from tests.benchmarks.measure import doubled, timed

_SIZES = (125, 250, 500)
_CLAIMING = (2_500, 5_000, 10_000)
_SENTENCES = 12
_A_DAY = 4  # articles that come out


def whole_runs(extractor: Extractor, articles: Sequence[Article]) -> None:
    """Print the seconds of each stage of a run, and of reconstruction from what articles gave."""
    doubled("articles, a whole run", _SIZES, lambda size: _run(extractor, articles, size))
    found = [e for e in extractor.extract(articles) if e.claims]
    doubled("articles with claims", _CLAIMING, lambda size: _reconstruction(found, size))


def _run(extractor: Extractor, articles: Sequence[Article], size: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as name:
        corpus, output = Path(name) / "corpus.jsonl", Path(name) / "out"
        corpus.write_text("\n".join(_permuted(articles, size)), encoding="utf-8")
        output.mkdir()
        settings = Settings()
        with open_store(output, settings) as store:
            outcome = runs.run([str(corpus)], extractor, settings, store=store)
            trips = timed(lambda: outcome.trips)
            write = timed(lambda: runs.write(outcome, output, settings))
    stages = {name: outcome.seconds[name] for name in ("ingest", "extract")}
    stages |= {"reconstruct": trips, "write": write}
    return {**stages, "all": sum(stages.values())}


def _reconstruction(found: Sequence[Extraction], size: int) -> dict[str, float]:
    told = _told_again(found, size)
    return {"reconstruct": timed(lambda: reconstruct(told))}


def _permuted(articles: Sequence[Article], size: int) -> list[str]:
    """Articles of sentences drawn from the corpus, a few a day: more of them are of more days."""
    chance = Random(size)
    sentences = [sentence for each in articles for sentence in each.text.split(". ")]
    first = date(2000, 1, 1)
    return [
        json.dumps(
            {
                "text": ". ".join(chance.sample(sentences, _SENTENCES)),
                "date": str(first + timedelta(days=number // _A_DAY)),
                "source": f"Wire {number % 10}",
            }
        )
        for number in range(size)
    ]


def _told_again(found: Sequence[Extraction], size: int) -> list[Extraction]:
    """As many articles, the same again and again, each time of other travellers."""
    return [_renamed(found[n % len(found)], n // len(found)) for n in range(size)]


def _renamed(extraction: Extraction, turn: int) -> Extraction:
    name = f"{extraction.article.article_id} {turn}"
    claims = tuple(_of_another(claim, name, turn) for claim in extraction.claims)
    return Extraction(replace(extraction.article, article_id=name), (), claims)


def _of_another(claim: Claim, article_id: str, turn: int) -> Claim:
    traveller = replace(claim.traveller, name=f"{claim.traveller.name}{_letters(turn)}")
    return replace(claim, article_id=article_id, traveller=traveller)


def _letters(number: int) -> str:
    """A number in letters, for a digit is no part of a name."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))
