"""The dashboard's server: time of a rerun, bytes on the wire, memory with many visitors."""

from __future__ import annotations

from tests.benchmarks import pages
from tests.benchmarks.measure import heading, limited
from tests.benchmarks.rerun import rerun
from tests.benchmarks.visitors import Visitor
from tests.e2e.serving import process_of

_CROWDS = (1, 10, 50)


def server() -> None:
    """Print milliseconds of a rerun, kilobytes of a first load and of a choice, and megabytes."""
    heading("dashboard, its server")
    rerun()
    with process_of("dashboard.py") as (address, process):
        _kilobytes(address)
        _crowds(address, process)


def _kilobytes(address: str) -> None:
    with pages.chromium() as browser:
        limited(
            "first load in Chromium, Streamlit's files too, KB", pages.received(browser, address)
        )
    limited("of these over the WebSocket, KB", _answered(Visitor(address)))
    visitor = Visitor(address)
    _answered(visitor)
    limited("a filter, over the WebSocket, KB", _answered(visitor, Words="Paris"))
    visitor = Visitor(address)
    _answered(visitor)
    traveller = visitor.options("Traveller")[0]
    limited("another traveller, over the WebSocket, KB", _answered(visitor, Traveller=traveller))


def _answered(visitor: Visitor, **chosen: str) -> float:
    """Kilobytes of the answer to a run."""
    before = visitor.received
    visitor.run(**chosen)
    return (visitor.received - before) / 1e3


def _crowds(address: str, process: int) -> None:
    visitors: list[Visitor] = []
    for crowd in _CROWDS:
        while len(visitors) < crowd:
            visitors.append(Visitor(address))
            visitors[-1].run()
        limited(f"memory of the server, {crowd} visitors, MB", pages.resident(process))
    for visitor in visitors:
        visitor.close()
