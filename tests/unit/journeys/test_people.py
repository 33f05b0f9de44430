"""Who a text speaks of."""

from __future__ import annotations

import pytest

from pipeline.extract import Extractor
from pipeline.journeys.people import People, find_people
from pipeline.model import RoleClass
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve


def _people(extractor: Extractor, text: str) -> People:
    doc = extractor.model(text)
    mentions = resolve(text, recognise(doc, extractor.gazetteer), extractor.source)
    return find_people(doc, mentions)


@pytest.mark.parametrize(
    ("text", "name", "role_class", "home"),
    [
        (
            "US Secretary of State Rex Tillerson flew to Lima.",
            "Rex Tillerson",
            RoleClass.FOREIGN_MINISTER,
            "US",
        ),
        (
            "Sergey Lavrov, Russia's foreign minister, reached Eswatini.",
            "Sergey Lavrov",
            RoleClass.FOREIGN_MINISTER,
            "RU",
        ),
        (
            "The Chinese foreign minister, Wang Yi, is due in Bishkek.",
            "Wang Yi",
            RoleClass.FOREIGN_MINISTER,
            "CN",
        ),
        ("Pope Francis left for Kinshasa.", "Francis", RoleClass.RELIGIOUS_LEADER, "VA"),
        (
            "UN Secretary-General Antonio Guterres visited Kyiv.",
            "Antonio Guterres",
            RoleClass.IO_HEAD,
            "",
        ),
        (
            "French President Emmanuel Macron arrived in Yaounde.",
            "Emmanuel Macron",
            RoleClass.HEAD_OF_STATE,
            "FR",
        ),
        (
            "The president and his Turkish guest, Recep Tayyip Erdogan, opened the stadium.",
            "Recep Tayyip Erdogan",
            RoleClass.OTHER,
            "TR",
        ),
        (
            "George Shultz was the last American secretary of state to come to Fiji.",
            "George Shultz",
            RoleClass.FOREIGN_MINISTER,
            "US",
        ),
        (
            "Japan's prime minister, Fumio Kishida, travelled to New Delhi.",
            "Fumio Kishida",
            RoleClass.HEAD_OF_GOVERNMENT,
            "JP",
        ),
    ],
)
def test_office_and_home(
    extractor: Extractor, text: str, name: str, role_class: RoleClass, home: str
) -> None:
    person = _people(extractor, text).all()[0]
    assert (person.name, person.role_class, person.home_country_code) == (name, role_class, home)


def test_surname_misspelling_office_and_pronoun_stand_for_one_person(extractor: Extractor) -> None:
    text = (
        "US Secretary of State Rex Tillerson met the president. Tillerson spoke first. "
        "Tilleron then left. The secretary thanked Peru. He was tired."
    )
    people = _people(extractor, text)
    doc = extractor.model(text)
    for word in ("Tillerson", "Tilleron", "secretary", "He"):
        last = [token for token in doc if token.text == word][-1]
        person = people.of(last)
        assert person is not None, word
        assert person.name == "Rex Tillerson", word


def test_two_holders_of_like_offices_stay_apart(extractor: Extractor) -> None:
    text = (
        "US Secretary of State Rex Tillerson met Mexican Foreign Secretary Luis Videgaray. "
        "The Mexican foreign secretary spoke of trade."
    )
    people = _people(extractor, text)
    doc = extractor.model(text)
    last = [token for token in doc if token.text == "secretary"][-1]
    person = people.of(last)
    assert person is not None
    assert person.name == "Luis Videgaray"


def test_a_minister_of_another_country_is_not_one_whom_somebody_met(extractor: Extractor) -> None:
    text = (
        "US Secretary of State Rex Tillerson met Foreign Minister Workneh Gebeyehu. The Russian "
        "foreign minister is expected in the city."
    )
    (russian,) = (i for i, token in enumerate(extractor.model(text)) if token.text == "Russian")
    assert _people(extractor, text).by_token.get(russian + 2) is None


def test_her_prime_minister_is_her_countryman(extractor: Extractor) -> None:
    text = "Australian Foreign Minister Penny Wong left with her prime minister, Anthony Albanese."
    homes = {person.name: person.home_country_code for person in _people(extractor, text).all()}
    assert homes == {"Penny Wong": "AU", "Anthony Albanese": "AU"}
