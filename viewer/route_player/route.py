"""What the route player shows: one trip as stops and legs, in words ready for the screen."""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite
from typing import Literal

from pipeline.model import CancelKind, Status
from viewer.direction import straight

LegStatus = Literal["made", "planned", "cancelled"]


@dataclass(frozen=True, slots=True)
class RouteStop:
    """One point of the route; WGS84 degrees, words as the reader sees them.

    `number` is "1".. for stops and empty for an origin, a return and a transit; `status_words`
    say how it stands, `when` is a human date ("5-6 Feb 2018"), `days` is None where the length of
    the stay is not known, and `note` tells of a conflict or why the stop is doubtful. `arrival` and
    `departure` are ISO dates as exact as they are known (2018-02 for a month, empty for nothing);
    `date_note` says what of the date is missing, `abroad` that the place is not in the traveller's
    own country. `track` counts the travellers of a company from 0, the one in front; `also_there`
    names those of the others who were there on the same days, with the days. `articles` is how many
    tell of the stop.
    """

    stop_id: str
    number: str
    stop_kind: str
    status: str
    cancel_kind: str
    status_words: str
    place: str
    country: str
    place_kind: str
    latitude: float
    longitude: float
    when: str
    date_known: bool
    snippet: str
    source: str
    title: str
    url: str
    note: str
    days: int | None = None
    arrival: str = ""
    departure: str = ""
    date_note: str = ""
    abroad: bool = True
    track: int = 0
    also_there: str = ""
    articles: int = 1

    @property
    def name(self) -> str:
        """The place with its country."""
        return straight(", ".join(dict.fromkeys(filter(None, (self.place, self.country)))))

    @property
    def has_place(self) -> bool:
        """Whether it is known where it lies."""
        return isfinite(self.latitude) and isfinite(self.longitude)

    @property
    def is_loose(self) -> bool:
        """Whether it was called off and has no date: when in the journey it was to be is open."""
        was_made = self.cancel_kind == CancelKind.CUT_SHORT
        return self.status == Status.CANCELLED and not was_made and not self.date_known


@dataclass(frozen=True, slots=True)
class Leg:
    """The way between two stops, named by their ids; `km` is the great-circle distance.

    A leg to a cancelled stop starts from the last stop travelled to and is not flown; to a stop
    called off that has no date there is none.
    """

    start: str
    end: str
    status: LegStatus
    km: int


@dataclass(frozen=True, slots=True)
class Companion:
    """A traveller shown on the same map, with the trip and the CSS colour of its route."""

    trip_id: str
    traveller: str
    colour: str


@dataclass(frozen=True, slots=True)
class Route:
    """One trip of one traveller, or of a company; `colour` is a CSS colour.

    In a company the stops and legs of each companion follow those of the traveller in front, whose
    trip, name and colour are the route's own.
    """

    trip_id: str
    title: str
    traveller: str
    colour: str
    stops: tuple[RouteStop, ...] = ()
    legs: tuple[Leg, ...] = ()
    companions: tuple[Companion, ...] = ()

    @property
    def travellers(self) -> list[str]:
        """The names by the track of a stop, the one in front first."""
        return [self.traveller, *(each.traveller for each in self.companions)]

    @property
    def colours(self) -> dict[str, str]:
        """The colour of each trip by its id, the one in front first."""
        shown = ((each.trip_id, each.colour) for each in self.companions)
        return {self.trip_id: self.colour, **dict(shown)}


@dataclass(frozen=True, slots=True)
class Seek:
    """A wish to show one stop; a new `token` makes it a new wish, a repeated one is ignored."""

    stop_id: str
    token: int


@dataclass(frozen=True, slots=True)
class PlayerState:
    """Where the player stands: the stop it has arrived at, if any, and whether it plays."""

    stop_id: str | None = None
    playing: bool = False
