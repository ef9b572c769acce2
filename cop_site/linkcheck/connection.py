"""Connects to hosts that a stranger named: only to an IP address that was checked, and with a time limit.

A link in a note must not make this machine send requests into a private network (server-side request forgery).
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Timer
from typing import Any, NamedTuple

_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Limits(NamedTuple):
    """Time limit and permitted networks of a connection."""

    timeout: float
    """Seconds to wait for a connection, and for each read."""
    allow_private: bool
    """Whether connections to this machine and to private networks are permitted."""


class PrivateAddressError(Exception):
    """The host has an address on this machine or in a private network."""


def is_public(address: str) -> bool:
    """Whether an IP address is public; an IPv6 address that embeds an IPv4 address is judged by that one."""
    ip: Any = ipaddress.ip_address(address)
    if ip.version == 6:
        if ip.teredo:
            return False
        inner = ip.ipv4_mapped or ip.sixtofour
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        ip = inner or ip
    return bool(ip.is_global and not ip.is_multicast)


def find_addresses(host: str, port: int, *, allow_private: bool) -> list[str]:
    """Return the IP addresses of a host; raise PrivateAddressError if one of them is not public."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(address[4][0]) for address in found))
    if not allow_private and not all(is_public(address) for address in addresses):
        raise PrivateAddressError(host)
    return addresses


@contextmanager
def open_connection(scheme: str, host: str, port: int, limits: Limits) -> Iterator[http.client.HTTPConnection]:
    """Connect to an address that was checked, so that a second DNS look-up cannot give another one.

    The connection is closed after three times the timeout at the latest.
    """
    addresses = find_addresses(host, port, allow_private=limits.allow_private)
    connection = http.client.HTTPConnection(host, port)
    connection.default_port = 443 if scheme == "https" else 80  # the one that the header `Host` does not name
    connection.sock = _connect(addresses, port, limits.timeout)
    deadline = Timer(3 * limits.timeout, _cut, [connection])
    deadline.daemon = True
    deadline.start()
    try:
        if scheme == "https":
            context = ssl.create_default_context()
            connection.sock = context.wrap_socket(connection.sock, server_hostname=host, do_handshake_on_connect=False)
            connection.sock.do_handshake()
        yield connection
    finally:
        deadline.cancel()
        connection.close()


def _connect(addresses: list[str], port: int, timeout: float) -> socket.socket:
    for number, address in enumerate(addresses, 1):
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            if number == len(addresses):
                raise
    raise OSError("the host has no address")


def _cut(connection: http.client.HTTPConnection) -> None:
    """Shut down a connection while another thread is reading from it."""
    with suppress(OSError, AttributeError):
        connection.sock.shutdown(socket.SHUT_RDWR)
