from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlparse

import pytest

from pipeline.errors import GeocoderUnavailable, SettingsError
from pipeline.model import Mention, PlaceKind
from pipeline.places.gazetteer import Gazetteer
from pipeline.places.geocoder import Geocoder
from pipeline.places.resolve import resolve

XINMO = {
    "lat": "32.09",
    "lon": "103.65",
    "display_name": "Xinmoo, Mao County, Sichuan, China",
    "addresstype": "village",
    "address": {"village": "Xinmoo", "country": "China", "country_code": "cn"},
}


class Service(ThreadingHTTPServer):
    """Speaks Nominatim's JSON; `status` is what it answers with, `asked` what it was asked."""

    status = 200
    found: list[dict[str, Any]]
    asked: list[str]
    times: list[float]


class Handler(BaseHTTPRequestHandler):
    server: Service

    def do_GET(self) -> None:
        self.server.asked.append(parse_qs(urlparse(self.path).query)["q"][0])
        self.server.times.append(time.monotonic())
        body = json.dumps(self.server.found if self.server.status == 200 else {}).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing."""


@pytest.fixture
def service() -> Iterator[Service]:
    server = Service(("127.0.0.1", 0), Handler)
    server.found, server.asked, server.times = [XINMO], [], []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def geocoder(service: Service, gazetteer: Gazetteer, folder: Path, pause: float = 0.0) -> Geocoder:
    return Geocoder(
        gazetteer,
        "nominatim",
        "demarche-tests",
        cache_dir=folder,
        pause=pause,
        options={"domain": f"127.0.0.1:{service.server_port}", "scheme": "http"},
    )


def test_only_names_the_gazetteer_lacks_are_asked_for(
    service: Service, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    source = geocoder(service, gazetteer, tmp_path)
    assert source.candidates("Lima") == gazetteer.candidates("Lima")
    (found,) = source.candidates("Xinmoo")
    assert service.asked == ["Xinmoo"]
    assert (found.place.name, found.place.kind) == ("Xinmoo", PlaceKind.CITY)
    assert (found.place.country_code, found.place.country) == ("CN", "China")
    assert (found.place.latitude, found.place.longitude) == (32.09, 103.65)


def test_a_geocoded_name_is_resolved(
    service: Service, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    source = geocoder(service, gazetteer, tmp_path)
    (mention,) = resolve("Xinmoo", [Mention(0, 6, "Xinmoo")], source)
    assert mention.place is not None
    assert mention.place.country_code == "CN"
    assert 0.5 < mention.confidence < 1.0


def test_answers_are_kept_on_disk(service: Service, gazetteer: Gazetteer, tmp_path: Path) -> None:
    first = geocoder(service, gazetteer, tmp_path).candidates("Xinmoo")
    service.status = 503
    assert geocoder(service, gazetteer, tmp_path).candidates("Xinmoo") == first
    assert service.asked == ["Xinmoo"]


def test_not_found_is_an_answer_and_kept_too(
    service: Service, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    service.found = []
    source = geocoder(service, gazetteer, tmp_path)
    assert list(source.candidates("Qwxyzton")) == []
    assert list(source.candidates("Qwxyzton")) == []
    assert service.asked == ["Qwxyzton"]


@pytest.mark.parametrize("status", [429, 503, 502, 403])
def test_a_service_that_is_down_is_no_answer(
    service: Service, gazetteer: Gazetteer, tmp_path: Path, status: int
) -> None:
    service.status = status
    source = geocoder(service, gazetteer, tmp_path)
    with pytest.raises(GeocoderUnavailable, match="nominatim did not answer"):
        source.candidates("Xinmoo")
    service.status = 200
    assert len(source.candidates("Xinmoo")) == 1


def test_requests_keep_their_distance(
    service: Service, gazetteer: Gazetteer, tmp_path: Path
) -> None:
    source = geocoder(service, gazetteer, tmp_path, pause=0.2)
    for name in ("Qwxyzton", "Vbnmqton", "Zxcvbton"):
        source.candidates(name)
    gaps = [b - a for a, b in pairwise(service.times)]
    assert len(gaps) == 2
    assert min(gaps) > 0.15


def test_a_user_agent_is_required(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="set user_agent"):
        Geocoder(gazetteer, "nominatim", "", cache_dir=tmp_path)


def test_an_unknown_service_is_named(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no geocoder 'atlantis'"):
        Geocoder(gazetteer, "atlantis", "demarche-tests", cache_dir=tmp_path)


def test_a_service_that_wants_a_key_is_refused(gazetteer: Gazetteer, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="needs more than a user agent"):
        Geocoder(gazetteer, "opencage", "demarche-tests", cache_dir=tmp_path)
