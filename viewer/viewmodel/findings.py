"""What was found in texts that are at hand: the places in them, the claims and why, what failed."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.intervals import Precision
from pipeline.model import ArticleState
from pipeline.timeline import Tables
from viewer import dates, theme
from viewer.viewmodel.records import Record, evidence_of, records, stops_of

_Span = tuple[int, int, Record]


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence and what was read from it; `cue` is the word that decided, `sure` how sure.

    `when` is empty where the sentence does not date the stay.
    """

    place: str
    icon: str
    status: str
    when: str
    snippet: str
    cue: str
    sure: str


def findings(tables: Tables, trip_id: str) -> tuple[Finding, ...]:
    """Every claim behind a trip, in the order of its stops."""
    stops = stops_of(tables, trip_id)
    evidence = evidence_of(tables, stops)
    return tuple(_finding(stop, claim) for stop in stops for claim in evidence[stop["stop_id"]])


def left_out(tables: Tables) -> tuple[str, ...]:
    """A line for each input that gave nothing because it could not be read, and why."""
    return tuple(
        f"{row['path']}: {row['reason']}" for row in records(tables.articles) if row["reason"]
    )


def tally(tables: Tables) -> str:
    """How much was read and found, in a sentence."""
    articles = sum(row["state"] != ArticleState.REJECTED for row in records(tables.articles))
    parts = [_count(len(tables.timeline), "stop"), _count(len(tables.mentions), "place name")]
    return f"{_count(articles, 'article')} read, {' and '.join(parts)} found."


def lacks_a_date(tables: Tables) -> bool:
    """Whether a text without a date tells of a stop without one."""
    undated = tables.articles.loc[tables.articles["published"].isna(), "article_id"]
    told = tables.evidence.loc[tables.evidence["article_id"].isin(undated), "stop_id"]
    stops = tables.timeline[tables.timeline["stop_id"].isin(told)]
    return bool((stops["date_precision"] == Precision.UNKNOWN).any())


def _finding(stop: Record, claim: Record) -> Finding:
    return Finding(
        place=", ".join(dict.fromkeys(filter(None, (stop["place"], stop["country"])))),
        icon=theme.status_icon(claim["status"]),
        status=theme.claim_words(claim["status"]),
        when=_when(stop, claim),
        snippet=claim["snippet"],
        cue=claim["cue"],
        sure=theme.sureness(claim["confidence"]),
    )


def _when(stop: Record, claim: Record) -> str:
    """The stay as the claim dates it; empty where how exactly it does so is not known."""
    if not claim["arrival"] or claim["arrival"] != stop["arrival"]:
        return ""
    return dates.in_words(claim["arrival"], claim["departure"], stop["date_precision"])


def _count(number: int, thing: str) -> str:
    return f"{number:,} {thing}{'' if number == 1 else 's'}"
