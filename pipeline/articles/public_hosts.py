"""Connections to hosts of the public internet only, whatever an address or a redirect names."""

from __future__ import annotations

import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from ipaddress import IPv6Address, IPv6Network, ip_address
from typing import ClassVar

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipeline.articles.deadline import PromptResponse
from pipeline.errors import RejectedArticle

# Outside it lie the ways to wrap an IPv4 address (mapped, NAT64) and all that is not routed.
_ROUTED = IPv6Network("2000::/3")

Resolver = Callable[[str, int], Sequence[str]]
"""From a host's name and a port to its IP addresses; raises OSError where it has none."""

Rule = Callable[[str], bool]
"""Whether an IP address may be connected to."""


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (found not in _ROUTED or found.sixtofour):
        return False
    return found.is_global and not found.is_multicast


def look_up(host: str, port: int) -> Sequence[str]:
    """The IP addresses of a host by the machine's own resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_, address in found]


class CheckedHosts(HTTPAdapter):
    """Refuses every host with an address that the rule forbids, before a connection is made.

    The name is looked up once, and what was checked is connected to: a name server that changes
    its answer gains nothing. Sessions need `trust_env = False`: a proxy would look up the names.
    The time an answer may take is that of the whole answer, not of each of its parts.
    """

    def __init__(self, resolver: Resolver = look_up, allowed: Rule = is_public) -> None:
        self._guard = _Guard(resolver, allowed)
        super().__init__()

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: object
    ) -> None:
        """Make the pools of this adapter check their hosts."""
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {
            "http": _checking(HTTPConnectionPool, _Connection, self._guard),
            "https": _checking(HTTPSConnectionPool, _SecureConnection, self._guard),
        }


@dataclass(frozen=True, slots=True)
class _Guard:
    resolver: Resolver
    allowed: Rule

    def address(self, host: str, port: int) -> str:
        """The IP address to connect to."""
        addresses = self.resolver(host.strip("[]"), port)
        if not addresses:
            raise OSError("no address")
        if not all(map(self.allowed, addresses)):
            raise RejectedArticle(
                "not an address of the public web; paste or save the article's text"
                " (--private-hosts reads it all the same)"
            )
        return min(addresses, key=lambda address: ":" in address)  # many hosts have no IPv6


def _checking(pool: type, connection: type[_Connection], guard: _Guard) -> type:
    """The pool whose connections are checked."""
    checked = type(connection.__name__, (connection,), {"guard": guard})
    return type(pool.__name__, (pool,), {"ConnectionCls": checked})


class _Connection(HTTPConnection):
    response_class = PromptResponse
    guard: ClassVar[_Guard]

    def _new_conn(self) -> socket.socket:
        named, self._dns_host = self._dns_host, self.guard.address(self._dns_host, self.port)
        try:
            return super()._new_conn()
        finally:
            self._dns_host = named


class _SecureConnection(_Connection, HTTPSConnection):
    pass
