"""Checks many web addresses at once, one request at a time for each host, and caches the successful results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from cop_site.insight.external import LinkStatus, State
from cop_site.project.store import Store

_WORKERS = 12
_MAX_FAILURES = 3
"""Failures in a row after which a host is not asked any more."""
_CACHED = frozenset({State.FINE, State.MOVED})


def check_all(urls: Iterable[str], check: Callable[[str], LinkStatus]) -> dict[str, LinkStatus]:
    """Check each address once: hosts in parallel, the addresses of one host one after the other."""
    hosts: dict[str, list[str]] = {}
    for url in sorted(set(urls)):
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    statuses: dict[str, LinkStatus] = {}
    with ThreadPoolExecutor(_WORKERS) as pool:
        for found in pool.map(lambda listed: _check_host(listed, check), hosts.values()):
            statuses |= found
    return statuses


def _check_host(urls: list[str], check: Callable[[str], LinkStatus]) -> dict[str, LinkStatus]:
    statuses: dict[str, LinkStatus] = {}
    failures = 0
    for url in urls:
        if failures >= _MAX_FAILURES:
            statuses[url] = LinkStatus(State.BROKEN, f"not requested: {_MAX_FAILURES} other links to this host failed")
            continue
        statuses[url] = check(url)
        failures = failures + 1 if statuses[url].state is State.BROKEN else 0
    return statuses


class LinkCache:
    """The successful results of earlier days, kept in the project's store."""

    def __init__(self, root: Path, today: date) -> None:
        self._store = Store(root)
        self._today = today
        self._kept: dict[str, list[str]] = self._store.find("links", ["all"]).get("all", {})

    def recall(self, urls: Iterable[str], max_age: int) -> dict[str, LinkStatus]:
        """Return the cached results that are less than `max_age` days old."""
        found = {}
        for url in urls:
            if url in self._kept:
                day, state, message, moved_to = self._kept[url]
                if 0 <= (self._today - date.fromisoformat(day)).days < max_age:
                    found[url] = LinkStatus(State(state), message, moved_to)
        return found

    def keep(self, known: Mapping[str, LinkStatus], statuses: Mapping[str, LinkStatus]) -> None:
        """Cache the successful results among new ones, beside those that were recalled."""
        today = self._today.isoformat()
        kept = {url: self._kept[url] for url in known}
        kept |= {
            url: [today, status.state.value, status.message, status.moved_to]
            for url, status in statuses.items()
            if status.state in _CACHED
        }
        self._store.keep("links", {"all": kept})
