"""What the documents say is so."""

from __future__ import annotations

import doctest
import re
from pathlib import Path

import pytest
import typer

from pipeline import timeline
from pipeline.cli import app

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = ROOT / "docs" / "decisions"
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])
COMMANDS = typer.main.get_group(app).commands


def quoted(text: str) -> set[str]:
    """Every `word in backticks` of a document, without its placeholder."""
    return {match.split()[0] for match in re.findall(r"`([^`\n]+)`", text)}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command_and_option(command: str) -> None:
    options = {
        name
        for parameter in COMMANDS[command].params
        for name in (*parameter.opts, *parameter.secondary_opts)
        if name.startswith("--")
    }
    assert {command} | options <= quoted(README)


def test_the_readme_names_no_option_that_is_gone() -> None:
    known = {
        name for c in COMMANDS.values() for p in c.params for name in (*p.opts, *p.secondary_opts)
    }
    assert {word for word in quoted(README) if word.startswith("--")} <= known


@pytest.mark.parametrize("table", timeline.SCHEMAS)
def test_the_readme_explains_every_column(table: str) -> None:
    section = README.split(f"\n**{table}**: ", 1)[1].split("\n**", 1)[0]
    assert set(timeline.SCHEMAS[table].names) <= quoted(section)


def test_the_sessions_of_the_readme_are_real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    failed, tried = doctest.testfile(str(ROOT / "README.md"), module_relative=False)
    assert tried
    assert not failed, "see above; put what the session gives now into README.md"


def test_the_readme_shows_the_summary_of_the_committed_tables() -> None:
    tables = timeline.read(ROOT / "data" / "timeline")
    trips = tables.timeline["trip_id"].nunique()
    summary = (
        f"{len(tables.articles)} articles, {len(tables.timeline)} stops in {trips} trips -> out"
    )
    assert summary in README.splitlines()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_index_lists_every_decision() -> None:
    index = (DECISIONS / "README.md").read_text(encoding="utf-8")
    written = {path.name for path in DECISIONS.glob("[0-9]*.md")}
    assert set(re.findall(r"\]\((\d{4}-[\w-]+\.md)\)", index)) == written


def test_the_targets_of_the_makefile_are_those_the_documents_name() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):.*## ", makefile, re.MULTILINE))
    texts = "\n".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    assert set(re.findall(r"`make ([a-z]+)", texts)) <= targets
