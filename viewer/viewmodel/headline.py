"""The line at the top of the page: whose trip, where and when, from nothing but the tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel import Locale
from babel.lists import format_list

from pipeline.intervals import Precision
from pipeline.model import RoleClass, Status
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.direction import straight
from viewer.viewmodel.records import (
    FINEST_FIRST,
    Record,
    evidence_of,
    is_travelled,
    is_visit,
    span_in_words,
    stops_of,
)

_LOCALE = Locale.parse("en_GB")
_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_COUNTRIES_NAMED = 3
_WITH_ARTICLE = (
    "United",
    "Democratic Republic",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Seychelles",
)
_ENDING_WITH_ARTICLE = ("Islands", "Republic", "Emirates")
_STEM = 4  # letters that a country shares with its adjective: Russia, Russian


@dataclass(frozen=True, slots=True)
class Headline:
    """The title of a trip and the sentence beneath: how its stops stand, and seen from when."""

    title: str
    summary: str


def headline(tables: Tables, *trip_ids: str) -> Headline:
    """The headline of a trip, or of several by different travellers on one map.

    Stops that were called off count only where there are no others.
    """
    trips = [stops_of(tables, trip_id) for trip_id in trip_ids]
    rows = [row for trip in trips for row in trip]
    visits = [row for row in rows if is_visit(row)]
    made = [visit for visit in visits if is_travelled(visit)] or visits
    parts = [f"{_who(trips)}: {_how_many(len(made), 'stop')}{_where(made)}"]
    if made and not is_travelled(made[0]):
        parts.append("called off")
    known = span_in_words(rows)
    if known != dates.NOT_SAID:
        parts.append(known)
    claims = [claim for of_stop in evidence_of(tables, rows).values() for claim in of_stop]
    summary = (_standing(visits), _distance(rows), _seen_from(rows, claims))
    return Headline(straight(", ".join(parts)), " ".join(filter(None, summary)))


def _who(trips: Sequence[Sequence[Record]]) -> str:
    names = dict.fromkeys(str(rows[0]["traveller"]) for rows in trips)
    if len(names) > 1:
        return format_list(list(names), locale=_LOCALE)
    stop = trips[0][0]
    role = stop["traveller_role"] or theme.ROLE_WORD[RoleClass(stop["role_class"])]
    home = _LOCALE.territories.get(stop["home_country_code"], "")
    if role and home and not _names(role, home, stop["home_country_code"]):
        role = f"{role} ({home})"
    return f"{stop['traveller']}, {role}" if role else str(stop["traveller"])


def _names(role: str, country: str, code: str) -> bool:
    return country[:_STEM].lower() in role.lower() or code in role.replace(".", "").split()


def _where(visits: Sequence[Record]) -> str:
    if len(visits) == 1:
        parts = dict.fromkeys((visits[0]["place"], visits[0]["country"]))
        return f" in {', '.join(filter(None, parts))}"
    names = list(dict.fromkeys(visit["country"] or visit["place"] for visit in visits))
    if not names:
        return ""
    if len(names) > _COUNTRIES_NAMED:
        return f" in {_how_many(len(names), 'country', 'countries')}"
    return f" in {format_list([_with_article(name) for name in names], locale=_LOCALE)}"


def _with_article(country: str) -> str:
    needs = country.startswith(_WITH_ARTICLE) or country.endswith(_ENDING_WITH_ARTICLE)
    return f"the {country}" if needs else country


def _standing(visits: Sequence[Record]) -> str:
    counts = Counter(theme.status_word(v["status"], v["cancel_kind"]).lower() for v in visits)
    alone = len(visits) == 1
    parts = [word if alone else f"{_number(count)} {word}" for word, count in counts.items()]
    return _sentence(", ".join(parts)) if parts else ""


def _distance(rows: Sequence[Record]) -> str:
    lengths = {"travelled": 0, "planned": 0}
    for row in filter(is_travelled, rows):
        kind = "planned" if row["status"] == Status.PLANNED else "travelled"
        lengths[kind] += row["leg_km"] or 0
    parts = [f"{length:,} km {kind}" for kind, length in lengths.items() if length]
    return _sentence(", ".join(parts)) if parts else ""


def _seen_from(rows: Sequence[Record], claims: Sequence[Record]) -> str:
    articles = len({claim["article_id"] for claim in claims})
    newest = max((row["as_of"] for row in rows if row["as_of"]), default=None)
    day = f"As of {_as_exactly(newest, claims)}, from" if newest else "From"
    return f"{day} {_how_many(articles, 'article')}."


def _as_exactly(newest: date, claims: Sequence[Record]) -> str:
    """The day from which a trip is seen, as exactly as its last article is dated."""
    told = {claim["published_precision"] for claim in claims if _came_out(claim, newest)}
    finest = next((each for each in FINEST_FIRST if each in told), Precision.DAY)
    return dates.in_words(newest, None, finest)


def _came_out(claim: Record, day: date) -> bool:
    precision = claim["published_precision"]
    return dates.iso(claim["published"], precision) == dates.iso(day, precision)


def _how_many(count: int, one: str, many: str = "") -> str:
    return f"{_number(count)} {one if count == 1 else many or one + 's'}"


def _number(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else f"{count:,}"


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."
