"""The lines of a file that is measured with."""

from __future__ import annotations

from pathlib import Path

from pipeline.articles.bounded import Budget, is_gzip, size_of, unpacked
from pipeline.articles.encoding import decode
from pipeline.errors import InputError, RejectedArticle


def read_lines(path: Path, cure: str) -> list[tuple[int, str]]:
    """The lines of a text, plain or packed with gzip, each with its number; blank ones left out.

    Raises:
        InputError: it cannot be read, or is no text; the message ends with the cure.
    """
    try:
        with path.open("rb") as stream:
            packed = is_gzip(stream)
            whole = unpacked(stream, Budget(size_of(stream))) if packed else stream
            text = decode(whole.read())
    except OSError as error:
        raise InputError(f"cannot read {path}: {error.strerror or error}; {cure}") from error
    except RejectedArticle as error:
        raise InputError(f"cannot read {path}: {error}; {cure}") from error
    return [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]
