"""Each half of the gold of journeys keeps the promises of data/README.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

import frontmatter
import pytest

from pipeline.model import Status

GOLD = Path(__file__).parents[2] / "data" / "gold"
HALVES = sorted(path.stem for path in GOLD.glob("*.jsonl") if (GOLD / path.stem).is_dir())
ARTICLES = 40
WITHOUT_TRAVEL = 10
WITHOUT_TRAVEL_ONE_IN = 4
OLDEST, NEWEST = date(1996, 1, 1), date(2026, 12, 31)
LONG_SENTENCE_WORDS = 12


@dataclass(frozen=True)
class Article:
    """One article of a half."""

    fields: dict[str, Any]
    text: str

    @property
    def whole(self) -> str:
        return f"{self.fields['title']}\n{self.text}"


@dataclass(frozen=True)
class Half:
    """The articles of one half by their id, and the lines of its truth."""

    articles: dict[str, Article]
    lines: list[dict[str, Any]]

    @property
    def without_travel(self) -> list[dict[str, Any]]:
        return [line for line in self.lines if line["traveller"] is None]

    @property
    def stops(self) -> list[tuple[dict[str, Any], dict[str, Any]]]:
        return [(line, stop) for line in self.lines for stop in line["stops"]]


def read_article(path: Path) -> Article:
    post = frontmatter.load(str(path), encoding="utf-8")
    return Article(post.metadata, post.content)


def number_of(key: str) -> str:
    return key.partition("-")[0]


def read_half(name: str) -> Half:
    paths = sorted((GOLD / name).glob("*.txt"), key=lambda path: int(number_of(path.stem)))
    truth = (GOLD / f"{name}.jsonl").read_text(encoding="utf-8")
    return Half(
        {path.stem: read_article(path) for path in paths},
        [json.loads(line) for line in truth.splitlines()],
    )


@pytest.fixture(scope="module", params=HALVES)
def half(request: pytest.FixtureRequest) -> Half:
    return read_half(request.param)


def days_of(stop: dict[str, Any]) -> list[str]:
    return [stop[key] for key in ("arrive", "depart") if stop[key] is not None]


def test_the_open_half_is_there() -> None:
    assert "open" in HALVES


def test_there_are_forty_articles_or_more_numbered_without_a_gap(half: Half) -> None:
    numbers = [number_of(key) for key in half.articles]
    assert len(numbers) >= ARTICLES
    assert numbers == [f"{number:02d}" for number in range(1, len(numbers) + 1)]


def test_front_matter_is_complete_and_the_source_invented(half: Half) -> None:
    for key, article in half.articles.items():
        fields = article.fields
        assert set(fields) == {"title", "date", "source", "url"}, key
        assert fields["title"].strip(), key
        assert fields["source"].strip(), key
        assert type(fields["date"]) is date, key
        assert OLDEST <= fields["date"] <= NEWEST, key
        assert (urlparse(fields["url"]).hostname or "").endswith(".example"), key


def test_addresses_are_unique(half: Half) -> None:
    found = Counter(article.fields["url"] for article in half.articles.values())
    assert [url for url, count in found.items() if count > 1] == []


def test_articles_have_the_length_of_news(half: Half) -> None:
    words = {key: len(article.text.split()) for key, article in half.articles.items()}
    assert {key: count for key, count in words.items() if not 120 <= count <= 520} == {}


def test_no_long_sentence_stands_in_two_articles(half: Half) -> None:
    seen: Counter[str] = Counter()
    for article in half.articles.values():
        sentences = set(re.split(r"(?<=[.!?])\s+", article.text))
        seen.update(s for s in sentences if len(s.split()) >= LONG_SENTENCE_WORDS)
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_articles_and_truth_cover_each_other(half: Half) -> None:
    numbers: dict[str, list[int]] = {}
    for line in half.lines:
        numbers.setdefault(line["id"], []).append(line["n"])
    assert list(numbers) == list(half.articles)
    assert {key: n for key, n in numbers.items() if n != list(range(1, len(n) + 1))} == {}


def test_the_truth_knows_the_day_of_its_article(half: Half) -> None:
    published = {key: article.fields["date"].isoformat() for key, article in half.articles.items()}
    assert [
        line["id"] for line in half.lines if line["article_date"] != published[line["id"]]
    ] == []


def test_a_quarter_of_the_articles_tells_of_no_travel(half: Half) -> None:
    assert len(half.without_travel) * WITHOUT_TRAVEL_ONE_IN >= len(half.articles)


def test_articles_without_travel_are_told_in_one_line_with_no_stop(half: Half) -> None:
    assert len(half.without_travel) >= WITHOUT_TRAVEL
    told = Counter(line["id"] for line in half.lines)
    assert [
        line["id"] for line in half.without_travel if line["stops"] or told[line["id"]] > 1
    ] == []


def test_every_traveller_has_a_stop(half: Half) -> None:
    assert [
        (line["id"], line["traveller"])
        for line in half.lines
        if line["traveller"] is not None and not line["stops"]
    ] == []


def test_every_stop_is_told_in_the_words_of_its_article(half: Half) -> None:
    assert [
        (line["id"], stop["evidence"])
        for line, stop in half.stops
        if not stop["evidence"] or stop["evidence"] not in half.articles[line["id"]].whole
    ] == []


def test_places_only_mentioned_stand_in_the_article_and_are_no_stops(half: Half) -> None:
    mentioned = {line["id"]: line["mentioned_only"] for line in half.lines if line["n"] == 1}
    assert [
        (key, place)
        for key, places in mentioned.items()
        for place in places
        if place.lower() not in half.articles[key].whole.lower()
    ] == []
    assert [
        (line["id"], stop["place"])
        for line, stop in half.stops
        if stop["place"] in mentioned[line["id"]]
    ] == []


def test_stops_use_the_words_of_the_model(half: Half) -> None:
    statuses = {status.value for status in Status}
    for line, stop in half.stops:
        assert stop["place"].strip(), line["id"]
        assert {stop["status"], *stop.get("alt_status", [])} <= statuses, (line["id"], stop)
        assert re.fullmatch("[A-Z]{2}", stop["country_iso2"]), (line["id"], stop)


def test_days_are_days_of_the_calendar_in_order(half: Half) -> None:
    for line, stop in half.stops:
        days = days_of(stop)
        assert [date.fromisoformat(day).isoformat() for day in days] == sorted(days), (
            line["id"],
            stop,
        )


def test_no_day_contradicts_the_status_seen_from_the_article(half: Half) -> None:
    for line, stop in half.stops:
        now, place = line["article_date"], (line["id"], stop["place"])
        arrive, depart = stop["arrive"], stop["depart"]
        accepted = {stop["status"], *stop.get("alt_status", [])}
        if accepted == {"visited"}:
            assert max([now, *days_of(stop)]) == now, place
        if accepted == {"planned"} and arrive is not None:
            assert arrive >= now, place
        if stop["status"] == "current" and "planned" not in accepted:
            assert arrive is None or arrive <= now, place
            assert depart is None or depart >= now, place


def test_most_stops_count(half: Half) -> None:
    counted = [s for _, s in half.stops if not (s.get("historic") or s.get("optional"))]
    assert len(counted) >= 2 * (ARTICLES - WITHOUT_TRAVEL)
    assert {stop["status"] for stop in counted} == {"visited", "current", "planned", "cancelled"}
