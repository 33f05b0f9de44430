"""The sample corpus and its truth agree, and both keep the promises of data/README.md."""

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

from pipeline.model import Status, StopKind

DATA = Path(__file__).parents[2] / "data"
WITHOUT_TRAVEL = "no-travel"
AMERICAN_SECRETARY = "Secretary of State of the United States"
LONG_SENTENCE_WORDS = 12


@dataclass(frozen=True)
class Sample:
    """One article of the corpus."""

    article_id: str
    title: str
    date: date
    source: str
    url: str
    text: str

    @property
    def tour(self) -> str:
        return self.article_id.partition("/")[0]

    @property
    def whole(self) -> str:
        return f"{self.title}\n{self.text}"


def read_sample(path: Path) -> Sample:
    post = frontmatter.load(str(path), encoding="utf-8")
    article_id = path.relative_to(DATA / "articles").with_suffix("").as_posix()
    fields: dict[str, Any] = post.metadata
    return Sample(article_id=article_id, text=post.content, **fields)


def read_lines(name: str) -> list[dict[str, Any]]:
    lines = (DATA / "gold" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


SAMPLES = {
    sample.article_id: sample
    for sample in map(read_sample, sorted((DATA / "articles").rglob("*.txt")))
}
GOLD = read_lines("sample.jsonl")
ITINERARIES = read_lines("sample_itineraries.jsonl")
GOLD_STOPS = [(line, stop) for line in GOLD for stop in line["stops"]]


def bad_days(stop: dict[str, Any]) -> list[str]:
    """The dates of a stop that are no day of the calendar or lie in the wrong order."""
    days = [stop[key] for key in ("arrive", "depart") if stop[key] is not None]
    return days if sorted(days) != days else [d for d in days if str(date.fromisoformat(d)) != d]


def test_the_corpus_is_large_and_varied_enough() -> None:
    tours = {sample.tour for sample in SAMPLES.values()} - {WITHOUT_TRAVEL}
    assert len(SAMPLES) >= 48
    assert len(tours) >= 9
    assert len({line["home_country_iso2"] for line in ITINERARIES}) >= 6


def test_american_secretaries_fill_a_third_of_the_articles_at_most() -> None:
    american = {line["id"] for line in GOLD if line["role"] == AMERICAN_SECRETARY}
    assert american
    assert len(american) <= len(SAMPLES) / 3


def test_four_articles_or_more_tell_of_no_travel() -> None:
    without = {line["id"] for line in GOLD if line["traveller"] is None}
    assert len(without) >= 4
    assert without == {key for key, sample in SAMPLES.items() if sample.tour == WITHOUT_TRAVEL}


def test_every_article_has_a_title_a_day_and_an_invented_source() -> None:
    for sample in SAMPLES.values():
        assert sample.title.strip(), sample.article_id
        assert type(sample.date) is date, sample.article_id
        host = urlparse(sample.url).hostname or ""
        assert sample.source.strip(), sample.article_id
        outlet = re.sub(r"[^a-z]", "", sample.source.removeprefix("The ").lower())
        assert host == f"{outlet}.example", sample.article_id


def test_addresses_are_unique() -> None:
    counts = Counter(sample.url for sample in SAMPLES.values())
    assert [url for url, count in counts.items() if count > 1] == []


def test_articles_have_the_length_of_news() -> None:
    words = {key: len(sample.text.split()) for key, sample in SAMPLES.items()}
    assert {key: count for key, count in words.items() if not 120 <= count <= 350} == {}


def test_no_long_sentence_stands_in_two_articles() -> None:
    seen: Counter[str] = Counter()
    for sample in SAMPLES.values():
        sentences = set(re.split(r"(?<=[.!?])\s+", sample.text))
        seen.update(s for s in sentences if len(s.split()) >= LONG_SENTENCE_WORDS)
    assert [sentence for sentence, count in seen.items() if count > 1] == []


def test_articles_and_truth_cover_each_other() -> None:
    assert {line["id"] for line in GOLD} == set(SAMPLES)
    numbers: dict[str, list[int]] = {}
    for line in GOLD:
        numbers.setdefault(line["id"], []).append(line["n"])
    assert all(found == list(range(1, len(found) + 1)) for found in numbers.values())


def test_the_truth_knows_the_day_of_its_article() -> None:
    wrong = [
        line["id"] for line in GOLD if line["article_date"] != SAMPLES[line["id"]].date.isoformat()
    ]
    assert wrong == []


def test_every_stop_is_told_in_the_words_of_its_article() -> None:
    foreign = [
        (line["id"], stop["evidence"])
        for line, stop in GOLD_STOPS
        if not stop["evidence"] or stop["evidence"] not in SAMPLES[line["id"]].whole
    ]
    assert foreign == []


def test_every_place_only_mentioned_stands_in_its_article() -> None:
    foreign = [
        (line["id"], place)
        for line in GOLD
        for place in line["mentioned_only"]
        if place.lower() not in SAMPLES[line["id"]].whole.lower()
    ]
    assert foreign == []


def test_a_place_is_a_stop_or_only_mentioned_but_not_both() -> None:
    mentioned = {line["id"]: set(line["mentioned_only"]) for line in GOLD if line["n"] == 1}
    both = [
        (line["id"], stop["place"])
        for line, stop in GOLD_STOPS
        if stop["place"] in mentioned[line["id"]]
    ]
    assert both == []


def test_stops_use_the_words_of_the_model() -> None:
    statuses, kinds = {status.value for status in Status}, {kind.value for kind in StopKind}
    itinerary_stops = [stop for line in ITINERARIES for stop in line["stops"]]
    for stop in [stop for _, stop in GOLD_STOPS] + itinerary_stops:
        assert {stop["status"], *stop.get("alt_status", [])} <= statuses, stop
        assert re.fullmatch("[A-Z]{2}", stop["country_iso2"]), stop
        assert bad_days(stop) == [], stop
    assert {stop["stop_kind"] for stop in itinerary_stops} <= kinds


def test_visits_do_not_lie_ahead_of_their_article_nor_plans_behind() -> None:
    wrong = [
        (line["id"], stop["place"])
        for line, stop in GOLD_STOPS
        if stop["arrive"] is not None
        and (
            (stop["status"] == "visited" and stop["arrive"] > line["article_date"])
            or (stop["status"] == "planned" and stop["arrive"] < line["article_date"])
        )
    ]
    assert wrong == []


def test_every_tour_has_an_itinerary_of_its_own_travellers() -> None:
    tours = {sample.tour for sample in SAMPLES.values()} - {WITHOUT_TRAVEL}
    assert {line["tour"] for line in ITINERARIES} == tours
    told = {(line["id"].partition("/")[0], line["traveller"]) for line in GOLD}
    assert {(line["tour"], line["traveller"]) for line in ITINERARIES} <= told


def test_the_newest_tour_is_rich_and_leaves_a_stop_open() -> None:
    newest = max(SAMPLES.values(), key=lambda sample: sample.date).tour
    [itinerary] = [line for line in ITINERARIES if line["tour"] == newest]
    stops = [stop for stop in itinerary["stops"] if stop["stop_kind"] == "stop"]
    assert len(stops) >= 5
    assert {"visited", "planned"} <= {stop["status"] for stop in stops}
