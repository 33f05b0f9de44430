"""The language of an article, as its ISO 639-1 code."""

from __future__ import annotations

from functools import cache
from tempfile import gettempdir

import pycountry
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from pipeline.articles.vocabulary import names
from pipeline.errors import SettingsError

_MIN_CONFIDENCE = 0.5
_SAMPLE_CHARACTERS = 2000


def language_of(text: str, declared: str = "") -> str:
    """The ISO 639-1 code of the declared language, else of the text's, "" where it stays unsure.

    `declared` may be a code or tag (`en`, `eng`, `en-GB`) or an English name (`Spanish`).

    Raises:
        SettingsError: the model of the languages cannot be unpacked.
    """
    return declared_code(declared) or _identified_code(text[:_SAMPLE_CHARACTERS])


def declared_code(declared: str) -> str:
    """The ISO 639-1 code of a code, a tag or an English name, "" where it is none."""
    name = declared.strip().replace("_", "-").split("-")[0]
    if not name:
        return ""
    try:
        # A look-up alone takes "en" for the language called En.
        language = pycountry.languages.get(alpha_2=name.lower()) or pycountry.languages.lookup(name)
    except LookupError:
        return ""
    return str(getattr(language, "alpha_2", ""))


def _identified_code(text: str) -> str:
    code, confidence = _identifier().classify(text)
    return str(code) if confidence >= _MIN_CONFIDENCE else ""


@cache
def _identifier() -> LanguageIdentifier:
    try:
        identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    except OSError as error:  # no article's fault
        raise SettingsError(
            f"the model of the languages cannot be unpacked in {gettempdir()}: "
            f"{error.strerror or error}; make room there, or set TMPDIR"
        ) from error
    identifier.set_languages(names("languages", "identified"))
    return identifier
