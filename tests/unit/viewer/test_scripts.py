"""The scripts of timeline and reader, as they are sent to the page."""

from __future__ import annotations

import re

import pytest

from viewer.article_reader import component as reader
from viewer.scripts import without_modules
from viewer.timeline_chart import component as chart

SCRIPTS = {"timeline": chart.SCRIPT, "reader": reader.SCRIPT}


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_joined_modules_share_one_scope_without_a_clash(script: str) -> None:
    top = re.findall(r"^(?:export )?(?:function|class|const|let) (\w+)", script, re.MULTILINE)
    assert sorted(top) == sorted(set(top))
    assert re.findall(r"^import\b.*", script, re.MULTILINE) == []
    assert re.findall(r"^export\b \w+", script, re.MULTILINE) == ["export default"]


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_no_text_becomes_markup(script: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b", script)


def test_only_imports_and_the_word_export_fall_away() -> None:
    module = 'import { a } from "./a.js";\nexport const b = a;\nexport default b;\n// import x\n'
    assert without_modules(module) == "const b = a;\nexport default b;\n// import x\n"
