from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest

from pipeline.model import Mention, MentionUse

Find = Callable[[str], list[Mention]]
L, D, M = MentionUse.LITERAL, MentionUse.DEMONYM, MentionUse.METONYM


def used(mentions: list[Mention]) -> list[tuple[str, MentionUse]]:
    return [(mention.text, mention.use) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LIMA, Feb 6 - The minister arrived.", [("LIMA", L)]),
        ("LIMA – The minister arrived.", [("LIMA", L)]),
        ("NAIROBI, Kenya (AP) — Talks ended.", [("NAIROBI", L), ("Kenya", L)]),
        ("WASHINGTON/KABUL (Agency) - He left.", [("WASHINGTON", L), ("KABUL", L)]),
        ("The French minister flew to Peru.", [("French", D), ("Peru", L)]),
        ("The North Korean ambassador left Lima.", [("North Korean", D), ("Lima", L)]),
        ("He met Cubans and Americans in Havana.", [("Havana", L)]),
        (
            "She travelled from the United States to the Hague.",
            [("United States", L), ("Hague", L)],
        ),
        ("They met in northern Mexico.", [("Mexico", L)]),
        ("Peru's president spoke in Port-au-Prince.", [("Peru", L), ("Port-au-Prince", L)]),
        (
            "The U.S. delegation is in Bosnia and Herzegovina.",
            [("U.S.", L), ("Bosnia and Herzegovina", L)],
        ),
        ("It is not for us to say.", []),
    ],
)
def test_names_are_found_with_their_bounds(
    find: Find, text: str, expected: list[tuple[str, MentionUse]]
) -> None:
    assert used(find(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Michael Jordan smiled.",
        "Chad Kroeger sang.",
        "Paris Hilton sang for him.",
        "Kerry flew home.",
        "The Washington Post reported it.",
        "He writes for the New York Times.",
        "Chelsea FC lost.",
    ],
)
def test_persons_papers_and_clubs_are_no_places(find: Find, text: str) -> None:
    assert [m.text for m in find(text) if m.use is not MentionUse.METONYM] == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Washington said it would answer.", "Washington"),
        ("Moscow has accused the envoy of lying.", "Moscow"),
        ("Ties between Lima and Bogota are good.", "Lima"),
        ("Cooperation between Caracas and Washington ended.", "Washington"),
        ("Both Washington and Lima want a deal.", "Washington"),
        ("The White House said nothing.", "White House"),
        ("A Kremlin spokesman said nothing.", "Kremlin"),
        ("They left the Paris Agreement.", "Paris"),
        ("Peru leads the Lima Group.", "Lima"),
        ("The Camp David accords held.", "Camp David"),
    ],
)
def test_governments_and_treaties_are_metonyms(find: Find, text: str, name: str) -> None:
    assert (name, M) in used(find(text))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He arrived in Washington on Monday.", "Washington"),
        ("She flew between Lima and Bogota.", "Lima"),
        ("The two met at the White House.", "White House"),
        ("He was received at the Kremlin.", "Kremlin"),
        ("The accord was signed in Paris.", "Paris"),
        ("They spent a weekend at Camp David.", "Camp David"),
        ("Talks in Vienna ended.", "Vienna"),
    ],
)
def test_literal_is_the_default(find: Find, text: str, name: str) -> None:
    assert (name, L) in used(find(text))


def test_mentions_are_sorted_and_do_not_overlap(find: Find) -> None:
    text = (
        "SEOUL, South Korea - The South Korean president left Seoul for Papua New Guinea, "
        "the Democratic Republic of the Congo and Guinea-Bissau."
    )
    mentions = find(text)
    assert [text[m.start : m.end] for m in mentions] == [m.text for m in mentions]
    assert all(a.end <= b.start for a, b in pairwise(mentions))
    assert [m.text for m in mentions][-3:] == [
        "Papua New Guinea",
        "Democratic Republic of the Congo",
        "Guinea-Bissau",
    ]


def test_a_capital_described_is_a_mention_of_the_capital(find: Find) -> None:
    (mention,) = find("He landed in the Peruvian capital.")
    assert (mention.text, mention.use) == ("Peruvian capital", L)
    assert mention.place is not None
    assert mention.place.name == "Lima"


def test_an_empty_text_has_no_mentions(find: Find) -> None:
    assert find("") == []
    assert find("\n\n") == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("He is due in Port Moresby on Monday.", "Port Moresby"),
        ("He came from Mexico City. Park staff told him.", "Mexico City"),
        ("Buenos Aires comes next.", "Buenos Aires"),
        ("London, where he is expected, has been told nothing.", "London"),
        ("He tours Samoa, Fiji, Tonga, Vanuatu and Papua New Guinea.", "Vanuatu"),
    ],
)
def test_stops_are_literal_and_end_where_the_name_ends(find: Find, text: str, name: str) -> None:
    assert (name, L) in used(find(text))


@pytest.mark.parametrize(
    "text", ["The African Union met.", "No one came.", "Most left.", "The G7 and the BRICS met."]
)
def test_common_words_and_abbreviations_are_no_villages(find: Find, text: str) -> None:
    assert [m.text for m in find(text) if m.use is not D] == []
