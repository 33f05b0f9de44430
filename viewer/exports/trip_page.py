"""The route as a folium map: one HTML file that plays from anywhere and asks for nothing."""

from __future__ import annotations

import json
import re
from html import escape

import folium
from branca.element import Element, Figure, MacroElement
from folium.template import Template

from viewer.exports import pages
from viewer.exports.page_around import page_around
from viewer.route_player.assets import leaflet, library
from viewer.route_player.payload import payload
from viewer.route_player.route import Route

# Even if a text found its way into the page as markup, the page could neither load nor send.
_POLICY = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


class RoutePlayer(MacroElement):
    """The player around a folium map, on a page that has a place for it."""

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <style>{{ this.style }}</style>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            {{ this.library }}.playOn({{ this._parent.get_name() }}, {{ this.data }});
        {% endmacro %}
        """
    )

    def __init__(self, route: Route) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "RoutePlayer"
        self.library = library()
        self.style = pages.style("trip_page")
        self.data = script_json(payload(route))


def trip_html(route: Route, credits: str, summary: str = "") -> str:  # noqa: A002 - as on the page
    """One self-contained HTML page that plays the route and lists its stops.

    The stops can be read without a script; `summary` stands beneath the title. The same route
    gives the same page.
    """
    figure = Figure(title=escape(route.title))
    policy = f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    figure.header.add_child(Element(policy))
    figure.header.add_child(Element(f"<script>{leaflet()}</script>"))
    route_map = folium.Map(
        tiles=None, zoom_control=False, attribution_control=False, keyboard=False
    )
    # folium's own lists name files on other hosts; a map made of inline parts needs none.
    route_map.default_js, route_map.default_css = [], []
    player = RoutePlayer(route)
    # folium would draw names at random.
    route_map._id, player._id = "of_route", "of_route"
    # Branca reads a text as a template: a brace spelt out is none.
    around = page_around(route, summary, credits).replace("{", "&#123;")
    figure.html.add_child(Element(around))
    figure.add_child(route_map)
    player.add_to(route_map)
    # Its scripts are ASCII already; a browser is quicker with a page that is so altogether.
    return str(figure.render()).encode("ascii", "xmlcharrefreplace").decode()


def script_json(data: object) -> str:
    """The data as JSON that may stand inside a script element, whatever texts it holds.

    Branca reads what a macro has written as a template once more, so that a text with Jinja's
    signs would run as one: these are escaped like the sign that could end the element.
    """
    text = json.dumps(data, allow_nan=False).replace("<", "\\u003c")
    return re.sub(r"\{(?=[{%#])", r"\\u007b", text)
