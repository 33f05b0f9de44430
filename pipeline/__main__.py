"""`python -m pipeline`."""

import sys

try:
    from pipeline.cli import app
except KeyboardInterrupt:  # before there is a command line that could say more
    sys.exit(130)

app(prog_name="python -m pipeline")
