"""The files below a folder, in a fixed order, with what keeps any of them from being read."""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path, PurePath

from pipeline.articles.kinds import is_readable
from pipeline.articles.origin import Origin, printable
from pipeline.errors import RejectedArticle
from pipeline.output_folder import is_output

_Identity = tuple[int, int]
LeftOut = Callable[[Path], None]


def files_below(
    folder: Path, left_out: LeftOut = lambda folder: None
) -> Iterator[tuple[Path, Origin]]:
    """Every file below `folder`, sorted by name folder by folder, with its origin.

    Hidden entries, README files and folders of tables are left out; `left_out` is told of these.
    What cannot be opened is listed too: reading it says why. Links to folders are followed; a loop
    is listed as the link that closes it. Of files that differ by their suffixes alone, those that
    another which can be read stands beside keep theirs in the id.
    """
    yield from _entries(folder, folder, (), left_out)


def count_files(given: object) -> int:
    """How many files an input stands for as far as its name tells: one, or all below a folder."""
    if isinstance(given, str) and _is_folder(Path(given)):
        return sum(1 for _ in files_below(Path(given)))
    return 1


def file_origin(path: Path, folder: Path) -> Origin:
    """The origin of a file: its path below `folder`, and that path without suffix as its id."""
    below = path.relative_to(folder)
    return Origin(printable(without_suffix(below).as_posix()), printable(below.as_posix()))


def without_suffix(path: PurePath) -> PurePath:
    """The path without its suffix, or with both of such as `.jsonl.gz`."""
    bare = path.with_suffix("")
    return bare.with_suffix("") if path.suffix.lower() == ".gz" else bare


def is_left_out(name: str) -> bool:
    """Whether a file or folder of this name is none of the articles: hidden, or a README."""
    return name.startswith(".") or name.upper().startswith("README")


def check_regular(path: Path) -> None:
    """Nothing, if `path` is a file that can be read without waiting.

    Raises:
        RejectedArticle: it is a folder that cannot be walked, or a pipe, socket or device.
        OSError: it cannot be looked at.
    """
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        next(path.iterdir(), None)
        raise RejectedArticle("a link back to a folder above it; remove the link")
    if not stat.S_ISREG(mode):
        raise RejectedArticle("neither file nor folder; give its text as a file or on `-`")


def _entries(
    folder: Path, top: Path, above: tuple[_Identity, ...], left_out: LeftOut
) -> Iterator[tuple[Path, Origin]]:
    if is_output(folder):
        left_out(folder)
        return
    identity = _identity(folder)
    if identity in above or (entries := _listed(folder)) is None:
        name = printable(folder.relative_to(top).as_posix())
        yield folder, Origin(name, name)
        return
    readable = Counter(_bare(entry.name) for entry in entries if is_readable(entry.name))
    for entry in entries:
        path = folder / entry.name
        if _is_folder(entry):
            yield from _entries(path, top, (*above, identity), left_out)
            continue
        origin = file_origin(path, top)
        if readable[_bare(entry.name)] > is_readable(entry.name):  # another one than this
            origin = replace(origin, article_id=origin.path)
        yield path, origin


def _bare(name: str) -> str:
    """The name without its suffixes, as `without_suffix` has it for readable ones, but fast."""
    bare = name[:-3] if name[-3:].lower() == ".gz" else name
    return bare.rpartition(".")[0] or bare


def _is_folder(entry: Path | os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _identity(folder: Path) -> _Identity:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _listed(folder: Path) -> list[os.DirEntry[str]] | None:
    try:
        with os.scandir(folder) as found:  # it tells folders without a look at each file
            return sorted(
                (entry for entry in found if not is_left_out(entry.name)),
                key=lambda entry: entry.name,
            )
    except OSError:
        return None
