"""The tables: what leaves the pipeline, and all that the viewer may know of it."""

from pipeline.timeline.article_rows import article_row, rejection_row
from pipeline.timeline.files import TEXTS_FILE, Tables, read, read_text, to_frames, write
from pipeline.timeline.rows import (
    claims_told,
    evidence_rows,
    mention_rows,
    rows,
    timeline_rows,
)
from pipeline.timeline.schema import SCHEMAS, Row

__all__ = [
    "SCHEMAS",
    "TEXTS_FILE",
    "Row",
    "Tables",
    "article_row",
    "claims_told",
    "evidence_rows",
    "mention_rows",
    "read",
    "read_text",
    "rejection_row",
    "rows",
    "timeline_rows",
    "to_frames",
    "write",
]
