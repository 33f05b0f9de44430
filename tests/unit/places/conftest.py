"""The real gazetteer and the real language model, opened once for all tests of places."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from pipeline.language import load_model
from pipeline.model import Mention
from pipeline.places.gazetteer import Gazetteer, open_gazetteer
from pipeline.places.recognise import recognise
from pipeline.places.resolve import resolve


@pytest.fixture(scope="session")
def gazetteer() -> Iterator[Gazetteer]:
    opened = open_gazetteer()
    yield opened
    opened.close()


@pytest.fixture(scope="session")
def find(gazetteer: Gazetteer) -> Callable[[str], list[Mention]]:
    """Recognise and resolve, as a run does."""
    nlp = load_model("en_core_web_sm")

    def found(text: str) -> list[Mention]:
        return resolve(text, recognise(nlp(text), gazetteer), gazetteer)

    return found
