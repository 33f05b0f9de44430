"""Archives: .zip, .tar, .tar.gz, WARC and single .gz files, read in passing and never unpacked."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import PurePosixPath

from pipeline.articles.bounded import Budget, size_of, unpacked
from pipeline.articles.member import Member, parts_of
from pipeline.articles.origin import Item, Origin, printable
from pipeline.articles.readers import Reader, reader_for
from pipeline.articles.tarred import tar_members
from pipeline.articles.walk import is_left_out, without_suffix
from pipeline.articles.warc import read_warc
from pipeline.articles.zipped import zip_members
from pipeline.errors import RejectedArticle
from pipeline.settings import Settings

_MAX_MEMBERS = 1_000_000


def read_zip(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles of every file in a ZIP archive; a file that cannot be used is rejected.

    Raises:
        RejectedArticle: the archive holds no file, or breaks off.
    """
    return _read_members(zip_members(stream), origin, settings)


def read_tar(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles of every file in a tar archive, plain or packed with gzip.

    Raises:
        RejectedArticle: the archive holds no file, or breaks off.
    """
    return _read_members(tar_members(stream), origin, settings)


def read_gzipped(stream: BufferedReader, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles of one file packed with gzip, such as `.jsonl.gz`.

    Raises:
        RejectedArticle: it is of no kind that is read, is damaged, or its reader says so.
    """
    reader = reader_for(origin.path[: -len(".gz")])
    return reader(unpacked(stream, Budget(size_of(stream))), origin, settings)


ARCHIVE_READERS: dict[str, Reader] = {
    ".zip": read_zip,
    ".tar": read_tar,
    ".tar.gz": read_tar,
    ".tgz": read_tar,
    ".warc": read_warc,
    ".warc.gz": read_warc,
    ".gz": read_gzipped,  # after the longer ones that end like it
}


def reader_of(name: str) -> Reader:
    """The reader for a file of this name, archives among them.

    Raises:
        RejectedArticle: there is none for its suffix.
    """
    archive = _archive_reader(name)
    return archive or reader_for(name)


def _archive_reader(name: str) -> Reader | None:
    lowered = name.lower()
    return next(
        (read for suffix, read in ARCHIVE_READERS.items() if lowered.endswith(suffix)), None
    )


def _read_members(members: Iterator[Member], origin: Origin, settings: Settings) -> Iterator[Item]:
    empty = True
    for number, member in enumerate(members, start=1):
        if number > _MAX_MEMBERS:
            raise RejectedArticle(f"over {_MAX_MEMBERS:,} files in one archive; split it")
        for item in _read_member(member, origin, settings):
            empty = False
            yield item
    if empty:
        raise RejectedArticle("empty: no article file in the archive; remove it or fill it")


def _read_member(member: Member, origin: Origin, settings: Settings) -> Iterator[Item]:
    """The articles of one file; what is wrong with it becomes its last item."""
    place = origin.member(printable(member.name), printable(member.name))
    try:
        parts = parts_of(member.name)
        if any(map(is_left_out, parts)):
            return
        path = PurePosixPath(*parts)
        place = origin.member(printable(str(without_suffix(path))), printable(str(path)))
        if _archive_reader(path.name):
            raise RejectedArticle("an archive inside an archive; unpack it first")
        reader = reader_for(path.name)
        yield from reader(BufferedReader(member.open()), place, settings)
    except RejectedArticle as error:
        yield place.reject(error)
