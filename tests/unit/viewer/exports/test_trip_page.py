"""The exported page: complete in itself, the same each time, deaf to what its texts contain."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from lxml import html

from tests.long_routes import long_route
from tests.sample_routes import COMPANY, EMPTY, HOSTILE, LONDON, SINGLE, TOUR, hostile_route
from viewer.exports import pages, script_json, trip_html
from viewer.route_player import assets
from viewer.route_player.route import Route


class _Tags(HTMLParser):
    """The tags of a page with their attributes, and the text of its title."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.title = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if self.found and self.found[-1][0] == "title" and not self.title:
            self.title = data


@pytest.mark.parametrize("route", [TOUR, SINGLE, hostile_route()], ids=["tour", "one", "hostile"])
def test_nothing_in_the_page_is_loaded_from_elsewhere(route: Route) -> None:
    tags = _Tags(trip_html(route, "Credits")).found
    assert {tag for tag, attributes in tags if {"src", "href"} & attributes.keys()} <= {"a"}
    assert {tag for tag, _ in tags} & {"link", "img", "iframe", "object", "form", "base"} == set()
    hrefs = {str(attributes.get("href")) for tag, attributes in tags if tag == "a"}
    assert hrefs <= {"#route", "https://example.org/tour"}


def test_the_policy_comes_before_any_script() -> None:
    tags = [tag for tag in _Tags(trip_html(TOUR, "Credits")).found if tag[0] in {"meta", "script"}]
    policies = [a["content"] for _, a in tags if a.get("http-equiv") == "Content-Security-Policy"]
    first_script = [tag for tag, _ in tags].index("script")
    assert len(policies) == 1
    assert policies[0] is not None
    assert policies[0].startswith("default-src 'none';")
    assert any(a.get("http-equiv") == "Content-Security-Policy" for _, a in tags[:first_script])


def test_the_same_route_gives_the_same_page() -> None:
    assert trip_html(TOUR, "Credits") == trip_html(TOUR, "Credits")


def test_a_reader_may_zoom_the_page() -> None:
    views = [
        a["content"] for _, a in _Tags(trip_html(TOUR, "")).found if a.get("name") == "viewport"
    ]
    # A browser follows the last of them; folium's own forbids it.
    assert views[-1] == "width=device-width, initial-scale=1"


def test_the_title_is_the_trip_as_text() -> None:
    assert _Tags(trip_html(TOUR, "")).title == TOUR.title
    assert "<title></script>" not in trip_html(hostile_route(), "")


def test_the_data_in_the_page_is_the_route() -> None:
    page = trip_html(hostile_route(), HOSTILE)
    found = re.search(r"\.playOn\(\w+, (\{.*\})\);\n", page)
    assert found is not None
    data = json.loads(found[1])
    assert data["title"] == HOSTILE
    assert [stop["snippet"] for stop in data["stops"]] == [HOSTILE] * len(TOUR.stops)


def test_the_scripts_stand_in_the_page_to_the_letter() -> None:
    page = trip_html(TOUR, "")
    assert assets.library() in page
    assert assets.leaflet() in page


def test_styles_are_ascii_where_no_reference_would_be_read() -> None:
    assert "&#" not in "".join(re.findall(r"<style>(.*?)</style>", trip_html(TOUR, ""), re.DOTALL))
    assert pages.style("trip_page").isascii()


def test_a_text_is_never_read_as_a_template() -> None:
    text = "{{ 7 * 7 }} {% if %} {# gone #} {{{%"
    assert not re.search(r"\{[{%#]", script_json({"text": text}))
    assert json.loads(script_json({"text": text})) == {"text": text}


def test_json_for_a_script_cannot_leave_it() -> None:
    text = script_json({"text": HOSTILE})
    assert "<" not in text
    assert "\u2028" not in text
    assert json.loads(text) == {"text": HOSTILE}


def test_json_for_a_script_refuses_what_is_no_json() -> None:
    with pytest.raises(ValueError, match="JSON"):
        script_json({"latitude": float("nan")})


# What is read without a script


SUMMARY = "As of 9 Feb 2018, from two articles."


def page(route: Route = TOUR) -> html.HtmlElement:
    return html.document_fromstring(trip_html(route, "Credits of the page", SUMMARY))


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")


def test_the_page_says_whose_trip_it_is_and_from_what_it_is_known() -> None:
    found = page()
    assert words(found.find(".//h1")) == TOUR.title
    assert words(found.find_class("summary")[0]) == SUMMARY
    assert words(found.find(".//footer")).endswith("Credits of the page")


def test_the_stops_stand_in_the_page_in_order_with_their_sentences() -> None:
    items = page().findall(".//li")
    assert [item.get("data-stop") for item in items] == [stop.stop_id for stop in TOUR.stops]
    assert words(items[1]) == (
        "2 Riyadh, Saudi Arabia 8–9 Feb 2018 ✓ Visited "
        "The minister landed in the capital on Monday, his office said. "
        "Minister begins his tour, The Example Gazette "
        "Two articles disagree on the day: 5 or 6 February."
    )
    assert "Feb 2018, day not said ✕ Postponed" in words(items[2])
    assert "○ Return, planned" in words(items[4])
    links = items[1].xpath(".//a[@target='_blank']")
    assert [link.get("href") for link in links] == ["https://example.org/tour"]
    assert links[0].get("rel") == "noopener noreferrer"


def test_it_says_how_many_articles_tell_of_a_stop() -> None:
    stops = tuple(replace(LONDON, articles=count) for count in (1, 2, 5))
    sources = page(replace(TOUR, stops=stops)).find_class("source")
    one = "Minister begins his tour, The Example Gazette"
    assert [words(source) for source in sources] == [
        one,
        f"{one}, and 1 more article",
        f"{one}, and 4 more articles",
    ]


def test_each_of_several_travellers_is_named_and_has_a_colour() -> None:
    items = page(COMPANY).findall(".//li")
    assert [words(item.find_class("who")[0]) for item in items] == (
        ["Anna Example"] * 5 + ["Ben Sample"] * 2
    )
    own, other = COMPANY.colours.values()
    assert [items[0].get("style"), items[-1].get("style")] == [
        f"--route: {own}",
        f"--route: {other}",
    ]


def test_a_stop_without_a_place_is_listed_and_leads_nowhere() -> None:
    nowhere = replace(TOUR, stops=(LONDON, replace(TOUR.stops[1], latitude=float("nan"))))
    assert [len(item.findall(".//h3/a")) for item in page(nowhere).findall(".//li")] == [1, 0]


def test_a_stop_called_off_without_a_date_stands_apart() -> None:
    off = replace(TOUR.stops[2], when="date not said", date_known=False, date_note="")
    found = page(replace(TOUR, stops=(LONDON, off, *TOUR.stops[3:])))
    in_order, apart = found.findall(".//ol")
    assert [item.get("data-stop") for item in in_order] == ["london", "tokyo", "washington"]
    assert [item.get("data-stop") for item in apart] == ["baghdad"]
    assert words(apart.getprevious()) == "Called off, day not said"


def test_of_a_very_long_route_the_first_stops_are_listed() -> None:
    found = page(long_route(2_000))
    assert len(found.findall(".//li")) == 500
    assert "the first 500 of 2,000 stops" in words(found.find_class("stops")[0])


def test_a_route_of_nothing_has_no_list() -> None:
    assert page(EMPTY).find_class("stops") == []


def test_no_type_falls_back_to_that_of_a_book() -> None:
    styles = trip_html(TOUR, "")
    assert not re.search(r"Times|Georgia|(?<!-)\bserif", styles)
