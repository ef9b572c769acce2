"""Asks many websites at once, each of them gently, and remembers what was fine."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from cop_site.insight.external import LinkStatus, State
from cop_site.project.cache import Cache

_WORKERS = 12
_PATIENCE = 3
"""After how many failures in a row a host is left alone."""
_KEPT = frozenset({State.FINE, State.MOVED})


def ask_all(urls: Iterable[str], ask: Callable[[str], LinkStatus]) -> dict[str, LinkStatus]:
    """Ask for each address once: many hosts at a time, the addresses of one host one after the other."""
    hosts: dict[str, list[str]] = {}
    for url in sorted(set(urls)):
        hosts.setdefault(urlsplit(url).netloc.lower(), []).append(url)
    answers: dict[str, LinkStatus] = {}
    with ThreadPoolExecutor(_WORKERS) as pool:
        for found in pool.map(lambda listed: _ask_host(listed, ask), hosts.values()):
            answers |= found
    return answers


def _ask_host(urls: list[str], ask: Callable[[str], LinkStatus]) -> dict[str, LinkStatus]:
    answers: dict[str, LinkStatus] = {}
    silent = 0
    for url in urls:
        if silent >= _PATIENCE:
            answers[url] = LinkStatus(State.BROKEN, f"was not asked, because {_PATIENCE} others on its host failed")
            continue
        answers[url] = ask(url)
        silent = silent + 1 if answers[url].state is State.BROKEN else 0
    return answers


class LinkCache:
    """Answers of earlier days, kept in the project's cache."""

    def __init__(self, root: Path, today: date) -> None:
        self._cache = Cache(root, "links 1")
        self._today = today
        kept = self._cache.find("links")
        self._kept: dict[str, list[str]] = kept if isinstance(kept, dict) else {}

    def recall(self, urls: Iterable[str], max_age: int) -> dict[str, LinkStatus]:
        """The answers that were good, and are at most some days old."""
        found = {}
        for url in urls:
            if url in self._kept:
                day, state, said, moved_to = self._kept[url]
                if 0 <= (self._today - date.fromisoformat(day)).days < max_age:
                    found[url] = LinkStatus(State(state), said, moved_to)
        return found

    def keep(self, known: Mapping[str, LinkStatus], answers: Mapping[str, LinkStatus]) -> None:
        """Keep the good ones among new answers, beside those that were known before."""
        today = self._today.isoformat()
        kept = {url: self._kept[url] for url in known}
        kept |= {
            url: [today, answer.state.value, answer.said, answer.moved_to]
            for url, answer in answers.items()
            if answer.state in _KEPT
        }
        self._cache.keep("links", kept)
