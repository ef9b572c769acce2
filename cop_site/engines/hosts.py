"""Whose requests a server on this machine answers: another website's name may be made to lead to it, too."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import ip_address
from urllib.parse import urlsplit

LOCAL = frozenset({"localhost", "127.0.0.1", "::1"})
"""The names of this machine for itself."""
_ANY = frozenset({"0.0.0.0", "::", ""})  # noqa: S104  # what people may bind to


def is_own(authority: str, host: str, port: int) -> bool:
    """Return whether a `Host` header names the server that listens on `host` and `port`."""
    try:
        parts = urlsplit(f"//{authority}")
        named, at = parts.hostname or "", parts.port or 80
    except ValueError:
        return False
    if parts.netloc.rpartition("@")[1]:
        return False
    if host in _ANY:  # also from other machines, and from outside a container
        return named in LOCAL or _is_address(named)
    return named in LOCAL | {host} and at == port


def is_asked_here(get: Callable[[str], str | None]) -> bool:
    """Return whether a request is one of somebody's own page, or opens a page; `get` returns the value of a header.

    Browsers say where a request comes from. What another website asks for it could not read, but would keep us busy.
    """
    return get("Sec-Fetch-Mode") == "navigate" or get("Sec-Fetch-Site") in (None, "same-origin", "none")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
