"""Journeys: from the places of an article to claims, and from claims to stops and trips."""

from pipeline.journeys.claims import find_claims
from pipeline.journeys.headline import Headline
from pipeline.journeys.itinerary import reconstruct

__all__ = ["Headline", "find_claims", "reconstruct"]
