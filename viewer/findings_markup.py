"""HTML of what was found in a visitor's texts; every text is escaped here."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from viewer.viewmodel import Finding, Headline


def heading(shown: Headline) -> str:
    """The line of a trip below the headline of the page."""
    return f"<h2>{escape(shown.title)}</h2><p class='summary'>{escape(shown.summary)}</p>"


def findings(shown: Sequence[Finding]) -> str:
    """The sentences behind a trip, each with what was read from it and why."""
    return f"<ol class='findings'>{''.join(map(_finding, shown))}</ol>"


def problems(lines: Sequence[str], more: int) -> str:
    """What could not be read, a line each; `more` counts those not listed."""
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    rest = f"<li>and {more:,} more</li>" if more else ""
    return f"<p>Left out:</p><ul class='problems'>{items}{rest}</ul>"


def _finding(shown: Finding) -> str:
    facts = " · ".join(filter(None, (shown.status, shown.when)))
    sign = f"<span aria-hidden='true'>{shown.icon}</span>"
    cue = f"Because of “{escape(shown.cue)}”; {shown.sure}" if shown.cue else shown.sure
    return (
        f"<li><p class='facts'><strong>{escape(shown.place)}</strong> {sign} {escape(facts)}</p>"
        f"<blockquote dir='auto'>{_with_cue(shown)}</blockquote>"
        f"<p class='source'>{cue[0].upper()}{cue[1:]}.</p></li>"
    )


def _with_cue(shown: Finding) -> str:
    before, cue, after = (
        shown.snippet.partition(shown.cue) if shown.cue else (shown.snippet, "", "")
    )
    return (
        f"{escape(before)}<em>{escape(cue)}</em>{escape(after)}" if cue else escape(shown.snippet)
    )
