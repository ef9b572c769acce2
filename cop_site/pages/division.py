"""Divides long lists: what their first page shows, and which of their groups have pages of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")

WHOLE = 100
"""A list with no more entries is one page."""
SIZE = 250
"""The entries of a page: with facts and topics they weigh about 40 KB when packed."""
_OPEN = 36
"""The entries that a page shows when it opens; the others are unfolded. They are about ten screens of a phone."""


@dataclass(frozen=True, slots=True)
class Group(Generic[T]):
    """Entries below a heading."""

    title: str
    """A year, a letter, the title of a topic, or another heading; empty for a list without headings."""
    anchor: str
    """The id of its heading, and the name of its own page."""
    entries: tuple[T, ...]
    lang: str | None = None
    """The language of the title; None if it is interface text."""
    coming: bool = False
    """Whether its notes are planned meetups."""


@dataclass(frozen=True, slots=True)
class Part(Generic[T]):
    """A page of its own for a group, or for a piece of a long one."""

    group: Group[T]
    entries: tuple[T, ...]
    number: int
    """From 1."""
    of: int
    """How many pages the group has."""

    @property
    def name(self) -> str:
        """The last part of its address."""
        return self.group.anchor if self.number == 1 else f"{self.group.anchor}-{self.number}"


@dataclass(frozen=True, slots=True)
class Division(Generic[T]):
    """A list in pages."""

    groups: tuple[Group[T], ...]
    """All groups of the list, with all of their entries."""
    first: tuple[Group[T], ...]
    """What stands on the first page: groups with some of their entries."""
    parts: tuple[Part[T], ...]
    """The other pages; none for a short list."""

    @property
    def total(self) -> int:
        """The number of entries."""
        return sum(len(group.entries) for group in self.groups)


def divide(groups: Sequence[Group[T]], *, by_time: bool, size: int = SIZE, whole: int = WHOLE) -> Division[T]:
    """Return a list in pages.

    In a list `by_time`, every group has a page, and the latest are on the first page, too. In others, the first page
    shows the beginning of each group, and those that have more have a page. No page has more than about `size` entries;
    `whole` of them are not divided.
    """
    groups = tuple(groups)
    if sum(len(group.entries) for group in groups) <= whole:
        return Division(groups, groups, ())
    if by_time:
        return Division(groups, tuple(_latest(groups, size)), tuple(_pages(groups, size)))
    head = max(3, size // len(groups))
    first = tuple(_cut(group, head) for group in groups)
    return Division(groups, first, tuple(_pages([g for g in groups if len(g.entries) > head], size)))


def fold(groups: Sequence[Group[T]]) -> Iterator[tuple[Group[T], int]]:
    """Yield the groups of a page, each with the number of entries that are seen when it opens."""
    left = _OPEN
    for group in groups:
        seen = min(len(group.entries), left)
        seen = len(group.entries) if len(group.entries) - seen == 1 and seen else seen  # one more takes no more room
        left = max(0, left - seen)
        yield group, seen


def _latest(groups: Sequence[Group[T]], size: int) -> Iterator[Group[T]]:
    """Yield the groups of the first page: what is to come, the latest, and further ones as long as there are few."""
    shown = 0
    for group in groups:
        if not group.coming and shown and shown + len(group.entries) > WHOLE // 2:
            return
        yield _cut(group, size)
        shown += 0 if group.coming else len(group.entries)


def _pages(groups: Sequence[Group[T]], size: int) -> Iterator[Part[T]]:
    for group in groups:
        if group.coming and len(group.entries) <= size:
            continue  # all of it is on the first page
        pieces = range(0, len(group.entries), size)
        for number, start in enumerate(pieces, 1):
            yield Part(group, group.entries[start : start + size], number, len(pieces))


def _cut(group: Group[T], count: int) -> Group[T]:
    return Group(group.title, group.anchor, group.entries[:count], group.lang, group.coming)
