"""The members of a tar archive, plain or packed with gzip, in one pass."""

from __future__ import annotations

import sys
import tarfile
from collections.abc import Iterator
from io import BufferedReader
from typing import IO, cast

from pipeline.articles.bounded import (
    Bounded,
    Budget,
    Rationed,
    Readable,
    cut_off,
    is_gzip,
    size_of,
    unpacked,
)
from pipeline.articles.member import Member, passing, refused
from pipeline.errors import DamagedInput

_MAX_HEADER_BYTES = 1_000_000


def tar_members(stream: BufferedReader) -> Iterator[Member]:
    """Every file of the archive in its order; one must be read before the next is asked for.

    Raises:
        DamagedInput: it is no tar archive, is damaged or cut off, or grows too large; only after
            the members before the damage.
    """
    budget = Budget(size_of(stream))
    if is_gzip(stream):
        stream = unpacked(stream, budget)
    # Blocks of the size of the format's own: nothing before a damage is lost with it.
    blocks = Rationed(stream)
    archive = _opened(blocks)
    while info := _next(archive, blocks):
        source = _source(archive, info)
        if source:
            yield passing(info.name, source)
            source.drain()
        elif not info.isdir():
            yield Member(info.name, refused("no file of its own but a link, device or the like"))
    if blocks.last.strip(b"\0"):
        raise cut_off("no end mark")


def _opened(blocks: Rationed) -> tarfile.TarFile:
    blocks.room = _MAX_HEADER_BYTES
    try:
        return tarfile.open(fileobj=cast(IO[bytes], blocks), mode="r|", bufsize=tarfile.BLOCKSIZE)
    except DamagedInput:
        raise
    # Headers of chance bytes break tarfile in more ways than it names.
    except Exception as error:
        raise DamagedInput("not a tar archive; give it the suffix of what it is") from error


def _next(archive: tarfile.TarFile, blocks: Rationed) -> tarfile.TarInfo | None:
    blocks.room = _MAX_HEADER_BYTES
    archive.members = []  # type: ignore[attr-defined]  # kept for nobody, and memory must not grow
    try:
        return archive.next()
    except DamagedInput:
        raise
    except Exception as error:
        raise cut_off(error) from error
    finally:
        blocks.room = sys.maxsize


def _source(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Bounded | None:
    if not info.isreg() or info.issparse():
        return None
    return Bounded(cast(Readable, archive.extractfile(info)))
