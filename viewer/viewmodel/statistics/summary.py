"""All the answers for some travellers and years, and the stops behind each."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import pandas as pd

from viewer.viewmodel.encounters import encounters
from viewer.viewmodel.statistics.abroad import days_abroad, longest_gaps
from viewer.viewmodel.statistics.countries import matrix, per_country
from viewer.viewmodel.statistics.latest import latest_per_country, latest_per_traveller
from viewer.viewmodel.statistics.visits import Chosen, choose


@dataclass(frozen=True, slots=True)
class Statistics:
    """One table for each question; each is described where it is made."""

    chosen: Chosen
    countries: pd.DataFrame
    matrix: pd.DataFrame
    by_country: pd.DataFrame
    by_traveller: pd.DataFrame
    days: pd.DataFrame
    gaps: pd.DataFrame
    encounters: pd.DataFrame


def statistics(
    rows: pd.DataFrame, travellers: Collection[str] = (), years: tuple[int, int] | None = None
) -> Statistics:
    """The answers for some travellers (or all) and years (or any); `rows` as `assessed` gives."""
    chosen = choose(rows, travellers, years)
    visits = chosen.visits
    # A stay over the new year has days in both years, whichever of them is chosen.
    days = days_abroad(choose(rows, travellers).visits if years else visits)
    return Statistics(
        chosen=chosen,
        countries=per_country(visits),
        matrix=matrix(visits),
        by_country=latest_per_country(visits),
        by_traveller=latest_per_traveller(visits, chosen.as_of),
        days=days[days["year"].between(*years)] if years else days,
        gaps=longest_gaps(visits),
        encounters=encounters(chosen.everyone, travellers),
    )


def behind(
    visits: pd.DataFrame, traveller: str = "", country_code: str = "", year: int | None = None
) -> pd.DataFrame:
    """The visits of a traveller, to a country, in a year, or any of these, the latest first."""
    rows = visits
    if traveller:
        rows = rows[rows["traveller"] == traveller]
    if country_code:
        rows = rows[rows["country_code"] == country_code]
    if year is not None:
        into_it = rows["last"].dt.year == year
        rows = rows[(rows["year"] == year).fillna(False).astype(bool) | into_it]
    return rows.iloc[::-1]
