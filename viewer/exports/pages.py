"""The templates of the pages to take away, in which every text is escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template

_HERE = Path(__file__).parent
_PAGES = Environment(autoescape=True, undefined=StrictUndefined)


def page(name: str, **values: object) -> str:
    """The page of that name, with these values in it."""
    return _template(name).render(values)


def style(name: str) -> str:
    """The style sheet of the page of that name."""
    return (_HERE / f"{name}.css").read_text("utf-8")


@cache
def _template(name: str) -> Template:
    both = "".join((_HERE / f"{each}.html").read_text("utf-8") for each in ("shared", name))
    # A line break between two tags is one more piece of text that a browser has to keep.
    return _PAGES.from_string(both.replace("\n", ""))
