"""Lines in the form of the gold, and of predictions."""

from __future__ import annotations

from typing import Any


def line(
    article: str,
    traveller: str | None,
    *stops: dict[str, Any],
    mentioned_only: tuple[str, ...] = (),
) -> dict[str, Any]:
    return {
        "id": article,
        "traveller": traveller,
        "stops": list(stops),
        "mentioned_only": list(mentioned_only),
    }


def stop(
    place: str, country: str, status: str = "visited", **more: str | bool | float | list[str]
) -> dict[str, Any]:
    known = {"place": place, "country_iso2": country, "status": status}
    return {"arrive": None, "depart": None, **known, **more}
