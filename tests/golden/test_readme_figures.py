"""The figures in the README are those that the command prints today."""

from __future__ import annotations

import re
from pathlib import Path

from pipeline.articles import read_articles
from pipeline.evaluate.agreement import score
from pipeline.evaluate.journeys import predictions, read_gold
from pipeline.extract import Extractor
from pipeline.model import Article
from pipeline.settings import Settings

ROOT = Path(__file__).parents[2]


def test_the_row_of_today_is_what_evaluate_prints(extractor: Extractor) -> None:
    rows = re.findall(
        r"^\| \d{4}-\d\d-\d\d \|(.+)\|$", (ROOT / "README.md").read_text("utf-8"), re.M
    )
    told = [cell.strip() for cell in rows[-1].split("|")]
    found = read_articles([str(ROOT / "data" / "articles")], Settings())
    articles = [item for item in found if isinstance(item, Article)]
    figures = score(
        predictions(extractor.extract(articles)), read_gold(ROOT / "data" / "gold" / "sample.jsonl")
    )
    shares = (figures.stop_f1, figures.status_f1, figures.place, figures.dates, figures.order)
    now = [str(len(articles)), *(f"{share:.3f}" for share in shares), str(figures.never)]
    assert told == now, "put the output of `python -m pipeline evaluate` into the README's table"
