"""What English knows about travel, offices and dates, read from the .toml files beside this one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.model import CancelKind, RoleClass

_FOLDER = Path(__file__).parent
_BODIES = ("portfolios", "organisations")
_ARTICLES = ("", "the ")
_ACRONYM = 6  # letters at most


@dataclass(frozen=True, slots=True)
class Frame:
    """A family of verbs or nouns and the prepositions by which they take a place."""

    name: str
    words: frozenset[str]
    to: frozenset[str]
    at: frozenset[str]
    origin: frozenset[str]
    object: str
    sure: float


@dataclass(frozen=True, slots=True)
class Travel:
    """The words of motion and presence, by lemma."""

    verbs: dict[str, tuple[Frame, ...]]
    nouns: dict[str, Frame]
    act: Frame
    absent: frozenset[str]
    idle: frozenset[str]
    inside: frozenset[str]
    people: frozenset[str]
    meeting: frozenset[str]
    remote_nouns: frozenset[str]
    remote_adverbs: frozenset[str]
    transit: frozenset[str]
    vehicles: frozenset[str]
    home: frozenset[str]
    programmes: frozenset[str]
    told_members: frozenset[str]
    told_alone: frozenset[str]
    told_ordered: frozenset[str]
    told_closing: frozenset[str]
    told_adverbs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Factuality:
    """The words that tell a plan from a visit and a visit from one called off."""

    future_verbs: frozenset[str]
    firm_verbs: frozenset[str]
    future_adjectives: frozenset[str]
    weak_modals: frozenset[str]
    weak_verbs: frozenset[str]
    weak_marks: frozenset[str]
    habits: frozenset[str]
    replaced: frozenset[str]
    marks: frozenset[str]
    after_marks: frozenset[str]
    past_adjectives: frozenset[str]
    past_openings: tuple[str, ...]
    ended: frozenset[str]
    lodging: frozenset[str]
    lodging_nouns: frozenset[str]
    called_off: dict[str, CancelKind]
    called_off_particles: dict[str, str]
    called_off_nouns: dict[str, CancelKind]


@dataclass(frozen=True, slots=True)
class Office:
    """What a role phrase says about its holder; `home` only where the phrase alone tells it."""

    role_class: RoleClass
    home: str
    organisation: bool


@dataclass(frozen=True, slots=True)
class Roles:
    """Role phrases in lower case, and the words that surround them."""

    offices: dict[str, Office]
    bare: dict[str, tuple[RoleClass, ...]]
    skip: frozenset[str]
    past: frozenset[str]
    lesser: frozenset[str]
    distinct: frozenset[str]
    titles: frozenset[str]
    misters: frozenset[str]
    not_names: frozenset[str]
    saints: frozenset[str]
    particles: frozenset[str]
    portfolios: frozenset[str]
    guests: frozenset[str]
    hosts: frozenset[str]
    peers: frozenset[str]
    sums: frozenset[str]
    seats: dict[str, frozenset[str]]
    acronyms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Gender:
    """Whether a pronoun, a word in front of a name, or a given name means "he" or "she"."""

    pronouns: Mapping[str, str]
    words: Mapping[str, str]
    given: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names of days and months, and day counts from the article's date or the day told before."""

    months: dict[str, int]
    weekdays: dict[str, int]
    numbers: dict[str, int]
    today: dict[str, int]
    after: dict[str, int]
    part_of_day: dict[str, int]
    long_ago: frozenset[str]


@cache
def travel() -> Travel:
    """The travel lexicon."""
    data = _load("travel")
    verbs: dict[str, tuple[Frame, ...]] = {}
    for entry in data["frame"]:
        frame = _frame(entry, entry["verbs"])
        for verb in frame.words:
            verbs[verb] = (*verbs.get(verb, ()), frame)
    nouns = {
        noun: frame
        for e in data["noun"]
        for frame in [_frame(e, e["nouns"])]
        for noun in frame.words
    }
    return Travel(
        verbs=verbs,
        nouns=nouns,
        act=_frame(data["act"], []),
        absent=frozenset(data["act"]["absent"]),
        idle=frozenset(data["idle"]["verbs"]),
        inside=frozenset(data["inside"]["nouns"]),
        people=frozenset(data["people"]["nouns"]),
        meeting=frozenset(data["meeting"]["words"]),
        remote_nouns=frozenset(data["remote"]["nouns"]),
        remote_adverbs=frozenset(data["remote"]["adverbs"]),
        transit=frozenset(data["transit"]["words"]),
        vehicles=frozenset(data["vehicle"]["nouns"]),
        home=frozenset(data["home"]["adverbs"]),
        programmes=frozenset(data["told_of_place"]["programmes"]),
        told_members=frozenset(data["told_of_place"]["members"]),
        told_alone=frozenset(data["told_of_place"]["alone"]),
        told_ordered=frozenset(data["told_of_place"]["ordered"]),
        told_closing=frozenset(data["told_of_place"]["closing"]),
        told_adverbs=frozenset(data["told_of_place"]["adverbs"]),
    )


@cache
def factuality() -> Factuality:
    """The factuality lexicon."""
    data = _load("factuality")
    called_off = data["called_off"]
    return Factuality(
        future_verbs=frozenset(data["future"]["verbs"]),
        firm_verbs=frozenset(data["future"]["firm"]),
        future_adjectives=frozenset(data["future"]["adjectives"]),
        weak_modals=frozenset(data["weak"]["modals"]),
        weak_verbs=frozenset(data["weak"]["verbs"]),
        weak_marks=frozenset(data["weak"]["marks"]),
        habits=frozenset(data["weak"]["habits"]),
        replaced=frozenset(data["weak"]["replaced"]),
        marks=frozenset(data["clause"]["marks"]),
        after_marks=frozenset(data["past"]["marks"]),
        past_adjectives=frozenset(data["past"]["adjectives"]),
        past_openings=tuple(data["past"]["openings"]),
        ended=frozenset(data["ended"]["verbs"]),
        lodging=frozenset(data["lodging"]["verbs"]),
        lodging_nouns=frozenset(data["lodging"]["nouns"]),
        called_off={verb: CancelKind(kind) for verb, kind in called_off["verbs"].items()},
        called_off_particles=dict(called_off["particles"]),
        called_off_nouns={noun: CancelKind(kind) for noun, kind in called_off["nouns"].items()},
    )


def _led(bodies: Mapping[str, Any]) -> Iterator[tuple[str, Office]]:
    """The phrases for those who lead a body: "NATO chief", "head of the World Bank"."""
    role_class = RoleClass(bodies["class"])
    office = Office(role_class, "", role_class is RoleClass.IO_HEAD)
    staff = Office(RoleClass.OTHER, "", organisation=True)
    for name in bodies["names"]:
        for owner in (name, f"{name}'s", f"{name}’s"):
            yield from ((f"{owner} {word}", office) for word in bodies["before"])
            yield from ((f"{owner} {word}", staff) for word in bodies.get("staff", ()))
        yield from ((f"{word} {the}{name}", office) for word in bodies["of"] for the in _ARTICLES)


@cache
def roles() -> Roles:
    """The roles lexicon."""
    data = _load("roles")
    offices = {phrase: office for name in _BODIES for phrase, office in _led(data[name])}
    offices |= {
        phrase.lower(): Office(
            RoleClass(entry["class"]), entry.get("home", ""), entry.get("organisation", False)
        )
        for entry in data["role"]
        for phrase in entry["phrases"]
    }
    bare: dict[str, tuple[RoleClass, ...]] = {}
    for role_class, words in data["bare"].items():
        for word in words:
            bare[word] = (*bare.get(word, ()), RoleClass(role_class))
    words = data["modifiers"]
    return Roles(
        offices=offices,
        bare=bare,
        skip=frozenset(words["skip"]),
        past=frozenset(words["past"]),
        lesser=frozenset(words["lesser"]),
        distinct=frozenset(words["distinct"]),
        titles=frozenset(words["titles"]),
        misters=frozenset(words["misters"]),
        not_names=frozenset(words["not_names"]),
        saints=frozenset(words["saints"]),
        particles=frozenset(words["particles"]),
        portfolios=frozenset(words["portfolios"]),
        guests=frozenset(words["guests"]),
        hosts=frozenset(words["hosts"]),
        peers=frozenset(words["peers"]),
        sums=frozenset(words["sums"]),
        seats={home: frozenset(towns) for home, towns in data["seats"].items()},
        acronyms=frozenset(
            name
            for name in (*data["organisations"]["names"], *data["acronyms"]["words"])
            if len(name) <= _ACRONYM
        ),
    )


@cache
def gender() -> Gender:
    """The lexicon of genders."""
    data = _load("gender")

    def told_by(kind: str) -> dict[str, str]:
        return {word: pronoun for pronoun, words in data.items() for word in words[kind]}

    return Gender(told_by("pronouns"), told_by("words"), told_by("given"))


@cache
def calendar() -> Calendar:
    """The calendar lexicon."""
    data = _load("calendar")
    return Calendar(
        months=data["months"]["names"],
        weekdays=data["weekdays"]["names"],
        numbers=data["numbers"]["names"],
        today=data["today"]["names"],
        after=data["after"]["names"],
        part_of_day=data["part_of_day"]["names"],
        long_ago=frozenset(data["long_ago"]["phrases"]),
    )


def _frame(entry: dict[str, Any], words: list[str]) -> Frame:
    return Frame(
        name=entry["name"],
        words=frozenset(words),
        to=frozenset(entry.get("to", ())),
        at=frozenset(entry.get("at", ())),
        origin=frozenset(entry.get("from", ())),
        object=entry.get("object", ""),
        sure=entry["sure"],
    )


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((_FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
