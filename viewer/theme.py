"""The one place for the words and signs of a status and the colours of the travellers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.model import CancelKind, RoleClass, Status, StopKind


@dataclass(frozen=True, slots=True)
class Look:
    """The word for a status and its sign; form, not hue, tells the statuses apart."""

    word: str
    icon: str


STATUS: dict[Status, Look] = {
    Status.VISITED: Look("Visited", "✓"),
    Status.CURRENT: Look("There at last report", "●"),
    Status.PLANNED: Look("Planned", "○"),
    Status.CANCELLED: Look("Called off", "✕"),
}

# How one article puts it: to a stop since visited, its word is not the last.
CLAIM_WORD: dict[Status, str] = {status: look.word for status, look in STATUS.items()} | {
    Status.CURRENT: "There at the time"
}

CANCEL_WORD: dict[CancelKind, str] = {
    CancelKind.CANCELLED: "Called off",
    CancelKind.POSTPONED: "Postponed",
    CancelKind.BLOCKED: "Blocked",
    CancelKind.CUT_SHORT: "Cut short",
}

STATUS_MEANING: dict[Status, str] = {
    Status.VISITED: "the articles say that the stay took place and is over",
    Status.CURRENT: "the newest article on the trip has the traveller there, or on the way there",
    Status.PLANNED: "announced, and no later article says that it took place",
    Status.CANCELLED: "given up, postponed, prevented or, where it says so, cut short",
}

STOP_KIND_WORD: dict[StopKind, str] = {
    StopKind.STOP: "Stop",
    StopKind.ORIGIN: "Departure",
    StopKind.RETURN: "Return",
    StopKind.TRANSIT: "Stopover",
}

ROLE_WORD: dict[RoleClass, str] = {
    RoleClass.HEAD_OF_STATE: "head of state",
    RoleClass.HEAD_OF_GOVERNMENT: "head of government",
    RoleClass.FOREIGN_MINISTER: "foreign minister",
    RoleClass.DEFENCE_MINISTER: "defence minister",
    RoleClass.FINANCE_MINISTER: "finance minister",
    RoleClass.ENVOY: "envoy",
    RoleClass.IO_HEAD: "head of an international organisation",
    RoleClass.RELIGIOUS_LEADER: "religious leader",
    RoleClass.OTHER: "",
}

# From which confidence on, a share of one.
SURENESS = ((0.9, "very sure"), (0.75, "fairly sure"), (0.6, "not quite sure"), (0.0, "a guess"))

# Of one brightness, dark enough to carry white figures and light enough to show on a dark map.
ACCENTS = ("#1B7D90", "#4A72B8", "#8A5BB8", "#8A6D1E", "#B84A7C", "#3D8049")

SHADES = 5  # of one hue, from pale to full, for how often; figures.css has them as .shade-1 to -5


def accent(traveller: str) -> str:
    """The colour of a traveller's route; the same name always has the same one."""
    return ACCENTS[zlib.crc32(traveller.encode()) % len(ACCENTS)]


def accents(travellers: Sequence[str]) -> list[str]:
    """Colours for travellers on one map: the first keeps its own, the rest differ if they can."""
    free = list(ACCENTS)
    given = []
    for traveller in travellers:
        own = accent(traveller)
        colour = own if own in free else free[0] if free else own
        if colour in free:
            free.remove(colour)
        given.append(colour)
    return given


def status_word(status: str, cancel_kind: str = "") -> str:
    """The status in words, with the way in which a stop was called off."""
    return CANCEL_WORD[CancelKind(cancel_kind)] if cancel_kind else STATUS[Status(status)].word


def claim_words(status: str, stop_kind: str = StopKind.STOP) -> str:
    """How one article says that a point of the route stands."""
    is_stop = stop_kind == StopKind.STOP
    return CLAIM_WORD[Status(status)] if is_stop else stop_words(stop_kind, status)


def stop_words(stop_kind: str, status: str, cancel_kind: str = "") -> str:
    """How a point of the route stands: the status of a stop, else what the point is."""
    word = status_word(status, cancel_kind)
    if stop_kind == StopKind.STOP or status == Status.CANCELLED:
        return word
    kind = STOP_KIND_WORD[StopKind(stop_kind)]
    return f"{kind}, {word.lower()}" if status == Status.PLANNED else kind


def status_icon(status: str) -> str:
    """The sign of a status."""
    return STATUS[Status(status)].icon


def sureness(confidence: float) -> str:
    """How sure the reading of a sentence is, in words."""
    return next(word for least, word in SURENESS if confidence >= least)
