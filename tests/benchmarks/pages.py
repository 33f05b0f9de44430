"""Pages in Chromium, measured: until they can be played, frames a second, stalls, memory."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from threading import Thread

from playwright.sync_api import Browser, Locator, Page, sync_playwright

_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking"]
_SIZE = {"width": 1200, "height": 800}
_PATIENCE = 120_000  # milliseconds
_WATCHED = 3_000  # milliseconds of frames
_SETTLED = 1_000  # milliseconds after loading, which is measured by itself
_STROKES, _TURNS = 60, 2

# The moment at which what a reader needs is there and has been painted.
_READY = """
window.ready = new Promise((resolve) => {
  const look = () => {
    const all = WANTED.every((selector) => document.querySelector(selector));
    if (!all) return requestAnimationFrame(look);
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())));
  };
  requestAnimationFrame(look);
});
"""
_WATCH = """
() => {
  window.frames_seen = [];
  const see = (now) => { window.frames_seen.push(now); window.watch = requestAnimationFrame(see); };
  window.watch = requestAnimationFrame(see);
}
"""
_SEEN = "() => { cancelAnimationFrame(window.watch); return window.frames_seen; }"


@dataclass(frozen=True, slots=True)
class Kind:
    """How a page is played: what must be there, its button for play, and its slider's handle."""

    ready: tuple[str, ...]
    play: str
    handle: str


OURS = Kind(
    (".route-player .play", ":is(path.leg:not(.now), canvas.legs:not([hidden]))"),
    ".route-player .play",
    ".track input",
)
PEER = Kind(
    (".timecontrol-play", "path.leaflet-interactive"),
    ".timecontrol-play",
    ".timecontrol-dateslider .knob.main",
)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, on this machine only."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium from DEMARCHE_CHROMIUM, else from the path, else Playwright's own."""
    path = os.environ.get("DEMARCHE_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, kind: Kind) -> Iterator[tuple[Page, float]]:
    """A page once it can be played, and the seconds that took."""
    context = browser.new_context(viewport=_SIZE)  # type: ignore[arg-type]
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)
    page.add_init_script(_READY.replace("WANTED", str(list(kind.ready))))
    page.goto(address, wait_until="commit")
    try:
        yield page, page.evaluate("() => window.ready") / 1000
    finally:
        context.close()


def received(browser: Browser, address: str) -> float:
    """Kilobytes on the wire until the app's player can be played."""
    page = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
    page.set_default_timeout(_PATIENCE)
    sizes: list[float] = []
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.on(
        "websocket",
        lambda socket: socket.on("framereceived", lambda frame: sizes.append(len(frame))),
    )
    page.goto(address)
    page.locator(OURS.play).wait_for()
    page.wait_for_load_state("networkidle")
    page.close()
    return sum(sizes) / 1e3


def empty_frames(browser: Browser) -> float:
    """Frames a second of a page with nothing on it."""
    page = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
    frames = _frames(page)
    page.close()
    return frames


def empty_stall(browser: Browser) -> float:
    """The longest time between two frames of a page with nothing on it, in milliseconds."""
    page = browser.new_page(viewport=_SIZE)  # type: ignore[arg-type]
    stall = _drag(page, 100, _SIZE["width"] - 100, _SIZE["height"] / 2)
    page.close()
    return stall


def playing_frames(page: Page, kind: Kind) -> float:
    """Frames a second while it plays."""
    page.wait_for_timeout(_SETTLED)
    page.locator(kind.play).click()
    frames = _frames(page)
    page.locator(kind.play).click()
    return frames


def longest_stall(page: Page, kind: Kind) -> float:
    """The longest time between two frames, in milliseconds, while a mouse drags the slider.

    From there to after the mouse has let go, until what was put off has been painted.
    """
    page.wait_for_timeout(_SETTLED)
    return _drag(page, *_track(page.locator(kind.handle)))


def megabytes(browser: Browser) -> float:
    """Resident memory of the largest process that shows a page."""
    session = browser.new_browser_cdp_session()
    listed = session.send("SystemInfo.getProcessInfo")["processInfo"]
    return max(resident(each["id"]) for each in listed if each["type"] == "renderer")


def resident(process: int) -> float:
    """Megabytes of memory a process holds."""
    asked = ["ps", "-o", "rss=", "-p", str(process)]
    shown = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return int(shown or 0) * 1024 / 1e6


def _frames(page: Page) -> float:
    page.evaluate(_WATCH)
    page.wait_for_timeout(_WATCHED)
    seen = page.evaluate(_SEEN)
    return 1000 * (len(seen) - 1) / (seen[-1] - seen[0]) if len(seen) > 1 else 0.0


def _drag(page: Page, left: float, right: float, y: float) -> float:
    page.mouse.move(left, y)
    page.mouse.down()
    page.evaluate(_WATCH)
    for turn in range(_TURNS):
        for stroke in range(_STROKES):
            share = (stroke + 1) / _STROKES
            page.mouse.move(left + (right - left) * (1 - share if turn % 2 else share), y)
    page.mouse.up()
    page.wait_for_timeout(_WATCHED / 2)
    return max((b - a for a, b in pairwise(page.evaluate(_SEEN))), default=0.0)


def _track(handle: Locator) -> tuple[float, float, float]:
    """Left and right end of the way of a slider's handle, and its height on the page."""
    box = handle.evaluate(
        "(e) => { const box = (e.matches('input') ? e : e.parentElement).getBoundingClientRect();"
        " return [box.left, box.right, box.top + box.height / 2]; }"
    )
    left, right, y = box
    return left + 8, right - 8, y


class _Quiet(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""
