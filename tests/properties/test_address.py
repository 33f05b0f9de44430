"""Whatever view is asked for, its address opens it again."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from urllib.parse import parse_qs, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from pipeline.intervals import DateInterval
from viewer.address import View, link, read, write
from viewer.filters import Filter
from viewer.viewmodel import Choices

# Names alike but for an accent or a capital, with a comma, with the signs of an address.
_NAMES = ("José Ruiz", "Jose Ruiz", "JOSE RUIZ", "Smith, John", "a=b&c#d%20+?", "李", "-", "Łukasz")
CHOICES = Choices(
    travellers={name: name for name in _NAMES},
    roles={role: role for role in ("envoy", "foreign_minister", "other")},
    homes={code: code for code in ("NA", "US", "XK")},
    countries={code: code for code in ("NA", "US", "XK", "CI")},
    regions={name: name for name in ("Asia", "Western Asia", "Sub-Saharan Africa")},
    statuses={status: status for status in ("visited", "planned")},
)

_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\0")).map(str.strip)
_DATES = (
    st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(DateInterval.day)
    | st.builds(DateInterval.month, st.integers(1900, 2999), st.integers(1, 12))
    | st.builds(DateInterval.year, st.integers(1900, 2999))
)
_FILTERS = st.builds(
    Filter,
    text=_WORDS,
    first=st.none() | _DATES,
    last=st.none() | _DATES,
    confidence=st.integers(0, 100),
    **{
        field.name: st.lists(st.sampled_from(list(getattr(CHOICES, field.name))), unique=True).map(
            tuple
        )
        for field in fields(CHOICES)
    },
)
_VIEWS = st.builds(View, trip=_WORDS, stop=_WORDS, stop_id=_WORDS, wanted=_FILTERS)


@given(_VIEWS)
def test_the_parameters_of_a_view_open_it_again(view: View) -> None:
    assert read(write(view), CHOICES) == (view, ())


@given(_VIEWS)
def test_so_does_the_whole_address(view: View) -> None:
    parts = urlsplit(link("https://example.org/maps/", view))
    assert (parts.netloc, parts.path, parts.fragment) == ("example.org", "/maps/", "")
    assert read(parse_qs(parts.query), CHOICES) == (view, ())


@given(
    st.dictionaries(
        st.sampled_from(["trip", "from", "country", "text"]) | st.text(), st.lists(st.text())
    )
)
def test_no_address_is_too_strange_to_read(parameters: dict[str, list[str]]) -> None:
    view, _ = read(parameters, CHOICES)
    assert read(write(view), CHOICES) == (view, ())
