"""What the filter has to choose from, and what it asks for in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from babel import Locale
from babel.lists import format_list

from pipeline.intervals import DateInterval
from pipeline.model import RoleClass, Status, StopKind
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.filters import Filter, findable, folded
from viewer.regions import regions_of

_LOCALE = Locale.parse("en_GB")


@dataclass(frozen=True, slots=True)
class Choices:
    """What occurs in the tables: each value with its words, in the order to show them in.

    A second line of the words, not to be shown, is for searching them without accents.
    """

    travellers: Mapping[str, str]
    roles: Mapping[str, str]
    homes: Mapping[str, str]
    countries: Mapping[str, str]
    regions: Mapping[str, str]
    statuses: Mapping[str, str]


def choices(tables: Tables) -> Choices:
    """The choices of these tables; countries and regions are those that have a stop."""
    timeline = tables.timeline
    stops = timeline[timeline["stop_kind"] == StopKind.STOP].drop_duplicates("country_code")
    countries = dict(zip(stops["country_code"], stops["country"], strict=True))
    regions = [name for code in countries for name in regions_of(code)]
    roles = set(timeline["role_class"])
    return Choices(
        travellers=_ordered((name, name) for name in timeline["traveller"].unique()),
        roles={str(role): _role(role) for role in RoleClass if role in roles},
        homes=_ordered((code, _country(code)) for code in timeline["home_country_code"].unique()),
        countries=_ordered(countries.items()),
        regions=_wide_first(dict.fromkeys(regions), countries),
        statuses={str(status): theme.STATUS[status].word for status in Status},
    )


def in_words(wanted: Filter, offered: Choices) -> dict[str, str]:
    """Each wish of a filter in words, by its field."""
    words = {
        "text": f"“{wanted.text}”",
        "travellers": _either(wanted.travellers, offered.travellers),
        "roles": _either(wanted.roles, offered.roles).lower(),
        "homes": f"home country {_either(wanted.homes, offered.homes)}",
        "countries": f"in {_either(wanted.countries, offered.countries)}",
        "regions": f"in {_either(wanted.regions, offered.regions)}",
        "statuses": _either(wanted.statuses, offered.statuses).lower(),
        "first": f"from {_date(wanted.first)}",
        "last": f"to {_date(wanted.last)}",
        "confidence": f"at least {wanted.confidence}% sure",
    }
    return {wish: words[wish] for wish in wanted.wishes()}


def _role(role: str) -> str:
    words = theme.ROLE_WORD[RoleClass(role)]
    return words[:1].upper() + words[1:] if words else "Other, or not said"


def _country(code: str) -> str:
    return str(_LOCALE.territories.get(code, code))


def _ordered(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    known = {value: words or value for value, words in pairs if value}
    ordered = sorted(known.items(), key=lambda pair: folded(pair[1]))
    return {value: findable(words, "\n") for value, words in ordered}


def _wide_first(names: Iterable[str], countries: Iterable[str]) -> dict[str, str]:
    wide = {regions_of(code)[0] for code in countries if regions_of(code)}
    return {name: name for name in sorted(names, key=lambda name: (name not in wide, name))}


def _either(values: Iterable[str], words: Mapping[str, str]) -> str:
    shown = [words.get(value, value).partition("\n")[0] for value in values]
    return str(format_list(shown, style="or", locale=_LOCALE))


def _date(interval: DateInterval | None) -> str:
    return dates.in_words(interval.first, None, interval.precision) if interval else ""
