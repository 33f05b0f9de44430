"""What the command line lets choose; apart, for it is needed before anything is read."""

from __future__ import annotations

from enum import StrEnum


class Given(StrEnum):
    """What is taken from the gold instead of from the pipeline."""

    PLACES = "places"
    DATES = "dates"
