"""Put today's figures on journeys into README.md: python -m scripts.readme_figures

Of each corpus only the totals are printed and written, never what an article holds.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from pipeline.articles import read_articles
from pipeline.evaluate.agreement import COLUMNS
from pipeline.evaluate.comparison import compare
from pipeline.evaluate.journeys import read_gold
from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.model import Article
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings

ROOT = Path(__file__).parents[1]
README = ROOT / "README.md"
CORPORA = {
    "data/gold/sample.jsonl": "data/articles",
    "data/gold/open.jsonl": "data/gold/open",
    "data/gold/held.jsonl": "data/gold/held",
}
HEAD = f"| corpus | measured | date | articles | {' | '.join(COLUMNS)} |"


def main() -> None:
    """Measure every corpus and replace the table's rows."""
    today = datetime.now(tz=UTC).date().isoformat()
    gazetteer = open_gazetteer()
    extractor = Extractor(load_model(Settings().model), gazetteer, gazetteer)
    rows = [row for corpus in CORPORA for row in rows_of(corpus, today, extractor)]
    README.write_text(with_rows(README.read_text("utf-8"), rows), encoding="utf-8")
    print("\n".join(rows))


def articles_of(corpus: str) -> list[Article]:
    """The articles that a gold file is about."""
    found = read_articles([str(ROOT / CORPORA[corpus])], Settings())
    return [item for item in found if isinstance(item, Article)]


def rows_of(corpus: str, today: str, extractor: Extractor) -> Iterator[str]:
    """The table's rows of one corpus; `today` is the ISO date to put beside the figures."""
    articles = articles_of(corpus)
    for name, figures in compare(articles, read_gold(ROOT / corpus), extractor).items():
        cells = (f"`{corpus}`", name, today, str(len(articles)), *figures.cells)
        yield f"| {' | '.join(cells)} |"


def with_rows(text: str, rows: list[str]) -> str:
    """The text with these rows below the table's head instead of those that stood there.

    Raises:
        ValueError: the text has no such table.
    """
    before, head, after = text.partition(f"\n{HEAD}\n")
    if not head:
        raise ValueError(f"no table with this head: {HEAD}")
    line, _, rest = after.partition("\n")
    while rest.startswith("|"):
        rest = rest.partition("\n")[2]
    return "".join([before, head, line, "\n", *(f"{row}\n" for row in rows), rest])


if __name__ == "__main__":
    main()
