"""The route player in Chromium beside folium's TimestampedGeoJson, in one run on one machine."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from math import nan
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

    def both(self, figure: Callable[[Page, Kind], float]) -> tuple[float, float]:
        """A figure of our page and of the yardstick's, NaN if that cannot do it at all."""
        ours = self._figure("ours", OURS, figure)
        try:
            return ours, self._figure("peer", PEER, figure)
        except PlaywrightError:
            return ours, nan

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
    empty, ours, peers = _turns(lambda: pages.empty_frames(browser), site, pages.playing_frames)
    limited(
        f"{count:,} stops, frames a second while it plays",
        ours,
        f">= {_SMOOTH * empty:.1f}",
        ours >= _SMOOTH * empty,
        yardstick=f"{_NAME} (an empty page {empty:.1f})",
        beside=peers,
    )
    empty, ours, peers = _turns(lambda: pages.empty_stall(browser), site, pages.longest_stall)
    last = count == SIZES[-1]
    limited(
        f"{count:,} stops, longest stall of a scrub, ms",
        ours,
        f"<= {_STALL}" if last else "",
        ours <= _STALL if last else None,
        yardstick=f"{_NAME} (an empty page {empty:.0f})",
        beside=peers,
    )
    ours, peers = site.both(lambda _page, _kind: pages.megabytes(browser))
    limited(f"{count:,} stops, memory of the page, MB", ours, yardstick=_NAME, beside=peers)


def _turns(
    empty: Callable[[], float], site: _Site, figure: Callable[[Page, Kind], float]
) -> tuple[float, float, float]:
    """The medians of an empty page, of ours and of the yardstick's, taken in turns."""
    rounds = [(empty(), *site.both(figure)) for _ in range(ROUNDS)]
    first, second, third = (median(figures) for figures in zip(*rounds, strict=True))
    return first, second, third


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
