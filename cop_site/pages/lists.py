"""The parts that all long lists have: what can be filtered by, where one can jump to, and what is unfolded."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar
from urllib.parse import quote

from cop_site.pages.context import PageContext
from cop_site.pages.division import Division, Group, Part, fold
from cop_site.pages.letters import fold_letters
from cop_site.pages.site import Site
from cop_site.pages.views import Introduction, Link

T = TypeVar("T")
V = TypeVar("V")

SCRIPTS = ("list.js",)
"""The scripts of a page with a list; without them it has the whole list in sections."""
_MENU_SIZE = 60
"""The values that a filter offers: the most frequent ones. All others are found by typing."""

_MOST_JUMPS = 60
"""The groups that the page of a part names; the first page names all."""


class Filter(NamedTuple):
    """What a list can be filtered by, with the labels of its values in their order."""

    name: str
    label: str
    labels: Mapping[str, str]
    authored: bool = False
    """Whether contributors wrote the labels."""


@dataclass(frozen=True, slots=True)
class Facet:
    """What a list can be filtered by."""

    name: str
    """Such as `topic`; in addresses and in the facets of the entries."""
    label: str
    options: tuple[tuple[str, str, int], ...]
    """Each value with its label and the number of entries that have it."""
    authored: bool
    """Whether contributors wrote the labels."""


@dataclass(frozen=True, slots=True)
class Jump:
    """A group of a list in the line above it."""

    title: str
    lang: str | None
    """As of its heading."""
    href: str
    count: int
    anchor: str
    """The id of its heading where that is on another page, so that old addresses lead here; else empty."""
    current: bool
    """Whether it is what this page shows."""


@dataclass(frozen=True, slots=True)
class ListView:
    """A list on its first page, or on that of a part."""

    total: int
    """How many entries there are on all pages."""
    facets: tuple[Facet, ...]
    """Empty on the pages of parts."""
    jumps: tuple[Jump, ...]
    """Empty if there is nowhere to jump to."""
    parts: tuple[str, ...]
    """The addresses of the pages with the other entries, in their order; empty on the pages of parts."""
    whole: Link | None
    """The first page; None if this is it."""
    previous: Link | None
    """On the page of a part, the one before."""
    next: Link | None
    """The one after it."""


@dataclass(frozen=True, slots=True)
class GroupView(Generic[V]):
    """A group of entries with a heading."""

    title: str
    """A year, a letter, the title of a topic, or another heading; empty for none."""
    lang: str | None
    """The language of the title; None if it is interface text."""
    anchor: str
    """The id of its heading."""
    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    seen: tuple[V, ...]
    """The entries that are seen when the page opens."""
    folded: tuple[V, ...]
    """The entries that can be unfolded."""
    all: Link | None
    """The page with all of its entries, named with their number; None if they are here."""
    coming: bool
    """Whether its notes are planned meetups."""


@dataclass(frozen=True)
class LongList(Generic[T]):
    """A list that may have several pages."""

    uri: str
    """The address of its first page."""
    title: str
    division: Division[T]
    facets: Mapping[str, str]
    """What each entry can be filtered by, such as `topic/silence level/foundation`, by a key of it."""

    def view(self, context: PageContext, part: Part[T] | None, filters: Sequence[Filter] = ()) -> ListView:
        """Return the list for the page of a part, or for the first with its filters."""
        parts = self.division.parts
        at = self._places[part.name] if part else -1
        return ListView(
            total=self.division.total,
            facets=() if part else tuple(filter(None, map(self._count, filters))),
            jumps=tuple(self._jumps(context, part)),
            parts=() if part else tuple(context.href(self.uri_of(context, one)) for one in parts),
            whole=Link(self.title, context.href(self.uri)) if part else None,
            previous=self._link(context, parts[at - 1]) if at > 0 else None,
            next=self._link(context, parts[at + 1]) if part and at + 1 < len(parts) else None,
        )

    def groups(self, context: PageContext, part: Part[T] | None) -> list[tuple[Group[T], int, Link | None]]:
        """Return the groups of a page, each with the number of entries to see, and the page with all of them."""
        if part:
            group = Group(part_title(part), part.group.anchor, part.entries, part.group.lang)
            return [(one, seen, None) for one, seen in fold([group])]
        whole = {group.anchor: len(group.entries) for group in self.division.groups}
        return [
            (group, seen, self._all(context, group) if whole[group.anchor] > len(group.entries) else None)
            for group, seen in fold(self.division.first)
        ]

    def uri_of(self, context: PageContext, part: Part[T]) -> str:
        """Return the address of the page of a part."""
        return context.site.community.addresses.find_free(f"{self.uri}{part.name}/")

    def _all(self, context: PageContext, group: Group[T]) -> Link | None:
        if (part := self._first_of.get(group.anchor)) is None:
            return None
        number = len(part.group.entries)
        text = context.wording.ngettext("All %(num)s", "All %(num)s", number)
        return Link(text, context.href(self.uri_of(context, part)))

    def _link(self, context: PageContext, part: Part[T]) -> Link:
        return Link(part_title(part), context.href(self.uri_of(context, part)))

    def _jumps(self, context: PageContext, part: Part[T] | None) -> Iterable[Jump]:
        if len(self.division.groups) < 2:
            return
        here = {group.anchor for group in self.division.first} if not part else set()
        for group in self._near(part) if part else self.division.groups:
            away = group.anchor not in here
            href = f"#{group.anchor}"
            if away:
                page = self._first_of.get(group.anchor)
                href = context.href(self.uri_of(context, page) if page else f"{self.uri}#{group.anchor}")
            current = bool(part and part.group.anchor == group.anchor)
            anchor = group.anchor if away and not part else ""
            yield Jump(group.title, group.lang, href, len(group.entries), anchor, current)

    def _near(self, part: Part[T]) -> Sequence[Group[T]]:
        """Return the groups that the page of a part names: where there are very many, those around its own."""
        groups = self.division.groups
        if len(groups) <= _MOST_JUMPS:
            return groups
        at = next(number for number, group in enumerate(groups) if group.anchor == part.group.anchor)
        return groups[max(0, at - _MOST_JUMPS // 2) : at + _MOST_JUMPS // 2 + 1]

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The place of each part among all."""
        return {part.name: number for number, part in enumerate(self.division.parts)}

    @cached_property
    def _first_of(self) -> Mapping[str, Part[T]]:
        """The first part of each group that has some, by its anchor."""
        return {part.group.anchor: part for part in self.division.parts if part.number == 1}

    def _count(self, of: Filter) -> Facet | None:
        """Return a filter with the number of entries of each value; None if there is nothing to choose."""
        counts: Counter[str] = Counter()
        for facets in self.facets.values():
            counts.update(value for name, _, value in (one.partition("/") for one in facets.split()) if name == of.name)
        frequent = {value for value, _ in counts.most_common(_MENU_SIZE)}
        named = ((quote(value, safe=""), label) for value, label in of.labels.items())
        options = tuple((value, label, counts[value]) for value, label in named if value in frequent)
        return Facet(of.name, of.label, options, of.authored) if len(options) > 1 else None


def filter_topics(site: Site) -> Filter:
    """Return the filter by topic."""
    topics = site.figures.coverage.topics
    return Filter(
        "topic", site.wording.gettext("Topic"), {slug: topics[slug].topic.title for slug in topics}, authored=True
    )


def filter_people(site: Site) -> Filter:
    """Return the filter by people; only listed members can be chosen."""
    members = sorted((m for m in site.community.members.values() if m.has_page), key=lambda m: fold_letters(m.title))
    return Filter(
        "person", site.wording.gettext("Person"), {member.slug: member.title for member in members}, authored=True
    )


def part_title(part: Part[T]) -> str:
    """Return the heading of a part: that of its group, with its number if there are several."""
    return part.group.title if part.of == 1 else f"{part.group.title} ({part.number}/{part.of})"


def view_group(
    group: Group[T], entries: Sequence[V], seen: int, whole: Link | None, introduction: Introduction | None = None
) -> GroupView[V]:
    """Return a group with the views of its entries, of which `seen` are not folded."""
    first, rest = tuple(entries[:seen]), tuple(entries[seen:])
    return GroupView(group.title, group.lang, group.anchor, introduction, first, rest, whole, coming=group.coming)


def write_facets(facets: Iterable[tuple[str, str]]) -> str:
    """Return names and values as the entries of a list carry them."""
    return " ".join(f"{name}/{quote(value, safe='')}" for name, value in facets)
