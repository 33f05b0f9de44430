"""What a run leaves in the folder of its tables, by which such a folder is known."""

from __future__ import annotations

import json
from pathlib import Path

STORE_FILE = ".store.sqlite"
RECORD_FILE = "run.json"
_RECORD_KEYS = {"settings", "versions", "counts", "seconds"}
_MAX_RECORD_BYTES = 1_000_000


def is_output(folder: Path) -> bool:
    """Whether a run has written into the folder: its store lies there, or the record of a run.

    A file that only has the name of a record is none.
    """
    record = folder / RECORD_FILE
    try:
        if (folder / STORE_FILE).is_file():
            return True
        if record.stat().st_size > _MAX_RECORD_BYTES:
            return False
        told = json.loads(record.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(told, dict) and told.keys() >= _RECORD_KEYS
