"""What the server needs to draw the page again, at many stops and at few."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from streamlit.testing.v1 import AppTest

from pipeline import timeline
from tests.benchmarks.measure import limited, seconds
from viewer.source import VARIABLE
from viewer.viewmodel.records import Record, records

ROOT = Path(__file__).parents[2]
_SAMPLE = ROOT / "data" / "timeline"
_STOPS = 10_000
_LIMIT = 100  # milliseconds
_IDS = ("trip_id", "stop_id", "article_id", "traveller")


def rerun() -> None:
    """Print milliseconds of a rerun at 10,000 stops beside one at the sample's, for each scope."""
    with tempfile.TemporaryDirectory() as name:
        timeline.write(_many(), Path(name), {})
        many, few = _Page(Path(name)), _Page(_SAMPLE)
        _compare("10,000 stops, server time of a rerun, ms", many, few)
        for page in (many, few):
            page.app.segmented_control(key="table_scope").set_value("all")
            page.draw()
        assert len(many.app.dataframe[0].value) >= _STOPS
        _compare("the same with all 10,000 in the table, ms", many, few)


class _Page:
    """The dashboard with the tables of one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=120)
        self.draw()

    def draw(self) -> None:
        os.environ[VARIABLE] = str(self.folder)
        self.app.run()
        assert not self.app.exception
        assert self.app.dataframe


def _compare(what: str, many: _Page, few: _Page) -> None:
    ours, beside = (1000 * taken for taken in seconds(many.draw, few.draw))
    yardstick = "the same of the sample's tables"
    limited(what, ours, f"<= {_LIMIT}", ours <= _LIMIT, yardstick=yardstick, beside=beside)


def _many() -> dict[str, list[Record]]:
    """The sample's tables over and over, each time under other names."""
    found = timeline.read(_SAMPLE)
    times = -(-_STOPS // len(found.timeline))
    rows = {name: records(getattr(found, name)) for name in timeline.SCHEMAS}
    return {
        name: [_renamed(row, turn) for turn in range(times) for row in of_table]
        for name, of_table in rows.items()
    }


def _renamed(row: Record, turn: int) -> Record:
    return row | {name: f"{row[name]} {turn}" for name in _IDS if row.get(name)}
