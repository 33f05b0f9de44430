"""What all tests share: the real model, gazetteer and database, opened once; steady examples."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings

if TYPE_CHECKING:
    from tests.postgresql import Server

# The same examples on every machine, however slow: a test fails for the code, never for the clock.
settings.register_profile(
    "steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("steady")

# A job in the background is deaf to Ctrl-C, and so would be what the tests start and stop by it.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def extractor() -> Iterator[Extractor]:
    gazetteer = open_gazetteer()
    yield Extractor(load_model(Settings().model), gazetteer, gazetteer)
    gazetteer.close()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    from tests import postgresql  # here: most tests do without

    with postgresql.server() as server:
        yield server
