"""The rows of the table as files, each read back by a parser that is not ours."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import icalendar
import pandas as pd
import pyarrow as pa
import pyarrow.parquet
import pytest
from lxml import etree

from pipeline.timeline import SCHEMAS, Tables
from tests.unit.viewer.sample_tables import AMERICAS, GULF, HOSTILE, PACIFIC, sample_tables
from viewer import exports

TABLES = sample_tables()
TIMELINE = TABLES.timeline
QUOTED = ["snippet", "title", "source", "url", "published"]
OF_ARTICLE = "published_precision"
FORMATS = (
    exports.csv_file,
    exports.parquet_file,
    exports.geojson_file,
    exports.kml_file,
    exports.calendar_file,
)
KML = {"k": "http://www.opengis.net/kml/2.2"}


def with_values(**values: str | float) -> tuple[Tables, pd.DataFrame]:
    """The sample with other values in every row, twice: as tables and as the rows chosen."""
    rows = TIMELINE.assign(**values)
    return replace(TABLES, timeline=rows), rows


def of_trip(trip_id: str) -> pd.DataFrame:
    return TIMELINE[TIMELINE["trip_id"] == trip_id]


def read_csv(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def read_parquet(content: bytes) -> pa.Table:
    return pa.parquet.read_table(io.BytesIO(content))


def features(content: bytes, kind: str) -> list[dict[str, Any]]:
    found = json.loads(content)["features"]
    return [feature for feature in found if feature["properties"]["kind"] == kind]


def placemarks(content: bytes, shape: str) -> list[etree._Element]:
    root = etree.fromstring(content)
    return root.xpath(f"//k:Placemark[.//k:{shape}]", namespaces=KML)  # type: ignore[no-any-return]


def said(element: etree._Element, path: str) -> list[str]:
    return element.xpath(f"{path}/text()", namespaces=KML)  # type: ignore[no-any-return]


def events(content: bytes) -> list[Any]:
    return list(icalendar.Calendar.from_ical(content).events)


@pytest.mark.parametrize("make", FORMATS)
def test_the_same_rows_give_the_same_bytes(make: Callable[..., bytes]) -> None:
    assert make(TABLES, TIMELINE) == make(sample_tables(), sample_tables().timeline)


@pytest.mark.parametrize("make", FORMATS)
def test_the_rows_given_are_left_as_they_were(make: Callable[..., bytes]) -> None:
    tables, rows = with_values(purpose="=1")
    before = rows.copy()
    make(tables, rows)
    pd.testing.assert_frame_equal(rows, before)


@pytest.mark.parametrize("make", FORMATS)
def test_no_row_is_a_file_too(make: Callable[..., bytes]) -> None:
    assert make(TABLES, TIMELINE.iloc[:0])


def test_only_the_rows_chosen_are_in_the_file() -> None:
    rows = TIMELINE[(TIMELINE["trip_id"] == AMERICAS) & (TIMELINE["status"] == "planned")]
    places = list(rows["place"])
    assert [row["place"] for row in read_csv(exports.csv_file(TABLES, rows))] == places
    assert read_parquet(exports.parquet_file(TABLES, rows))["place"].to_pylist() == places
    content = exports.geojson_file(TABLES, rows)
    assert [stop["properties"]["place"] for stop in features(content, "stop")] == places
    # From Lima to Bogotá is a leg of the trip, but Lima is not chosen.
    legs = [leg["properties"] for leg in features(content, "leg")]
    assert [(leg["from_place"], leg["to_place"]) for leg in legs] == [
        ("Bogotá", "Paraguay"),
        ("Paraguay", "Kingston"),
        ("Kingston", "Washington"),
    ]


# CSV and Parquet


def test_the_csv_has_the_timeline_and_the_sentence() -> None:
    rows = read_csv(exports.csv_file(TABLES, TIMELINE))
    assert list(rows[0]) == [*TIMELINE.columns, *QUOTED, OF_ARTICLE]
    assert [row["place"] for row in rows] == list(TIMELINE["place"])
    lima = rows[4]
    assert (lima["arrival"], lima["published"]) == ("2018-02-05", "2018-02-06")
    assert lima["snippet"].startswith("He arrived in Lima on Monday")
    assert lima["url"] == "https://news.example/americas-2"
    assert float(lima["longitude"]) == -77.028
    assert (rows[0]["snippet"], rows[0]["days"], rows[7]["arrival"]) == ("", "", "")


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t1", "'\t1"),
        ("\r1", "'\r1"),
        ("\n1", "'\n1"),
        ("\u200b\ufeff =1", "'\u200b\ufeff =1"),
        ("＝1", "'＝1"),
        ("talks;=1+1", "talks;'=1+1"),
        ("talks\n+1", "talks\n'+1"),
        ("x=1 - 2", "x=1 - 2"),
        ("“=1”", "“=1”"),
    ],
)
def test_a_formula_becomes_harmless(text: str, cell: str) -> None:
    assert read_csv(exports.csv_file(*with_values(purpose=text)))[1]["purpose"] == cell


def test_namibia_is_a_country_code_in_every_file() -> None:
    tables, rows = with_values(country_code="NA")
    assert read_csv(exports.csv_file(tables, rows))[0]["country_code"] == "NA"
    assert read_parquet(exports.parquet_file(tables, rows))["country_code"][0].as_py() == "NA"
    stop = features(exports.geojson_file(tables, rows), "stop")[0]
    assert stop["properties"]["country_code"] == "NA"
    mark = placemarks(exports.kml_file(tables, rows), "Point")[0]
    assert said(mark, ".//k:Data[@name='country_code']/k:value") == ["NA"]


def test_parquet_keeps_the_types() -> None:
    table = read_parquet(exports.parquet_file(TABLES, TIMELINE))
    of_claim = [SCHEMAS["evidence"].field(name) for name in QUOTED]
    expected = [*SCHEMAS["timeline"], *of_claim, SCHEMAS["articles"].field(OF_ARTICLE)]
    assert [(f.name, f.type) for f in table.schema] == [(f.name, f.type) for f in expected]
    assert table["arrival"][4].as_py() == date(2018, 2, 5)
    assert table["arrival"][7].as_py() is None
    assert table["days"][4].as_py() == 2
    assert table["purpose"][4].as_py() == ""


# GeoJSON


def test_geojson_has_points_for_stops_and_keeps_types() -> None:
    lima = features(exports.geojson_file(TABLES, TIMELINE), "stop")[4]
    assert lima["geometry"] == {"type": "Point", "coordinates": [-77.028, -12.043]}
    assert lima["id"] == f"{AMERICAS}-4"
    said = lima["properties"]
    assert (said["days"], said["arrival"], said["purpose"]) == (2, "2018-02-05", "")
    assert features(exports.geojson_file(TABLES, TIMELINE), "stop")[0]["properties"]["days"] is None


def test_geojson_keeps_what_was_planned_or_called_off() -> None:
    content = exports.geojson_file(TABLES, of_trip(AMERICAS))
    stops = [stop["properties"]["status"] for stop in features(content, "stop")]
    assert stops == list(of_trip(AMERICAS)["status"])
    legs = {leg["properties"]["to_place"]: leg["properties"] for leg in features(content, "leg")}
    assert legs["Quito"]["status"] == "cancelled"
    assert (legs["Bogotá"]["from_place"], legs["Bogotá"]["status"]) == ("Lima", "planned")
    assert legs["Lima"]["status"] == "made"
    assert {leg["as_of"] for leg in legs.values()} == {"2018-02-06"}


def test_no_leg_leads_to_a_stop_called_off_without_a_day() -> None:
    timeline = TIMELINE.copy()
    timeline.loc[timeline["place"] == "Quito", ["arrival", "departure"]] = None
    tables = replace(TABLES, timeline=timeline)
    rows = timeline[timeline["trip_id"] == AMERICAS]
    legs = features(exports.geojson_file(tables, rows), "leg")
    assert "Quito" not in {leg["properties"]["to_place"] for leg in legs}
    names = said(etree.fromstring(exports.kml_file(tables, rows)), "//k:Placemark/k:name")
    assert "Quito, Ecuador (postponed)" in names
    assert [name for name in names if name.endswith("– Quito (called off)")] == []


def test_geojson_cuts_legs_at_the_antimeridian() -> None:
    (out, back) = features(exports.geojson_file(TABLES, of_trip(PACIFIC)), "leg")
    assert out["geometry"]["type"] == "MultiLineString"
    before, after = out["geometry"]["coordinates"]
    assert before[0] == [139.692, 35.69]
    assert (before[-1][0], after[0][0]) == (180, -180)
    assert before[-1][1] == after[0][1]
    assert after[-1] == [-171.767, -13.833]
    assert back["geometry"]["type"] == "LineString"
    assert len(back["geometry"]["coordinates"]) > 30


def test_a_stop_without_coordinates_has_no_geometry() -> None:
    tables, rows = with_values(latitude=float("nan"), longitude=float("nan"))
    content = exports.geojson_file(tables, rows)
    assert {str(stop["geometry"]) for stop in features(content, "stop")} == {"None"}
    assert features(content, "leg") == []
    root = etree.fromstring(exports.kml_file(tables, rows))
    assert len(root.xpath("//k:Placemark", namespaces=KML)) == len(rows)
    assert len(events(exports.calendar_file(tables, rows))) > 0


# KML


def test_kml_has_a_folder_a_trip_and_a_style_a_status() -> None:
    root = etree.fromstring(exports.kml_file(TABLES, TIMELINE))
    names = said(root, "k:Document/k:Folder/k:name")
    assert said(root, "k:Document/k:name") == ["Demarche: stops"]
    of_one = etree.fromstring(exports.kml_file(TABLES, of_trip(GULF)))
    assert said(of_one, "k:Document/k:name") == ["Rex Tillerson, Oct 2017"]
    assert names == ["Rex Tillerson, 1–7 Feb 2018", "Rex Tillerson, Oct 2017", names[2]]
    assert names[2].startswith("Taro Kono, 17")
    styles = set(root.xpath("//k:Style/@id", namespaces=KML))
    used = {url.removeprefix("#") for url in said(root, "//k:styleUrl")}
    assert used <= styles
    assert {"stop-visited", "stop-planned", "stop-cancelled", "leg-cancelled"} <= used


def test_kml_says_how_a_stop_stands_and_when() -> None:
    marks = {
        said(m, "k:name")[0]: m for m in placemarks(exports.kml_file(TABLES, TIMELINE), "Point")
    }
    lima = marks["Lima, Peru (there at last report)"]
    assert said(lima, "k:TimeSpan/k:*") == ["2018-02-05", "2018-02-06"]
    assert said(lima, "k:Point/k:coordinates") == ["-77.028,-12.043"]
    assert said(marks["Quito, Ecuador (postponed)"], "k:TimeStamp/k:when") == ["2018-02-06"]
    assert said(marks["Riyadh, Saudi Arabia"], "k:TimeStamp/k:when") == ["2017-10"]
    assert said(marks["Paraguay (planned)"], ".//k:when") == []
    assert said(marks["Bogotá, Colombia (planned)"], "k:styleUrl") == ["#stop-planned"]


def test_kml_crosses_the_antimeridian_in_two_lines() -> None:
    legs = placemarks(exports.kml_file(TABLES, of_trip(PACIFIC)), "LineString")
    assert [len(leg.xpath(".//k:LineString", namespaces=KML)) for leg in legs] == [2, 1]


def test_a_balloon_of_kml_holds_texts_not_markup() -> None:
    tables = replace(TABLES, evidence=TABLES.evidence.assign(snippet=f"{HOSTILE} $[name]"))
    for mark in placemarks(exports.kml_file(tables, of_trip(PACIFIC)), "Point")[1:]:
        (html,) = said(mark, "k:description")
        assert "<img" not in html
        assert "$[" not in html
        assert "&lt;img src=x onerror=alert(1)&gt;" in html


# Calendar


def test_a_calendar_has_an_event_for_each_known_day() -> None:
    found = {event["summary"]: event for event in events(exports.calendar_file(TABLES, TIMELINE))}
    lima = found["Rex Tillerson: Lima, Peru (there at last report)"]
    assert (lima.start, lima.end) == (date(2018, 2, 5), date(2018, 2, 7))
    assert lima["dtstart"].params["VALUE"] == "DATE"
    assert (lima["uid"], lima["status"]) == (f"{AMERICAS}-4@demarche", "CONFIRMED")
    assert lima["dtstamp"].dt.date() == date(2018, 2, 6)
    assert "He arrived in Lima on Monday" in lima["description"]
    assert lima["url"] == "https://news.example/americas-2"
    assert found["Rex Tillerson: Bogotá, Colombia (planned)"]["status"] == "TENTATIVE"
    assert found["Rex Tillerson: Quito, Ecuador (postponed)"]["status"] == "CANCELLED"
    bariloche = found["Rex Tillerson: Bariloche, Argentina"]
    assert bariloche.end - bariloche.start == timedelta(days=1)


def test_a_calendar_is_named_after_its_trip() -> None:
    for rows, name in (
        (of_trip(AMERICAS), "Rex Tillerson\\, 1–7 Feb 2018"),
        (TIMELINE, "Demarche: stops"),
    ):
        lines = exports.calendar_file(TABLES, rows).decode().split("\r\n")
        assert {f"NAME:{name}", f"X-WR-CALNAME:{name}"} <= set(lines)


def test_an_event_says_from_when_and_from_how_many_articles_it_is_seen() -> None:
    found = {event["uid"]: event for event in events(exports.calendar_file(TABLES, TIMELINE))}
    facts = found[f"{AMERICAS}-4@demarche"]["description"].split("\n")[0]
    assert facts == "There at last report · 5–6 Feb 2018 · as of 6 Feb 2018, from 2 articles"


def test_a_stop_without_a_day_has_no_event_and_is_counted() -> None:
    places = [event["location"] for event in events(exports.calendar_file(TABLES, TIMELINE))]
    assert "Paraguay" not in places
    assert "Riyadh, Saudi Arabia" not in places
    assert exports.without_day(TIMELINE) == len(TIMELINE) - len(places) == 3
    assert exports.without_day(of_trip(GULF)) == 2
    assert events(exports.calendar_file(TABLES, of_trip(GULF))) == []


def test_a_calendar_keeps_a_backslash() -> None:
    text = "C:\\New\\n, the; end\r\nSTATUS:CONFIRMED"
    content = exports.calendar_file(*with_values(conflict=text))
    lines = content.decode().replace("\r\n ", "").split("\r\n")
    assert any(r"C:\\New\\n\, the\; end\nSTATUS:CONFIRMED." in line for line in lines)
    assert lines.count("STATUS:CONFIRMED") < len(events(content))
