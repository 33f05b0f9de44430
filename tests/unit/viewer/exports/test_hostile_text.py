"""Hostile texts in every file to take away: kept as data, each file read by a parser not ours."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from dataclasses import replace
from typing import Any

import icalendar
import pandas as pd
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
import pytest
from lxml import etree, html

from pipeline.errors import TableError
from pipeline.timeline import to_frames
from tests.hostile import PAYLOADS, SURROGATES, TRIP, hostile_rows
from viewer import exports, viewmodel
from viewer.exports.page_around import page_around
from viewer.exports.text import storable
from viewer.route_player.route import Companion, Route

TABLES = to_frames(hostile_rows())
ROWS = TABLES.timeline[TABLES.timeline["trip_id"] == TRIP]
TEXTS = list(PAYLOADS.values())
KML = {"k": "http://www.opengis.net/kml/2.2"}
KML_TAGS = (
    "kml Document Folder Placemark name description Style IconStyle LineStyle BalloonStyle text"
    " color scale width styleUrl ExtendedData Data value Point LineString MultiGeometry"
    " tessellate coordinates TimeSpan TimeStamp begin end when"
)
PRINT_TAGS = (
    "html head meta title style body main header h1 p figure svg rect path circle g text"
    " figcaption span ol li div h2 blockquote bdi br a footer"
)
PAGE_TAGS = (
    "html head meta title script style body div main header h1 p noscript h2 ol li b h3 a"
    " span blockquote bdi footer"
)
PROPERTIES = "UID DTSTAMP DTSTART DTEND SUMMARY STATUS TRANSP LOCATION DESCRIPTION GEO URL"
FILLED = ("place", "country", "purpose", "event", "met_with", "conflict", "snippet", "title", "url")


@pytest.fixture(scope="module")
def calendar() -> bytes:
    return exports.calendar_file(TABLES, ROWS)


@pytest.fixture(scope="module")
def kml() -> etree._Element:
    return etree.fromstring(exports.kml_file(TABLES, TABLES.timeline))


@pytest.fixture(scope="module")
def printed() -> html.HtmlElement:
    route = viewmodel.route(TABLES, TRIP)
    cards, headline = viewmodel.cards(TABLES, route), viewmodel.headline(TABLES, TRIP)
    return html.document_fromstring(exports.print_html(route, cards, headline, TEXTS[0]))


def test_there_are_enough_of_them_and_no_two_alike() -> None:
    assert len(set(TEXTS)) == len(TEXTS) >= 40


@pytest.mark.parametrize("text", SURROGATES)
def test_half_a_character_comes_into_no_table(text: str) -> None:
    rows = hostile_rows()
    rows["timeline"][0]["place"] = text
    with pytest.raises(TableError, match="does not fit"):
        to_frames(rows)


def test_csv_holds_each_text_and_no_formula() -> None:
    content = exports.csv_file(TABLES, ROWS).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content, newline=""), strict=True))
    assert len(rows) == len(TEXTS)
    for row, text in zip(rows, TEXTS, strict=True):
        for name in FILLED:
            assert row[name].replace("'", "") == text.replace("'", "").replace("\0", "\ufffd")
            for cell in re.split(r"[;\t\r\n]", row[name]):
                seen = "".join(sign for sign in cell if unicodedata.category(sign)[0] not in "CZ")
                assert not seen.startswith(("=", "+", "-", "@", "＝"))
        assert float(row["latitude"]) == int(float(row["latitude"]))
        assert row["country_code"] == "NA"


def test_csv_is_read_alike_by_other_readers() -> None:
    content = exports.csv_file(TABLES, ROWS)
    options = pa.csv.ParseOptions(newlines_in_values=True)
    table = pa.csv.read_csv(io.BytesIO(content), parse_options=options)
    assert (table.num_rows, table["latitude"].type) == (len(TEXTS), pa.float64())
    frame = pd.read_csv(io.BytesIO(content), keep_default_na=False)
    assert len(frame) == len(TEXTS)
    assert list(frame["sequence"]) == list(range(1, len(TEXTS) + 1))


def test_parquet_holds_each_text_to_the_letter() -> None:
    table = pa.parquet.read_table(io.BytesIO(exports.parquet_file(TABLES, ROWS)))
    for name in FILLED:
        assert table[name].to_pylist() == TEXTS


def test_geojson_holds_each_text_to_the_letter() -> None:
    found = json.loads(exports.geojson_file(TABLES, ROWS))["features"]
    stops = [each["properties"] for each in found if each["properties"]["kind"] == "stop"]
    for name in FILLED:
        assert [stop[name] for stop in stops] == TEXTS
    assert {each["geometry"]["type"] for each in found} <= {
        "Point",
        "LineString",
        "MultiLineString",
    }


def test_kml_holds_each_text_and_no_element_of_theirs(kml: etree._Element) -> None:
    used = {etree.QName(element).localname for element in kml.iter()}
    assert used <= set(KML_TAGS.split())
    folders = kml.xpath("k:Document/k:Folder", namespaces=KML)
    assert len(folders) == len(TEXTS) + 1
    (whole,) = (f for f in folders if len(f.xpath("k:Placemark/k:Point", namespaces=KML)) > 1)
    for name in FILLED:
        values = whole.xpath(f".//k:Data[@name='{name}']/k:value", namespaces=KML)
        assert [value.text for value in values] == [storable(text) for text in TEXTS]


def test_a_balloon_holds_no_element_of_theirs(kml: etree._Element) -> None:
    for balloon in kml.xpath("//k:description/text()", namespaces=KML):
        assert "$[" not in balloon
        tree = html.fragment_fromstring(balloon, create_parent=True)
        assert {element.tag for element in tree.iter()} <= {"div", "h3", "p", "a", "blockquote"}
        assert all(a.get("href").startswith("https://news.example/") for a in tree.iter("a"))


def test_a_calendar_has_its_events_and_no_property_of_theirs(calendar: bytes) -> None:
    found: list[Any] = icalendar.Calendar.from_ical(calendar).events
    assert len(found) == len(TEXTS)
    for event, text in zip(found, TEXTS, strict=True):
        assert set(event) <= set(PROPERTIES.split())
        assert not event.errors
        assert event.get("URL", "https://news.example/").startswith("https://news.example/")
        assert str(event["UID"]).endswith("@demarche")
        assert storable(text).replace("\\", "").split("\n")[0] in event["DESCRIPTION"].replace(
            "\\", ""
        )


def test_the_lines_of_a_calendar_are_whole(calendar: bytes) -> None:
    lines = calendar.split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert not [line for line in lines if re.search(rb"[\x00-\x08\x0a-\x1f\x7f]", line)]
    assert lines.count(b"BEGIN:VEVENT") == len(TEXTS)
    text = calendar.replace(b"\r\n ", b"").decode()
    for backslashes in ("C:\\\\Users\\\\new", "\\\\N \\\\n \\\\"):
        assert backslashes in text


def test_the_page_to_print_holds_each_text_and_no_element_of_theirs(
    printed: html.HtmlElement,
) -> None:
    tags = {element.tag for element in printed.iter() if isinstance(element.tag, str)}
    assert tags <= set(PRINT_TAGS.split())
    comments = [element for element in printed.iter() if not isinstance(element.tag, str)]
    assert comments == []
    names = {name for element in printed.iter() for name in element.attrib}
    assert not [name for name in names if name.startswith("on")]
    said = [quote.text_content() for quote in printed.iter("blockquote")]
    assert said == [storable(text) for text in TEXTS]
    hrefs = [a.get("href") for a in printed.iter("a")]
    assert hrefs
    assert all(href.startswith("https://news.example/") for href in hrefs)


def test_no_text_turns_our_own_words_around(calendar: bytes) -> None:
    turns = re.compile("[\u202a-\u202e\u2066-\u2069]")
    summaries = viewmodel.trips(TABLES)
    route = viewmodel.route(TABLES, TRIP)
    lines = [viewmodel.headline(TABLES, trip.trip_id).title for trip in summaries]
    lines += [trip.label for trip in summaries] + list(viewmodel.travellers(summaries).values())
    lines += [card.name for card in viewmodel.cards(TABLES, route)]
    lines += [stop.note for stop in route.stops]
    lines += [str(event["SUMMARY"]) for event in icalendar.Calendar.from_ical(calendar).events]
    assert [line for line in lines if turns.search(line)] == []


def test_every_trip_has_its_files() -> None:
    for trip_id in TABLES.timeline["trip_id"].unique():
        route = viewmodel.route(TABLES, trip_id)
        cards, headline = viewmodel.cards(TABLES, route), viewmodel.headline(TABLES, trip_id)
        assert exports.print_html(route, cards, headline, "").count("<li>") == len(cards)


def test_the_page_that_plays_holds_each_text_and_no_element_of_theirs() -> None:
    route, headline = viewmodel.route(TABLES, TRIP), viewmodel.headline(TABLES, TRIP)
    page = html.document_fromstring(exports.trip_html(route, TEXTS[0], headline.summary))
    assert {element.tag for element in page.iter()} <= set(PAGE_TAGS.split())
    assert not [name for element in page.iter() for name in element.attrib if name[:2] == "on"]
    said = {li.get("data-stop"): li.findtext(".//blockquote") for li in page.iter("li")}
    assert said == {stop.stop_id: storable(stop.snippet) for stop in route.stops}
    assert list(said.values()) == [storable(text) for text in TEXTS]
    hrefs = {a.get("href") for a in page.iter("a")} - {"#route"}
    assert hrefs
    assert all(href.startswith("https://news.example/") for href in hrefs)


@pytest.mark.parametrize("text", PAYLOADS.values(), ids=PAYLOADS)
def test_the_text_around_the_map_takes_each_wherever_one_can_stand(text: str) -> None:
    names = "place country status_words when date_note snippet source title note also_there"
    words: dict[str, Any] = dict.fromkeys(names.split(), text)
    stops = (replace(viewmodel.route(TABLES, TRIP).stops[0], **words),)
    route = Route("trip", text, text, "#1f5fa8", stops, companions=(Companion("b", text, "#000"),))
    page = html.document_fromstring(page_around(route, text, text))
    assert {element.tag for element in page.iter()} <= set(PAGE_TAGS.split())
    shown = storable(text)
    assert page.findtext(".//blockquote") == shown
    assert page.find_class("summary")[0].text_content() == shown
    assert page.find_class("credits")[0].text_content() == shown
    assert page.find_class("who")[0].text_content() == shown
