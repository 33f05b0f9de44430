"""Invented routes for the tests of the player and of the exported page."""

from __future__ import annotations

from dataclasses import replace

from viewer.route_player.route import Companion, Leg, Route, RouteStop

_STOP = RouteStop(
    stop_id="",
    number="",
    stop_kind="stop",
    status="visited",
    cancel_kind="",
    status_words="Visited",
    place="",
    country="",
    place_kind="city",
    latitude=0.0,
    longitude=0.0,
    when="5–6 Feb 2018",
    date_known=True,
    snippet="The minister landed in the capital on Monday, his office said.",
    source="The Example Gazette",
    title="Minister begins his tour",
    url="https://example.org/tour",
    note="",
    days=2,
    arrival="2018-02-05",
    departure="2018-02-06",
)

LONDON = replace(
    _STOP,
    stop_id="london",
    number="1",
    place="London",
    country="United Kingdom",
    latitude=51.51,
    longitude=-0.13,
)
RIYADH = replace(
    _STOP,
    stop_id="riyadh",
    number="2",
    place="Riyadh",
    country="Saudi Arabia",
    latitude=24.69,
    longitude=46.72,
    when="8–9 Feb 2018",
    arrival="2018-02-08",
    departure="2018-02-09",
    note="Two articles disagree on the day: 5 or 6 February.",
)
BAGHDAD = replace(
    _STOP,
    stop_id="baghdad",
    number="3",
    place="Baghdad",
    country="Iraq",
    latitude=33.34,
    longitude=44.4,
    status="cancelled",
    cancel_kind="postponed",
    status_words="Postponed",
    when="Feb 2018",
    date_note="day not said",
    days=None,
    arrival="2018-02",
    departure="",
    snippet="A visit to Baghdad was put off.",
)
TOKYO = replace(
    _STOP,
    stop_id="tokyo",
    number="4",
    place="Tokyo",
    country="Japan",
    latitude=35.69,
    longitude=139.69,
    status="planned",
    status_words="Planned",
    when="date not said",
    date_known=False,
    days=None,
    arrival="",
    departure="",
)
WASHINGTON = replace(
    _STOP,
    stop_id="washington",
    stop_kind="return",
    place="Washington",
    country="United States",
    latitude=38.9,
    longitude=-77.04,
    status="planned",
    status_words="Return, planned",
    when="20 Feb 2018",
    days=None,
    arrival="2018-02-20",
    departure="",
    abroad=False,
    snippet="",
)

TOUR = Route(
    trip_id="tour",
    title="A minister’s tour, February 2018",
    traveller="Anna Example",
    colour="#1f5fa8",
    stops=(LONDON, RIYADH, BAGHDAD, TOKYO, WASHINGTON),
    legs=(
        Leg("london", "riyadh", "made", 4950),
        Leg("riyadh", "baghdad", "cancelled", 980),
        Leg("riyadh", "tokyo", "planned", 8700),
        Leg("tokyo", "washington", "planned", 10900),
    ),
)
PARIS = replace(
    _STOP,
    stop_id="paris",
    number="1",
    place="Paris",
    country="France",
    latitude=48.86,
    longitude=2.35,
    arrival="2018-02-06",
    when="6–7 Feb 2018",
    departure="2018-02-07",
    track=1,
)
COMPANY = replace(
    TOUR,
    title="Anna Example and Ben Sample at the same time",
    stops=(
        LONDON,
        replace(RIYADH, also_there="Ben Sample, 8 Feb 2018"),
        *TOUR.stops[2:],
        PARIS,
        replace(
            RIYADH,
            stop_id="riyadh-ben",
            when="8 Feb 2018",
            departure="2018-02-08",
            days=1,
            track=1,
            also_there="Anna Example, 8 Feb 2018",
        ),
    ),
    legs=(*TOUR.legs, Leg("paris", "riyadh-ben", "made", 4700)),
    companions=(Companion("ben", "Ben Sample", "#8A6D1E"),),
)
SINGLE = Route("single", "One stop", "Anna Example", "#1f5fa8", (LONDON,))
CALLED_OFF = Route(
    "off",
    "Nothing came of it",
    "Anna Example",
    "#1f5fa8",
    (replace(WASHINGTON, stop_id="home", stop_kind="origin"), BAGHDAD),
    (Leg("home", "baghdad", "cancelled", 9900),),
)
EMPTY = Route("empty", "No place known", "Anna Example", "#1f5fa8")

HOSTILE = (
    "</script><script>window.harm=1</script>"
    "<img src=x onerror='window.harm=2'><!--<script>"
    "${window.harm=3}`${window.harm=4}` {{ 7*7 }} {% raw %} \\u003c C:\\users\\new \\"
    "\u2028\u2029\u202eright to left\u202c \"double\" 'single' &amp; ]]>"
)


def hostile_route() -> Route:
    """The tour with a hostile text wherever a text can stand; ids stay distinct."""
    stops = tuple(
        replace(
            stop,
            stop_id=stop.stop_id + HOSTILE,
            place=stop.place + HOSTILE,
            country=HOSTILE,
            cancel_kind=HOSTILE,
            status_words=HOSTILE,
            place_kind=HOSTILE,
            when=HOSTILE,
            snippet=HOSTILE,
            source=HOSTILE,
            title=HOSTILE,
            url="javascript:window.harm=5",
            note=HOSTILE,
            arrival=HOSTILE,
            departure=HOSTILE,
            date_note=HOSTILE,
        )
        for stop in TOUR.stops
    )
    legs = tuple(
        replace(leg, start=leg.start + HOSTILE, end=leg.end + HOSTILE) for leg in TOUR.legs
    )
    colour = "red;background:url(https://example.org/leak.png)"
    return Route(TOUR.trip_id + HOSTILE, HOSTILE, HOSTILE, colour, stops, legs)
