"""The pages that list the notes of a kind: meetups, stories, resources and practices."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import ClassVar

from cop_site.model.kinds import Fields, Kind
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.labels import label_kinds
from cop_site.pages.page import Page
from cop_site.pages.templates import PageValues
from cop_site.pages.upcoming import AsOf, view_as_of
from cop_site.pages.views import Card, Introduction, make_anchor


@dataclass(frozen=True, slots=True)
class Group:
    """A group of notes with a heading."""

    title: str
    """A year, the title of a topic, or another heading."""
    lang: str | None
    """The language of the title; None if it is interface text."""
    anchor: str
    """The id of its heading."""
    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    cards: tuple[Card, ...]
    coming: bool
    """Whether its notes are planned meetups."""


@dataclass(frozen=True, slots=True)
class ListPage(PageValues):
    """The list of all notes of a kind: meetups, stories, resources or practices."""

    template: ClassVar = "list"

    title: str
    lead: str
    """A sentence about the list."""
    introduction: Introduction | None
    """What the community wrote above it; None if nothing."""
    groups: tuple[Group, ...]
    """Empty while there are no notes."""
    add: str
    """The address to add a note."""
    as_of: AsOf | None
    """None when no meetups are planned."""


def meetups_page(site: Site) -> Page:
    """Return the list of meetups: planned ones, then the others by year, the latest first."""
    context = site.at("meetups/")
    meetups = site.community.meetups
    planned = [meetup for meetup in meetups if site.community.is_planned(meetup)]
    past = [meetup for meetup in reversed(meetups) if not site.community.is_planned(meetup)]
    groups = [_group(context, site.wording.gettext("To come"), planned, coming=True)] if planned else []
    for year, notes in groupby(past, key=lambda meetup: meetup.fields.date.year):
        groups.append(_group(context, str(year), notes))
    lead = site.wording.gettext("What we meet about, and what we wrote down afterwards.")
    return _list(context, lead, groups, Kind.MEETUP)


def list_page(site: Site, kind: Kind) -> Page:
    """Return the list of the notes of a kind: by year if the kind is dated, otherwise by topic."""
    return _grouped_by_year(site, kind) if kind.info.dated else _grouped_by_topic(site, kind)


def _grouped_by_year(site: Site, kind: Kind) -> Page:
    """Return a list by year, the newest first; notes without a date come last, and those with an `order` first."""
    context = site.at(kind.info.list_uri)
    newest = sorted(site.community.of(kind), key=lambda note: (note.date or date.min, note.slug), reverse=True)
    notes = sorted(newest, key=lambda note: (-(note.date or date.min).year, note.place))
    none = site.wording.gettext("Without a day")
    years = groupby(notes, key=lambda note: str(note.date.year) if note.date else none)
    lead = site.wording.gettext(kind.info.lead)
    return _list(context, lead, [_group(context, *year) for year in years], kind)


def _grouped_by_topic(site: Site, kind: Kind) -> Page:
    """Return a list by main topic, in the order of the syllabus; notes are ordered by hand, then by title."""
    context = site.at(kind.info.list_uri)
    by_topic: dict[str, list[Note[Fields]]] = {}
    for note in sorted(site.community.of(kind), key=lambda note: (note.place, note.title.casefold())):
        by_topic.setdefault(note.main_topic, []).append(note)
    groups = [
        _group(context, covered.topic.title, by_topic[slug], lang=context.language(covered.topic))
        for slug, covered in site.figures.coverage.topics.items()
        if slug in by_topic
    ]
    if "" in by_topic:
        groups.append(_group(context, site.wording.gettext("On other things"), by_topic[""]))
    return _list(context, site.wording.gettext(kind.info.lead), groups, kind)


def _group(
    context: PageContext,
    title: str,
    notes: Iterable[Note[Fields]],
    *,
    lang: str | None = None,
    coming: bool = False,
) -> Group:
    text = context.introduction(f"{context.uri}{title}") if not coming else None
    return Group(title, lang, make_anchor(title), text, context.cards(notes), coming)


def _list(context: PageContext, lead: str, groups: list[Group], kind: Kind) -> Page:
    as_of = view_as_of(context) if any(group.coming for group in groups) else None
    title = label_kinds(kind, context.wording)
    introduction = context.introduction(kind.info.folder)
    values = ListPage(title, lead, introduction, tuple(groups), context.add_note(kind), as_of)
    return Page(context.uri, title, context.site.templates.fill(values), lead)
