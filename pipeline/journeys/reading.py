"""What factuality says of one event."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.model import CancelKind


class Tense(StrEnum):
    """Where an event lies, seen from the moment the text is written."""

    BEFORE = "before"  # over, and told as lying behind the main story
    MADE = "made"
    NOW = "now"
    AHEAD = "ahead"
    OFF = "off"
    UNSAID = "unsaid"  # denied, doubted or only possible: nothing is claimed


@dataclass(frozen=True, slots=True)
class Reading:
    """The factuality of one event and the word that decided it."""

    tense: Tense
    cue: str
    cancel_kind: CancelKind | None = None
    ended: bool = False
    ongoing: bool = False
    had_been_planned: bool = False
