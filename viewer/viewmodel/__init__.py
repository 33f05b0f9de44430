"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Said, articles
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.findings import (
    Finding,
    MarkedText,
    Piece,
    findings,
    left_out,
    marked_texts,
    tally,
)
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import csv_file, sheet, telling
from viewer.viewmodel.trips import TripSummary, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Card",
    "Finding",
    "Headline",
    "MarkedText",
    "Piece",
    "Said",
    "TripSummary",
    "articles",
    "cards",
    "csv_file",
    "findings",
    "headline",
    "left_out",
    "marked_texts",
    "newest",
    "route",
    "sheet",
    "tally",
    "telling",
    "travellers",
    "trips",
]
