from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from pipeline.duplicates import Known, repeats, signature, told
from pipeline.fingerprint import words
from pipeline.intervals import DateInterval
from pipeline.model import CancelKind, Status
from tests.unit.timeline.made import CLAIM, LUSAKA, dates
from tests.wire import DAY, PARAGRAPHS, STORY, notices, prints

VISIT = frozenset({"visit"})


def article(
    article_id: str, text: str, says: Iterable[str] = VISIT, day: date | None = DAY
) -> Known:
    published = DateInterval.day(day) if day else None
    return Known(article_id, published, signature(text), words(text), frozenset(says))


def cut(*kept: int) -> str:
    return "\n\n".join(PARAGRAPHS[number] for number in kept)


def test_two_hundred_prints_are_one_source() -> None:
    found = repeats(article(a.article_id, a.text) for a in prints(200))
    assert found == {f"prints/{number:03}": "prints/000" for number in range(1, 200)}


@pytest.mark.parametrize(
    "text",
    [
        STORY.replace(" ", "\n").upper(),
        "OSLO (Union Wire) - " + STORY,
        "By our own correspondent\n\n" + STORY + "\n\nAdditional reporting by the Oslo desk.",
        cut(0, 1, 2, 3),
        cut(0, 1),
        cut(4, 5, 6, 7),
        STORY.replace("eleven patrol boats", "a dozen patrol ships").replace("two days", "talks"),
        STORY.replace(
            PARAGRAPHS[3], "A committee had wanted to hear the treasury before it voted."
        ),
    ],
    ids=["exact", "dateline", "byline", "half", "opening", "end", "words", "paragraph"],
)
def test_another_print_is_the_same_source(text: str) -> None:
    assert repeats([article("a", STORY), article("b", text)]) == {"b": "a"}
    assert repeats([article("a", text), article("b", STORY)]) == {"b": "a"}


@pytest.mark.parametrize(
    "text",
    [cut(0), cut(0, 1) + "\n\n" + "\n\n".join(a.text for a in notices(2)), cut(7)],
    ids=["lead", "part of a longer text", "one paragraph"],
)
def test_what_shares_only_a_part_is_a_source_of_its_own(text: str) -> None:
    assert repeats([article("a", STORY), article("b", text)]) == {}


@pytest.mark.parametrize("said", [VISIT, frozenset()])
def test_notices_of_one_template_stay_apart_by_what_they_tell(said: frozenset[str]) -> None:
    texts = list(notices(26))
    assert repeats(article(a.article_id, a.text, {a.article_id} | said) for a in texts) == {}
    assert repeats(article(a.article_id, a.text, said) for a in texts)


def test_each_of_many_notices_is_one_source_with_its_own_prints() -> None:
    again = [
        article(f"{a.article_id}/{paper}", f"{paper}: {a.text}", {a.article_id})
        for a in notices(26)
        for paper in ("courier", "echo", "gazette")
    ]
    found = repeats(again)
    assert len(found) == 2 * 52
    assert all(one.rpartition("/")[0] == source.rpartition("/")[0] for one, source in found.items())


@pytest.mark.parametrize("more", ["a further stop", "a stop called off"])
def test_an_update_stays_apart_and_so_does_what_it_updates(more: str) -> None:
    later = DAY + timedelta(days=1)
    first = article("first", STORY)
    update = article("update", STORY + "\n\nShe will go on to Kigali.", VISIT | {more}, later)
    assert repeats([first, update]) == {}
    called_off = article("update", STORY, {more}, later)
    assert repeats([first, replace(called_off, digest=b"")]) == {}


def test_exact_words_are_one_source_whatever_they_tell_and_whenever() -> None:
    late = article("b", f" {STORY}\n", {"other"}, DAY + timedelta(days=700))
    assert repeats([late, article("a", STORY)]) == {"b": "a"}
    short = [article("a", "Too short to be like another."), article("b", "Too short to be alike.")]
    assert repeats([*short, article("c", "too short to be like another.")]) == {"c": "a"}


def test_a_copy_of_a_print_has_the_source_of_the_print() -> None:
    texts = [article("a", STORY), article("b", cut(0, 1, 2, 3)), article("c", cut(0, 1, 2, 3))]
    assert repeats(texts) == {"b": "a", "c": "a"}


def test_the_source_is_the_earliest_then_the_one_that_tells_most_then_the_first_by_id() -> None:
    late = DAY + timedelta(days=1)
    texts = [
        article("a", STORY, {"x", "y"}, late),
        article("b", cut(0, 1, 2, 3), {"x"}),
        article("c", "Oslo: " + STORY, {"x", "y"}),
        article("d", "Bergen: " + STORY, {"x", "y"}),
        article("e", "Undated: " + STORY, {"x", "y"}, None),
    ]
    assert repeats(texts) == dict.fromkeys("abde", "c")


def test_a_story_printed_a_week_later_is_another_one() -> None:
    texts = [article("a", STORY), article("b", cut(0, 1, 2, 3), VISIT, DAY + timedelta(days=7))]
    assert repeats(texts) == {}


def test_texts_that_drift_are_like_the_source_or_apart() -> None:
    whole = article("a", cut(0, 1, 2, 3))
    near = article("b", cut(1, 2, 3, 4))
    far = article("c", cut(3, 4, 5, 6))
    assert repeats([whole, near, far]) == {"b": "a"}
    assert repeats([near, far]) == {}


def test_texts_too_short_to_compare_stay_apart() -> None:
    texts = ["", "Lima.", "He arrived in Lima on Monday.", "He arrived in Lima on Monday!?"]
    assert repeats(article(text, text) for text in texts) == {}


def test_a_signature_is_the_same_in_every_process_and_for_every_spacing() -> None:
    code = (
        "import sys; from pipeline.duplicates import signature; from tests.wire import STORY\n"
        "sys.stdout.write(signature(STORY).hex())"
    )
    for seed in ("1", "2"):
        ran = subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        assert bytes.fromhex(ran.stdout) == signature(STORY)
    assert signature(STORY.upper().replace(" ", "\n")) == signature(STORY)
    assert hashlib.sha256(signature(STORY)).hexdigest()[:16] == "8b2779252db3936a"


@pytest.mark.parametrize("text", ["", "One.", "\ud800 \0", "word " * 50_000, STORY])
def test_a_signature_has_one_length(text: str) -> None:
    assert len(signature(text)) == 516


def test_a_long_text_has_the_signature_of_all_its_words() -> None:
    text = " ".join(f"w{number}" for number in range(20_000))
    assert int.from_bytes(signature(text)[:4], "little") == 20_000 - 3
    assert repeats([article("a", text), article("b", f"Read on. {text}")]) == {"b": "a"}


def claims(**values: object) -> frozenset[str]:
    return told([replace(CLAIM, **values)])  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "other",
    [
        {"place": LUSAKA},
        {"traveller": replace(CLAIM.traveller, name="Jane Roe")},
        {"status": Status.PLANNED},
        {"status": Status.CANCELLED, "cancel_kind": CancelKind.POSTPONED},
        {"dates": dates("2024-05-07")},
        {"dates": dates("2024-05")},
        {"dates": dates("", "2024-05-07")},
        {"met_with": ("the president",)},
        {"event": "a summit"},
        {"purpose": "talks"},
    ],
    ids=str,
)
def test_whatever_a_claim_says_more_is_told(other: dict[str, object]) -> None:
    assert not claims(**other) <= claims()


def test_wording_and_offsets_are_not_what_is_told() -> None:
    assert claims(snippet="He came.", start=7, end=9, cue="came", confidence=0.1) == claims()
    assert claims(traveller=replace(CLAIM.traveller, name="J. Doe", role="minister")) == claims()
    assert claims(purpose="talks") == claims(purpose="a word with the president")


def test_a_town_of_the_dateline_alone_is_told_only_where_there_is_no_other_stop() -> None:
    dateline = replace(CLAIM, place=LUSAKA, implied=True)
    headline = replace(dateline, start=0, end=0)
    assert told([CLAIM, dateline]) == told([CLAIM])
    assert told([CLAIM, headline]) > told([CLAIM])
    assert told([dateline])
