"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Reading, articles, reading
from viewer.viewmodel.calendar import Bar, Lane, lanes
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.quotes import Quote
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import csv_file, sheet, telling
from viewer.viewmodel.trips import TripSummary, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Bar",
    "Card",
    "Headline",
    "Lane",
    "Quote",
    "Reading",
    "TripSummary",
    "articles",
    "cards",
    "csv_file",
    "headline",
    "lanes",
    "newest",
    "reading",
    "route",
    "sheet",
    "telling",
    "travellers",
    "trips",
]
