"""Compiles the gazetteer into a new file: python -m pipeline.places.build FILE."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.errors import DemarcheError
from pipeline.places.build.compile import compile_index

try:
    compile_index(Path(sys.argv[1]), lambda done, total: print(done, total, flush=True))
except DemarcheError as error:
    sys.exit(str(error))
