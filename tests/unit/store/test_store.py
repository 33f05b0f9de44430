"""What is kept, under which key, and what goes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import fingerprint, timeline
from pipeline.errors import WorkerLost
from pipeline.extract import BATCH
from pipeline.model import Article, Extraction, Rejection
from pipeline.settings import Settings
from pipeline.store import STORE_FILE, Listing, Store
from pipeline.update import Output
from tests.unit.timeline.made import ARTICLE, EXTRACTION


class Counting:
    """Gives every article the same claim, and counts what it was asked for."""

    def __init__(self, *, whole: bool = True) -> None:
        self.asked: list[str] = []
        self.whole = whole

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        for article in articles:
            self.asked.append(article.text)
            claims = tuple(replace(c, article_id=article.article_id) for c in EXTRACTION.claims)
            yield Extraction(article, EXTRACTION.mentions, claims, self.whole)


class Silent:
    """Reads articles, none of which claims anything, until it is killed after a whole block."""

    def extract(self, articles: Iterable[Article], /) -> Iterator[Extraction]:
        for _, article in zip(range(BATCH), articles, strict=False):
            yield Extraction(article, (), ())
        raise WorkerLost("killed")


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    for name in "abc":
        (tmp_path / "in" / f"{name}.txt").write_text(f"Text {name} of the day.")
    return tmp_path / "in"


def update(inputs: Path, *, settings: Settings = Settings(), **more: bool) -> list[str]:  # noqa: B008
    """The texts that a run had to read."""
    reader, output = Counting(whole=more.pop("whole", True)), inputs.parent / "out"
    texts = more.pop("texts", True)
    Output(output, texts).update([str(inputs)], reader, settings, **more)
    return sorted(reader.asked)


def ids(inputs: Path) -> list[str]:
    return list(timeline.read(inputs.parent / "out").articles["article_id"])


def test_what_is_kept_is_given_back_as_it_was() -> None:
    store = Store(Settings())
    listing, key = Listing(store), store.key(ARTICLE)
    listing.add_article(ARTICLE, key)
    listing.add_rejection(Rejection("b", "b.txt", "empty"))
    store.save([(key, EXTRACTION)])
    assert list(listing.extractions()) == [EXTRACTION]
    assert list(listing.claims()) == [Extraction(replace(ARTICLE, text=""), (), EXTRACTION.claims)]
    assert list(listing.rejections()) == [Rejection("b", "b.txt", "empty")]
    store.close()


@pytest.mark.parametrize("name", ["text", "title", "source", "url", "language"])
def test_a_key_depends_on_each_field_of_the_content(name: str) -> None:
    other = replace(ARTICLE, **{name: "other"})  # type: ignore[arg-type]
    assert fingerprint.key(other, Settings()) != fingerprint.key(ARTICLE, Settings())


def test_a_key_depends_on_the_settings_that_matter_and_not_on_the_place() -> None:
    key = fingerprint.key(ARTICLE, Settings())
    assert fingerprint.key(ARTICLE, Settings(geocoder="photon")) != key
    assert fingerprint.key(ARTICLE, Settings(max_characters=10)) != key
    assert fingerprint.key(ARTICLE, Settings(processes=2, trip_gap_days=1)) == key
    assert fingerprint.key(replace(ARTICLE, article_id="z", path="z"), Settings()) == key


def test_a_second_run_reads_nothing_and_touches_no_table(inputs: Path) -> None:
    assert len(update(inputs)) == 3
    tables = sorted((inputs.parent / "out").glob("[!.]*"))
    before = [(path.name, path.stat().st_mtime_ns) for path in tables]
    assert update(inputs) == []
    assert [(path.name, path.stat().st_mtime_ns) for path in tables] == before


def test_only_what_is_new_is_read(inputs: Path) -> None:
    update(inputs)
    (inputs / "b.txt").write_text("Text b, corrected.")
    (inputs / "d.txt").write_text("Text d of the day.")
    assert update(inputs) == ["Text b, corrected.", "Text d of the day."]
    assert ids(inputs) == ["a", "b", "c", "d"]


def test_a_moved_file_and_a_repeated_text_are_not_read_again(inputs: Path) -> None:
    update(inputs)
    (inputs / "a.txt").rename(inputs / "z.txt")
    (inputs / "y.txt").write_bytes((inputs / "b.txt").read_bytes())
    assert update(inputs) == []
    assert ids(inputs) == ["b", "c", "y", "z"]
    evidence = timeline.read(inputs.parent / "out").evidence
    assert set(evidence["article_id"]) == {"b", "c", "z"}


def test_a_file_changed_behind_its_time_of_writing_is_noticed(inputs: Path) -> None:
    update(inputs)
    path, before = inputs / "a.txt", (inputs / "a.txt").stat()
    path.write_text("Text A of the day.")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert update(inputs) == ["Text A of the day."]


def test_what_an_input_no_longer_has_leaves_the_tables(inputs: Path) -> None:
    update(inputs)
    text = (inputs / "c.txt").read_text()
    (inputs / "c.txt").unlink()
    assert update(inputs) == []
    assert ids(inputs) == ["a", "b"]
    (inputs / "c.txt").write_text(text)
    assert update(inputs) == []  # it was kept


def test_a_missing_table_is_written_again(inputs: Path) -> None:
    update(inputs)
    (inputs.parent / "out" / "timeline.csv").unlink()
    assert update(inputs) == []
    assert (inputs.parent / "out" / "timeline.csv").is_file()


def test_force_reads_everything_again(inputs: Path) -> None:
    update(inputs)
    assert len(update(inputs, force=True)) == 3


def test_a_forced_run_that_is_killed_takes_nothing_away(inputs: Path) -> None:
    """What it read is in the next tables, what it did not come to is as it was kept."""
    for number in range(BATCH):
        (inputs / f"d{number:02}.txt").write_text(f"Text {number} of the day.")
    update(inputs)
    (inputs / "a.txt").unlink()
    with pytest.raises(WorkerLost):
        Output(inputs.parent / "out").update([str(inputs)], Silent(), Settings(), force=True)
    assert update(inputs) == []
    claims = timeline.read(inputs.parent / "out").articles["claims"]
    assert [count == 0 for count in claims] == [True] * BATCH + [False, False]
    assert kept(inputs.parent / "out") == BATCH + 3


def test_a_forced_run_reads_a_text_once(inputs: Path) -> None:
    update(inputs)
    (inputs / "z.txt").write_bytes((inputs / "a.txt").read_bytes())
    assert len(update(inputs, force=True)) == 3


def test_what_was_read_without_the_geocoder_is_read_again(inputs: Path) -> None:
    assert len(update(inputs, whole=False)) == 3
    assert len(update(inputs)) == 3
    assert update(inputs) == []


def test_without_texts_none_is_left_in_the_store(inputs: Path) -> None:
    update(inputs)
    update(inputs, texts=False)
    store = inputs.parent / "out" / STORE_FILE
    connection = sqlite3.connect(store)
    assert connection.execute("SELECT count(text) FROM extraction").fetchone() == (0,)
    connection.close()
    assert update(inputs) == []  # the texts come back from the files, with nothing extracted
    assert timeline.read_text(inputs.parent / "out", "a") == "Text a of the day."


def test_what_no_input_has_goes_once_it_is_the_larger_part(
    inputs: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline.store import extractions

    monkeypatch.setattr(extractions, "_FEW", 1)
    update(inputs)
    for name in "bc":
        (inputs / f"{name}.txt").unlink()
    update(inputs)
    assert kept(inputs.parent / "out") == 1
    (inputs / "b.txt").write_text("Text b of the day.")
    assert update(inputs) == ["Text b of the day."]


def test_a_few_that_no_input_has_are_kept(inputs: Path) -> None:
    update(inputs)
    (inputs / "c.txt").unlink()
    update(inputs)
    assert kept(inputs.parent / "out") == 3


def kept(output: Path) -> int:
    connection = sqlite3.connect(output / STORE_FILE)
    (number,) = connection.execute("SELECT count(*) FROM extraction").fetchone()
    connection.close()
    return int(number)


def test_a_store_in_memory_writes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    store = Store(Settings())
    Listing(store)
    store.save([(bytes([n]), EXTRACTION) for n in range(200)])
    store.close()
    assert list(tmp_path.iterdir()) == []
