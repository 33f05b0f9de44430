"""The shapes of the world, and markup in which nothing from the tables is markup."""

from __future__ import annotations

import re
from math import nan

import pytest

from tests.unit.viewer.stays import COUNTRIES, stay, timeline
from viewer import theme
from viewer.figures import answers
from viewer.figures.drawing import legend, limits_of, ranking, shade
from viewer.figures.world import HEIGHT, WIDTH, dot, project, world
from viewer.viewmodel.statistics import assessed, behind, lines, statistics

HOSTILE = "<script>alert(1)</script>'\"&"


def codes() -> list[str]:
    return re.findall(r"data-code='(\w*)'", world().svg)


def test_each_country_has_one_shape_under_its_own_code() -> None:
    named = [code for code in codes() if code]
    assert len(named) == len(set(named)) > 230
    assert {"NA", "XK", "FR", "FJ", "RU", "VA", "SS", "PS"} <= set(named)
    assert "AQ" not in named


@pytest.mark.parametrize(
    ("code", "home", "west"), [("GF", "FR", -56), ("SJ", "NO", 9)], ids=["GF", "SJ"]
)
def test_what_has_a_code_of_its_own_is_no_part_of_the_country_it_belongs_to(
    code: str, home: str, west: int
) -> None:
    def starts(code: str) -> list[tuple[int, int]]:
        (path,) = re.findall(rf"data-code='{code}'[^>]* d='([^']*)'", world().svg)
        return [(int(x), int(y)) for x, y in re.findall(r"M(-?\d+),(-?\d+)", path)]

    assert dot(code, 0.0, 0.0) is None
    assert all(x > project(0, west)[0] for x, _ in starts(code))
    assert not set(starts(code)) & set(starts(home))
    assert all(project(72, 0)[1] < y and x > project(0, -10)[0] for x, y in starts(home))


def test_every_shape_lies_on_the_map_but_for_islands_at_its_edge() -> None:
    starts = re.findall(r"M(-?\d+),(-?\d+)", world().svg)
    inside = [0 <= int(x) <= WIDTH and 0 <= int(y) <= HEIGHT for x, y in starts]
    assert sum(inside) / len(inside) > 0.99


def test_the_projection_is_equal_earth_about_its_own_meridian() -> None:
    x, y = project(0, 11)
    assert x == WIDTH / 2
    assert project(0, -168.9)[0] < 10
    assert project(0, -169.1)[0] > WIDTH - 10
    assert project(60, 11)[1] < y < project(-30, 11)[1]


def test_a_degree_square_has_the_same_area_everywhere() -> None:
    def area(latitude: float) -> float:
        (west, south), (east, north) = project(latitude - 5, 15), project(latitude + 5, 35)
        return (east - west) * (south - north)

    # A band of ten degrees at latitude 60 has half the ground of one at the equator.
    assert area(60) / area(0) == pytest.approx(0.5, abs=0.06)


@pytest.mark.parametrize("code", ["SG", "VA", "WS", "BH", "MT", "QA"])
def test_a_small_country_has_a_dot_at_its_shape(code: str) -> None:
    assert dot(code, 0.0, 0.0) == world().dots[code]


def test_a_country_the_basemap_lacks_has_a_dot_at_its_stop() -> None:
    assert "TV" not in codes()
    assert dot("TV", -8.5, 179.2) == project(-8.5, 179.2)
    assert dot("TV", nan, nan) is None


@pytest.mark.parametrize("code", ["FR", "JP", "NA", "CH", "NL"])
def test_a_country_that_can_be_seen_has_none(code: str) -> None:
    assert dot(code, 0.0, 0.0) is None


def test_more_visits_are_never_paler() -> None:
    for largest in range(1, 60):
        limits = limits_of([largest])
        shades = [shade(value, limits) for value in range(1, largest + 1)]
        assert shades == sorted(shades)
        assert set(shades) <= set(range(1, theme.SHADES + 1))
        assert largest == 1 or (shades[0], shades[-1]) == (1, theme.SHADES)


def test_the_legend_names_every_shade() -> None:
    text = re.sub(r"<[^>]+>", " ", legend((2, 4, 5), "Visits")).split()
    assert text == ["Visits", "1–2", "3–4", "5"]


def test_texts_of_the_tables_are_escaped_everywhere() -> None:
    rows = [
        stay(f"{HOSTILE}{who}", "Lima", day)
        | dict.fromkeys(("place", "country", "trip_id"), HOSTILE)
        for who in "ab"
        for day in ("2018-03-01", "2018-05-01")
    ]
    found = statistics(assessed(timeline(rows)))
    drawn = answers.draw(found)
    behind_it = answers.visits_listing(found.chosen.visits, HOSTILE, with_country=True)
    parts = [getattr(drawn, name) for name in drawn.__slots__]
    for markup in (*parts, behind_it, ranking(found.countries)):
        assert "<script" not in markup
        assert "alert(1)" in markup
        # Outside the tags of its own no attribute ends early.
        assert not re.search(r"<[^>]*=\"", markup)
    assert "?trip=%3Cscript" in behind_it


def test_long_tables_are_cut_to_what_a_page_can_hold() -> None:
    rows = [stay(f"Traveller {n:03}", "Lima", "2018-03-01") for n in range(answers.LINES + 20)]
    found = statistics(assessed(timeline(rows)))
    drawn = answers.draw(found)
    assert drawn.by_traveller.count("<tr>") == answers.LINES + 1
    assert drawn.matrix.count("scope='row'") == 40
    visits = answers.visits_listing(behind(found.chosen.visits), "All", with_country=False)
    assert visits.count("<a ") == answers.LINES


def test_fields_of_the_grids_say_aloud_what_they_count() -> None:
    found = statistics(
        assessed(
            timeline(
                [
                    stay("Ann", "Lima", "2018-03-01", "2018-03-03"),
                    stay("Ann", "Cusco", "2018-03-04"),
                    stay("Ann", "Quito", "2019-03-05", "2019-03-05"),
                ]
            )
        )
    )
    drawn = answers.draw(found)
    assert "aria-label='Ann, Peru: 2 visits'" in drawn.matrix
    assert "aria-label='Ann, 2018: at least 4 days'" in drawn.days
    assert ">4+</button>" in drawn.days
    assert "aria-label='Ann, 2019: 1 day'" in drawn.days
    assert "data-choice='Ann|EC'" in drawn.matrix


def test_the_answers_without_any_date_are_drawn() -> None:
    found = statistics(assessed(timeline([stay("Ann", place) for place in COUNTRIES])))
    drawn = answers.draw(found)
    assert "day not said, known by 31 Dec 2020" in drawn.by_country
    assert drawn.gaps.count("<tr>") == 1
    assert lines(found.chosen.visits)[0].number == 1
