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


def test_a_sign_is_a_blank_and_every_offset_stays() -> None:
    text = "Kyiv \U0001f1fa\U0001f1e6 - d\u00b4Ivoire \u2708\ufe0f \U0001f44d\U0001f3fd\u200d!"
    (doc,) = read_names(load_model("en_core_web_sm"), [text])
    assert doc.text == "Kyiv    - d\u00b4Ivoire" + " " * 7 + "!"
    assert len(doc.text) == len(text)


def test_a_flag_between_town_and_dash_leaves_the_dateline() -> None:
    text = "\U0001f1f5\U0001f1ea LIMA \U0001f1f5\U0001f1ea - The secretary met the president"
    model = load_model("en_core_web_sm")
    (doc,) = read_grammar(model, read_names(model, [text]))
    assert [str(sentence).split()[0] for sentence in doc.sents] == ["LIMA", "The"]
