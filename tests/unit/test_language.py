"""Where sentences begin: after a heading, a blank line, a dateline; not where a line is wrapped."""

from __future__ import annotations

import pytest

from pipeline.language import load_model, read_grammar, read_names


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


TEXT = "LIMA - On Monday the secretary of state, Rex Tillerson, met the president of Peru."


def test_two_steps_give_what_one_gives() -> None:
    model = load_model("en_core_web_sm")
    (doc,) = read_grammar(model, read_names(model, [TEXT]))
    assert doc.to_json() == model(TEXT).to_json()


def test_names_are_found_without_grammar() -> None:
    long = TEXT + " Then it rained for hours" * 20
    (doc,) = read_names(load_model("en_core_web_sm"), [long])
    assert not doc.has_annotation("DEP")
    assert ("Rex Tillerson", "PERSON") in [(e.text, e.label_) for e in doc.ents]
    assert ("Peru", "GPE") in [(e.text, e.label_) for e in doc.ents]


@pytest.mark.parametrize("text", ["", "\n", "it rained for hours and hours and hours and hours."])
def test_a_text_without_capitals_has_no_names(text: str) -> None:
    (doc,) = read_names(load_model("en_core_web_sm"), [text])
    assert not doc.ents
