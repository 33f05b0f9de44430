"""The markup of figures; every text that came from outside is escaped here.

What carries `data-choice` can be chosen; a link to a stop carries `data-trip` and `data-stop`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from urllib.parse import urlencode

import pandas as pd

from viewer import theme
from viewer.viewmodel.statistics import Line, shade_limits


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a table, right aligned, empty if it is not known."""

    text: str


@dataclass(frozen=True, slots=True)
class Day:
    """Days in words, on one line where there is room."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A text that leads to a stop."""

    text: str
    line: Line


@dataclass(frozen=True, slots=True)
class Cell:
    """A field of a grid: its number, how it reads on the page and aloud, and what it chooses."""

    value: int
    text: str
    label: str
    choice: str


Content = str | Figure | Day | Link | Sequence[Link]


def shade(value: int, limits: Sequence[int]) -> int:
    """The shade of a number, from 1, the palest, to `theme.SHADES`; the middle one if all match."""
    step = next(index for index, limit in enumerate(limits) if value <= limit)
    share = step / (len(limits) - 1) if len(limits) > 1 else 0.5
    return 1 + round(share * (theme.SHADES - 1))


def legend(limits: Sequence[int], unit: str) -> str:
    """What each shade stands for."""
    spans = [(low + 1, high) for low, high in pairwise((0, *limits))]
    parts = (
        f"<li><i class='shade-{shade(high, limits)}'></i>{_span(low, high)}</li>"
        for low, high in spans
    )
    return f"<ul class='legend'><li>{escape(unit)}</li>{''.join(parts)}</ul>"


def ranking(countries: pd.DataFrame) -> str:
    """The countries with a bar for their visits; columns as `per_country` gives them."""
    largest = max(countries["visits"], default=1)
    rows = zip(countries["country_code"], countries["country"], countries["visits"], strict=True)
    items = "".join(
        f"<li><button data-choice='{escape(code)}' style='--share: {visits / largest:.3f}'>"
        f"<span>{escape(name)}</span><b>{visits:,}</b></button></li>"
        for code, name, visits in rows
    )
    return f"<ol class='ranking' aria-label='Countries by visits'>{items}</ol>"


def grid(
    caption: str,
    columns: Sequence[str],
    rows: Iterable[tuple[str, Sequence[Cell | None], str]],
    limits: Sequence[int],
) -> str:
    """A table of shaded numbers; a row is its name, a cell a column (or None) and its total."""
    heads = "".join(f"<th scope='col'><span>{escape(name)}</span></th>" for name in columns)
    body = "".join(
        f"<tr><th scope='row'>{escape(name)}</th><td class='total'>{escape(total)}</td>"
        f"{''.join(_fields(cells, limits))}</tr>"
        for name, cells, total in rows
    )
    return (
        f"<div class='scroll'><table class='grid'><caption>{escape(caption)}</caption>"
        f"<thead><tr><td></td><th scope='col' class='total'><span>All</span></th>{heads}</tr>"
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def listing(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Content]]) -> str:
    """A table of lines, the same kind of content in each column."""
    lines = list(rows)
    kinds = [_kind(content) for content in lines[0]] if lines else [""] * len(columns)
    heads = "".join(
        f"<th scope='col'{kind}>{escape(name)}</th>"
        for name, kind in zip(columns, kinds, strict=True)
    )
    body = "".join(
        f"<tr>{''.join(f'<td{_kind(content)}>{_content(content)}</td>' for content in line)}</tr>"
        for line in lines
    )
    return (
        f"<div class='scroll'><table class='listing'><caption>{escape(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def limits_of(values: Iterable[int]) -> tuple[int, ...]:
    """The limits of the shades for these numbers."""
    return shade_limits(max(values, default=1), theme.SHADES)


def _fields(cells: Sequence[Cell | None], limits: Sequence[int]) -> Iterator[str]:
    for cell in cells:
        if cell is None:
            yield "<td></td>"
        else:
            yield (
                f"<td class='shade-{shade(cell.value, limits)}'>"
                f"<button data-choice='{escape(cell.choice)}' aria-label='{escape(cell.label)}'>"
                f"{escape(cell.text)}</button></td>"
            )


def _content(content: Content) -> str:
    if isinstance(content, Link):
        return _link(content)
    if isinstance(content, Figure | Day):
        return escape(content.text)
    return escape(content) if isinstance(content, str) else ", ".join(map(_link, content))


def _link(link: Link) -> str:
    line = link.line
    address = "?" + urlencode({"trip": line.trip_id, "stop": line.number})
    return (
        f"<a href='{escape(address)}' data-trip='{escape(line.trip_id)}' "
        f"data-stop='{escape(line.stop_id)}'>{escape(link.text)}</a>"
    )


def _kind(content: Content) -> str:
    if isinstance(content, Figure):
        return " class='number'"
    return " class='day'" if isinstance(content, Day) else ""


def _span(low: int, high: int) -> str:
    return f"{high:,}" if low == high else f"{low:,}–{high:,}"
