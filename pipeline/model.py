"""The words of the domain: article, mention, place, traveller, claim, stop, trip."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pipeline.intervals import Basis, DateInterval, Precision


class Status(StrEnum):
    """Where a stop stands, seen from the `as of` day."""

    VISITED = "visited"
    CURRENT = "current"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class CancelKind(StrEnum):
    """In which way a stop was called off."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"
    BLOCKED = "blocked"
    CUT_SHORT = "cut_short"


class StopKind(StrEnum):
    """What a point of the route is; only `stop` is a visit."""

    STOP = "stop"
    ORIGIN = "origin"
    RETURN = "return"
    TRANSIT = "transit"


class PlaceKind(StrEnum):
    """What kind of thing a place is; a region may be a first-level division or cross borders."""

    CITY = "city"
    COUNTRY = "country"
    REGION = "region"
    VENUE = "venue"


class RoleClass(StrEnum):
    """The office a traveller holds, coarse enough to filter by."""

    HEAD_OF_STATE = "head_of_state"
    HEAD_OF_GOVERNMENT = "head_of_government"
    FOREIGN_MINISTER = "foreign_minister"
    DEFENCE_MINISTER = "defence_minister"
    FINANCE_MINISTER = "finance_minister"
    ENVOY = "envoy"
    IO_HEAD = "io_head"
    RELIGIOUS_LEADER = "religious_leader"
    OTHER = "other"


class MentionUse(StrEnum):
    """How a text uses a place name; only a literal use can be a stop."""

    LITERAL = "literal"
    DEMONYM = "demonym"
    METONYM = "metonym"


class PublishedBasis(StrEnum):
    """What says when an article was published: itself, its address, its dateline, whoever stored
    it, or the user."""

    STATED = "stated"
    ADDRESS = "address"
    DATELINE = "dateline"
    ARCHIVE = "archive"
    GIVEN = "given"


READ_LANGUAGES = frozenset({"en", ""})
MADE = (Status.VISITED, Status.CURRENT)  # the traveller was there, or has set off


class ArticleState(StrEnum):
    """What became of an input."""

    OK = "ok"
    DUPLICATE = "duplicate"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Article:
    """One text with its publication date; offsets everywhere count characters of `text`.

    `note` says what of it could not be read, such as a date that is no day of the calendar;
    `standing` why it is there though it is to be had no more, "" as long as it is.
    """

    article_id: str
    text: str
    title: str = ""
    published: DateInterval | None = None
    source: str = ""
    url: str = ""
    path: str = ""
    language: str = ""
    published_basis: PublishedBasis | None = None
    note: str = ""
    standing: str = ""

    @property
    def is_read(self) -> bool:
        """Whether its language is one that the rules are made for; an unknown one may be."""
        return self.language in READ_LANGUAGES


@dataclass(frozen=True, slots=True)
class KeptArticle:
    """An article that has not changed, or is gone: the store knows all of it under its key."""

    article_id: str
    path: str
    key: bytes
    standing: str = ""


@dataclass(frozen=True, slots=True)
class GivenFile:
    """A file that lies in memory; its name says by its suffix how it is read."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class GivenText:
    """A text typed or pasted, with its title and date where the giver says them."""

    text: str
    title: str = ""
    published: str = ""


@dataclass(frozen=True, slots=True)
class GivenAddress:
    """An address of the web as somebody typed it; whatever it says, it is never a path."""

    address: str


@dataclass(frozen=True, slots=True)
class Rejection:
    """An input that could not be used, and why; it becomes a row of `articles`.

    `gone` is whether its host says that there is no such page.
    """

    article_id: str
    path: str
    reason: str
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A point of the gazetteer; WGS84 degrees, ISO 3166-1 alpha-2 code, empty where none applies.

    A country's point is its capital; `geonameid` is None where GeoNames has no entry; `town` is
    where a venue stands.
    """

    name: str
    kind: PlaceKind
    country_code: str
    country: str
    latitude: float
    longitude: float
    geonameid: int | None = None
    admin1: str = ""
    population: int = 0
    town: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names a place; `place` is None where the name stays unknown."""

    start: int
    end: int
    text: str
    use: MentionUse = MentionUse.LITERAL
    place: Place | None = None
    confidence: float = 0.0


@dataclass(frozen=True, slots=True)
class Traveller:
    """The person who travels; home is an ISO code, empty for the head of an organisation."""

    name: str
    role: str = ""
    role_class: RoleClass = RoleClass.OTHER
    home_country_code: str = ""


@dataclass(frozen=True, slots=True)
class Dates:
    """When a stop begins and ends, as far as a text says; `window` is the dated tour around it."""

    arrival: DateInterval | None = None
    departure: DateInterval | None = None
    window: DateInterval | None = None
    basis: Basis | None = None

    @property
    def precision(self) -> Precision:
        """Precision of the arrival, else of the departure, else unknown."""
        known = self.arrival or self.departure
        return known.precision if known else Precision.UNKNOWN


@dataclass(frozen=True, slots=True)
class Claim:
    """One article's word about one stop, with the exact words that say it.

    `start` and `end` are offsets of the snippet in the article's text, both 0 where the snippet is
    the headline; `order` is the place of the stop in the journey as this article tells it, 0
    first; `background` marks an earlier trip, `left` words that tell of leaving, `under_way` of
    setting out and not yet of arriving, `implied` a place that only the dateline or the headline
    names.
    """

    article_id: str
    traveller: Traveller
    place: Place
    status: Status
    snippet: str
    start: int
    end: int
    cue: str
    dates: Dates = Dates()
    stop_kind: StopKind = StopKind.STOP
    cancel_kind: CancelKind | None = None
    mention_start: int = -1
    order: int = 0
    background: bool = False
    left: bool = False
    under_way: bool = False
    implied: bool = False
    confidence: float = 0.5
    confidence_reason: str = ""
    purpose: str = ""
    event: str = ""
    met_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article gives, by itself; what can be cached and spread over processes.

    It is not `whole` where an online geocoder was down: asked again, the article may give more.
    """

    article: Article
    mentions: tuple[Mention, ...] = ()
    claims: tuple[Claim, ...] = ()
    whole: bool = True


@dataclass(frozen=True, slots=True)
class Stop:
    """What all claims about one stay add up to; `conflict` says where they disagree."""

    stop_id: str
    traveller: Traveller
    place: Place
    stop_kind: StopKind
    status: Status
    claims: tuple[Claim, ...]
    dates: Dates = Dates()
    cancel_kind: CancelKind | None = None
    conflict: str = ""
    confidence: float = 0.5
    confidence_reason: str = ""


@dataclass(frozen=True, slots=True)
class Trip:
    """The stops of one journey in order, seen from `as_of`, the day of the newest article.

    Of an article whose month or year alone is known that is the last day it may have come out.
    """

    trip_id: str
    traveller: Traveller
    as_of: date | None
    stops: tuple[Stop, ...] = ()
