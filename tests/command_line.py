"""The command line as a person meets it: a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
WIDTH = "200"


def demarche(*arguments: str | Path, piped: str = "") -> subprocess.CompletedProcess[str]:
    """What `python -m pipeline` with these arguments prints and how it ends; never raises."""
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *map(str, arguments)],
        cwd=ROOT,
        env=os.environ | {"COLUMNS": WIDTH},
        input=piped,
        capture_output=True,
        text=True,
        check=False,
    )
