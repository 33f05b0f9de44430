from __future__ import annotations

import pytest

from pipeline.articles.identification import language_of


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The minister arrived in Lima on Tuesday and left again on Wednesday.", "en"),
        ("El ministro viajó a Lima el martes y regresó a su país el miércoles.", "es"),
        ("Le ministre s'est rendu à Lima pour deux jours de visite officielle.", "fr"),
        ("Министр прибыл в Пекин во вторник с официальным визитом.", "ru"),
        ("外交部长于周二访问了北京，并会见了总统。", "zh"),
        ("", ""),
        ("2018", ""),
    ],
)
def test_the_language_is_told_from_the_text(text: str, code: str) -> None:
    assert language_of(text) == code


@pytest.mark.parametrize(
    ("declared", "code"),
    [
        ("fr", "fr"),
        ("FR", "fr"),
        ("fr-CA", "fr"),
        ("fr_CA", "fr"),
        ("fra", "fr"),
        ("fre", "fr"),
        ("French", "fr"),
        ("??", "en"),
        ("", "en"),
    ],
)
def test_a_declared_language_counts_first(declared: str, code: str) -> None:
    assert language_of("The minister arrived in Lima on Tuesday morning.", declared) == code


def test_english_is_not_the_language_called_en() -> None:
    assert language_of("Le ministre s'est rendu à Lima pour deux jours.", "en") == "en"
