from __future__ import annotations

from datetime import date

import pytest

from pipeline.timeline import Tables, to_frames
from tests.unit.viewer.sample_tables import AMERICAS, printed_rows, sample_tables
from viewer import markup, viewmodel
from viewer.viewmodel.prints import Print, Prints, prints_of

STORY = "wire/002"


def tables(by: int) -> Tables:
    return to_frames(printed_rows(by))


@pytest.mark.parametrize(
    ("by", "words", "listed", "more"),
    [
        (1, "Also printed by 1 other", 1, ""),
        (3, "Also printed by 3 others", 3, ""),
        (200, "Also printed by 200 others", 200, ""),
        (1201, "Also printed by 1,201 others", 200, "and 1,001 more"),
    ],
)
def test_the_prints_of_a_story_are_counted_and_listed(
    by: int, words: str, listed: int, more: str
) -> None:
    found = prints_of(tables(by), [STORY, "wire/001"])
    assert found.keys() == {STORY}
    assert (found[STORY].words, len(found[STORY].listed), found[STORY].more) == (
        words,
        listed,
        more,
    )


def test_a_print_has_its_outlet_its_day_and_an_address_of_the_web_alone() -> None:
    first, second = prints_of(tables(2), [STORY])[STORY].listed
    assert first == Print("<b>Courier 0", "7 Feb 2018", "")
    assert second == Print("<b>Courier 1", "7 Feb 2018", "https://courier-1.example/lima")


def test_the_earliest_print_comes_first_and_no_date_is_told_too_exactly() -> None:
    rows = printed_rows(3)
    undated, vague, nameless = rows["articles"][-3:]
    undated |= {"published": None, "published_precision": "unknown"}
    vague |= {"published": date(2018, 2, 1), "published_precision": "month"}
    nameless |= {"source": "", "title": "A title"}
    listed = prints_of(to_frames(rows), [STORY])[STORY].listed
    assert [(each.source, each.published) for each in listed] == [
        ("<b>Courier 1", "Feb 2018"),
        ("A title", "7 Feb 2018"),
        ("<b>Courier 0", ""),
    ]


def test_what_nobody_printed_again_says_nothing() -> None:
    assert prints_of(sample_tables(), [STORY]) == {}
    (article,) = (
        a for a in viewmodel.articles(sample_tables(), [AMERICAS]) if a.article_id == STORY
    )
    assert viewmodel.reading(sample_tables(), {}, article, None).prints == Prints()
    assert "printed by" not in card(sample_tables())


def test_the_card_and_the_article_say_who_printed_it_and_the_list_of_articles_does_not() -> None:
    found = tables(3)
    shown = viewmodel.articles(found, [AMERICAS])
    assert [each.article_id for each in shown] == ["wire/001", "post/003", STORY]
    assert len(viewmodel.reading(found, {}, shown[2], None).prints.listed) == 3
    assert viewmodel.reading(found, {}, shown[0], None).prints == Prints()
    assert "6 Feb 2018 · Also printed by 3 others</p>" in card(found)


def test_a_trips_own_part_of_the_tables_has_the_prints_of_its_articles() -> None:
    found = tables(3)
    part = viewmodel.only_trip(found, AMERICAS)
    assert prints_of(part, [STORY]) == prints_of(found, [STORY])


def card(found: Tables) -> str:
    """The card of Lima, its first sentence from the story."""
    return markup.card(viewmodel.cards(found, viewmodel.route(found, AMERICAS))[4], here=False)
