"""The tables: what leaves the pipeline, and all that the viewer may know of it."""

from pipeline.timeline.files import Tables, read, to_frames, write
from pipeline.timeline.rows import rows
from pipeline.timeline.schema import SCHEMAS

__all__ = ["SCHEMAS", "Tables", "read", "rows", "to_frames", "write"]
