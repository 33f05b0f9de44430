"""What the robots.txt of a host allows (RFC 9309)."""

from __future__ import annotations

import threading
from collections.abc import Callable

from protego import Protego
from urllib3.util import parse_url

from pipeline.articles.answer import Answer, StatusError
from pipeline.errors import RejectedArticle

MAX_ROBOTS_BYTES = 5_000_000
ROBOT = "Demarche"
_READ_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least
_REMEMBERED_HOSTS = 200
_ALLOWS_ALL = Protego.parse("")


class Robots:
    """The rules of each host, asked for once, also where several threads want them."""

    def __init__(self, ask: Callable[[str], Answer]) -> None:
        self._ask = ask
        self._rules: dict[str, Protego | str] = {}
        self._asking: dict[str, threading.Lock] = {}

    def interval(self, address: str) -> float:
        """How many seconds the host wants between two requests, 0 where it does not say.

        Raises:
            RejectedArticle: the host does not allow this address, or cannot be asked now.
        """
        rules = self._rules_for(parse_url(address)._replace(path="/robots.txt", query=None).url)
        if isinstance(rules, str):
            raise RejectedArticle(rules)
        if not rules.can_fetch(address, ROBOT):
            raise RejectedArticle("the host's robots.txt forbids it; save the page as .html")
        return rules.crawl_delay(ROBOT) or 0.0

    def _rules_for(self, address: str) -> Protego | str:
        with self._asking.setdefault(address, threading.Lock()):
            rules = self._rules.get(address)
            if rules is None:
                rules = self._rules[address] = self._read(address)
                for oldest in list(self._rules)[:-_REMEMBERED_HOSTS]:
                    self._rules.pop(oldest, None)
            return rules

    def _read(self, address: str) -> Protego | str:
        """The rules, or why there are none and nothing may be read now."""
        try:
            data = self._ask(address).data[:_READ_BYTES]
        except StatusError as error:
            if 400 <= error.status < 500 and error.status != 429:
                return _ALLOWS_ALL
            return f"the host's robots.txt cannot be read: {error}"
        except RejectedArticle as error:
            return str(error)
        return Protego.parse(data.decode("utf-8", "replace").removeprefix("\ufeff"))
