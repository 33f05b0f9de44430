"""The inputs of a run, from names on the command line to articles and rejections."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, groupby, islice
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.articles.address import is_address
from pipeline.articles.kinds import SUFFIXES, is_list_of_sources, is_readable
from pipeline.articles.origin import Item, Memory, Origin, Source
from pipeline.articles.side_by_side import in_turn
from pipeline.articles.walk import LeftOut, file_origin, files_below
from pipeline.errors import InputError, RejectedArticle, SettingsError
from pipeline.model import GivenAddress, GivenFile, GivenText, KeptArticle
from pipeline.output_folder import is_output
from pipeline.settings import Settings

if TYPE_CHECKING:
    from pipeline.articles.fetching import Fetcher

# What reads takes a second to import. It is imported when there is something to read: a run that
# finds nothing new must not wait for it.

_Found = Item | KeptArticle
_ADDRESSES_AT_ONCE = 8

Input = str | GivenFile | GivenText | GivenAddress


def read_articles(
    inputs: Sequence[Input], settings: Settings, web: Fetcher | None = None
) -> Iterator[Item]:
    """Every article of the inputs in their order, with a rejection for each that is unusable.

    An input is a file, a folder, an http(s) address, `-` for standard input, a .toml that lists
    such, or a file or text in memory. The id of an article is its path below the input folder
    without suffix. Of two inputs with the same id the one read first keeps it, the next is `id~2`,
    then `id~3`: the same inputs give the same ids. Pages are fetched by `web`, which is closed at
    the end.

    Raises:
        InputError: no input is given, one is missing, a folder holds no article file, or a list of
            sources says something unknown; raised before anything is read.
        SettingsError: the date of all articles is none.
    """
    found = read_or_recall(inputs, settings, None, web)
    return (item for item in found if not isinstance(item, KeptArticle))


def read_or_recall(
    inputs: Sequence[Input],
    settings: Settings,
    memory: Memory | None,
    web: Fetcher | None = None,
    left_out: LeftOut = lambda folder: None,
) -> Iterator[_Found]:
    """As `read_articles`, with what `memory` has of the inputs.

    Files that it knows unchanged are not read again; what an address named once stays, and comes
    last. `left_out` is called with each folder of tables, as often as it is met.
    """
    _check_date(settings.published)
    if not inputs:
        raise InputError(
            "no input given; name a file, a folder, an address, or - for text piped in"
        )
    tools = _Tools(settings, memory, left_out, web)
    sources = [_begun(_sources(given, tools)) for given in inputs]
    return _with_unique_ids(_items(chain.from_iterable(sources), tools))


def named_paths(inputs: Iterable[Input]) -> Iterator[Path]:
    """The files and folders there are that inputs name, or lists of sources among them."""
    for given in inputs:
        if isinstance(given, str) and _exists(given):
            yield Path(given)
            if is_list_of_sources(given):
                from pipeline.articles.sources import read_sources

                with suppress(InputError):  # whoever reads it says what is wrong
                    listed = (source.given for source in read_sources(Path(given)))
                    yield from (Path(each) for each in listed if _exists(each))


def _exists(given: str) -> bool:
    try:
        return given != "" and Path(given).exists()
    except (OSError, ValueError):  # such as a name too long for a path: an address
        return False


@dataclass(slots=True)
class _Tools:
    """What all sources are read with; what fetches is opened when it is first needed."""

    settings: Settings
    memory: Memory | None
    left_out: LeftOut
    opened: Fetcher | None

    def web(self) -> Fetcher:
        if self.opened is None:
            from pipeline.articles.fetching import Fetcher

            self.opened = Fetcher(self.settings)
        return self.opened

    def close(self) -> None:
        if self.opened is not None:
            self.opened.close()


def _check_date(published: str) -> None:
    if not published:
        return
    from pipeline.articles.dating import parse_date

    if not parse_date(published):
        raise SettingsError(
            f"no day, month or year: {published!r}; give one as YYYY-MM-DD, YYYY-MM or YYYY"
        )


def _begun(sources: Iterator[Source]) -> Iterator[Source]:
    """The sources of an input; the first is looked up now, which tells whether the input is there.

    The rest is looked up one after the other, for there may be millions.
    """
    return chain(list(islice(sources, 1)), sources)


def _items(sources: Iterable[Source], tools: _Tools) -> Iterator[_Found]:
    settings = tools.settings
    with closing(tools):
        for remote, group in groupby(sources, lambda source: source.is_address):
            begun = (_safely(one.origin, one.read(one.origin, settings)) for one in group)
            yield from in_turn(begun, _ADDRESSES_AT_ONCE if remote else 1)
        if tools.memory:
            yield from tools.memory.rest()


def _sources(given: Input, tools: _Tools) -> Iterator[Source]:
    if not isinstance(given, str) or given == "-" or is_address(given):
        from pipeline.articles.reading import source_of

        yield source_of(given, tools.web(), tools.memory)
    elif is_list_of_sources(given):
        from pipeline.articles.sources import read_sources

        listed = read_sources(Path(given))
        begun = [(one.told, _begun(_sources(one.given, tools))) for one in listed]
        for told, sources in begun:
            for source in sources:
                yield replace(source, origin=replace(source.origin, told=told))
    else:
        for path, origin in _files(given, tools.left_out):
            yield Source(origin, partial(_recall_file, tools, path))


def _files(given: str, left_out: LeftOut) -> Iterator[tuple[Path, Origin]]:
    path = Path(given)
    try:
        if not given:
            raise ValueError("an empty name is not the current folder")
        if not stat.S_ISDIR(path.stat().st_mode):
            return iter([(path, file_origin(path, path.parent))])
        os.scandir(path).close()
    except (OSError, ValueError) as error:
        what = getattr(error, "strerror", None) or "not a path"
        raise InputError(f"cannot read {given!r}: {what}; check the name and its rights") from error
    if is_output(path):
        raise InputError(
            f"{given!r} is the output of a run, whose tables are no articles; name the files in it"
            " that are"
        )
    if not any(is_readable(found.name) for found, _ in files_below(path, left_out)):
        raise InputError(f"no article in {given!r}; a folder needs a file in one of {SUFFIXES}")
    return files_below(path, left_out)


def _safely(origin: Origin, items: Iterator[_Found]) -> Iterator[_Found]:
    """The items of one source; what reading raises becomes the last."""
    try:
        yield from items
    except RejectedArticle as error:
        yield origin.reject(error)
    except OSError as error:
        yield origin.reject(
            f"cannot be read: {error.strerror or error}; check the file and its rights"
        )


def _recall_file(tools: _Tools, path: Path, origin: Origin, settings: Settings) -> Iterator[_Found]:
    def read() -> Iterator[Item]:
        from pipeline.articles.reading import read_file

        try:
            yield from read_file(path, tools.web(), origin, settings)
        except RejectedArticle as error:  # anything else may be otherwise the next time
            yield origin.reject(error)

    def lasts() -> bool:  # the file may be the same, and the pages that it names not
        from pipeline.articles.web import names_pages

        return not names_pages(path)

    return tools.memory.recall(path, origin, read, lasts) if tools.memory else read()


def _with_unique_ids(items: Iterable[_Found]) -> Iterator[_Found]:
    taken: dict[str, int] = {}
    for item in items:
        unique, count = item.article_id, taken.get(item.article_id, 0)
        while unique in taken:
            count += 1
            unique = f"{item.article_id}~{count}"
        taken[item.article_id] = max(count, 1)
        taken.setdefault(unique, 1)
        yield item if unique == item.article_id else replace(item, article_id=unique)
