from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from pipeline.model import CancelKind, RoleClass, Status, StopKind
from viewer import theme

SETTINGS = tomllib.loads(
    (Path(__file__).parents[3] / ".streamlit/config.toml").read_text(encoding="utf-8")
)
GROUNDS = [SETTINGS["theme"][mode]["backgroundColor"] for mode in ("light", "dark")]


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb: WCAG 2.2."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", theme.ACCENTS)
def test_a_route_stands_out_from_both_grounds_and_carries_white_figures(colour: str) -> None:
    assert all(contrast(colour, ground) >= 3 for ground in GROUNDS)
    assert contrast(colour, "#FFFFFF") >= 4.5


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("kind", ["textColor", "linkColor", "primaryColor"])
def test_text_and_links_can_be_read(mode: str, kind: str) -> None:
    colours = SETTINGS["theme"][mode]
    assert contrast(colours[kind], colours["backgroundColor"]) >= 4.5
    assert contrast(colours[kind], colours["secondaryBackgroundColor"]) >= 4.5


def test_every_word_of_the_domain_has_a_word_on_the_screen() -> None:
    assert theme.STATUS.keys() == theme.STATUS_MEANING.keys() == set(Status)
    assert theme.CANCEL_WORD.keys() == set(CancelKind)
    assert theme.STOP_KIND_WORD.keys() == set(StopKind)
    assert theme.ROLE_WORD.keys() == set(RoleClass)


def test_statuses_differ_in_sign_and_word_not_in_colour_alone() -> None:
    assert len({look.icon for look in theme.STATUS.values()}) == len(Status)
    assert len({look.word for look in theme.STATUS.values()}) == len(Status)


def test_a_traveller_keeps_the_colour_whoever_else_travels() -> None:
    assert theme.accent("Rex Tillerson") == theme.accent("Rex Tillerson")
    assert len({theme.accent(f"Traveller {number}") for number in range(100)}) == len(theme.ACCENTS)


def test_a_stop_called_off_says_how() -> None:
    assert theme.status_word("cancelled", "postponed") == "Postponed"
    assert theme.status_word("cancelled") == "Called off"


@pytest.mark.parametrize(
    ("stop_kind", "status", "cancel_kind", "words"),
    [
        ("stop", "current", "", "There at last report"),
        ("stop", "cancelled", "blocked", "Blocked"),
        ("return", "planned", "", "Return, planned"),
        ("return", "cancelled", "", "Called off"),
        ("origin", "visited", "", "Departure"),
    ],
)
def test_a_point_of_the_route_says_how_it_stands(
    stop_kind: str, status: str, cancel_kind: str, words: str
) -> None:
    assert theme.stop_words(stop_kind, status, cancel_kind) == words


def test_a_stop_under_way_is_told_by_the_last_report_and_one_article_speaks_for_its_time() -> None:
    assert theme.status_word("current") == "There at last report"
    assert theme.claim_words("current") == "There at the time"
    assert theme.claim_words("planned", "return") == "Return, planned"
