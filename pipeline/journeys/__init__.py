"""Journeys: from the places of an article to claims, and from claims to stops and trips."""
