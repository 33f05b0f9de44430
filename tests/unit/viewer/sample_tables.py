"""Tables of three invented trips with every kind of stop, made the way the pipeline makes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from pipeline.intervals import Basis, DateInterval
from pipeline.model import (
    Article,
    CancelKind,
    Claim,
    Dates,
    Extraction,
    Mention,
    Place,
    PlaceKind,
    RoleClass,
    Status,
    Stop,
    StopKind,
    Traveller,
    Trip,
)
from pipeline.timeline import Tables, rows, to_frames, write

AMERICAS, GULF, PACIFIC = "trip-americas-2018", "trip-gulf-2017", "trip-pacific-2017"
HOSTILE = "He said <img src=x onerror=alert(1)> *peace* costs $5 & :smile: ${x} [now](javascript:1)"

_TILLERSON = Traveller(
    "Rex Tillerson", "Secretary of State of the United States", RoleClass.FOREIGN_MINISTER, "US"
)
_KONO = Traveller("Taro Kono", "Foreign Minister", RoleClass.FOREIGN_MINISTER, "JP")

_PLACES = {
    "Washington": ("US", "United States", 38.895, -77.036),
    "Mexico City": ("MX", "Mexico", 19.428, -99.128),
    "Bariloche": ("AR", "Argentina", -41.146, -71.308),
    "Buenos Aires": ("AR", "Argentina", -34.613, -58.377),
    "Lima": ("PE", "Peru", -12.043, -77.028),
    "Bogotá": ("CO", "Colombia", 4.61, -74.082),
    "Kingston": ("JM", "Jamaica", 17.997, -76.794),
    "Quito": ("EC", "Ecuador", -0.23, -78.525),
    "Paraguay": ("PY", "Paraguay", -25.286, -57.647),
    "Riyadh": ("SA", "Saudi Arabia", 24.688, 46.722),
    "Doha": ("QA", "Qatar", 25.285, 51.531),
    "Tokyo": ("JP", "Japan", 35.69, 139.692),
    "Apia": ("WS", "Samoa", -13.833, -171.767),
    "Honolulu": ("US", "United States", 21.307, -157.858),
}

_ARTICLES = {
    "wire/001": Article(
        "wire/001",
        "",
        "Tillerson opens Americas tour in Mexico",
        DateInterval.parse("2018-02-02"),
        "Invented Wire",
        "https://news.example/americas-1",
    ),
    "wire/002": Article(
        "wire/002",
        "",
        "In Lima, talk of an oil embargo",
        DateInterval.parse("2018-02-06"),
        "Invented Wire",
        "https://news.example/americas-2",
    ),
    "post/003": Article(
        "post/003", "", "Secretary lands in Peru", DateInterval.parse("2018-02-05"), "Sample Post"
    ),
    "post/004": Article(
        "post/004", "", "A month in the Gulf", DateInterval.parse("2017-10-30"), "Sample Post"
    ),
    "post/005": Article(
        "post/005",
        "",
        "Kono crosses <b>the</b> date line",
        DateInterval.parse("2017-08-20"),
        "Sample Post",
        "javascript:alert(1)",
    ),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A stop as one line of the sample: place, status, days, and (article, sentence) pairs."""

    place: str
    status: Status
    said: tuple[tuple[str, str], ...]
    arrival: str = ""
    departure: str = ""
    stop_kind: StopKind = StopKind.STOP
    cancel_kind: CancelKind | None = None
    conflict: str = ""


V, N, P, X = Status.VISITED, Status.CURRENT, Status.PLANNED, Status.CANCELLED

_AMERICAS = (
    Told("Washington", V, (), "2018-02-01", stop_kind=StopKind.ORIGIN),
    Told(
        "Mexico City",
        V,
        (("wire/001", "Mr Tillerson spent two days in Mexico City with the foreign minister."),),
        "2018-02-01",
        "2018-02-02",
    ),
    Told("Bariloche", V, (("wire/002", "He walked in the park at Bariloche."),), "2018-02-03"),
    Told(
        "Buenos Aires",
        V,
        (("wire/002", "In Buenos Aires on Sunday he spoke of sanctions on oil."),),
        "2018-02-04",
    ),
    Told(
        "Lima",
        N,
        (
            ("wire/002", "He arrived in Lima on Monday and met the president on Tuesday."),
            ("post/003", "The Secretary landed in Lima late on Sunday."),
        ),
        "2018-02-05",
        "2018-02-06",
        conflict="arrival 2018-02-04 or 2018-02-05",
    ),
    Told(
        "Quito",
        X,
        (("post/003", "A halt in Quito has been put off until the spring."),),
        "2018-02-06",
        cancel_kind=CancelKind.POSTPONED,
    ),
    Told("Bogotá", P, (("wire/002", "He goes on to Bogotá on Tuesday."),), "2018-02-06"),
    Told("Paraguay", P, (("wire/001", "Paraguay is also to receive him."),)),
    Told("Kingston", P, (("wire/001", "The tour ends in Kingston."),), "2018-02-07"),
    Told("Washington", P, (), "2018-02-07", stop_kind=StopKind.RETURN),
)

_GULF = (
    Told("Riyadh", V, (("post/004", "October took him to Riyadh,"),), "2017-10"),
    Told(
        "Doha",
        X,
        (("post/004", "and a stay in Doha ended a day early."),),
        "2017-10",
        cancel_kind=CancelKind.CUT_SHORT,
    ),
)

_PACIFIC = (
    Told("Tokyo", V, (), "2017-08-17", stop_kind=StopKind.ORIGIN),
    Told("Apia", V, (("post/005", HOSTILE),), "2017-08-18"),
    Told("Honolulu", V, (("post/005", "From there to Honolulu."),), "2017-08-19"),
)


def sample_rows() -> dict[str, list[dict[str, Any]]]:
    """The rows of all four tables."""
    trips = (
        _trip(AMERICAS, _TILLERSON, date(2018, 2, 6), _AMERICAS),
        _trip(GULF, _TILLERSON, date(2017, 10, 30), _GULF),
        _trip(PACIFIC, _KONO, date(2017, 8, 20), _PACIFIC),
    )
    return rows([Extraction(article, tuple(_named(article))) for article in _all_articles()], trips)


def printed_rows(by: int) -> dict[str, list[dict[str, Any]]]:
    """The rows with so many prints of "In Lima, talk of an oil embargo" by others, days later."""
    rows = sample_rows()
    (source,) = (row for row in rows["articles"] if row["article_id"] == "wire/002")
    rows["articles"] += [
        source
        | {
            "article_id": f"print/{number:03}",
            "published": date(2018, 2, 7 + number // 100),
            "source": f"<b>Courier {number}",
            "url": f"https://courier-{number}.example/lima" if number else "javascript:alert(1)",
            "state": "duplicate",
            "reason": "nearly the same text as wire/002",
            "same_as": "wire/002",
        }
        for number in range(by)
    ]
    return rows


def sample_texts() -> dict[str, str]:
    """The text of each article, as the offsets of the tables count it."""
    return {article.article_id: article.text for article in _all_articles()}


def sample_tables() -> Tables:
    """The four tables."""
    return to_frames(sample_rows())


def write_sample(folder: Path, texts: bool = True) -> None:
    """Write the tables into `folder`, as a run of the pipeline would."""
    write(sample_rows(), folder, {}, sample_texts() if texts else None)


def write_many(folder: Path, trips: int) -> None:
    """Write tables of so many trips, each that to the Gulf a month later, by another traveller."""
    rows = sample_rows()
    told = [row for row in rows["timeline"] if row["trip_id"] == GULF]
    rows["timeline"] = [
        row
        | {
            "trip_id": f"trip-{number:04}",
            "stop_id": f"{number:04}-{row['sequence']}",
            "traveller": f"Traveller {number % 50}",
            "arrival": date(1940 + number // 12, 1 + number % 12, 5),
            "departure": None,
            "date_precision": "day",
        }
        for number in range(trips)
        for row in told
    ]
    write(rows | {"evidence": [], "mentions": []}, folder, {})


def _all_articles() -> list[Article]:
    return [replace(article, text=_text(article_id)) for article_id, article in _ARTICLES.items()]


def _text(article_id: str) -> str:
    """What the stops quote of an article, between a first and a last sentence of its own."""
    told = (line for trip in (_AMERICAS, _GULF, _PACIFIC) for line in trip)
    said = [sentence for line in told for source, sentence in line.said if source == article_id]
    return "\n\n".join(["It was a long week.", *said, "In Caracas nobody was asked."])


def _named(article: Article) -> Iterator[Mention]:
    caracas = Place("Caracas", PlaceKind.CITY, "VE", "Venezuela", 10.488, -66.879)
    for place in (*map(_place, _PLACES), caracas):
        start = article.text.find(place.name)
        if start >= 0:
            yield Mention(start, start + len(place.name), place.name, place=place, confidence=0.9)


def _trip(trip_id: str, traveller: Traveller, as_of: date, told: Sequence[Told]) -> Trip:
    stops = tuple(
        _stop(f"{trip_id}-{index}", traveller, line, index) for index, line in enumerate(told)
    )
    return Trip(trip_id, traveller, as_of, stops)


def _stop(stop_id: str, traveller: Traveller, told: Told, order: int) -> Stop:
    place = _place(told.place)
    dates = Dates(_interval(told.arrival), _interval(told.departure), basis=Basis.STATED)
    claims = tuple(
        Claim(
            article_id,
            traveller,
            place,
            told.status,
            sentence,
            _text(article_id).index(sentence),
            _text(article_id).index(sentence) + len(sentence),
            "",
            dates,
            order=order,
            confidence=0.9 - 0.1 * index,
        )
        for index, (article_id, sentence) in enumerate(told.said)
    )
    return Stop(
        stop_id,
        traveller,
        place,
        told.stop_kind,
        told.status,
        claims,
        dates,
        told.cancel_kind,
        told.conflict,
        0.9,
        "one source, day written out",
    )


def _place(name: str) -> Place:
    code, country, latitude, longitude = _PLACES[name]
    kind = PlaceKind.COUNTRY if name == country else PlaceKind.CITY
    return Place(name, kind, code, country, latitude, longitude)


def _interval(text: str) -> DateInterval | None:
    return DateInterval.parse(text) if text else None
