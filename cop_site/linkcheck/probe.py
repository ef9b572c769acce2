"""Asks a website whether a page is there: politely, more than once if need be, and following where it is sent."""

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
_MOST_REDIRECTS = 8
_LONGEST_WAIT = 30.0
"""Seconds that a website may ask to be waited for."""
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_BUSY = frozenset({429, 503})
_SAFE = "/%:=&?~+!$,;'@()*"


class _Reply(NamedTuple):
    status: int
    location: str
    wait: float | None
    """Seconds to wait before the next try, as far as the website says."""


class _NoAddressError(Exception):
    """What a link or a redirect names is no web address."""


@dataclass
class HostThrottle:
    """Lets one request at a time go to each host, and waits between two."""

    delay: float
    _guard: Lock = field(default_factory=Lock)
    _locks: dict[str, Lock] = field(default_factory=dict)
    _last: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def take(self, host: str) -> Iterator[None]:
        """Wait until a host may be asked, and keep the others from asking it."""
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
    """How websites are asked."""

    agent: str
    """What we say who we are."""
    timeout: float
    allow_private: bool
    turns: HostThrottle
    backoff: float = 1.0
    """Seconds before the second try; twice as long before the third."""
    sleep: Callable[[float], None] = time.sleep

    def ask(self, url: str) -> LinkStatus:
        """Find out what became of an address; never raises."""
        address, permanent, seen = url, True, set[str]()
        while address not in seen and len(seen) <= _MOST_REDIRECTS:
            seen.add(address)
            try:
                reply = self._ask_patiently(address)
            except PrivateAddressError:
                return LinkStatus(State.SKIPPED, "leads into a private network, and was not asked")
            except (_NoAddressError, OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
                return LinkStatus(State.BROKEN, _explain(error))
            if reply.status not in _REDIRECTS or not reply.location:
                return _judge(reply.status, address if permanent and address != url else "")
            permanent = permanent and reply.status in _PERMANENT
            address = quote(urljoin(address, reply.location).partition("#")[0], safe=_SAFE)
        return LinkStatus(State.BROKEN, "sends its readers round in a circle")

    def _ask_patiently(self, address: str) -> _Reply:
        """Try again after errors that pass; the first try asks for the head alone, which not every website allows."""
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
                if last or wait > _LONGEST_WAIT or not (reply.status in _BUSY or reply.status >= 500):
                    return reply
            self.sleep(wait)
        raise AssertionError  # the last try returns or raises

    def _request(self, address: str, method: str) -> _Reply:
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise _NoAddressError
        host, port = _read_host(parts)
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        limits = Limits(self.timeout, self.allow_private)
        with self.turns.take(host), open_connection(parts.scheme, host, port, limits) as connection:
            connection.request(
                method, target, headers={"User-Agent": self.agent, "Accept": "*/*", "Connection": "close"}
            )
            reply = connection.getresponse()
            wait = _read_wait(reply.getheader("Retry-After", ""))
            return _Reply(reply.status, reply.getheader("Location", ""), wait)


def _read_host(parts: SplitResult) -> tuple[str, int]:
    host = parts.hostname or ""
    host = host if host.isascii() else host.encode("idna").decode()
    return host, parts.port or (443 if parts.scheme == "https" else 80)


def _read_wait(said: str) -> float | None:
    """The seconds that `Retry-After` asks for, as a number or a day and time; None where it cannot be read."""
    if said.strip().isdecimal():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return None
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _judge(status: int, moved_to: str) -> LinkStatus:
    if status < 400:
        return (
            LinkStatus(State.MOVED, "has moved for good", moved_to)
            if moved_to
            else LinkStatus(State.FINE, f"answers {status}")
        )
    if status in (404, 410):
        return LinkStatus(State.GONE, f"answers {status}: there is no such page")
    if status >= 500 and status != 999:
        return LinkStatus(State.BROKEN, f"answers {status}: an error of the website")
    return LinkStatus(State.UNSURE, f"answers {status}: programs are not let in; look at it yourself")


def _explain(error: Exception) -> str:
    if isinstance(error, TimeoutError):
        return "does not answer in time"
    if isinstance(error, socket.gaierror):
        return "its host is not known"
    if isinstance(error, ssl.SSLError):
        return "cannot prove who it is (TLS)"
    if isinstance(error, _NoAddressError | UnicodeError | ValueError | http.client.InvalidURL):
        return "leads to what is no web address"
    if isinstance(error, OSError):
        return "cannot be reached"
    return "does not speak HTTP"
