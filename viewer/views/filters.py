"""The filter: a button that opens it, and a line that says what it leaves."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from viewer import address, filters, markup, widgets
from viewer.filters import Filter
from viewer.tables import Opened
from viewer.viewmodel import Choices, in_words

_DATE = "2018, 2018-02 or 2018-02-06"
_DATE_HELP = f"{_DATE}; stops without a date are left out"


def show_button(choices: Choices, wanted: Filter) -> None:
    """Draw the button and the form behind it."""
    count = len(wanted.wishes())
    with (
        st.popover(f"Filter ({count})" if count else "Filter", icon=":material/filter_list:"),
        st.container(key="filter"),
    ):
        st.text_input(
            "Words", key=widgets.key_of("text"), placeholder="Place, country, person, purpose"
        )
        left, right = st.columns(2, gap="small")
        with left:
            _some("Country of a stop", "countries", choices.countries)
        with right:
            _some("Region of a stop", "regions", choices.regions)
        left, right = st.columns(2, gap="small")
        with left:
            _date("From", "first")
        with right:
            _date("To", "last")
        st.pills(
            "Status of a stop",
            list(choices.statuses),
            key=widgets.key_of("statuses"),
            selection_mode="multi",
            format_func=choices.statuses.__getitem__,
        )
        left, right = st.columns(2, gap="small")
        with left:
            _some("Role", "roles", choices.roles)
            _some("Travellers", "travellers", choices.travellers)
        with right:
            _some("Home country", "homes", choices.homes)
            st.slider("Sure by at least", 0, 100, key=widgets.key_of("confidence"), format="%d%%")


def show_line(opened: Opened, wanted: Filter, trip_id: str) -> None:
    """Say what is filtered and how many trips are left, with a button to end it."""
    words = in_words(wanted, opened.choices)
    found = opened.trips_with(wanted)
    sentence = _what_fits if found else _nothing_fits
    with st.container(key="filtered", horizontal=True, vertical_alignment="center"):
        if words:
            st.html(markup.filtered(sentence(opened, wanted, words, trip_id), found=bool(found)))
            st.button(
                "Clear filter",
                on_click=widgets.fill,
                args=(filters.NOTHING,),
                type="tertiary" if found else "primary",
            )


def _nothing_fits(opened: Opened, wanted: Filter, words: Mapping[str, str], trip_id: str) -> str:
    asked = "; ".join(words.values())
    way_out = _way_out(opened, wanted, words)
    return f"No stop fits this filter: {asked}. {way_out}Until you change it, all trips are shown."


def _what_fits(opened: Opened, wanted: Filter, words: Mapping[str, str], trip_id: str) -> str:
    asked = "; ".join(words.values())
    found = opened.trips_with(wanted)
    count = f"{len(found):,} of {_trips(len(opened.trips))} fit: {asked}."
    fits = any(trip.trip_id == trip_id for trip in found)
    return count if fits else f"{count} The one shown does not."


def _way_out(opened: Opened, wanted: Filter, words: Mapping[str, str]) -> str:
    """Which one wish to give up to find any trip, that with the fewest; empty if none helps."""
    left = {wish: len(opened.trips_with(wanted.without(wish))) for wish in words}
    helpful = [wish for wish in words if left[wish] and len(words) > 1]
    if not helpful:
        return ""
    wish = min(helpful, key=left.__getitem__)
    fit = "fits" if left[wish] == 1 else "fit"
    return f"Without “{words[wish].strip('“”')}”, {_trips(left[wish])} {fit}. "


def _trips(count: int) -> str:
    return f"{count:,} trip{'' if count == 1 else 's'}"


def _some(label: str, wish: str, words: Mapping[str, str]) -> None:
    key = widgets.key_of(wish)
    widgets.keep_known(key, words)
    st.multiselect(
        label,
        list(words),
        key=key,
        format_func=words.__getitem__,
        placeholder="Any",
        select_all=False,
    )


def _date(label: str, wish: str) -> None:
    text = st.text_input(
        label, key=widgets.key_of(wish), placeholder="2018, 2018-02 …", help=_DATE_HELP
    )
    if text and not address.day(text):
        st.caption(f":red[Not a date. Write {_DATE}.]")
