"""The tables: what leaves the pipeline, and all that the viewer may know of it."""

from pipeline.timeline.files import TEXTS_FILE, Tables, read, read_text, to_frames, write
from pipeline.timeline.rows import rows
from pipeline.timeline.schema import SCHEMAS

__all__ = [
    "SCHEMAS",
    "TEXTS_FILE",
    "Tables",
    "read",
    "read_text",
    "rows",
    "to_frames",
    "write",
]
