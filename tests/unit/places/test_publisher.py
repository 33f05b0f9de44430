"""Where publishers are at home, by their names and addresses."""

from __future__ import annotations

import pytest

from pipeline.model import Mention
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.publisher import home
from pipeline.places.resolve import resolve


@pytest.mark.parametrize(
    ("publisher", "url", "countries"),
    [
        ("The Times of India", "", ["IN"]),
        ("Kingston Evening Sheet", "https://sheet.example/a", ["JM"]),
        ("", "https://www.daily.com.jm/news/1", ["JM"]),
        ("", "https://www.daily.co.uk/news/1", ["GB"]),
        ("Lima Post", "https://post.pe/1", ["PE", "PE"]),
        ("Union Star", "https://star.example/", []),
        ("Daily Globe", "https://globe.io/", []),
        ("Agence Tass", "https://www.agence.com", []),
        ("", "", []),
        ("", "not an address", []),
    ],
)
def test_home(gazetteer: Gazetteer, publisher: str, url: str, countries: list[str]) -> None:
    found = home(publisher, url, gazetteer)
    assert [names[0].place.country_code for names in found] == countries


@pytest.mark.parametrize(
    ("publisher", "url", "country"),
    [("", "", "GB"), ("The Kingston Sheet", "", "JM"), ("Post", "https://post.nz/1", "NZ")],
)
def test_a_name_means_the_place_near_the_publisher(
    gazetteer: Gazetteer, publisher: str, url: str, country: str
) -> None:
    name = "Hamilton" if country == "NZ" else "Manchester"
    text = f"Police found the car behind a church in {name}."
    start = text.index(name)
    mentions = [Mention(start, start + len(name), name)]
    (alone,) = resolve(text, mentions, gazetteer)
    (near,) = resolve(text, mentions, gazetteer, home(publisher, url, gazetteer))
    assert alone.place is not None
    assert near.place is not None
    assert near.place.country_code == country
    assert (alone.place.country_code == country) == (publisher == "")
