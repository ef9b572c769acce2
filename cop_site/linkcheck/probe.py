"""Checks one web address over HTTP: follows redirects, retries temporary errors, and waits between requests."""

from __future__ import annotations

import http.client
import socket
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from threading import Lock
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from cop_site.insight.external import LinkStatus, State
from cop_site.linkcheck.connection import Limits, PrivateAddressError, open_connection

_ATTEMPTS = 3
_MAX_REDIRECTS = 8
_MAX_RETRY_AFTER = 30.0
"""The longest `Retry-After`, in seconds, that is waited for."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_BUSY = frozenset({429, 503})
_SAFE = "/%:=&?~+!$,;'@()*"


class _Reply(NamedTuple):
    status: int
    location: str
    wait: float | None
    """The seconds of `Retry-After`; None without it."""


class _InvalidUrlError(Exception):
    """A link or a redirect has no HTTP address."""


@dataclass
class HostThrottle:
    """Permits one request at a time for each host, with a pause between two."""

    delay: float
    """Seconds between two requests."""
    _guard: Lock = field(default_factory=Lock)
    _locks: dict[str, Lock] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def take(self, host: str) -> Iterator[None]:
        """Wait until a host may be requested, and hold its lock meanwhile."""
        with self._guard:
            lock = self._locks.setdefault(host, Lock())
        with lock:
            time.sleep(max(0.0, self._last.get(host, 0.0) + self.delay - time.monotonic()))
            try:
                yield
            finally:
                self._last[host] = time.monotonic()


@dataclass(frozen=True)
class LinkChecker:
    """Checks web addresses with the same settings."""

    agent: str
    """The `User-Agent`."""
    timeout: float
    """Seconds to wait for a connection, and for each read."""
    allow_private: bool
    """Whether requests to this machine and to private networks are permitted."""
    throttle: HostThrottle
    backoff: float = 1.0
    """Seconds before the second attempt; twice as long before the third."""
    sleep: Callable[[float], None] = time.sleep

    def check(self, url: str) -> LinkStatus:
        """Return the status of an address; never raises."""
        address, permanent, seen = url, True, set[str]()
        while address not in seen and len(seen) <= _MAX_REDIRECTS:
            seen.add(address)
            try:
                reply = self._request_with_retries(address)
            except PrivateAddressError:
                return LinkStatus(State.SKIPPED, "private network address, not requested")
            except (_InvalidUrlError, OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
                return LinkStatus(State.BROKEN, _explain(error))
            if reply.status not in _REDIRECTS or not reply.location:
                return _classify(reply.status, address if permanent and address != url else "")
            permanent = permanent and reply.status in _PERMANENT
            address = quote(urljoin(address, reply.location).partition("#")[0], safe=_SAFE)
        return LinkStatus(State.BROKEN, "redirect loop, or too many redirects")

    def _request_with_retries(self, address: str) -> _Reply:
        """Retry after temporary errors; the first attempt is a HEAD request, which not every website allows."""
        for attempt in range(_ATTEMPTS):
            last = attempt == _ATTEMPTS - 1
            wait = self.backoff * 2**attempt
            try:
                reply = self._request(address, "GET" if attempt else "HEAD")
                if reply.status >= 400 and reply.status not in _BUSY and not attempt:
                    reply = self._request(address, "GET")
            except (OSError, http.client.HTTPException) as error:
                if last or isinstance(error, ssl.SSLCertVerificationError | socket.gaierror):
                    raise
            else:
                wait = wait if reply.wait is None else reply.wait
                if last or wait > _MAX_RETRY_AFTER or not (reply.status in _BUSY or reply.status >= 500):
                    return reply
            self.sleep(wait)
        raise AssertionError  # the last attempt returns or raises

    def _request(self, address: str, method: str) -> _Reply:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _InvalidUrlError
        host, port = _read_host(parts)
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        limits = Limits(self.timeout, self.allow_private)
        with self.throttle.take(host), open_connection(parts.scheme, host, port, limits) as connection:
            connection.request(
                method, target, headers={"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
            )
            reply = connection.getresponse()
            wait = _read_retry_after(reply.getheader("Retry-After", ""))
            return _Reply(reply.status, reply.getheader("Location", ""), wait)


def _read_host(parts: SplitResult) -> tuple[str, int]:
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode()
    return host, parts.port or (443 if parts.scheme == "https" else 80)


def _read_retry_after(value: str) -> float | None:
    """Return the seconds of a `Retry-After` header, which is a number or an HTTP date; None if it cannot be read."""
    if value.strip().isdecimal():
        return float(value)
    try:
        until = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _classify(status: int, moved_to: str) -> LinkStatus:
    if status < 400:
        if moved_to:
            return LinkStatus(State.MOVED, "moved permanently", moved_to)
        return LinkStatus(State.FINE, f"HTTP {status}")
    if status in (404, 410):
        return LinkStatus(State.GONE, f"HTTP {status}: page not found")
    if status >= 500 and status != 999:
        return LinkStatus(State.BROKEN, f"HTTP {status}: server error")
    return LinkStatus(State.UNSURE, f"HTTP {status}: requests by programs are refused; open it in a browser")


def _explain(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "timed out"
    if isinstance(error, socket.gaierror):
        return "host not found (DNS)"
    if isinstance(error, ssl.SSLError):
        return "TLS certificate not trusted"
    if isinstance(error, _InvalidUrlError | UnicodeError | ValueError | http.client.InvalidURL):
        return "invalid URL"
    if isinstance(error, OSError):
        return "connection failed"
    return "invalid HTTP response"
