"""The templates of the pages to take away, in which every text is escaped."""

from __future__ import annotations

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

_HERE = Path(__file__).parent
_PAGES = Environment(
    loader=FileSystemLoader(_HERE),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)


def page(name: str, **values: object) -> str:
    """The page of that name, with these values in it."""
    return _PAGES.get_template(f"{name}.html").render(values)


def style(name: str) -> str:
    """The style sheet of the page of that name."""
    return (_HERE / f"{name}.css").read_text("utf-8")
