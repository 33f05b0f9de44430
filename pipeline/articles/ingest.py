"""The inputs of a run, from names on the command line to articles and rejections."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from io import BufferedReader, BytesIO
from itertools import chain, groupby, islice
from pathlib import Path

from pipeline.articles.address import address_origin, is_address
from pipeline.articles.archives import SUFFIXES, is_readable, reader_of
from pipeline.articles.dating import parse_date
from pipeline.articles.fetching import Fetcher
from pipeline.articles.linked import begin_links, read_links
from pipeline.articles.origin import Item, Memory, Origin
from pipeline.articles.piped import read_piped
from pipeline.articles.plain import given_article
from pipeline.articles.side_by_side import in_turn
from pipeline.articles.sources import is_list_of_sources, read_sources
from pipeline.articles.walk import check_regular, file_origin, files_below
from pipeline.articles.web import links_of_file, names_pages, read_address, read_one_page
from pipeline.errors import InputError, RejectedArticle, SettingsError
from pipeline.model import GivenAddress, GivenFile, GivenText, KeptArticle, Rejection
from pipeline.settings import Settings

_Found = Item | KeptArticle
_ADDRESSES_AT_ONCE = 8
_MAX_UNUSABLE = 10_000  # of a file of chance bytes, each line would be told for ever
_PASTED = Origin("pasted-text", "pasted text")

Input = str | GivenFile | GivenText | GivenAddress


@dataclass(frozen=True, slots=True)
class _Source:
    """Something to read; what lies at an address is asked for by calling `read`."""

    origin: Origin
    read: Callable[[Origin, Settings], Iterator[_Found]]
    is_address: bool = False


@dataclass(frozen=True, slots=True)
class _Tools:
    """What all sources are read with."""

    memory: Memory | None
    web: Fetcher
    output: Path | None


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
    output: Path | None = None,
) -> Iterator[_Found]:
    """As `read_articles`, with what `memory` has of the inputs.

    Files that it knows unchanged are not read again; what an address named once stays. The folder
    `output` is left out of the folders it lies in.
    """
    if settings.published and not parse_date(settings.published):
        raise SettingsError(
            f"no date: {settings.published!r}; give it as YYYY, YYYY-MM or YYYY-MM-DD"
        )
    if not inputs:
        raise InputError(
            "no input given; name a file, a folder, an address, or - for text piped in"
        )
    web = web or Fetcher(settings)
    tools = _Tools(memory, web, output)
    sources = [_begun(_sources(given, tools)) for given in inputs]
    return _with_unique_ids(_items(chain.from_iterable(sources), settings, web))


def _begun(sources: Iterator[_Source]) -> Iterator[_Source]:
    """The sources of an input; the first is looked up now, which tells whether the input is there.

    The rest is looked up one after the other, for there may be millions.
    """
    return chain(list(islice(sources, 1)), sources)


def _items(sources: Iterable[_Source], settings: Settings, web: Fetcher) -> Iterator[_Found]:
    with web:
        for remote, group in groupby(sources, lambda source: source.is_address):
            begun = (_safely(one.origin, one.read(one.origin, settings)) for one in group)
            yield from in_turn(begun, _ADDRESSES_AT_ONCE if remote else 1)


def _sources(given: Input, tools: _Tools) -> Iterator[_Source]:
    if isinstance(given, GivenText):
        yield _Source(_PASTED, partial(_read_text, given))
    elif isinstance(given, GivenFile):
        name = Path(given.name).name or "unnamed"
        yield _Source(file_origin(Path(name), Path()), partial(_read_held, given))
    elif isinstance(given, GivenAddress):
        yield _address_source(given.address, tools.web)
    elif given == "-":
        yield _Source(Origin("stdin", "-"), _read_standard_input)
    elif is_address(given):
        read = partial(read_address, given, tools.web, tools.memory)
        yield _Source(address_origin(given), read, is_address=True)
    elif is_list_of_sources(given):
        listed = read_sources(Path(given))
        begun = [(one.told, _begun(_sources(one.given, tools))) for one in listed]
        for told, sources in begun:
            for source in sources:
                yield replace(source, origin=replace(source.origin, told=told))
    else:
        for path, origin in _files(given, tools.output):
            yield _Source(origin, partial(_recall_file, tools, path))


def _address_source(address: str, web: Fetcher) -> _Source:
    try:
        if is_address(address):
            return _Source(address_origin(address), partial(read_one_page, address, web))
        problem = "not an address; give one that begins with https:// or http://"
    except InputError as error:
        problem = str(error)
    return _Source(Origin(address, address), partial(_refuse, problem))


def _refuse(problem: str, origin: Origin, settings: Settings) -> Iterator[Item]:
    yield origin.reject(problem)


def _files(given: str, output: Path | None) -> Iterator[tuple[Path, Origin]]:
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
    if not any(is_readable(found.name) for found, _ in files_below(path, output)):
        raise InputError(f"no article in {given!r}; a folder needs a file in one of {SUFFIXES}")
    return files_below(path, output)


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
    check_regular(path)

    def read() -> Iterator[Item]:
        try:
            yield from _read_file(path, tools.web, origin, settings)
        except RejectedArticle as error:  # anything else may be otherwise the next time
            yield origin.reject(error)

    def lasts() -> bool:  # the file may be the same, and the pages that it names not
        return not names_pages(path)

    yield from tools.memory.recall(path, origin, read, lasts) if tools.memory else read()


def _read_file(path: Path, web: Fetcher, origin: Origin, settings: Settings) -> Iterator[Item]:
    found = links_of_file(path)
    if found is not None:
        yield from read_links(begin_links(found, origin, web), settings)
        return
    reader = reader_of(path.name)
    with path.open("rb") as stream:
        yield from _while_useful(reader(stream, origin, settings))


def _while_useful(items: Iterator[Item]) -> Iterator[Item]:
    """The items, until so many in a row cannot be used that the rest is hopeless."""
    unusable = 0
    for item in items:
        yield item
        unusable = unusable + 1 if isinstance(item, Rejection) else 0
        if unusable == _MAX_UNUSABLE:
            raise RejectedArticle(
                f"given up after {unusable:,} records in a row that cannot be used;"
                " put the file right, or give the rest by itself"
            )


def _read_held(given: GivenFile, origin: Origin, settings: Settings) -> Iterator[Item]:
    stream: BufferedReader = BufferedReader(BytesIO(given.data))
    yield from _while_useful(reader_of(Path(given.name).name)(stream, origin, settings))


def _read_text(given: GivenText, origin: Origin, settings: Settings) -> Iterator[Item]:
    yield given_article(given, origin, settings)


def _read_standard_input(origin: Origin, settings: Settings) -> Iterator[Item]:
    yield from _while_useful(read_piped(sys.stdin.buffer, origin, settings))


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
