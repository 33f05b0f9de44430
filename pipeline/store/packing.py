"""Values of the domain as bytes and back."""

from __future__ import annotations

import zlib
from dataclasses import replace
from typing import TypeVar

import msgspec

from pipeline.model import Article, Claim, Mention
from pipeline.store.schema import DamagedStore

_T = TypeVar("_T")
_HEAD = msgspec.msgpack.Decoder(Article)
_MENTIONS = msgspec.msgpack.Decoder(tuple[Mention, ...])
_CLAIMS = msgspec.msgpack.Decoder(tuple[Claim, ...])
_FAST = 1  # of zlib's levels: twice as large as the best, ten times as quick


def pack_text(text: str) -> bytes:
    """A text as it is kept."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _FAST)


def unpack_text(data: bytes | None) -> str:
    """A kept text, character for character; empty where none was kept.

    Raises:
        DamagedStore: the bytes are none that `pack_text` made.
    """
    return _opened(data).decode("utf-8", "surrogatepass") if data else ""


def pack_head(article: Article) -> bytes:
    """What an article says of itself, without its text and without where it lies."""
    return msgspec.msgpack.encode(replace(article, article_id="", path="", text="", standing=""))


def unpack_head(data: bytes, article_id: str, path: str) -> Article:
    """The article without its text.

    Raises:
        DamagedStore: the bytes are none that `pack_head` made.
    """
    return replace(_decoded(data, _HEAD), article_id=article_id, path=path)


def pack_all(values: tuple[Mention, ...] | tuple[Claim, ...]) -> bytes:
    """Mentions or claims as they are kept."""
    return zlib.compress(msgspec.msgpack.encode(values), _FAST)


def unpack_mentions(data: bytes) -> tuple[Mention, ...]:
    """Kept mentions.

    Raises:
        DamagedStore: the bytes are none that `pack_all` made.
    """
    return _decoded(_opened(data), _MENTIONS)


def unpack_claims(data: bytes, article_id: str) -> tuple[Claim, ...]:
    """Kept claims, as those of the article that bears the id now.

    Raises:
        DamagedStore: the bytes are none that `pack_all` made.
    """
    return tuple(
        claim if claim.article_id == article_id else replace(claim, article_id=article_id)
        for claim in _decoded(_opened(data), _CLAIMS)
    )


def _opened(data: bytes) -> bytes:
    try:
        return zlib.decompress(data)
    except zlib.error as error:
        raise DamagedStore(str(error)) from error


def _decoded(data: bytes, decoder: msgspec.msgpack.Decoder[_T]) -> _T:
    try:
        return decoder.decode(data)
    except (msgspec.MsgspecError, ValueError) as error:
        raise DamagedStore(str(error)) from error
