"""The committed tables are what the sample corpus gives, to the byte."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pipeline import run as runs
from pipeline.extract import Extractor
from pipeline.settings import Settings
from pipeline.timeline import SCHEMAS, TEXTS_FILE, read

DATA = Path(__file__).parents[2] / "data"
COMMITTED = DATA / "timeline"
FILES = [f"{table}.{suffix}" for table in SCHEMAS for suffix in ("csv", "parquet")] + [TEXTS_FILE]
CURE = "run `make data`, look at the difference, and commit it"


@pytest.fixture(scope="module")
def rebuilt(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, settings = tmp_path_factory.mktemp("timeline"), Settings()
    runs.write(runs.run([str(DATA / "articles")], extractor, settings), folder, settings)
    return folder


@pytest.mark.parametrize("name", FILES)
def test_rebuilding_a_table_changes_no_byte(rebuilt: Path, name: str) -> None:
    committed = COMMITTED / name
    assert committed.is_file(), f"data/timeline/{name} is missing; {CURE}"
    same = (rebuilt / name).read_bytes() == committed.read_bytes()
    assert same, f"data/timeline/{name} is not what data/articles gives; {CURE}"


def test_the_claims_of_the_articles_are_the_rows_of_evidence(rebuilt: Path) -> None:
    tables = read(rebuilt)
    claims = tables.articles.set_index("article_id")["claims"]
    told = tables.evidence["article_id"].value_counts()
    assert claims[claims > 0].to_dict() == told.to_dict()
    record = json.loads((rebuilt / "run.json").read_text("utf-8"))
    assert record["counts"]["claims"] == len(tables.evidence)
