"""The body of an answer, read whole or not at all, and what goes wrong on the way in words."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

import requests
from urllib3.exceptions import HTTPError, ProtocolError, ReadTimeoutError

from pipeline.articles.content_coding import unpacked_body
from pipeline.errors import RejectedArticle

_CHUNK_BYTES = 65_536


class Unreachable(RejectedArticle):
    """No whole answer came."""


def whole_body(response: requests.Response, most: int, timeout: float) -> bytes:
    """The body, unpacked, read as it arrives: neither size nor slowness can hold up the run.

    Raises:
        RejectedArticle: it has more than `most` bytes.
        OSError, EOFError, zlib.error, HTTPError: it does not come whole, or not in `timeout`
            seconds; `in_words` says so.
    """
    encoding = response.headers.get("content-encoding", "")
    return unpacked_body(_chunks(response, time.monotonic() + timeout), encoding, most)


def _chunks(response: requests.Response, deadline: float) -> Iterator[bytes]:
    while chunk := response.raw.read1(_CHUNK_BYTES, decode_content=False):
        yield chunk
        if time.monotonic() > deadline:
            raise TimeoutError


@contextmanager
def in_words(timeout: float = 0.0) -> Iterator[None]:
    """What goes wrong on the way, as a rejection that says so."""
    try:
        yield
    except (requests.Timeout, ReadTimeoutError, TimeoutError) as error:
        raise Unreachable(f"no answer within {timeout:g} s; try again later") from error
    except requests.exceptions.SSLError as error:
        raise Unreachable("the certificate is not trusted; save the page as .html") from error
    except zlib.error as error:
        raise RejectedArticle("the answer is not compressed as it says; try again later") from error
    except (ProtocolError, EOFError) as error:
        raise Unreachable("the answer was cut off; try again later") from error
    except (requests.RequestException, HTTPError, OSError, ValueError) as error:
        raise Unreachable(
            "the address cannot be reached; check it and the network, or save the page as .html"
        ) from error
