from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pyarrow.parquet as pq
import pytest

from pipeline.articles.readers import SUFFIXES
from pipeline.model import GivenFile, GivenText
from pipeline.timeline import SCHEMAS, to_frames
from viewer import findings_markup, live, viewmodel
from viewer.limits import Limits
from viewer.live import Given, OwnReading, Stage
from viewer.tables_archive import tables_zip
from viewer.views import try_own

FIRST_AND_LAST = ("Cairo", "Amman", "Muscat", "Riyadh", "Baghdad", "New Delhi")
HOSTILE = "<script>alert(1)</script> & 'quoted' \"twice\""


def read(*given: Given, limits: Limits | None = None) -> OwnReading:
    return live.read(given, limits or Limits(), lambda stage, done, total: None)


@pytest.fixture(scope="module")
def example() -> OwnReading:
    found = try_own.example()
    return read(GivenText(found["text"], found["title"], found["published"].isoformat()))


def test_the_example_shows_every_status(example: OwnReading) -> None:
    timeline = example.tables.timeline
    assert tuple(timeline["place"]) == FIRST_AND_LAST
    assert set(timeline["status"]) == {"visited", "current", "planned", "cancelled"}
    assert viewmodel.left_out(example.tables) == ()
    assert viewmodel.tally(example.tables) == "1 article read, 6 stops and 13 place names found."


def test_a_sentence_comes_with_what_was_read_from_it_and_why(example: OwnReading) -> None:
    trip_id = example.tables.timeline["trip_id"].iloc[0]
    found = viewmodel.findings(example.tables, trip_id)
    assert tuple(dict.fromkeys(each.place.partition(",")[0] for each in found)) == FIRST_AND_LAST
    muscat = next(each for each in found if each.cue == "arrived")
    assert (muscat.place, muscat.status, muscat.cue) == (
        "Muscat, Oman",
        "There at the time",
        "arrived",
    )
    assert muscat.when == "12–13 Mar 2026"
    assert muscat.sure in {"very sure", "fairly sure", "not quite sure"}
    assert "arrived in Muscat" in muscat.snippet
    shown = findings_markup.findings(found)
    assert "<em>arrived</em> in Muscat" in shown
    assert "Because of “arrived”" in shown


def test_what_cannot_be_read_is_named_with_its_cure_and_the_rest_is_read() -> None:
    reading = read(
        GivenFile("notes.pdf", b"%PDF-1.7"),
        GivenFile("lettre.txt", "Le ministre est arrivé mardi à Lima pour deux jours.".encode()),
        GivenFile("talks.txt", b"The minister, Ana Vidal, arrived in Lima on Tuesday."),
        GivenFile("again.txt", b"The minister, Ana Vidal, arrived in Lima on Tuesday."),
    )
    lines = viewmodel.left_out(reading.tables)
    assert lines == (
        "lettre.txt: in French; only English is read so far",
        f"notes.pdf: no reader for .pdf; save it in one of {SUFFIXES}",
        "talks.txt: same text as again",
    )
    assert list(reading.tables.timeline["place"]) == ["Lima"]


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("\n  Vidal  lands in Lima \nShe went on.", "Vidal lands in Lima"),
        ("word " * 40, " ".join(["word"] * 14) + "…"),
        ("w" * 99, "w" * 69 + "…"),
        (" \n", "Pasted text"),
    ],
)
def test_a_text_without_a_title_is_called_by_its_first_line(text: str, title: str) -> None:
    assert live.first_words(text) == title
    assert len(title) <= 70


def test_only_what_was_pasted_without_a_title_is_given_one() -> None:
    reading = read(
        GivenText("Ana Vidal, the foreign minister of Chile, arrived in Lima. She waved."),
        GivenFile("visit.txt", b"Ana Vidal, the foreign minister of Chile, flew to Quito."),
    )
    pasted, visit = viewmodel.articles_read(reading.tables)
    assert pasted.title == "Ana Vidal, the foreign minister of Chile, arrived in Lima. She waved."
    assert visit.title == "visit"
    (titled,) = viewmodel.articles_read(read(GivenText("He left.", "A short story")).tables)
    assert titled.title == "A short story"


def test_past_the_limits_the_first_are_read() -> None:
    texts = [GivenText(f"The minister, Ana Vidal, arrived in {town}.") for town in ("Lima", "Rome")]
    reading = read(*texts, limits=Limits(max_characters=60))
    assert list(reading.tables.timeline["place"]) == ["Lima"]
    (line,) = viewmodel.left_out(reading.tables)
    assert "at most 60 characters in all" in line


def test_the_stages_are_told_in_order() -> None:
    told: list[tuple[Stage, int, int]] = []
    live.read([GivenText("Nothing.")], Limits(), lambda *stage: told.append(stage))
    assert told == [(Stage.OPENING, 0, 0), (Stage.READING, 1, 1), (Stage.JOINING, 1, 1)]


def test_a_run_that_is_broken_off_lets_the_next_one_begin() -> None:
    def leave(stage: Stage, done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        live.read([GivenText("Nothing.")], Limits(), leave)
    assert read(GivenText("Nothing.")).texts == {"pasted-text": "Nothing."}


@pytest.mark.parametrize("make", [findings_markup.heading, findings_markup.findings])
def test_no_text_is_markup(make: Callable[[object], str]) -> None:
    headline = viewmodel.Headline(HOSTILE, HOSTILE)
    finding = viewmodel.Finding(HOSTILE, "✓", HOSTILE, HOSTILE, HOSTILE, HOSTILE, "a guess")
    shown = make(headline) if make is findings_markup.heading else make([finding])
    assert "<script" not in shown


def test_no_text_of_an_article_is_markup() -> None:
    assert "<script" not in findings_markup.problems([HOSTILE], 3)


def test_the_archive_holds_the_tables_with_their_types(example: OwnReading) -> None:
    packed = zipfile.ZipFile(io.BytesIO(tables_zip(example.tables)))
    assert sorted(packed.namelist()) == sorted(
        f"{name}.{kind}" for name in SCHEMAS for kind in ("csv", "parquet")
    )
    for name, schema in SCHEMAS.items():
        table = pq.read_table(io.BytesIO(packed.read(f"{name}.parquet")))
        assert table.schema.equals(schema)
        assert table.num_rows == len(getattr(example.tables, name))
    assert b"Muscat" in packed.read("timeline.csv")


def test_tables_without_a_row_can_be_packed() -> None:
    packed = zipfile.ZipFile(io.BytesIO(tables_zip(to_frames({name: [] for name in SCHEMAS}))))
    for name, schema in SCHEMAS.items():
        table = pq.read_table(io.BytesIO(packed.read(f"{name}.parquet")))
        assert table.schema.equals(schema)


def test_a_formula_in_a_text_is_neutralised_in_every_table() -> None:
    reading = read(GivenFile("=cmd.txt", b"The minister, Ana Vidal, arrived in Lima on Tuesday."))
    packed = zipfile.ZipFile(io.BytesIO(tables_zip(reading.tables)))
    for name in SCHEMAS:
        assert b",=cmd" not in packed.read(f"{name}.csv")
    assert b"'=cmd" in packed.read("articles.csv")
