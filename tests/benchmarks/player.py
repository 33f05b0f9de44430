"""The route player in Chromium beside folium's TimestampedGeoJson, in one run on one machine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as PlaywrightError

from tests.benchmarks import pages, peer
from tests.benchmarks.measure import ROUNDS, heading, limited
from tests.benchmarks.pages import OURS, PEER, Kind
from tests.long_routes import long_route
from viewer.exports import trip_html

SIZES = (50, 1_000, 10_000)
_NAME = "TimestampedGeoJson"
_SHARE = 0.7  # of the yardstick's seconds
_SMOOTH = 58 / 60  # of an empty page's frames
_STALL = 150  # milliseconds


@dataclass(frozen=True, slots=True)
class _Both:
    """A figure of ours and the yardstick's; None where its page could not do it."""

    ours: float
    peer: float | None


class _Site:
    """Pages of one route, ours and the yardstick's, on a server of this machine."""

    def __init__(self, browser: Browser, folder: Path, address: str, count: int) -> None:
        self._browser, self._address = browser, address
        route = long_route(count)
        (folder / "ours.html").write_text(trip_html(route, ""), "utf-8")
        (folder / "peer.html").write_text(peer.peer_html(route, "npm", land=True), "utf-8")
        (folder / "bare.html").write_text(peer.peer_html(route, "npm", land=False), "utf-8")

    def ready(self, name: str, kind: Kind) -> float:
        """Seconds until a page can be played."""
        with pages.opened(self._browser, f"{self._address}/{name}.html", kind) as (_, seconds):
            return seconds

    def both(self, figure: Callable[[Page, Kind], float]) -> _Both:
        """A figure of our page, and of the yardstick's if it can do it at all."""
        ours = self._figure("ours", OURS, figure)
        try:
            return _Both(ours, self._figure("peer", PEER, figure))
        except PlaywrightError:
            return _Both(ours, None)

    def _figure(self, name: str, kind: Kind, figure: Callable[[Page, Kind], float]) -> float:
        with pages.opened(self._browser, f"{self._address}/{name}.html", kind) as (page, _):
            return figure(page, kind)


def player() -> None:
    """Print seconds to a playable map, frames a second, the longest stall, and memory."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "npm").symlink_to(peer.assets())
        with pages.served(folder) as address, pages.chromium() as browser:
            heading("route player in Chromium")
            for count in SIZES:
                _lines(_Site(browser, folder, address, count), browser, count)


def _lines(site: _Site, browser: Browser, count: int) -> None:
    _seconds(site, count)
    empty = pages.empty_frames(browser)
    frames = site.both(pages.playing_frames)
    limited(
        f"{count:,} stops, frames a second while it plays",
        frames.ours,
        f">= {_SMOOTH * empty:.1f}",
        frames.ours >= _SMOOTH * empty,
        yardstick=f"{_NAME} (an empty page {empty:.1f})",
        beside=frames.peer,
    )
    still = pages.empty_stall(browser)
    stall = site.both(pages.longest_stall)
    last = count == SIZES[-1]
    limited(
        f"{count:,} stops, longest stall of a scrub, ms",
        stall.ours,
        f"<= {_STALL}" if last else "",
        stall.ours <= _STALL if last else None,
        yardstick=f"{_NAME} (an empty page {still:.0f})",
        beside=stall.peer,
    )
    memory = site.both(lambda _page, _kind: pages.megabytes(browser))
    limited(
        f"{count:,} stops, memory of the page, MB",
        memory.ours,
        "",
        None,
        yardstick=_NAME,
        beside=memory.peer,
    )


def _seconds(site: _Site, count: int) -> None:
    """Seconds to a playable map, the pages in turns so that a busy machine slows all alike."""
    first = count == SIZES[0]
    taken = [
        (site.ready("ours", OURS), site.ready("peer", PEER), site.ready("bare", PEER))
        for _ in range(2 * ROUNDS + 1 if first else 1)
    ]
    ours, theirs, bare = (median(times) for times in zip(*taken, strict=True))
    for beside, name in ((theirs, f"{_NAME} with the same land"), (bare, f"{_NAME}, no land")):
        limit = _SHARE * beside
        limited(
            f"{count:,} stops, seconds to a playable map",
            ours,
            f"<= {limit:.2f}" if first else "",
            ours <= limit if first else None,
            yardstick=name,
            beside=beside,
        )
