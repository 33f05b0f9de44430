"""The benchmarks as a person calls them."""

from __future__ import annotations

import pytest

from tests.benchmarks import __main__ as benchmarks


def test_a_part_that_is_not_there_is_told_with_those_that_are() -> None:
    with pytest.raises(SystemExit, match=r"^no part sever; choose from opening, .*scale.*server$"):
        benchmarks.main(["scale", "sever"])


def test_only_the_parts_named_are_measured(capsys: pytest.CaptureFixture[str]) -> None:
    benchmarks.main(["tables"])
    measured = capsys.readouterr().out.splitlines()[2:]
    assert [line.split(",")[0] for line in measured] == ["read the four tables"]
