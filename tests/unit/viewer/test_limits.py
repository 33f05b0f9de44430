from __future__ import annotations

import pytest

from pipeline.errors import SettingsError
from viewer.limits import Limits, limits


def test_a_host_that_says_nothing_gets_the_defaults_and_no_addresses() -> None:
    assert limits({}) == Limits()
    assert not limits({"DEMARCHE_ALLOW_ADDRESSES": ""}).allow_addresses


def test_each_limit_has_a_variable() -> None:
    environment = {
        "DEMARCHE_MAX_CHARACTERS": "1",
        "DEMARCHE_MAX_ARTICLE_CHARACTERS": "2",
        "DEMARCHE_MAX_ARTICLES": "3",
        "DEMARCHE_MAX_FILES": "4",
        "DEMARCHE_MAX_MEGABYTES": "5",
        "DEMARCHE_ALLOW_ADDRESSES": "1",
    }
    assert limits(environment) == Limits(1, 2, 3, 4, 5, 1)


@pytest.mark.parametrize("value", ["many", "-1", "1.5", "1e3"])
def test_a_value_that_is_no_number_is_named(value: str) -> None:
    with pytest.raises(SettingsError, match=r"DEMARCHE_MAX_FILES is .*; set it to a whole number"):
        limits({"DEMARCHE_MAX_FILES": value})
