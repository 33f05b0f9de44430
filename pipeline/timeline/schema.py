"""The columns of the four tables, their types, and what an empty cell is."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

Row = dict[str, Any]
_TEXT = pa.string()  # never null: an empty text means "not said"
_WHOLE = pa.int64()
_REAL = pa.float64()
_DAY = pa.date32()


def _schema(columns: dict[str, pa.DataType]) -> pa.Schema:
    return pa.schema([pa.field(n, t, nullable=t != _TEXT) for n, t in columns.items()])


TIMELINE = _schema(
    {
        "trip_id": _TEXT,
        "sequence": _WHOLE,
        "stop_id": _TEXT,
        "stop_kind": _TEXT,
        "traveller": _TEXT,
        "traveller_role": _TEXT,
        "role_class": _TEXT,
        "home_country_code": _TEXT,
        "place": _TEXT,
        "place_kind": _TEXT,
        "admin1": _TEXT,
        "country": _TEXT,
        "country_code": _TEXT,
        "latitude": _REAL,
        "longitude": _REAL,
        "geonameid": _WHOLE,
        "status": _TEXT,
        "cancel_kind": _TEXT,
        "arrival": _DAY,
        "departure": _DAY,
        "date_precision": _TEXT,
        "date_basis": _TEXT,
        "days": _WHOLE,
        "purpose": _TEXT,
        "event": _TEXT,
        "met_with": _TEXT,
        "leg_km": _WHOLE,
        "articles": _WHOLE,
        "conflict": _TEXT,
        "confidence": _REAL,
        "confidence_reason": _TEXT,
        "as_of": _DAY,
    }
)

EVIDENCE = _schema(
    {
        "stop_id": _TEXT,
        "article_id": _TEXT,
        "status": _TEXT,
        "arrival": _DAY,
        "departure": _DAY,
        "snippet": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "cue": _TEXT,
        "confidence": _REAL,
        "title": _TEXT,
        "source": _TEXT,
        "url": _TEXT,
        "published": _DAY,
    }
)

MENTIONS = _schema(
    {
        "article_id": _TEXT,
        "start": _WHOLE,
        "end": _WHOLE,
        "text": _TEXT,
        "place": _TEXT,
        "place_kind": _TEXT,
        "country_code": _TEXT,
        "latitude": _REAL,
        "longitude": _REAL,
        "geonameid": _WHOLE,
        "confidence": _REAL,
        "stop_id": _TEXT,
    }
)

ARTICLES = _schema(
    {
        "article_id": _TEXT,
        "path": _TEXT,
        "title": _TEXT,
        "published": _DAY,
        "published_precision": _TEXT,
        "published_basis": _TEXT,
        "source": _TEXT,
        "url": _TEXT,
        "language": _TEXT,
        "state": _TEXT,
        "reason": _TEXT,
        "same_as": _TEXT,
        "characters": _WHOLE,
        "mentions": _WHOLE,
        "claims": _WHOLE,
    }
)

TEXTS = _schema({"article_id": _TEXT, "text": _TEXT})

# Columns of texts that tables written before them lack; there no article says so.
LATER = {"articles": ("same_as",)}

SCHEMAS: dict[str, pa.Schema] = {
    "timeline": TIMELINE,
    "evidence": EVIDENCE,
    "mentions": MENTIONS,
    "articles": ARTICLES,
}
