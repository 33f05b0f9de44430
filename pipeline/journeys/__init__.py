"""Journeys: from the places of an article to claims, and from claims to stops and trips."""

from pipeline.journeys.claims import find_claims
from pipeline.journeys.itinerary import reconstruct

__all__ = ["find_claims", "reconstruct"]
