"""Where sentences begin: after a heading, a blank line, a dateline; not where a line is wrapped."""

from __future__ import annotations

import pytest

from pipeline.language import load_model


@pytest.mark.parametrize(
    ("text", "begins"),
    [
        ("Minister flies to Lima\n\nShe left on Monday", ["Minister", "She"]),
        ("Minister flies to Lima\nShe left on Monday", ["Minister", "She"]),
        ("LIMA, Feb 6 - The secretary met the president", ["LIMA", "The"]),
        ("LIMA (Wire) - The secretary met the president", ["LIMA", "The"]),
        (
            "The secretary of state met the foreign minister and the president of\n"
            "Peru in the capital on Monday",
            ["The"],
        ),
        ("", []),
        ("\n\n", ["\n\n"]),
    ],
)
def test_sentences_begin(text: str, begins: list[str]) -> None:
    doc = load_model("en_core_web_sm")(text)
    assert [sentence[0].text for sentence in doc.sents] == begins
