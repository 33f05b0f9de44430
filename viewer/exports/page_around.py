"""What stands around the map that is taken away: headline, stops, credit; read without a script."""

from __future__ import annotations

import re

from viewer import theme
from viewer.exports import pages
from viewer.exports.text import storable
from viewer.links import web_address
from viewer.route_player.route import Route

# Nobody reads so far; more would only keep the map waiting.
_MOST = 500
_COLOUR = re.compile(r"#?\w+")


def page_around(route: Route, summary: str, credit: str) -> str:
    """HTML of a page: headline, a place for the map (#route), the stops in order, the credit."""
    page = pages.page(
        "trip_page",
        route=route,
        stops=route.stops[:_MOST],
        colours=[colour if _COLOUR.fullmatch(colour) else "" for colour in route.colours.values()],
        web_address=web_address,
        icons={status: look.icon for status, look in theme.STATUS.items()},
        summary=summary,
        credit=credit,
    )
    return storable(page)
