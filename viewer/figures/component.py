"""Figures as Streamlit components; registered once, when this module is imported."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from viewer.figures.drawing import legend, limits_of, ranking, shade
from viewer.figures.world import dot, world
from viewer.viewmodel.records import records

_HERE = Path(__file__).parent


def _file(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_world = st.components.v2.component(
    "demarche_world", js=_file("world.js").replace("WORLD", json.dumps(world().svg))
)
_figure = st.components.v2.component(
    "demarche_figure",
    html="<div class='figure'><div class='world'></div><div class='drawn'></div></div>",
    css=_file("figures.css"),
    js=_file("figure.js"),
)


Follow = Callable[[str, str], None]


def choice(key: str) -> str:
    """What the reader has chosen in the figure of this key; empty if nothing.

    It comes from the browser: whatever it is, it may not be in the tables.
    """
    chosen = dict(st.session_state.get(key) or {}).get("choice")
    return chosen if isinstance(chosen, str) else ""


def figure(html: str, chosen: str = "", *, key: str, follow: Follow) -> None:
    """Draw markup made in `drawing`, with `chosen` marked.

    `follow` is told the ids of the trip and the stop of a link.
    """
    _mount({"html": html, "chosen": chosen}, key, follow)


def world_map(countries: pd.DataFrame, chosen: str, *, key: str, follow: Follow) -> None:
    """Draw the world, shaded by visits, beside the ranking, with `chosen` marked.

    `countries` are as `per_country` gives them; the code of a country is what is chosen.
    """
    limits = limits_of(countries["visits"].tolist())
    shapes, dots = {}, []
    for row in records(countries):
        code, visits = row["country_code"], row["visits"]
        shapes[code] = [shade(visits, limits), f"{row['country']}: {visits:,}"]
        place = dot(code, row["latitude"], row["longitude"])
        if place:
            dots.append([code, *place])
    data = {
        "html": legend(limits, "Visits") + ranking(countries),
        "countries": shapes,
        "dots": dots,
        "chosen": chosen,
    }
    with st.container(gap=None):
        _world(key=f"{key}_world")
        _mount(data, key, follow)


def _mount(data: dict[str, Any], key: str, follow: Follow) -> None:
    _figure(
        key=key,
        data=data,
        on_choice_change=_ignore,
        on_stop_change=partial(_followed, key, follow),
    )


def _followed(key: str, follow: Follow) -> None:
    match dict(st.session_state[key]).get("stop"):
        case [str(trip_id), str(stop_id)]:
            follow(trip_id, stop_id)


def _ignore() -> None:
    """The state is read before the figure is drawn; without a callback there is none."""
