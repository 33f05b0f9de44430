"""Streams out of archives that give no more than is good, and say where they break off."""

from __future__ import annotations

import io
import sys
import tarfile
import zipfile
import zlib
from collections.abc import Callable
from gzip import GzipFile
from io import BufferedReader
from typing import IO, TYPE_CHECKING, Protocol, TypeVar

from pipeline.errors import DamagedInput

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

MAX_RATIO = 100  # news shrinks to a third or a tenth; a bomb to a thousandth
_FREE_BYTES = 100_000_000  # so much may come out of any archive, however small
_MAX_ARCHIVE_BYTES = 500_000_000_000
_MAX_MEMBER_BYTES = 100_000_000_000
_MAX_HEADER_BYTES = 1_000_000
_CHUNK_BYTES = 65_536
_GZIP = b"\x1f\x8b"
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    RuntimeError,  # zipfile: a password is needed, or the compression is not known
    zlib.error,
    zipfile.BadZipFile,
    tarfile.TarError,
)
_T = TypeVar("_T")


class Readable(Protocol):
    """What is used of the streams of gzip, zipfile and tarfile."""

    def read1(self, size: int, /) -> bytes:
        """Some bytes, not more than `size`; none at the end."""


class Budget:
    """How many bytes may still come out of an archive."""

    def __init__(self, packed_bytes: int) -> None:
        self._left = min(_FREE_BYTES + MAX_RATIO * packed_bytes, _MAX_ARCHIVE_BYTES)

    def spend(self, count: int) -> None:
        """Take so many bytes off.

        Raises:
            DamagedInput: there are not as many left.
        """
        self._left -= count
        if self._left < 0:
            raise DamagedInput(
                f"grows to more than {MAX_RATIO} times its size, as a zip bomb does;"
                " unpack it yourself if you trust it"
            )


class Bounded(io.RawIOBase):
    """The bytes of a packed source, within a budget; what breaks it is a `DamagedInput`."""

    def __init__(self, source: Readable, budget: Budget | None = None) -> None:
        self._source, self._budget = source, budget
        self._left = _MAX_MEMBER_BYTES
        self._broken: DamagedInput | None = None

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer with some bytes and tell how many.

        Raises:
            DamagedInput: the source is damaged, cut off, or gives too much; and ever after.
        """
        view = memoryview(buffer)
        data = self._some(len(view))
        view[: len(data)] = data
        return len(data)

    def drain(self) -> None:
        """Read to the end, so that the next member of the archive can be reached.

        Raises:
            DamagedInput: as for `readinto`.
        """
        while self._some(_CHUNK_BYTES):
            pass

    def _some(self, size: int) -> bytes:
        if self._broken:
            raise self._broken
        try:
            return self._counted(self._source.read1(size))
        except DamagedInput as error:
            self._broken = error
            raise
        except _DAMAGE as error:
            self._broken = cut_off(error)
            raise self._broken from error

    def _counted(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            raise DamagedInput(f"over {_MAX_MEMBER_BYTES:,} bytes in one file; split it")
        if self._budget:
            self._budget.spend(len(data))
        return data


def cut_off(error: object) -> DamagedInput:
    """The rejection of what is left of an archive, with what the library said."""
    what = str(error) or type(error).__name__
    return DamagedInput(f"damaged or cut off ({what[:100]}); get it again, or pack it again")


class Rationed:
    """A stream for a library that may ask for more than is good to read one header.

    `last` are the last bytes that were given.
    """

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._room = sys.maxsize
        self.last = b""

    def read(self, size: int) -> bytes:
        """The next bytes.

        Raises:
            DamagedInput: the room for a header is used up, or what the stream raises.
        """
        data = self._stream.read1(size)
        self._room -= len(data)
        if self._room < 0:
            raise DamagedInput("damaged: a header that does not end; pack it again")
        self.last = data or self.last
        return data

    def header(
        self, read: Callable[[], _T], damage: Callable[[Exception], DamagedInput] = cut_off
    ) -> _T:
        """What `read` makes of a header, for which it gets no more than a megabyte.

        Raises:
            DamagedInput: the header does not end, or what `damage` makes of any other error.
        """
        self._room = _MAX_HEADER_BYTES
        try:
            return read()
        except DamagedInput:
            raise
        # Headers of chance bytes break the libraries in more ways than they name.
        except Exception as error:
            raise damage(error) from error
        finally:
            self._room = sys.maxsize


def is_gzip(stream: BufferedReader) -> bool:
    """Whether what comes next in a stream is packed with gzip."""
    return stream.peek(len(_GZIP)).startswith(_GZIP)


def unpacked(stream: BufferedReader, budget: Budget) -> BufferedReader:
    """What gzip packed in a stream, within a budget."""
    return BufferedReader(Bounded(GzipFile(fileobj=stream), budget))


def size_of(stream: IO[bytes]) -> int:
    """How many bytes a stream holds; it stands at its start again."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(0)
    return size
