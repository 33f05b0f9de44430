"""The members of a ZIP archive; of one that is cut off, those before the cut."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO, cast
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from stream_unzip import UnzipError, stream_unzip

from pipeline.articles.bounded import Bounded, Budget, Readable, cut_off, size_of
from pipeline.articles.member import Member, passing, refused
from pipeline.errors import RejectedArticle

_START = b"PK\x03\x04"
_ENCRYPTED = 0x1
_MAX_DIRECTORY_BYTES = 24_000_000  # of some 200,000 members, each of which takes 600 bytes
_CHUNK_BYTES = 65_536


def zip_members(stream: BufferedReader) -> Iterator[Member]:
    """Every file of the archive, in the order of its directory.

    Raises:
        RejectedArticle: it is no ZIP file, holds too many members, or is cut off; the last only
            after the members that are whole.
    """
    budget = Budget(size_of(stream))
    try:
        archive = ZipFile(_Directory(stream))
    except RejectedArticle:
        raise
    # A directory of chance bytes breaks zipfile in more ways than it names.
    except Exception as error:
        stream.seek(0)
        if stream.peek(len(_START))[: len(_START)] != _START:
            raise RejectedArticle("not a ZIP file; give it the suffix of what it is") from error
        yield from _before_the_cut(stream, budget)
        raise cut_off(error) from error
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _member(archive, info, budget)


class _Directory:
    """The stream for zipfile, which reads the whole directory of an archive at once."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self.seek, self.tell, self.seekable = stream.seek, stream.tell, stream.seekable

    def read(self, size: int = -1) -> bytes:
        if size > _MAX_DIRECTORY_BYTES:
            raise RejectedArticle("an archive of too many members; split it, or pack it as .tar.gz")
        return self._stream.read(size)


def _member(archive: ZipFile, info: ZipInfo, budget: Budget) -> Member:
    if info.flag_bits & _ENCRYPTED:
        return Member(info.filename, refused("encrypted; unpack it with its password"))
    if stat.S_ISLNK(info.external_attr >> 16):
        return Member(info.filename, refused("a link; pack the file itself"))
    if info.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        return Member(info.filename, refused("packed in a rare way; pack it with Deflate"))

    def opened() -> Bounded:
        try:
            return Bounded(cast(Readable, archive.open(info)), budget)
        except (BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise cut_off(error) from error

    return Member(info.filename, opened)


def _before_the_cut(stream: BufferedReader, budget: Budget) -> Iterator[Member]:
    chunks = iter(lambda: stream.read(_CHUNK_BYTES), b"")
    try:
        for name, _, unpacked in stream_unzip(chunks):
            source = Bounded(_Chunks(unpacked), budget)
            yield passing(name.decode("utf-8", "replace"), source)
            source.drain()
    except UnzipError:
        return


class _Chunks:
    """Chunks as a stream."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = b""

    def read1(self, size: int, /) -> bytes:
        self._rest = self._rest or next(self._chunks, b"")
        data, self._rest = self._rest[:size], self._rest[size:]
        return data
