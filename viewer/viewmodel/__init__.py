"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Said, articles
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.choices import Choices, choices, in_words
from viewer.viewmodel.company import candidates, company
from viewer.viewmodel.encounters import Encounter, encounters
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.records import joined, only_trip
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import csv_file, sheet, telling
from viewer.viewmodel.trips import TripSummary, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Card",
    "Choices",
    "Encounter",
    "Headline",
    "Said",
    "TripSummary",
    "articles",
    "candidates",
    "cards",
    "choices",
    "company",
    "csv_file",
    "encounters",
    "headline",
    "in_words",
    "joined",
    "newest",
    "only_trip",
    "route",
    "sheet",
    "telling",
    "travellers",
    "trips",
]
