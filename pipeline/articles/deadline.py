"""Answers that must come as a whole in time, however slowly their bytes drip."""

from __future__ import annotations

import socket
import time
from http.client import HTTPResponse
from io import BufferedReader, RawIOBase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer


class PromptResponse(HTTPResponse):
    """An answer whose head and body together may take as long as the socket's timeout says."""

    def __init__(
        self,
        sock: socket.socket,
        debuglevel: int = 0,
        method: str | None = None,
        url: str | None = None,
    ) -> None:
        super().__init__(sock, debuglevel, method, url)
        self.fp = BufferedReader(_TimedSocket(self.fp.detach(), sock))


class _TimedSocket(RawIOBase):
    def __init__(self, raw: RawIOBase, sock: socket.socket) -> None:
        self._raw = raw
        self._socket = sock
        self._deadline = time.monotonic() + (sock.gettimeout() or 0.0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int | None:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self._socket.settimeout(left)
        return self._raw.readinto(buffer)

    def close(self) -> None:
        self._raw.close()
        super().close()
