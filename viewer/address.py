"""The page's address: the trip, the stop and the filter that a link opens again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from pipeline.intervals import DateInterval
from viewer import dates
from viewer.filters import NOTHING, Filter, folded
from viewer.viewmodel import Choices

Parameters = Mapping[str, Sequence[str]]

_LISTS = {
    "traveller": "travellers",
    "role": "roles",
    "home": "homes",
    "country": "countries",
    "region": "regions",
    "status": "statuses",
}
_DATES = {"from": "first", "to": "last"}
_MOST = 100
# Where Streamlit's own hosting puts an app, in a frame below the address that people see.
_HOSTED = "/~/+"


@dataclass(frozen=True, slots=True)
class View:
    """What an address stands for.

    `stop` is the number of a stop, as people write it; `stop_id` finds the same stop when others
    have come before it or it has moved to another trip. Both are empty for a whole trip. `along`
    are the trips shown along with it.
    """

    trip: str = ""
    stop: str = ""
    stop_id: str = ""
    wanted: Filter = NOTHING
    along: tuple[str, ...] = ()


WHOLE = View()


def read(parameters: Parameters, choices: Choices) -> tuple[View, tuple[str, ...]]:
    """The view, and what in the address is unknown to these tables, as `name=value`.

    Unknown trips and stops are not told here: they need the trips themselves.
    """
    given = {name: list(values) for name, values in parameters.items()}
    unknown: list[str] = []
    wishes: dict[str, object] = {}
    for name, field in _LISTS.items():
        values = [_value(name, text, choices) for text in _separate(name, given.get(name, ()))]
        wishes[field] = tuple(dict.fromkeys(value for value, _ in values if value))
        unknown += [f"{name}={text}" for value, text in values if not value]
    for name, field, parse in _single():
        text = _first(given, name)
        wishes[field] = parse(text) if text else getattr(NOTHING, field)
        if wishes[field] is None and text:
            unknown.append(f"{name}={text}")
            wishes[field] = getattr(NOTHING, field)
    stop = View(_first(given, "trip"), _first(given, "stop"), _first(given, "at"))
    along = tuple(dict.fromkeys(_separate("with", given.get("with", ()))))
    wanted = Filter(**wishes)  # type: ignore[arg-type]
    return View(stop.trip, stop.stop, stop.stop_id, wanted, along), tuple(unknown)


def write(view: View) -> dict[str, list[str]]:
    """The parameters that `read` makes the same view of; none for what is not asked for."""
    wanted = view.wanted
    parameters: dict[str, Iterable[str]] = {
        "trip": [view.trip],
        "stop": [view.stop],
        "at": [view.stop_id],
        "with": [",".join(view.along)],
        "text": [wanted.text],
    }
    for name, field in _LISTS.items():
        values = getattr(wanted, field)
        parameters[name] = map(_slug, values) if name == "region" else values
    for name, field in _DATES.items():
        parameters[name] = [in_iso(getattr(wanted, field))]
    parameters["confidence"] = [str(wanted.confidence or "")]
    kept = {name: [value for value in values if value] for name, values in parameters.items()}
    return {name: values for name, values in kept.items() if values}


def link(page: str, view: View, *, embed: bool = False) -> str:
    """The whole address of a view; `page` is where the reader has the app open."""
    parts = urlsplit(page)
    # Streamlit gives the path without the slash at its end, which the page's own files need.
    path = parts.path.rstrip("/").removesuffix(_HOSTED) + "/"
    parameters = write(view) | ({"embed": ["true"]} if embed else {})
    query = urlencode(parameters, doseq=True, quote_via=quote)
    return urlunsplit((parts.scheme, parts.netloc, path, query, ""))


def day(text: str) -> DateInterval | None:
    """The date written as 2018, 2018-02 or 2018-02-06, or None."""
    try:
        return DateInterval.parse(text)
    except ValueError:
        return None


def in_iso(interval: DateInterval | None) -> str:
    """The date as `day` reads it; empty for none."""
    return dates.iso(interval.first, interval.precision) if interval else ""


def _single() -> Iterable[tuple[str, str, Callable[[str], object]]]:
    yield from ((name, field, day) for name, field in _DATES.items())
    yield "confidence", "confidence", _share
    yield "text", "text", str


def _share(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and int(text) <= _MOST else None


def _first(given: Mapping[str, list[str]], name: str) -> str:
    return next((text.strip() for text in given.get(name, ()) if text.strip()), "")


def _separate(name: str, texts: Iterable[str]) -> list[str]:
    """The values of a list; codes may also stand in one text, apart by commas: country=PE,CO."""
    parts = [
        part for text in texts for part in ([text] if name == "traveller" else text.split(","))
    ]
    return [part.strip() for part in parts if part.strip()]


def _value(name: str, text: str, choices: Choices) -> tuple[str, str]:
    """The value that a text means, empty if there is none, and the text."""
    known = getattr(choices, _LISTS[name])
    if text in known:
        return text, text
    return next((each for each in known if _slug(each) == _slug(text)), ""), text


def _slug(text: str) -> str:
    return "-".join(folded(text).split())
