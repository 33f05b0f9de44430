"""Files to take away, each made of plain values only when it is asked for."""

from viewer.exports.calendar_file import calendar_file, without_day
from viewer.exports.csv_file import csv_file, csv_table
from viewer.exports.geojson_file import geojson_file
from viewer.exports.kml_file import kml_file
from viewer.exports.parquet_file import parquet_file
from viewer.exports.print_page import print_html
from viewer.exports.trip_page import script_json, trip_html

__all__ = [
    "calendar_file",
    "csv_file",
    "csv_table",
    "geojson_file",
    "kml_file",
    "parquet_file",
    "print_html",
    "script_json",
    "trip_html",
    "without_day",
]
