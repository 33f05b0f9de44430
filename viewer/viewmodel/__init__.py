"""What the screen says, as plain values: pure functions from the tables to frozen dataclasses."""

from viewer.viewmodel.articles import ArticleView, Reading, articles, articles_read, reading
from viewer.viewmodel.calendar import Bar, Lane, lanes
from viewer.viewmodel.cards import Card, cards
from viewer.viewmodel.choices import Choices, choices, in_words
from viewer.viewmodel.company import candidates, company
from viewer.viewmodel.findings import Finding, findings, lacks_a_date, left_out, tally
from viewer.viewmodel.headline import Headline, headline
from viewer.viewmodel.quotes import Quote, quoted_first
from viewer.viewmodel.records import joined, only_trip
from viewer.viewmodel.routes import route
from viewer.viewmodel.sheet import sheet, telling
from viewer.viewmodel.trips import TripSummary, fullest, newest, travellers, trips

__all__ = [
    "ArticleView",
    "Bar",
    "Card",
    "Choices",
    "Finding",
    "Headline",
    "Lane",
    "Quote",
    "Reading",
    "TripSummary",
    "articles",
    "articles_read",
    "candidates",
    "cards",
    "choices",
    "company",
    "findings",
    "fullest",
    "headline",
    "in_words",
    "joined",
    "lacks_a_date",
    "lanes",
    "left_out",
    "newest",
    "only_trip",
    "quoted_first",
    "reading",
    "route",
    "sheet",
    "tally",
    "telling",
    "travellers",
    "trips",
]
