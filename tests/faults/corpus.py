"""A small corpus with a bit of everything: folders, records, a repeated text, an empty file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path

from pipeline import timeline

_MINISTERS = ("Wang Yi", "Antony Blinken", "Sergey Lavrov", "Annalena Baerbock")
_TOWNS = ("Lima", "Nairobi", "Oslo", "Tokyo", "Cairo", "Ottawa", "Delhi")
TABLES = [
    *(f"{name}.{kind}" for name in timeline.SCHEMAS for kind in ("csv", "parquet")),
    timeline.TEXTS_FILE,
]


def write_corpus(folder: Path, articles: int = 24) -> Path:
    """The corpus below `folder`: two thirds of it files, the rest records of one file."""
    texts = list(islice(_texts(), articles))
    files, records = texts[: articles * 2 // 3], texts[articles * 2 // 3 :]
    for number, text in enumerate([*files, files[0]]):
        path = folder / f"{number % 3}" / f"story-{number:03}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ndate: 2023-03-{number % 28 + 1:02}\n---\n{text}", encoding="utf-8")
    lines = [json.dumps({"text": text, "date": "2023-04-02"}) for text in records]
    (folder / "wire.jsonl").write_text("\n".join(lines), encoding="utf-8")
    (folder / "empty.txt").write_text("", encoding="utf-8")
    return folder


def tables(folder: Path) -> dict[str, bytes]:
    """The bytes of each table in a folder."""
    return {name: (folder / name).read_bytes() for name in TABLES}


def _texts() -> Iterator[str]:
    told = zip(cycle(_MINISTERS), cycle(_TOWNS), cycle(range(1, 29)), strict=False)
    for who, town, day in told:
        yield (
            f"Foreign Minister {who} arrived in {town} on March {day}, "
            f"and will go on to Brussels on March {day + 1}."
        )
