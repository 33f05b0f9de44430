"""The one place for colours, icons and the words of a status; safe for colour-blind readers."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

from pipeline.model import CancelKind, RoleClass, Status, StopKind

LIGHT_BACKGROUND = "#FFFFFF"
DARK_BACKGROUND = "#12181C"


@dataclass(frozen=True, slots=True)
class Look:
    """How a status looks: its word, its sign, and its colour on a light and a dark ground."""

    word: str
    icon: str
    light: str
    dark: str


# Hues after Okabe and Ito, Color Universal Design (2008), darker or lighter to be read as text.
STATUS: dict[Status, Look] = {
    Status.VISITED: Look("Visited", "✓", "#00639C", "#56B4E9"),
    Status.CURRENT: Look("Under way", "●", "#B84A00", "#F5934E"),
    Status.PLANNED: Look("Planned", "○", "#9C3F74", "#E6A3C9"),
    Status.CANCELLED: Look("Called off", "✕", "#5F666B", "#A9B1B7"),
}

CANCEL_WORD: dict[CancelKind, str] = {
    CancelKind.CANCELLED: "Called off",
    CancelKind.POSTPONED: "Postponed",
    CancelKind.BLOCKED: "Blocked",
    CancelKind.CUT_SHORT: "Cut short",
}

STATUS_MEANING: dict[Status, str] = {
    Status.VISITED: "the sources say the stay took place and is over",
    Status.CURRENT: "the traveller was there, or had set off, on the day the trip is seen from",
    Status.PLANNED: "announced, and no later source says that it took place",
    Status.CANCELLED: "called off, postponed, blocked or cut short",
}

STOP_KIND_WORD: dict[StopKind, str] = {
    StopKind.STOP: "Stop",
    StopKind.ORIGIN: "Departure",
    StopKind.RETURN: "Return",
    StopKind.TRANSIT: "On the way",
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

# Middle tones: a route line must stand out from a light and from a dark map.
ACCENTS = ("#1F7A8C", "#4A72B8", "#8059B0", "#8C6D1F", "#B04A7A", "#3F7F4A")


def accent(traveller: str) -> str:
    """The colour of a traveller's route; the same name always has the same one."""
    return ACCENTS[zlib.crc32(traveller.encode()) % len(ACCENTS)]


def status_word(status: str, cancel_kind: str = "") -> str:
    """The status in words, with the way in which a stop was called off."""
    return CANCEL_WORD[CancelKind(cancel_kind)] if cancel_kind else STATUS[Status(status)].word


def css_variables() -> str:
    """A style sheet that names the status colours, such as --status-visited."""
    lines = [
        f"--status-{status}: light-dark({look.light}, {look.dark});"
        for status, look in STATUS.items()
    ]
    return ":root {" + " ".join(lines) + "}"
