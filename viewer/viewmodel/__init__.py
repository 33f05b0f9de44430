"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Said, articles
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import sheet, telling
from viewer.viewmodel.trips import TripSummary, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Card",
    "Headline",
    "Said",
    "TripSummary",
    "articles",
    "cards",
    "headline",
    "newest",
    "route",
    "sheet",
    "telling",
    "travellers",
    "trips",
]
