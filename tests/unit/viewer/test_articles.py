from __future__ import annotations

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.timeline import Tables, to_frames
from tests.unit.viewer.sample_tables import AMERICAS, HOSTILE, PACIFIC, sample_rows, sample_tables
from viewer import viewmodel
from viewer.viewmodel.articles import Passage, Reading, Words

TEXT = "LIMA - He went on.\n\nOn Monday he saw Lima and Quito. \U0001f600 He left for Caracas."
FIRST, SECOND = "he saw Lima and Quito.", "saw Lima and Quito. \U0001f600 He left for Caracas."
ARTICLE = "wire/002"


def tables(*claims: tuple[str, str], mentions: tuple[tuple[str, str], ...] = ()) -> Tables:
    """The sample with these claims (stop, snippet) and mentions (text, place) of one article."""
    rows = sample_rows()
    blank = next(row for row in rows["evidence"] if row["article_id"] == ARTICLE)
    rows["evidence"] = [
        blank | {"stop_id": stop_id, "snippet": said} | offsets(said) for stop_id, said in claims
    ]
    named = next(
        row for row in rows["mentions"] if (row["article_id"], row["place"]) == (ARTICLE, "Caracas")
    )
    rows["mentions"] = [named | {"text": t, "place": p} | offsets(t) for t, p in mentions]
    return to_frames(rows)


def offsets(part: str) -> dict[str, int]:
    start = TEXT.index(part)
    return {"start": start, "end": start + len(part)}


def read(found: Tables, text: str | None = TEXT) -> Reading:
    return viewmodel.reading(found, {AMERICAS: "#123456"}, VIEW, text)


VIEW = next(a for a in viewmodel.articles(sample_tables(), [AMERICAS]) if a.article_id == ARTICLE)


def plain(shown: Reading) -> list[str]:
    """The words of each part."""
    return ["".join(w.text for p in part for w in p.words) for part in shown.parts]


def claimed(shown: Reading) -> list[tuple[str, tuple[str, ...], list[str]]]:
    """Every passage that speaks of a stop: its words, the stops, and the marks at its end."""
    return [
        (
            "".join(w.text for w in p.words),
            tuple(s[-1] for s in p.stops),
            [m.number for m in p.marks],
        )
        for part in shown.parts
        for p in part
        if p.stops
    ]


LIMA, QUITO = f"{AMERICAS}-4", f"{AMERICAS}-5"


def test_the_oldest_article_comes_first() -> None:
    shown = viewmodel.articles(sample_tables(), [AMERICAS])
    assert [article.article_id for article in shown] == ["wire/001", "post/003", "wire/002"]
    assert (shown[1].source, shown[1].published, shown[1].url) == ("Sample Post", "5 Feb 2018", "")


def test_texts_are_handed_on_as_they_are() -> None:
    (article,) = viewmodel.articles(sample_tables(), [PACIFIC])
    assert (article.title, article.url) == ("Kono crosses <b>the</b> date line", "")
    shown = viewmodel.reading(sample_tables(), {PACIFIC: "#123456"}, article, None)
    assert HOSTILE in "".join(plain(shown))


def test_the_whole_text_is_there_with_claims_and_places_marked() -> None:
    found = tables(
        (LIMA, FIRST), (QUITO, FIRST), mentions=(("LIMA", "Lima"), ("Caracas", "Caracas"))
    )
    shown = read(found)
    assert shown.whole
    assert plain(shown) == [TEXT]
    assert claimed(shown) == [(FIRST, ("4", "5"), ["4", "5"])]
    places = [w for part in shown.parts for p in part for w in p.words if w.place]
    assert places == [Words("LIMA", "Lima, Venezuela"), Words("Caracas", "Caracas, Venezuela")]


def test_claims_that_overlap_are_each_marked_where_they_end() -> None:
    shown = read(tables((LIMA, FIRST), (QUITO, SECOND)))
    assert plain(shown) == [TEXT]
    assert claimed(shown) == [
        ("he ", ("4",), []),
        ("saw Lima and Quito.", ("4", "5"), ["4"]),
        (" \U0001f600 He left for Caracas.", ("5",), ["5"]),
    ]


def test_a_mark_tells_place_and_status_and_has_the_form_of_its_disc() -> None:
    (mark,) = [m for p in read(tables((LIMA, FIRST))).parts[0] for m in p.marks]
    assert (mark.trip_id, mark.stop_id) == (AMERICAS, LIMA)
    assert (mark.words, mark.forms) == ("Lima, Peru: visited", "visited")


def test_a_claim_of_another_trip_says_whose_it_is_and_has_no_number() -> None:
    (mark,) = [m for p in read(tables((f"{PACIFIC}-1", FIRST))).parts[0] for m in p.marks]
    assert (mark.trip_id, mark.number) == (PACIFIC, "")
    assert mark.words == "Apia, Samoa: visited (Taro Kono, another trip)"


def test_of_several_travellers_a_mark_says_whose_stop_it_is_in_their_colour() -> None:
    found = tables((LIMA, FIRST), (f"{PACIFIC}-1", FIRST))
    assert VIEW in viewmodel.articles(sample_tables(), [AMERICAS, PACIFIC])
    shown = viewmodel.reading(found, {AMERICAS: "#123456", PACIFIC: "#654321"}, VIEW, TEXT)
    marks = [m for part in shown.parts for p in part for m in p.marks]
    assert [(m.number, m.words) for m in marks] == [
        ("4", "Lima, Peru: visited (Rex Tillerson)"),
        ("1", "Apia, Samoa: visited (Taro Kono)"),
    ]
    assert shown.colours == {LIMA: "#123456", f"{PACIFIC}-1": "#654321"}


def test_a_claim_of_no_stop_of_these_tables_is_left_unmarked() -> None:
    shown = read(tables(("gone", FIRST)))
    assert plain(shown) == [TEXT]
    assert [p.marks for p in shown.parts[0] if p.marks] == []


@pytest.mark.parametrize("text", [None, TEXT[1:], "", TEXT.replace("went", "goes")])
def test_without_the_text_that_was_read_the_quotations_stand_in_its_order(text: str | None) -> None:
    found = tables((QUITO, "He left"), (LIMA, "He went"), (LIMA, "went on."))
    shown = read(found, text)
    assert not shown.whole
    assert plain(shown) == ["He went on.", "He left"]
    assert claimed(shown)[0] == ("He ", ("4",), [])


def test_a_place_between_the_quotations_is_not_made_up() -> None:
    found = tables((LIMA, FIRST), mentions=(("LIMA", "Lima"), ("Quito", "Quito")))
    words = [w for part in read(found, None).parts for p in part for w in p.words]
    assert [w for w in words if w.place] == [Words("Quito", "Quito, Venezuela")]


def test_a_name_that_no_gazetteer_knows_says_so() -> None:
    shown = read(tables(mentions=(("LIMA", ""),)))
    assert shown.parts[0][0] == Passage(
        (Words("LIMA", "A place, not known which"), Words(TEXT[4:]))
    )


def test_what_only_the_title_says_is_marked_in_the_title() -> None:
    found = tables((LIMA, FIRST))
    title = "Tillerson off to Quito"
    only = found.evidence.assign(stop_id=QUITO, snippet=title, start=0, end=0)
    found = replace(found, evidence=pd.concat([found.evidence, only], ignore_index=True))
    shown = read(found)
    assert shown.whole
    assert [mark.number for mark in shown.title.marks] == ["5"]
    assert claimed(shown) == [(FIRST, ("4",), ["4"])]
    quoted = read(found, None)
    assert plain(quoted) == [FIRST]
    assert quoted.title.stops == (QUITO,)


spans = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 12)), max_size=6)


@given(st.text(min_size=43, max_size=60), spans, spans)
def test_no_overlap_of_claims_loses_or_doubles_a_character(
    text: str, names: list[tuple[int, int]], said: list[tuple[int, int]]
) -> None:
    rows = sample_rows()
    claim = next(row for row in rows["evidence"] if row["article_id"] == ARTICLE)
    mention = next(row for row in rows["mentions"] if row["article_id"] == ARTICLE)
    ends = [(start, start + length) for start, length in said]
    rows["evidence"] = [
        claim | {"start": a, "end": b, "snippet": text[a:b], "stop_id": LIMA} for a, b in ends
    ]
    apart = [(a, a + n) for i, (a, n) in enumerate(sorted(names)) if not i or a >= 31]
    rows["mentions"] = [mention | {"start": a, "end": b} for a, b in apart]
    shown = viewmodel.reading(to_frames(rows), {AMERICAS: "#123456"}, VIEW, text)
    assert plain(shown) == [text]
    flags = [bool(p.stops) for part in shown.parts for p in part for w in p.words for _ in w.text]
    assert flags == [any(a <= at < b for a, b in ends) for at in range(len(text))]
    named = [bool(w.place) for part in shown.parts for p in part for w in p.words for _ in w.text]
    assert named == [any(a <= at < b for a, b in apart) for at in range(len(text))]


def test_an_article_without_claims_is_still_its_text() -> None:
    rows: dict[str, Any] = sample_rows()
    found = replace(to_frames(rows), evidence=pd.DataFrame(to_frames(rows).evidence.iloc[:0]))
    assert plain(read(found)) == [TEXT]
    assert read(found, None).parts == ()
