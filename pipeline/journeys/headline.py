"""What only the headline tells: people the text calls by their office, and stops it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from spacy.tokens import Doc

from pipeline.journeys import lexicon
from pipeline.journeys.events import Anchor, find_anchors
from pipeline.journeys.factuality import read_event
from pipeline.journeys.governing import Relation
from pipeline.journeys.offices import OfficeSpan, find_offices
from pipeline.journeys.people import People, find_people
from pipeline.journeys.reading import Reading, Tense
from pipeline.journeys.sighting import MOTION, Sighting
from pipeline.journeys.subjects import travellers_of
from pipeline.model import Claim, Dates, Mention, Status, Traveller

_JOURNEY = frozenset({"visit", "stop", "tour"})


@dataclass(frozen=True)
class Headline:
    """A title read like a text: its parsed doc and its resolved place mentions."""

    doc: Doc
    mentions: Sequence[Mention]

    @cached_property
    def _named(self) -> People:
        return find_people(self.doc, self.mentions)

    def people(self) -> list[Traveller]:
        """Those whom the title names in full or by their office."""
        return [person for person in self._named.all() if _is_name(person)]

    def offices(self) -> list[OfficeSpan]:
        """Offices with a country and without a name: "Turkish president begins Gulf tour"."""
        offices = find_offices(self.doc, self.mentions)
        return [o for o in offices if o.title and o.home and o.holder is None]

    def sightings(self, people: People, claims: Sequence[Claim]) -> Iterator[Sighting]:
        """The stops of the title that no claim of the text tells, for people the text knows.

        A headline tells the past in the present tense: "Lavrov lands in Eswatini". A bare noun
        ("Secretary Blinken's travel to Bali") has the status that all claims of the text share.
        """
        known = {(c.traveller, c.place.country_code) for c in claims}
        by_surname = {person.name.split()[-1].lower(): person for person in people.all()}
        for anchor in find_anchors(self.doc, self.mentions):
            reading = _reading(anchor, claims)
            told = (
                _known(t, by_surname)
                for t in travellers_of(anchor.event, anchor.frame, self._named)
            )
            new = tuple(t for t in told if t and (t, anchor.place.country_code) not in known)
            if new and reading is not None and anchor.place.country_code:
                yield Sighting(replace(anchor, implied=True), reading, Dates(), new)


def _reading(anchor: Anchor, claims: Sequence[Claim]) -> Reading | None:
    if anchor.relation is not Relation.TO or anchor.frame.name not in MOTION | _JOURNEY:
        return None
    reading = read_event(anchor.event)
    if reading.tense is not Tense.UNSAID:
        return replace(reading, ongoing=True) if reading.tense is Tense.NOW else reading
    statuses = {claim.status for claim in claims}
    if statuses == {Status.PLANNED}:
        return Reading(Tense.AHEAD, anchor.event.text)
    return None


def _known(traveller: Traveller, by_surname: Mapping[str, Traveller]) -> Traveller | None:
    return by_surname.get(traveller.name.split()[-1].lower())


def _is_name(person: Traveller) -> bool:
    words = person.name.lower().replace("’", "'").split()
    journey = lexicon.travel().nouns.keys() | lexicon.travel().verbs.keys()
    plain = not any(word.removesuffix("s") in journey or "'" in word for word in words)
    return plain and person.name != person.role and (len(words) > 1 or bool(person.role))
