"""What a run takes in, with a reader that finds nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.extract import BATCH_CHARACTERS, Extractor
from pipeline.model import Article, Extraction, GivenText
from pipeline.run import Outcome, run
from pipeline.settings import Settings
from pipeline.update import Output
from tests.command_line import ROOT

TO_READ = (
    "trafilatura",
    "feedparser",
    "requests",
    "dateparser",
    "numpy",
    "pyarrow",
    "spacy",
)
SECOND_RUN = f"""
import sys
opened = []
sys.addaudithook(lambda event, given: event == "open" and opened.append(str(given[0])))
from pipeline.cli import app
app(sys.argv[1:], standalone_mode=False)
print([path for path in opened if path.startswith(sys.argv[2])])
print([name for name in {TO_READ} if name in sys.modules])
"""


class Blank:
    """Reads every article and finds nothing in it."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        return map(Extraction, articles)


def outcome_of(texts: Sequence[str], settings: Settings) -> Outcome:
    return run([GivenText(text) for text in texts], Blank(), settings)


def read(outcome: Outcome) -> list[str]:
    return [extraction.article.text for extraction in outcome.extractions]


def test_a_run_without_limits_takes_all() -> None:
    texts = [f"text {number}" for number in range(30)]
    assert sorted(read(outcome_of(texts, Settings()))) == sorted(texts)


def test_articles_past_the_number_are_left_out_and_named() -> None:
    outcome = outcome_of(["one", "two", "three"], Settings(max_articles=2))
    assert read(outcome) == ["one", "two"]
    (left_out,) = outcome.rejections
    assert left_out.article_id == "pasted-text~3"
    assert left_out.reason.startswith("left out: at most 2 articles are read at once")


def test_an_article_too_long_for_the_rest_of_the_room_does_not_keep_out_a_shorter_one() -> None:
    outcome = outcome_of(["12345", "too long", "123"], Settings(max_characters_in_all=8))
    assert read(outcome) == ["12345", "123"]
    assert "at most 8 characters in all" in outcome.rejections[0].reason


@pytest.mark.parametrize("size", [100, BATCH_CHARACTERS // 2, BATCH_CHARACTERS + 1])
def test_long_articles_come_in_order_and_none_is_lost(size: int, extractor: Extractor) -> None:
    blank = " " * (size - 2)  # fills the batch and gives the model nothing to do
    articles = [Article(str(number), f"{number}.{blank}") for number in range(5)]
    assert [e.article for e in extractor.extract(articles)] == articles


def test_where_nothing_has_changed_no_file_is_opened_and_nothing_is_loaded_to_read(
    tmp_path: Path,
) -> None:
    inputs, output = tmp_path / "in", tmp_path / "out"
    inputs.mkdir()
    (inputs / "a.txt").write_text("A text.")
    (inputs / "b.json").write_text('{"text": "A record."}')
    (inputs / "c.csv").write_text("text\nA row.\n")
    (inputs / "broken.json").write_text("no json")
    Output(output).update([str(inputs)], Blank(), Settings())
    ran = subprocess.run(
        [sys.executable, "-c", SECOND_RUN, "run", str(inputs), "--output", str(output)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.splitlines()[1:] == ["[]", "[]"], ran.stderr
