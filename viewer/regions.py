"""The parts of the world a country lies in, after the United Nations' list (M49)."""

from __future__ import annotations

from functools import cache

from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

# M49 does not list Kosovo.
_NOT_LISTED = {"XK": ("Europe", "Southern Europe")}


@cache
def regions_of(country_code: str) -> tuple[str, ...]:
    """The continent of a country and its part, the wider first; none for a code nobody knows.

    `country_code` is ISO 3166-1 alpha-2. Source: countryinfo, regions of UN M49.
    """
    if not country_code:
        return ()
    try:
        country = CountryInfo(country_code)
    except CountryNotFoundError:
        return _NOT_LISTED.get(country_code, ())
    return tuple(dict.fromkeys(filter(None, (country.region(), country.subregion()))))
