"""The dashboard's server: time of a rerun, bytes on the wire, memory with many visitors."""

from __future__ import annotations

import tempfile
from pathlib import Path
from statistics import median

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tests.benchmarks.measure import ROUNDS, heading, limited
from tests.benchmarks.pages import resident
from tests.benchmarks.visitors import Visitor
from tests.e2e.serving import app, process_of
from tests.long_routes import TIMELINE

_STOPS = 10_000
_RERUN = 100  # milliseconds
_CROWDS = (1, 10, 50)
_COPIED = {"timeline": ("trip_id", "stop_id", "traveller"), "evidence": ("stop_id",)}


def server() -> None:
    """Print milliseconds of a rerun, kilobytes of a first load and of a choice, and megabytes."""
    heading("dashboard, its server")
    with tempfile.TemporaryDirectory() as name:
        stops = _multiply(TIMELINE, Path(name))
        with app("dashboard.py", name) as address:
            _rerun(address, stops)
    with process_of("dashboard.py") as (address, process):
        _kilobytes(address)
        _crowds(address, process)


def _rerun(address: str, stops: int) -> None:
    visitor = Visitor(address)
    visitor.run()
    took = 1000 * median(visitor.run() for _ in range(2 * ROUNDS + 1))
    visitor.close()
    _line(f"{stops:,} stops, server time of a rerun, ms", took, _RERUN)


def _kilobytes(address: str) -> None:
    visitor = Visitor(address)
    visitor.run()
    _line("first load over the WebSocket, KB", visitor.received / 1e3)
    before = visitor.received
    visitor.run(Traveller=visitor.options("Traveller")[0])
    _line("another traveller over the WebSocket, KB", (visitor.received - before) / 1e3)
    visitor.close()


def _crowds(address: str, process: int) -> None:
    visitors: list[Visitor] = []
    for crowd in _CROWDS:
        while len(visitors) < crowd:
            visitors.append(Visitor(address))
            visitors[-1].run()
        _line(f"memory of the server, {crowd} visitors, MB", resident(process))
    for visitor in visitors:
        visitor.close()


def _line(what: str, figure: float, limit: float | None = None) -> None:
    bound, within = ("", None) if limit is None else (f"<= {limit}", figure <= limit)
    limited(what, figure, bound, within)


def _multiply(source: Path, target: Path) -> int:
    """Write tables of at least 10,000 stops, the source's again under other names; their number."""
    times = -(-_STOPS // pq.read_metadata(source / "timeline.parquet").num_rows)
    for file in source.glob("*.parquet"):
        table = pq.read_table(file)
        columns = _COPIED.get(file.stem, ())
        copies = [_renamed(table, columns, n) for n in range(times if columns else 1)]
        pq.write_table(pa.concat_tables(copies), target / file.name)
    return int(pq.read_metadata(target / "timeline.parquet").num_rows)


def _renamed(table: pa.Table, columns: tuple[str, ...], copy: int) -> pa.Table:
    for name in columns if copy else ():
        values = pc.binary_join_element_wise(table[name], f" {copy}", "")
        place = table.schema.get_field_index(name)
        table = table.set_column(place, table.schema.field(place), values)
    return table
