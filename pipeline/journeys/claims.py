"""Claims: what one article says about each stop, with the words that say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.intervals import DateInterval
from pipeline.journeys import lexicon
from pipeline.journeys.companions import with_companions
from pipeline.journeys.departures import departures
from pipeline.journeys.events import Anchor
from pipeline.journeys.governing import Relation
from pipeline.journeys.headline import Headline
from pipeline.journeys.occasion import Occasion, find_occasion
from pipeline.journeys.people import People, find_people
from pipeline.journeys.reading import Tense
from pipeline.journeys.sighting import (
    PRESENCE,
    UNDER_WAY,
    Sighting,
    abroad,
    has_moved,
    sentence_of,
    status_of,
    stop_kind_of,
    travels,
)
from pipeline.journeys.survey import find_sightings
from pipeline.model import (
    Article,
    Claim,
    Dates,
    Mention,
    Place,
    PlaceKind,
    Status,
    StopKind,
    Traveller,
)

_FROM_DATELINE = "only the dateline names the place"
_NEAR = 3  # tokens from "is" to the words that say what it is
_LONG_AGO_DAYS = 21  # an event further back than this belongs to an earlier trip


def find_claims(
    doc: Doc, article: Article, mentions: Sequence[Mention], headline: Headline | None = None
) -> list[Claim]:
    """Every stop that an article says somebody made, makes, means to make or does not make.

    Args:
        doc: the parsed text of the article.
        article: its date decides what "Tuesday" means.
        mentions: its resolved place mentions.
        headline: its title; a stop told there alone has the title for its snippet, and no offsets.
    """
    titled = headline.people() if headline else ()
    people = find_people(doc, mentions, article.title, titled).from_home(
        headline.offices() if headline else ()
    )
    if not people.officials:
        return []
    found = find_sightings(doc, article, mentions, people)
    moved = {t for one in found if has_moved(one) for t in abroad(one)}
    places = Counter(one.anchor.root.sent.start for one in found)
    told = [
        (one, claim)
        for one in found
        for claim in _claims(article, one, moved, people, places[one.anchor.root.sent.start] == 1)
    ]
    claims = list(_unrepeated(claim for _, claim in told))
    claims += departures(told)
    if headline is not None:
        claims += (
            replace(
                claim,
                snippet=article.title,
                start=0,
                end=0,
                mention_start=-1,
                order=claim.order + len(article.text) - len(article.title),  # told last
            )
            for one in headline.sightings(people, claims)
            for claim in _claims(article, one, moved, people, alone=False)
        )
    claims += with_companions(doc, article, claims, people)
    in_order = sorted(claims, key=_told_order)
    return [replace(claim, order=order) for order, claim in enumerate(in_order)]


def _unrepeated(claims: Iterable[Claim]) -> Iterator[Claim]:
    """All but the dateline's claims that say what a better one says, or what one of them said.

    Of those, one that tells an arrival, or the only one that tells a day, is kept.
    """
    claims = list(claims)
    named = {(c.traveller, c.place.country_code) for c in claims if not c.implied}
    dated = {(c.traveller, c.place.country_code) for c in claims if _is_dated(c) and not c.implied}
    for claim in claims:
        key = (claim.traveller, claim.place.country_code)
        new = _is_dated(claim) and (claim.status is Status.CURRENT or key not in dated)
        if not claim.implied or key not in named or new:
            yield claim
            named.add(key)


def _is_dated(claim: Claim) -> bool:
    return claim.dates.arrival is not None


def _claims(
    article: Article,
    found: Sighting,
    moved: Collection[Traveller],
    people: People,
    alone: bool,
) -> Iterator[Claim]:
    """The claims of one sighting; `alone` says that its sentence tells of no other place."""
    status = status_of(found)
    if status is None:
        return
    for traveller in found.travellers:
        on_tour = traveller == people.main
        kind = stop_kind_of(found, traveller, on_tour=on_tour)
        if kind is None or not travels(traveller, found, moved, on_tour=on_tour):
            continue
        if traveller.name in people.hosts and not traveller.home_country_code:
            continue  # where he has guests he is at home
        event = found.anchor.event
        occasion = find_occasion(event, traveller, people) if alone else Occasion()
        yield _claim(article, found, traveller, status, kind, occasion)


def _claim(
    article: Article,
    found: Sighting,
    traveller: Traveller,
    status: Status,
    kind: StopKind,
    occasion: Occasion,
) -> Claim:
    anchor, reading = found.anchor, found.reading
    start, end = sentence_of(anchor.root)
    sure, reason = _sureness(found)
    if found.no_day:
        reason += f"; “{found.no_day}” names no known day"
    return Claim(
        article_id=article.article_id,
        traveller=traveller,
        place=_town(anchor.place),
        status=status,
        snippet=article.text[start:end],
        start=start,
        end=end,
        cue=_cue(found),
        dates=found.dates,
        stop_kind=kind,
        cancel_kind=reading.cancel_kind,
        mention_start=anchor.mention.start,
        order=_stage(found, status) * len(article.text) + _told_at(anchor),
        left=anchor.relation is Relation.FROM,
        under_way=anchor.frame.name in UNDER_WAY,
        implied=anchor.implied,
        background=found.long_ago or _is_background(found.dates, article.published),
        confidence=sure,
        confidence_reason=reason,
        purpose=occasion.purpose,
        event=occasion.event,
        met_with=occasion.met_with,
    )


def _told_at(anchor: Anchor) -> int:
    """Where a place stands in the telling: "flew to Tokyo from Seoul" tells first of Seoul."""
    start = anchor.mention.start
    return min(start, anchor.event.idx) if anchor.relation is Relation.FROM else start


def _stage(found: Sighting, status: Status) -> int:
    """What lies behind the main story comes first, what is to come or called off last."""
    if status in (Status.PLANNED, Status.CANCELLED):
        return 2
    if found.anchor.root.sent.text.lower().startswith(lexicon.factuality().past_openings):
        return -1
    return 0 if found.reading.tense is Tense.BEFORE else 1


def _is_background(dates: Dates, published: DateInterval | None) -> bool:
    known = dates.departure or dates.arrival or dates.window
    if known is None or published is None:
        return False
    return (published.first - known.last).days > _LONG_AGO_DAYS


def _town(place: Place) -> Place:
    """The town of a venue, at the venue's point: a palace is no stop of its own."""
    if place.kind is not PlaceKind.VENUE or not place.town:
        return place
    return replace(place, name=place.town, kind=PlaceKind.CITY, geonameid=None, town="")


def _sureness(found: Sighting) -> tuple[float, str]:
    """How far to trust a claim (0-1), and the weakest link in words."""
    anchor = found.anchor
    tie = 1.0 if anchor.governed.direct else 0.9
    place = max(anchor.mention.confidence, 0.3)
    sure = anchor.frame.sure * tie * (0.5 + place / 2)
    if anchor.implied:
        return (0.6 if anchor.frame.name == "arrive" else 0.4), _FROM_DATELINE
    if place < 0.6:
        return sure, f"the place “{anchor.mention.text}” could be another"
    if anchor.frame.name in PRESENCE:
        return sure, f"“{_cue(found)}” says presence, not a visit"
    return sure, f"the text says “{_cue(found)}”"


def _cue(found: Sighting) -> str:
    """The words that decided; "is" alone says nothing: with what it leads to, as "is to visit"."""
    cue, event, root = found.reading.cue, found.anchor.event, found.anchor.root
    last = cue.rpartition(" ")[2]
    be = (token for token in event.sent if token.text == last and token.lemma_ == "be")
    verb = min(be, key=lambda token: abs(token.i - event.i), default=None)
    if verb is None:
        return cue
    if verb.i == event.i:  # what is said of the place: "is in", "is here", "is last"
        below = next((t for t in (root, *root.ancestors) if t.head.i == verb.i), root)
        event = below if below.i > verb.i else next(verb.rights, verb)
    elif event.i < verb.i:
        return f"{event.text} {cue}"
    if event.i - verb.i > _NEAR:
        return event.text if cue == last else cue
    return cue.removesuffix(last) + event.doc[verb.i : event.i + 1].text


def _told_order(claim: Claim) -> tuple[int, int]:
    return claim.order, claim.mention_start
