"""Connections to hosts of the public internet only, whatever an address or a redirect names."""

from __future__ import annotations

import socket
from ipaddress import IPv6Address, IPv6Network, ip_address

from requests.adapters import HTTPAdapter
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection

from pipeline.errors import RejectedArticle

# Outside it lie the ways to wrap an IPv4 address (mapped, NAT64) and all that is not routed.
_ROUTED = IPv6Network("2000::/3")


class PublicHosts(HTTPAdapter):
    """Refuses every host with an address that is not public, before a connection is made.

    The name is looked up once, and what was checked is connected to: a name server that changes
    its answer gains nothing. Sessions need `trust_env = False`: a proxy would look up the names.
    """

    def init_poolmanager(
        self, connections: int, maxsize: int, block: bool = False, **pool_kwargs: object
    ) -> None:
        """Make the pools of this adapter check their hosts."""
        super().init_poolmanager(connections, maxsize, block, **pool_kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _SecurePool}


def is_public(address: str) -> bool:
    """Whether an IP address is one of the public internet."""
    found = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address) and (found not in _ROUTED or found.sixtofour):
        return False
    return found.is_global and not found.is_multicast


def _checked(host: str, port: int) -> str:
    """The IP address to connect to."""
    found = socket.getaddrinfo(host.strip("[]"), port, type=socket.SOCK_STREAM)
    addresses = [str(address[0]) for *_, address in found]
    if not all(map(is_public, addresses)):
        raise RejectedArticle("not an address of the public web; paste the article's text")
    return min(addresses, key=lambda address: ":" in address)  # many hosts have no IPv6


class _Connection(HTTPConnection):
    def _new_conn(self) -> socket.socket:
        named, self._dns_host = self._dns_host, _checked(self._dns_host, self.port)
        try:
            return super()._new_conn()
        finally:
            self._dns_host = named


class _SecureConnection(_Connection, HTTPSConnection):
    pass


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Connection


class _SecurePool(HTTPSConnectionPool):
    ConnectionCls = _SecureConnection
