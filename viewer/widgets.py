"""What the widgets hold: the filter as it stands there, and what a run writes into them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import fields
from typing import Any

import streamlit as st

from viewer import address
from viewer.filters import NOTHING, Filter
from viewer.viewmodel import Choices

_DATES = ("first", "last")


def key_of(wish: str) -> str:
    """The key of the widget for one field of the filter."""
    return f"filter-{wish}"


def wanted(choices: Choices) -> Filter:
    """The filter as its widgets stand, without what the tables do not have any more."""
    chosen: dict[str, Any] = {}
    for wish in fields(Filter):
        value = st.session_state.get(key_of(wish.name))
        if wish.name in _DATES:
            value = address.day(value or "")
        elif isinstance(value, list):
            known = getattr(choices, wish.name)
            value = tuple(each for each in value if each in known)
        elif isinstance(value, str):
            value = value.strip()
        chosen[wish.name] = getattr(NOTHING, wish.name) if value is None else value
    return Filter(**chosen)


def fill(asked: Filter) -> None:
    """Put a filter into its widgets."""
    for wish in fields(asked):
        value: Any = getattr(asked, wish.name)
        if wish.name in _DATES:
            value = address.in_iso(value)
        elif isinstance(value, tuple):
            value = list(value)
        put(key_of(wish.name), value)


def keep_known(key: str, known: Collection[str]) -> None:
    """Take from a list of choices what is not offered any more."""
    chosen = st.session_state.get(key, [])
    put(key, [each for each in chosen if each in known])


def put(key: str, value: str | int | list[str]) -> None:
    """Write what a widget shall hold, if that is anything new.

    What a run writes is sent to the browser, and takes back a choice made there meanwhile.
    """
    blank: Any = type(value)()
    if st.session_state.get(key, blank) != value:
        st.session_state[key] = value
