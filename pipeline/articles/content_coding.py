"""Bodies as their Content-Encoding packed them (RFC 9110, 8.4), unpacked piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from pipeline.articles.answer import too_large

_PACKED = ("gzip", "x-gzip", "deflate")
_GZIP_OR_ZLIB = 47
_GZIP = b"\x1f"
_MAX_MEMBERS = 100  # of one body; each takes time however little it holds
_PIECE_BYTES = 65_536


def is_known(encoding: str) -> bool:
    """Whether a body of this Content-Encoding can be read."""
    return all(coding in (*_PACKED, "identity") for coding in _codings(encoding))


def unpacked_body(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """The body whose bytes come in `chunks`; as it is where the encoding is not known.

    Raises:
        RejectedArticle: it has more than `most` bytes.
        EOFError: what is packed breaks off.
        zlib.error: it is not packed as `encoding` says.
    """
    for coding in _codings(encoding):
        chunks = _unpacked(chunks) if coding in _PACKED else chunks
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > most:
            raise too_large(most)
    return bytes(data)


def _codings(encoding: str) -> list[str]:
    return [coding for part in encoding.lower().split(",") if (coding := part.strip())]


def _unpacked(chunks: Iterable[bytes]) -> Iterator[bytes]:
    unpacker, members, empty = zlib.decompressobj(_GZIP_OR_ZLIB), 1, True
    for chunk in chunks:
        rest, empty = chunk, empty and not chunk
        while rest:
            if unpacker.eof:
                if not rest.startswith(_GZIP):
                    return  # some servers send a few bytes too many
                unpacker, members = zlib.decompressobj(_GZIP_OR_ZLIB), members + 1
            if members > _MAX_MEMBERS:
                raise zlib.error("too many members")
            yield unpacker.decompress(rest, _PIECE_BYTES)
            rest = unpacker.unconsumed_tail or unpacker.unused_data
    if not unpacker.eof and not empty:
        raise EOFError("packed data that breaks off")
