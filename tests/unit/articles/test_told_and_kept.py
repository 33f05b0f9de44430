"""What the user says of a source counts in a second run, too."""

from __future__ import annotations

from pathlib import Path

from pipeline import timeline
from tests.command_line import demarche
from tests.unit.articles.reading import STORY


def published(output: Path, listed: Path) -> tuple[str, str]:
    done = demarche("run", listed, "--output", output)
    assert done.returncode == 0, done.stderr
    (row,) = timeline.read(output).articles.to_dict("records")
    return str(row["published"]), str(row["published_basis"])


def test_a_date_that_is_given_later_is_not_hidden_by_what_was_kept(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(STORY)
    listed, output = tmp_path / "sources.toml", tmp_path / "out"
    listed.write_text('[[source]]\npath = "a.txt"\npublished = "2024-05"\n')
    assert published(output, listed) == ("2024-05-01", "given")
    listed.write_text('[[source]]\npath = "a.txt"\npublished = 2023-04-03\n')
    assert published(output, listed) == ("2023-04-03", "given")
    listed.write_text('[[source]]\npath = "a.txt"\n')
    assert published(output, listed) == ("None", "")
