"""Runs that die at a chosen moment: a process that loads the model once and forks for each.

Reads a JSON line a run: inputs, output, module, moment, force. The run dies of SIGKILL, with its
whole process group, at the n-th call made in modules of that name. Answers with a JSON line:
whether the run came to its end, and the calls it made, counted by module.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import tempfile
from collections import Counter
from pathlib import Path
from types import FrameType

from pipeline.extract import Extractor, open_extractor
from pipeline.settings import Settings
from pipeline.update import Output
from tests.faults.corpus import write_corpus

MODULES = (
    "pipeline",
    "pipeline.store",
    "pipeline.replacement",
    "pipeline.timeline",
    "pipeline.run",
)


def main() -> None:
    """Serve until there is no further line."""
    extractor = open_extractor(Settings())
    with tempfile.TemporaryDirectory() as name:  # whatever is loaded on first use is loaded now
        corpus = write_corpus(Path(name) / "in", 2)
        Output(Path(name) / "out").update([str(corpus)], extractor, Settings())
    print("ready", flush=True)
    for line in sys.stdin:
        reading, writing = os.pipe()
        child = os.fork()
        if not child:
            os.close(reading)
            _run(extractor, writing, **json.loads(line))
        os.close(writing)
        with os.fdopen(reading, encoding="utf-8") as answer:
            calls = answer.read()
        os.waitpid(child, 0)
        print(calls or "null", flush=True)


def _run(
    extractor: Extractor,
    answer: int,
    inputs: list[str],
    output: str,
    module: str,
    moment: int,
    force: bool,
) -> None:
    os.setsid()
    calls: Counter[str] = Counter()
    counted: dict[str, list[str]] = {}

    def count(frame: FrameType, event: str, _: object) -> None:
        name = frame.f_globals.get("__name__", "")
        if name not in counted:
            counted[name] = [one for one in MODULES if name.startswith(one)]
        for one in counted[name]:
            calls[one] += 1
            if one == module and calls[one] == moment:
                os.killpg(0, signal.SIGKILL)

    sys.setprofile(count)
    Output(Path(output)).update(inputs, extractor, Settings(), force=force)
    sys.setprofile(None)
    os.write(answer, json.dumps(calls).encode())
    os._exit(0)


if __name__ == "__main__":
    main()
