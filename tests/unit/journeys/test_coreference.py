"""Pronouns, offices, descriptions and groups, led back to names by what they claim."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from tests.unit.journeys.stories import claims, told


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Chinese Foreign Minister Wang Yi met Prime Minister Frank Bainimarama. "
            "Wang flew to Tonga on Monday.",
            ("Wang Yi", "Tonga"),
        ),
        (
            "South Korean President Moon Jae-in left home on Monday. He landed in Hanoi.",
            ("Moon Jae-in", "Hanoi"),
        ),
        (
            "Foreign Minister Espen Barth Eide was silent. Eide will travel on to Vilnius.",
            ("Espen Barth Eide", "Vilnius"),
        ),
        (
            "Envoy Lakhdar Brahimi was silent. The envoy went to Cairo.",
            ("Lakhdar Brahimi", "Cairo"),
        ),
        (
            "The Secretary-General left for Lima on Monday. The Secretary-General was tired.",
            ("Secretary-General", "Lima"),
        ),
        (
            "U.S. Defense Secretary Donald Rumsfeld was in Cairo. On Friday the secretary is "
            "expected in Tashkent.",
            ("Donald Rumsfeld", "Tashkent"),
        ),
        (
            "President Joe Biden landed in Warsaw. President Andrzej Duda received him in Krakow.",
            ("Joe Biden", "Kraków"),
        ),
        (
            "Under Secretary of State for Political Affairs Victoria Nuland will visit Djibouti.",
            ("Victoria Nuland", "Djibouti"),
        ),
        (
            "Pietro Parolin, the Vatican's secretary of state, travelled to Juba.",
            ("Pietro Parolin", "Juba"),
        ),
        (
            "German Foreign Minister Annalena Baerbock waited. She was tired. Angela Merkel had to "
            "turn back on her way to the summit, which she then reached from Madrid.",
            ("Angela Merkel", "Madrid"),
        ),
        (
            "US Secretary of State Antony Blinken flew to Tokyo. Blinken was late. Japan's "
            "premier, Fumio Kishida, was in town. He flew on to Seoul.",
            ("Fumio Kishida", "Seoul"),
        ),
        (
            "Chinese Foreign Minister Wang Yi arrived in Suva. Wang will travel on Friday. Foreign "
            "Minister Soroi Eoe was silent.\n\nHe flies to Dili on Friday.",
            ("Wang Yi", "Dili"),
        ),
        (
            "Russian Foreign Minister Sergei Lavrov flew in to speak of the fall of Omar "
            "al-Bashir. Envoys of Norway came, too. This was the end of a tour that opened in "
            "Iraq on Monday.",
            ("Sergei Lavrov", "Iraq"),
        ),
        (
            "Cardinal Pietro Parolin came on a journey that Pope Francis was to take. He flew to "
            "Juba. Francis was tired. Francis rested.",
            ("Pietro Parolin", "Juba"),
        ),
        (
            "Presidents George Bush and Jiang Zemin arrived in Shanghai on Friday.",
            ("Jiang Zemin", "Shanghai"),
        ),
        (
            "President Paul Biya and Foreign Minister Lejeune Mbella flew to Paris. "
            "They went on to Rome.",
            ("Lejeune Mbella", "Rome"),
        ),
    ],
)
def test_who_travels(extractor: Extractor, text: str, expected: tuple[str, str]) -> None:
    assert expected in {told(claim)[:2] for claim in claims(extractor, text)}


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("HAVANA - Pope Francis landed in Cuba on Saturday.", None),
        (
            "Vice President Mike Pence stayed at home. The president flew to Oslo.",
            ("Mike Pence", "Oslo"),
        ),
        (
            "President Joe Biden was in Rome. Theresa May may go to Oslo on May 6.",
            ("Theresa May", "Oslo"),
        ),
        (
            "A tall cardinal came for Pope Francis. On Sunday the cardinal travels to Juba.",
            ("Francis", "Juba"),
        ),
        ("Ben Stokes, the captain, flew to Karachi with his team.", ("Ben Stokes", "Karachi")),
    ],
)
def test_who_does_not(extractor: Extractor, text: str, wrong: tuple[str, str] | None) -> None:
    found = claims(extractor, text)
    assert wrong not in {told(claim)[:2] for claim in found}
    assert wrong or found[0].traveller.home_country_code == "VA"
