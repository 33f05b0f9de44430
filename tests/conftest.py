"""The real model and gazetteer, opened once for every test that runs the pipeline."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from pipeline.extract import Extractor
from pipeline.language import load_model
from pipeline.places.gazetteer import open_gazetteer
from pipeline.settings import Settings


@pytest.fixture(scope="session")
def extractor() -> Iterator[Extractor]:
    gazetteer = open_gazetteer()
    yield Extractor(load_model(Settings().model), gazetteer, gazetteer)
    gazetteer.close()
