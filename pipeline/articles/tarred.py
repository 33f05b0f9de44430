"""The members of a tar archive, plain or packed with gzip, in one pass."""

from __future__ import annotations

import tarfile
from collections.abc import Iterator
from functools import partial
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
    archive = blocks.header(partial(_opened, blocks), _no_archive)
    while info := blocks.header(partial(_next, archive)):
        source = _source(archive, info)
        if source:
            yield passing(info.name, source)
            source.drain()
        elif not info.isdir():
            yield Member(info.name, refused("no file of its own but a link, device or the like"))
    if blocks.last.strip(b"\0"):
        raise cut_off("no end mark")


def _opened(blocks: Rationed) -> tarfile.TarFile:
    return tarfile.open(fileobj=cast(IO[bytes], blocks), mode="r|", bufsize=tarfile.BLOCKSIZE)


def _no_archive(error: Exception) -> DamagedInput:
    return DamagedInput("not a tar archive; give it the suffix of what it is")


def _next(archive: tarfile.TarFile) -> tarfile.TarInfo | None:
    archive.members = []  # type: ignore[attr-defined]  # kept for nobody, and memory must not grow
    return archive.next()


def _source(archive: tarfile.TarFile, info: tarfile.TarInfo) -> Bounded | None:
    if not info.isreg() or info.issparse():
        return None
    return Bounded(cast(Readable, archive.extractfile(info)))
