from __future__ import annotations

import html
from urllib.parse import parse_qs, urlsplit

import pytest

from pipeline.intervals import DateInterval
from tests.unit.viewer.sample_tables import AMERICAS, sample_tables
from viewer.address import View, link, read, write
from viewer.filters import NOTHING, Filter
from viewer.markup import frame
from viewer.viewmodel import choices, in_words

CHOICES = choices(sample_tables())
PAGE = "https://example.org/maps/"


def asked(**parameters: str | list[str]) -> tuple[Filter, tuple[str, ...]]:
    given = {n.rstrip("_"): [v] if isinstance(v, str) else v for n, v in parameters.items()}
    view, unknown = read(given, CHOICES)
    return view.wanted, unknown


def test_the_parameters_people_write() -> None:
    wanted, unknown = asked(
        country="PE",
        status="planned",
        from_="2018-01",
        to="2018",
        role="foreign_minister",
        region="western-asia",
        home="us",
        confidence="80",
        text="oil",
        traveller="Taro Kono",
    )
    assert unknown == ()
    assert wanted == Filter(
        text="oil",
        travellers=("Taro Kono",),
        roles=("foreign_minister",),
        homes=("US",),
        countries=("PE",),
        regions=("Western Asia",),
        statuses=("planned",),
        first=DateInterval.month(2018, 1),
        last=DateInterval.year(2018),
        confidence=80,
    )


@pytest.mark.parametrize("country", ["PE,CO", ["PE", "CO"], " pe , co,", "PE,CO,PE"])
def test_several_values_of_a_code(country: str | list[str]) -> None:
    assert asked(country=country) == (Filter(countries=("PE", "CO")), ())


def test_a_name_may_be_written_without_accents_but_not_in_parts() -> None:
    assert asked(traveller="taro-kono")[0].travellers == ("Taro Kono",)
    assert asked(traveller="Taro Kono, Rex Tillerson")[1] == ("traveller=Taro Kono, Rex Tillerson",)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("country", "XX"),
        ("country", "FR"),
        ("status", "mentioned"),
        ("role", "king"),
        ("region", "atlantis"),
        ("from_", "2018-13"),
        ("to", "yesterday"),
        ("confidence", "101"),
        ("confidence", "-1"),
        ("confidence", "²"),
        ("traveller", "<script>"),
    ],
)
def test_what_the_tables_do_not_have_is_named_and_left_out(name: str, text: str) -> None:
    assert asked(**{name: text}) == (NOTHING, (f"{name.rstrip('_')}={text}",))


def test_what_is_unknown_takes_nothing_else_with_it() -> None:
    assert asked(country="XX,PE") == (Filter(countries=("PE",)), ("country=XX",))


def test_other_peoples_parameters_are_no_business_of_ours() -> None:
    assert asked(utm_source="mail", theme="dark") == (NOTHING, ())


def test_an_address_says_only_what_is_asked_for() -> None:
    assert write(View()) == {}
    assert write(View(AMERICAS, "4", f"{AMERICAS}-4")) == {
        "trip": [AMERICAS],
        "stop": ["4"],
        "at": [f"{AMERICAS}-4"],
    }
    assert write(View(wanted=Filter(regions=("Western Asia",), countries=("PE", "CO")))) == {
        "country": ["PE", "CO"],
        "region": ["western-asia"],
    }


@pytest.mark.parametrize(
    ("page", "start"),
    [
        ("https://example.org/", "https://example.org/?trip=t"),
        ("https://example.org", "https://example.org/?trip=t"),
        ("https://example.org:8501/maps/", "https://example.org:8501/maps/?trip=t"),
        ("https://example.org/maps?old=1#part", "https://example.org/maps/?trip=t"),
        ("https://app.example.org/~/+", "https://app.example.org/?trip=t"),
        ("https://app.example.org/~/+/", "https://app.example.org/?trip=t"),
        ("", "/?trip=t"),
    ],
)
def test_a_link_stands_below_the_pages_own_address(page: str, start: str) -> None:
    assert link(page, View("t")) == start


def test_a_link_carries_any_text() -> None:
    view = View("t", wanted=Filter(text='a&b=c "d" <e> #f é'))
    query = parse_qs(urlsplit(link(PAGE, view, embed=True)).query)
    assert query == {"trip": ["t"], "text": ['a&b=c "d" <e> #f é'], "embed": ["true"]}


def test_the_frame_to_copy_holds_nothing_but_itself() -> None:
    code = frame(link(PAGE, View("t", wanted=Filter(text='"><script>'))), 'A "title" <b>', 500)
    assert code.count("<") == code.count(">") == 2
    assert 'title="A &quot;title&quot; &lt;b&gt;"' in code
    assert "trip=t&text=" in html.unescape(code)


def test_a_filter_in_words() -> None:
    wanted = Filter(
        "oil", ("Taro Kono",), ("foreign_minister",), ("US",), ("CO", "PE"), ("Western Asia",),
        ("planned", "cancelled"), DateInterval.parse("2018-01"), DateInterval.parse("2019"), 80,
    )  # fmt: skip
    assert list(in_words(wanted, CHOICES).values()) == [
        "“oil”",
        "Taro Kono",
        "foreign minister",
        "home country United States",
        "in Colombia or Peru",
        "in Western Asia",
        "planned or called off",
        "from Jan 2018",
        "to 2019",
        "at least 80% sure",
    ]


def test_the_choices_are_those_that_occur_and_in_order() -> None:
    assert list(CHOICES.roles) == ["foreign_minister"]
    assert list(CHOICES.homes.values()) == ["Japan", "United States"]
    assert list(CHOICES.countries)[:3] == ["AR", "CO", "EC"]
    assert list(CHOICES.regions)[:3] == ["Americas", "Asia", "Oceania"]
    assert "Eastern Asia" not in CHOICES.regions, "nobody stopped in Japan"
    assert list(CHOICES.statuses.values()) == [
        "Visited",
        "There at last report",
        "Planned",
        "Called off",
    ]
