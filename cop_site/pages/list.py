"""The pages that list notes of a kind: meetups, stories, resources and practices, all or those on a topic."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby
from typing import ClassVar

from cop_site.model.kinds import Fields, Kind
from cop_site.model.labels import label_kinds, name_values
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.division import Division, Group, Part, divide
from cop_site.pages.findable import find_facets
from cop_site.pages.letters import fold_letters
from cop_site.pages.lists import (
    SCRIPTS,
    Filter,
    GroupView,
    ListView,
    LongList,
    filter_people,
    filter_topics,
    part_title,
    view_group,
    write_facets,
)
from cop_site.pages.page import Page
from cop_site.pages.season import Season, view_season
from cop_site.pages.site import Site
from cop_site.pages.subscribe import URI as SUBSCRIBE
from cop_site.pages.templates import PageValues
from cop_site.pages.topic_map import NARROW
from cop_site.pages.upcoming import AsOf, view_as_of
from cop_site.pages.value import ValueMatrix, view_value
from cop_site.pages.views import Card, Introduction, make_anchor

_FACETS = frozenset({"topic", "level", "person"})
"""The facets of the search that a list has, too."""
_MOST_FACETS = 24
"""The topics by which a list of those on one topic finds a note; the list of all finds it by each."""


@dataclass(frozen=True, slots=True)
class ListPage(PageValues):
    """The list of all notes of a kind, such as meetups or resources, or a part of it."""

    template: ClassVar = "list"

    title: str
    lead: str
    """A sentence about the list."""
    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    season: Season | None
    """When the community met; only above the list of all meetups."""
    list: ListView
    groups: tuple[GroupView[Card], ...]
    """Empty while there are no notes."""
    add: str
    """The address to add a note."""
    subscribe: str
    """The address of the page on calendars and feeds."""
    as_of: AsOf | None
    """None when no meetups are planned."""
    value: ValueMatrix | None
    """What came of it, below the list of stories; None elsewhere."""


@dataclass(frozen=True)
class Listing:
    """A list of notes and what stands above it."""

    uri: str
    title: str
    lead: str
    """A sentence about it; may be empty."""
    kind: Kind
    """What one can add to it."""
    notes: Sequence[Note[Fields]]
    topic: str | None = None
    """The topic on which all of them are; None if they are divided by topic, or by year."""

    def divide(self, site: Site) -> LongList[Note[Fields]]:
        """Return its pages."""
        by_time = self.kind.info.dated
        groups = tuple(_group_by_year(site, self.notes) if by_time else self._group_by_topic(site))
        division: Division[Note[Fields]] = divide(groups, by_time=by_time)
        most = _MOST_FACETS if self.topic else None
        facets = {note.key: _find_facets(site, note, most) for group in groups for note in group.entries}
        return LongList(self.uri, self.title, division, facets)

    def _group_by_topic(self, site: Site) -> Iterable[Group[Note[Fields]]]:
        if self.topic is not None:
            return (Group("", "notes", tuple(self.notes)),)
        return _group_by_topic(site, self.notes)


def kind_routes(site: Site, kind: Kind) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of the list of a kind with the function that makes it."""
    gettext = site.wording.gettext
    of_meetups = gettext("What we meet about, and what we wrote down afterwards.")
    lead = gettext(kind.info.lead) if kind.info.lead else of_meetups
    title = label_kinds(kind, site.wording)
    return list_routes(site, Listing(kind.info.list_uri, title, lead, kind, site.community.of(kind)))


def list_routes(site: Site, listing: Listing) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of a list with the function that makes it."""
    notes = listing.divide(site)
    yield notes.uri, partial(_list_page, site, listing, notes, None)
    for part in notes.division.parts:
        yield notes.uri_of(PageContext(site, notes.uri), part), partial(_list_page, site, listing, notes, part)


def _find_facets(site: Site, note: Note[Fields], most: int | None) -> str:
    facets = find_facets(note, site, "")
    found = [facet for facet in replace(facets, topics=facets.topics[:most]).items() if facet[0] in _FACETS]
    form = getattr(note.fields, "format", None)
    return write_facets([*found, *([("format", form)] if form else [])])


def _group_by_year(site: Site, notes: Iterable[Note[Fields]]) -> Iterator[Group[Note[Fields]]]:
    """Yield what is to come, then years, the newest first; notes without a date are last."""
    newest = sorted(notes, key=lambda note: (note.date or date.min, note.slug), reverse=True)
    if planned := tuple(note for note in reversed(newest) if site.community.is_planned(note)):
        title = site.wording.gettext("To come")
        yield Group(title, make_anchor(title), planned, coming=True)
    past = (note for note in newest if not site.community.is_planned(note))
    by_hand = sorted(past, key=lambda note: (-(note.date or date.min).year, note.place))
    none = site.wording.gettext("Without a day")
    for title, of_year in groupby(by_hand, key=lambda note: str(note.date.year) if note.date else none):
        yield Group(title, make_anchor(title), tuple(of_year))


def _group_by_topic(site: Site, notes: Iterable[Note[Fields]]) -> Iterator[Group[Note[Fields]]]:
    """Yield the main topics in the order of the syllabus; their notes are ordered by hand, then by title."""
    by_topic: dict[str, list[Note[Fields]]] = {}
    for note in sorted(notes, key=lambda note: (note.place, fold_letters(note.title))):
        by_topic.setdefault(note.main_topic, []).append(note)
    for slug, covered in site.figures.coverage.topics.items():
        if slug in by_topic:
            title, lang = covered.topic.title, site.templates.languages.tag(covered.topic.fields.lang)
            yield Group(title, make_anchor(title), tuple(by_topic[slug]), lang)
    if "" in by_topic:
        title = site.wording.gettext("On other things")
        yield Group(title, make_anchor(title), tuple(by_topic[""]))


def _list_page(site: Site, listing: Listing, notes: LongList[Note[Fields]], part: Part[Note[Fields]] | None) -> Page:
    """Return the first page of a list, or that of a part."""
    context = PageContext(site, notes.uri_of(PageContext(site, ""), part) if part else notes.uri)
    groups = tuple(_view_groups(context, listing, notes, part))
    title = site.wording.named(notes.title, part_title(part)) if part else notes.title
    values = ListPage(
        title=title,
        lead="" if part else listing.lead,
        introduction=None if part or listing.topic else context.introduction(listing.kind.info.folder),
        season=view_season(context, NARROW) if notes.uri == Kind.MEETUP.info.list_uri and not part else None,
        list=notes.view(context, part, _filters(site)),
        groups=groups,
        add=context.add_note(listing.kind, topic=listing.topic or ""),
        subscribe=context.href(SUBSCRIBE),
        as_of=view_as_of(context) if any(group.coming for group in groups) else None,
        value=view_value(context) if listing.kind is Kind.TESTIMONIAL and not (part or listing.topic) else None,
    )
    html = site.templates.fill(values)
    return Page(context.uri, title, html, values.lead, wide=True, scripts=() if part else SCRIPTS)


def _view_groups(
    context: PageContext, listing: Listing, notes: LongList[Note[Fields]], part: Part[Note[Fields]] | None
) -> Iterator[GroupView[Card]]:
    for group, seen, whole in notes.groups(context, part):
        divided = not listing.kind.info.dated and group.entries
        topic = listing.topic or (group.entries[0].main_topic if divided else "")
        cards = tuple(context.card(note, topic, notes.facets[note.key]) for note in group.entries)
        title = part.group.title if part else group.title
        text = None if group.coming or (part and part.number > 1) else context.introduction(f"{notes.uri}{title}")
        yield view_group(group, cards, seen, whole, text)


def _filters(site: Site) -> tuple[Filter, ...]:
    gettext, names = site.wording.gettext, name_values(site.wording)
    form, level = gettext("Format"), gettext("Level")
    values = (Filter("format", form, names["format"]), Filter("level", level, names["level"]))
    return (filter_topics(site), *values, filter_people(site))
