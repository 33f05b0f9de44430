"""The exported page: complete in itself, the same each time, deaf to what its texts contain."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest

from tests.sample_routes import HOSTILE, SINGLE, TOUR, hostile_route
from viewer.exports import script_json, trip_html
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
def test_nothing_in_the_page_points_elsewhere(route: Route) -> None:
    tags = _Tags(trip_html(route, "Credits")).found
    pointing = [attributes for _, attributes in tags if {"src", "href"} & attributes.keys()]
    assert pointing == []
    assert {tag for tag, _ in tags} <= {
        "html",
        "head",
        "meta",
        "title",
        "script",
        "style",
        "body",
        "div",
    }


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
    assert data["credit"] == HOSTILE
    assert data["route"]["title"] == HOSTILE
    assert [stop["snippet"] for stop in data["route"]["stops"]] == [HOSTILE] * len(TOUR.stops)


def test_the_scripts_stand_in_the_page_to_the_letter() -> None:
    page = trip_html(TOUR, "")
    assert assets.library() in page
    assert assets.leaflet() in page


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
