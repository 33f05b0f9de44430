from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from pipeline.model import Mention, MentionUse, PlaceKind
from pipeline.places.candidate import Candidate, PlaceSource
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.resolve import resolve

Find = Callable[[str], list[Mention]]


def places(mentions: list[Mention]) -> list[tuple[str, str, str]]:
    """Of each mention: its text, the place's name, and its division or else its country."""
    return [
        (m.text, m.place.name, m.place.admin1 if m.place.country_code == "US" else m.place.country)
        for m in mentions
        if m.place and m.place.kind is not PlaceKind.COUNTRY
    ]


def countries(mentions: list[Mention]) -> list[tuple[str, str]]:
    return [
        (m.text, m.place.country_code)
        for m in mentions
        if m.place and m.place.kind is PlaceKind.COUNTRY
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He flew to Lima, Ohio.", ("Lima", "Lima", "Ohio")),
        ("He flew to Lima.", ("Lima", "Lima", "Peru")),
        ("He flew to Kingston, Jamaica.", ("Kingston", "Kingston", "Jamaica")),
        ("He flew to London, Ontario.", ("London", "London", "Canada")),
        ("He flew to London.", ("London", "London", "United Kingdom")),
        ("She spoke in Moscow, Idaho.", ("Moscow", "Moscow", "Idaho")),
        ("She spoke in Portland, Maine.", ("Portland", "Portland", "Maine")),
        ("She spoke in Atlanta, Ga.", ("Atlanta", "Atlanta", "Georgia")),
        ("It began in the Turkish city of Batman.", ("Batman", "Batman", "Turkey")),
        ("He landed in Washington.", ("Washington", "Washington", "District of Columbia")),
        ("She spoke in Tel Aviv.", ("Tel Aviv", "Tel Aviv", "Israel")),
        ("He stayed at Camp David.", ("Camp David", "Camp David", "")),
    ],
)
def test_the_words_beside_a_name_decide(
    find: Find, text: str, expected: tuple[str, str, str]
) -> None:
    assert expected in places(find(text))


def test_two_towns_share_the_state_behind_them(find: Find) -> None:
    found = places(find("They met in Atlanta and Clarkston, Georgia."))
    assert ("Atlanta", "Atlanta", "Georgia") in found
    assert ("Clarkston", "Clarkston", "Georgia") in found
    assert ("Georgia", "Georgia", "Georgia") in found


def test_georgia_is_the_country_beside_tbilisi(find: Find) -> None:
    text = "He went to Tbilisi, Georgia. Georgia and Armenia welcomed him in the South Caucasus."
    assert countries(find(text)).count(("Georgia", "GE")) == 2


def test_georgia_is_the_state_among_states(find: Find) -> None:
    text = "The senator campaigned in Alabama, Florida, Georgia, Tennessee and South Carolina."
    assert ("Georgia", "Georgia", "Georgia") in places(find(text))


@pytest.mark.parametrize(("capital", "code"), [("Kinshasa", "CD"), ("Brazzaville", "CG")])
def test_the_capital_tells_the_congos_apart(find: Find, capital: str, code: str) -> None:
    text = f"He landed in {capital}. The Congolese president received him."
    assert ("Congolese", code) in countries(find(text))


def test_the_full_name_tells_what_the_short_one_means(find: Find) -> None:
    text = "She flew to the Republic of the Congo on Monday. From Congo she goes to Uganda."
    assert ("Congo", "CG") in countries(find(text))


def test_the_guineas_stay_apart(find: Find) -> None:
    text = "He visits Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea."
    assert [code for _, code in countries(find(text))] == ["GN", "GW", "GQ", "PG"]


def test_a_name_means_one_place_in_a_text_unless_it_says_otherwise(find: Find) -> None:
    text = (
        "PORTLAND, Maine - The minister came to Portland on Monday. Portland is small. "
        "On Friday he flies to Portland, Oregon."
    )
    found = [division for name, _, division in places(find(text)) if name.lower() == "portland"]
    assert found == ["Maine", "Maine", "Maine", "Oregon"]


def test_nationalities_lead_to_their_country(find: Find) -> None:
    found = countries(find("The Dutch, Swiss and Burmese ministers met the Saudi envoy."))
    assert found == [("Dutch", "NL"), ("Swiss", "CH"), ("Burmese", "MM"), ("Saudi", "SA")]


def test_the_code_of_namibia_is_text(find: Find) -> None:
    assert countries(find("He flew to Namibia.")) == [("Namibia", "NA")]


def test_unknown_names_stay_unknown_and_take_nothing_from_others(gazetteer: Gazetteer) -> None:
    text = "From Qwxyzton to Lima"
    mentions = [Mention(5, 13, "Qwxyzton"), Mention(17, 21, "Lima")]
    unknown, known = resolve(text, mentions, gazetteer)
    assert unknown == mentions[0]
    assert known.place is not None
    assert known.place.country_code == "PE"


@pytest.mark.parametrize(
    ("name", "wrong"), [("America", "NL"), ("Burma", "JO"), ("EU", "FR"), ("China", "US")]
)
def test_well_known_names_are_no_villages(gazetteer: Gazetteer, name: str, wrong: str) -> None:
    (mention,) = resolve(name, [Mention(0, len(name), name)], gazetteer)
    assert mention.place is not None
    assert mention.place.country_code != wrong
    assert mention.place.kind in (PlaceKind.COUNTRY, PlaceKind.REGION)


def test_an_airport_named_after_its_town_is_a_venue_there(gazetteer: Gazetteer) -> None:
    name = "Damascus International Airport"
    (mention,) = resolve(name, [Mention(0, len(name), name)], gazetteer)
    assert mention.place is not None
    assert (mention.place.name, mention.place.kind) == (name, PlaceKind.VENUE)
    assert mention.place.country_code == "SY"


def test_a_building_is_in_the_city_named_beside_it(find: Find) -> None:
    building = next(m for m in find("They met at the Government Palace in Lima.") if m.place)
    assert building.place is not None
    assert (building.text, building.place.name) == ("Government Palace", "Government Palace")
    assert (building.place.kind, building.place.country_code) == (PlaceKind.VENUE, "PE")


def spans(text: str, *names: str) -> list[Mention]:
    return [Mention(text.index(n), text.index(n) + len(n), n) for n in names]


def test_confidence_is_low_for_a_common_name(gazetteer: Gazetteer) -> None:
    lima, springfield = resolve(
        "Lima Springfield", spans("Lima Springfield", "Lima", "Springfield"), gazetteer
    )
    assert 0.0 < springfield.confidence < 0.6 < lima.confidence


def test_only_a_text_that_bears_it_out_makes_a_famous_name_sure(gazetteer: Gazetteer) -> None:
    """London, Ontario, has a newspaper too, and it does not say Ontario in every story."""
    text = "London and Leeds, Cambridge and Oxford"
    (alone,) = resolve(text, spans(text, "London"), gazetteer)
    together = resolve(text, spans(text, "London", "Leeds", "Cambridge", "Oxford"), gazetteer)
    assert alone.confidence < 0.9 < together[0].confidence
    assert alone.place == together[0].place


@pytest.mark.parametrize(
    "text",
    [
        "Lima is a small town in the west of Ohio, known for a tank works",
        "Lima, a town of forty thousand in Ohio, makes tanks",
        "Lima lies in the county of Allen; nobody there thinks of Ohio",
    ],
)
def test_a_sentence_that_says_where_a_place_is(gazetteer: Gazetteer, text: str) -> None:
    names = ("Lima", "Ohio") if "Allen" not in text else ("Lima", "Allen", "Ohio")
    lima = resolve(text, spans(text, *names), gazetteer)[0]
    assert lima.place is not None
    assert lima.place.admin1 == "Ohio"


def test_a_dateline_names_a_town_and_no_state(gazetteer: Gazetteer) -> None:
    text = "WASHINGTON (Agency) - Lawmakers from Oregon, Idaho, Montana and Utah met on Monday."
    names = ("WASHINGTON", "Oregon", "Idaho", "Montana", "Utah")
    washington = resolve(text, spans(text, *names), gazetteer)[0]
    assert washington.place is not None
    assert washington.place.kind is PlaceKind.CITY


def test_a_sentence_about_something_else_says_nothing(gazetteer: Gazetteer) -> None:
    text = "Lima is cooler than the capital. In Ohio it snowed"
    lima = resolve(text, spans(text, "Lima", "Ohio"), gazetteer)[0]
    assert lima.place is not None
    assert lima.place.country_code == "PE"


class Counting:
    """A source that counts how often it is asked."""

    def __init__(self, source: PlaceSource) -> None:
        self.source = source
        self.asked = 0

    def candidates(self, name: str) -> Sequence[Candidate]:
        self.asked += 1
        return self.source.candidates(name)


def test_a_name_is_looked_up_once_however_often_it_stands(gazetteer: Gazetteer) -> None:
    text = "Lima, " * 10_000
    mentions = [Mention(i * 6, i * 6 + 4, "Lima") for i in range(10_000)]
    counting = Counting(gazetteer)
    found = resolve(text, mentions, counting)
    assert counting.asked == 1
    assert {m.place.country_code for m in found if m.place} == {"PE"}


def test_resolution_is_the_same_every_time(find: Find, gazetteer: Gazetteer) -> None:
    text = "From Springfield to Georgia, Victoria and San Jose; the Congolese flew to Kingston."
    first = find(text)
    again = Gazetteer(gazetteer.index)
    plain = [Mention(m.start, m.end, m.text, m.use) for m in first]
    assert resolve(text, plain, again) == first
    again.close()


def test_use_is_kept(gazetteer: Gazetteer) -> None:
    (mention,) = resolve("Lima", [Mention(0, 4, "Lima", MentionUse.METONYM)], gazetteer)
    assert mention.use is MentionUse.METONYM
