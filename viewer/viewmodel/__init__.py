"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Reading, articles, reading
from viewer.viewmodel.calendar import Bar, Lane, lanes
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.choices import Choices, choices, in_words
from viewer.viewmodel.company import candidates, company
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.quotes import Quote
from viewer.viewmodel.records import joined, only_trip
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import sheet, telling
from viewer.viewmodel.trips import TripSummary, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Bar",
    "Card",
    "Choices",
    "Headline",
    "Lane",
    "Quote",
    "Reading",
    "TripSummary",
    "articles",
    "candidates",
    "cards",
    "choices",
    "company",
    "headline",
    "in_words",
    "joined",
    "lanes",
    "newest",
    "only_trip",
    "reading",
    "route",
    "sheet",
    "telling",
    "travellers",
    "trips",
]
