"""Bytes to text, and bytes to lines: UTF-8 first, no character changed or dropped."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from charset_normalizer import from_bytes

from pipeline.articles.vocabulary import names
from pipeline.errors import RejectedArticle

# UTF-32 stands before UTF-16: the mark of the one begins with the mark of the other.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"PK\x05\x06": "an empty ZIP file",
    b"PAR1": "a Parquet file",
    b"BZh": "a bzip2 file",
    b"\xfd7zXZ": "an xz file",
    b"7z\xbc\xaf": "a 7z file",
    b"Rar!": "a RAR file",
    b"SQLite format 3\0": "a database",
    b"\xd0\xcf\x11\xe0": "an old Office file",
    b"{\\rtf": "an RTF file",
    b"\x1f\x8b": "a gzip file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
}
_HEAD_BYTES = 16
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
_MAX_CONTROL_SHARE = 0.02
_MAX_WESTERN_SHARE = 0.3


def decode(data: bytes, declared: str = "") -> str:
    """The text of `data` without its byte order mark, otherwise character for character.

    A byte order mark decides, then UTF-8, then the encoding `declared` by a page or a server.
    Of the rest, mostly ASCII is taken as Windows-1252 and mostly non-ASCII is left to
    charset-normalizer.

    Raises:
        RejectedArticle: the bytes are not text, or in no encoding that can be told.
    """
    _refuse_format(data)
    marked = _decode_marked(data)
    text = _decode_unmarked(data, declared) if marked is None else marked
    _refuse_binary(text)
    return text


def numbered_lines(stream: BufferedReader, limit: int) -> Iterator[tuple[int, str | None]]:
    """Each line, line end included, with its number from 1; None if over `limit` characters.

    Never holds more than `limit` characters. Bytes that are not UTF-8 stand as lone surrogates
    (`surrogateescape`), for the caller to decode line by line with `decode_line`.

    Raises:
        RejectedArticle: the first bytes are those of another kind of file.
    """
    head = stream.peek(_HEAD_BYTES)
    _refuse_format(head)
    encoding = _stream_encoding(head)
    foreign = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    lines = TextIOWrapper(stream, encoding, foreign, newline="")
    number = 0
    while line := lines.readline(limit + 1):
        number += 1
        fits = len(line) <= limit
        yield number, line if fits else None
        while len(line) > limit and not line.endswith(("\n", "\r")):
            line = lines.readline(limit + 1)
    lines.detach()


def decode_line(line: str) -> str:
    """A line of `numbered_lines` with its foreign bytes decoded.

    Raises:
        RejectedArticle: the line is in no encoding that can be told.
    """
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        return decode(line.encode("utf-8", "surrogateescape"))
    return line


def _refuse_format(data: bytes) -> None:
    for start, kind in _FORMATS.items():
        if data.startswith(start):
            raise RejectedArticle(f"{kind}, not text; export it as .txt or .html")


def _decode_marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _unknown_encoding(f"not the {encoding} its first bytes say") from error
    return None


def _decode_unmarked(data: bytes, declared: str) -> str:
    for encoding in filter(None, ("utf-8", declared)):
        try:
            return data.decode(encoding)
        except (LookupError, ValueError):
            continue
    if b"\0" in data:
        raise RejectedArticle("binary, not text (or UTF-16 without a byte order mark)")
    foreign = sum(byte > 0x7F for byte in data)
    if foreign <= _MAX_WESTERN_SHARE * len(data):
        return _decode_western(data)
    best = from_bytes(data, cp_isolation=names("encodings", "not_latin")).best()
    if best is None:
        raise _unknown_encoding("binary, or in an encoding that cannot be told")
    return data.decode(best.encoding)


def _decode_western(data: bytes) -> str:
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _refuse_binary(text: str) -> None:
    controls = len(_CONTROL.findall(text))
    if "\0" in text or controls > _MAX_CONTROL_SHARE * len(text):
        raise RejectedArticle("binary, not text; give the text itself as .txt, .html or .jsonl")


def _unknown_encoding(what: str) -> RejectedArticle:
    return RejectedArticle(f"{what}; save it as UTF-8 text")


def _stream_encoding(head: bytes) -> str:
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return "utf-8-sig" if encoding == "utf-8" else encoding[:6]
    if re.match(rb"[^\0]\0[^\0]\0|\0[^\0]\0[^\0]", head):
        raise _unknown_encoding("UTF-16 without a byte order mark")
    return "utf-8"
