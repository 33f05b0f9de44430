"""The page to print: complete, still, and with nothing on top of anything else."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from math import hypot

import pytest
from lxml import html

from tests.sample_routes import CALLED_OFF, EMPTY, SINGLE, TOUR
from tests.unit.viewer.sample_tables import AMERICAS, GULF, PACIFIC, sample_tables
from viewer import viewmodel
from viewer.exports import print_html
from viewer.exports.print_map import WIDTH, print_map
from viewer.route_player.route import Leg, Route

TABLES = sample_tables()


def page(trip_id: str = AMERICAS) -> html.HtmlElement:
    route = viewmodel.route(TABLES, trip_id)
    cards = viewmodel.cards(TABLES, route)
    return html.document_fromstring(
        print_html(route, cards, viewmodel.headline(TABLES, trip_id), "Credits of the page")
    )


def words(element: html.HtmlElement) -> str:
    return " ".join(" ".join(element.itertext()).split()).replace(" ,", ",")


def test_the_page_tells_the_trip() -> None:
    found = page()
    headline = viewmodel.headline(TABLES, AMERICAS)
    assert words(found.find(".//h1")) == headline.title == found.findtext(".//title")
    assert words(found.find_class("summary")[0]) == headline.summary
    assert "As of 6 Feb 2018" in headline.summary
    stops = found.findall(".//li")
    assert len(stops) == 10
    lima = words(stops[4])
    for text in (
        "4 Lima, Peru 5–6 Feb 2018 ● There at last report",
        "He arrived in Lima on Monday",
        "In Lima, talk of an oil embargo, Invented Wire, 6 Feb 2018, and 1 more article",
        "https://news.example/americas-2",
        "The sources disagree",
    ):
        assert text in lima
    assert "Postponed" in words(stops[5])
    assert "date not said" in words(stops[7])
    assert "Credits of the page" in words(found.find(".//footer"))


def test_a_stop_called_off_without_a_date_stands_apart_and_unjoined() -> None:
    timeline = TABLES.timeline.copy()
    quito = timeline["place"] == "Quito"
    timeline.loc[quito, ["arrival", "departure"]] = None
    tables = replace(TABLES, timeline=timeline)
    route = viewmodel.route(tables, AMERICAS)
    headline = viewmodel.headline(tables, AMERICAS)
    found = html.document_fromstring(
        print_html(route, viewmodel.cards(tables, route), headline, "")
    )
    in_order, apart = found.findall(".//ol")
    assert len(in_order.findall("li")) == 9
    assert words(apart).startswith("5 Quito, Ecuador date not said ✕ Postponed")
    assert words(apart.getprevious()) == "Called off, day not said"
    assert [line.get("class") for line in found.find_class("leg")].count("leg is-cancelled") == 0


def test_of_several_travellers_each_has_a_colour_and_a_name() -> None:
    route = viewmodel.company(TABLES, (AMERICAS, PACIFIC))
    headline = viewmodel.headline(TABLES, AMERICAS, PACIFIC)
    found = html.document_fromstring(
        print_html(route, viewmodel.cards(TABLES, route), headline, "")
    )
    assert words(found.find(".//h1")).startswith("Rex Tillerson and Taro Kono: ")
    assert words(found.find_class("summary")[0]) == headline.summary
    legend = words(found.find(".//figcaption"))
    assert legend.startswith("Rex Tillerson Taro Kono")
    stops = found.findall(".//li")
    assert [words(stop.find_class("who")[0]) for stop in stops] == (
        ["Rex Tillerson"] * 10 + ["Taro Kono"] * 3
    )
    (own, other) = route.colours.values()
    for stop, colour in ((stops[0], own), (stops[-1], other)):
        assert stop.find_class("disc")[0].get("style") == f"--route: {colour}"


def test_the_page_loads_and_runs_nothing() -> None:
    found = page()
    assert found.findall(".//script") == []
    assert not [e for e in found.iter() if {"src", "onload", "onerror"} & set(e.keys())]
    links = {e.tag: e.get("href") for e in found.iter() if e.get("href")}
    assert set(links) == {"a"}
    policy = found.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy == ["default-src 'none'; style-src 'unsafe-inline'"]


def test_an_address_that_is_not_of_the_web_is_no_link() -> None:
    assert "javascript" not in html.tostring(page(PACIFIC), encoding="unicode").replace(
        "[now](javascript:1)", ""
    )


def test_the_same_trip_gives_the_same_page() -> None:
    assert html.tostring(page()) == html.tostring(page())


def test_the_legend_explains_what_is_on_the_map_and_no_more() -> None:
    assert words(page(GULF).find(".//figcaption")) == "Visited Called off Solid lines: ways made"
    assert "dotted and crossed: not made" in words(page().find(".//figcaption"))


def test_a_trip_without_any_place_has_a_list_alone() -> None:
    assert print_map(EMPTY) is None
    nowhere = replace(TABLES, timeline=TABLES.timeline.assign(latitude=float("nan")))
    route = viewmodel.route(nowhere, GULF)
    text = print_html(route, viewmodel.cards(nowhere, route), viewmodel.headline(nowhere, GULF), "")
    assert "<figure>" not in text
    assert text.count("<li>") == 2


@pytest.mark.parametrize("route", [TOUR, SINGLE, CALLED_OFF], ids=lambda route: route.trip_id)
def test_everything_stands_on_the_map(route: Route) -> None:
    drawn = print_map(route)
    assert drawn is not None
    assert len(drawn.discs) == len(route.stops)
    assert [line.status for line in drawn.lines] == [leg.status for leg in route.legs]
    for disc in drawn.discs:
        assert disc.radius <= disc.at[0] <= WIDTH - disc.radius
        assert disc.radius <= disc.at[1] <= drawn.height - disc.radius
    for one, other in combinations(drawn.discs, 2):
        apart = hypot(one.at[0] - other.at[0], one.at[1] - other.at[1])
        assert apart >= one.radius + other.radius
    assert 0.4 <= drawn.height / WIDTH <= 0.7
    assert len(drawn.land) > 1000


def test_stops_at_one_place_stand_apart_and_lead_to_it() -> None:
    london = TOUR.stops[0]
    stops = tuple(replace(london, stop_id=str(n), number=str(n)) for n in range(1, 6))
    drawn = print_map(Route("often", "Often", "Anna Example", "#1f5fa8", stops))
    assert drawn is not None
    assert len({disc.point for disc in drawn.discs}) == 1
    assert len({disc.at for disc in drawn.discs}) == 5
    assert any(disc.moved for disc in drawn.discs)
    assert [disc.label for disc in drawn.discs if disc.label] == ["London"]


def test_a_tour_of_the_pacific_is_in_one_piece() -> None:
    route = viewmodel.route(TABLES, PACIFIC)
    drawn = print_map(route)
    assert drawn is not None
    assert [line.path.count("M") for line in drawn.lines] == [1, 1]


def test_a_journey_round_the_world_leaves_the_map_and_comes_back() -> None:
    places = ((0.0, 0.0), (0.0, 120.0), (0.0, -120.0))
    stops = tuple(
        replace(TOUR.stops[0], stop_id=str(n), number=str(n), latitude=y, longitude=x)
        for n, (y, x) in enumerate(places)
    )
    legs = (Leg("0", "1", "made", 1), Leg("1", "2", "made", 1), Leg("2", "0", "made", 1))
    drawn = print_map(Route("round", "Round", "Anna Example", "#1f5fa8", stops, legs))
    assert drawn is not None
    assert sorted(line.path.count("M") for line in drawn.lines) == [1, 1, 2]
