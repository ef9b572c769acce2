"""The pages of all tags."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.division import Group, Part, divide
from cop_site.pages.labels import label_section
from cop_site.pages.lists import SCRIPTS, GroupView, ListView, LongList, part_title, view_group
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Row

_URI = "tags/"


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic with its number of notes."""

    chip: Chip
    count: int


@dataclass(frozen=True, slots=True)
class TagsPage(PageValues):
    """All topics and other tags, or the notes with one tag."""

    template: ClassVar = "tags"

    title: str
    list: ListView
    topics: tuple[TopicCount, ...]
    """Empty on the page of one tag."""
    groups: tuple[GroupView[Row], ...]
    """The notes with each tag that is not a topic; empty when all tags are topics."""
    tagged: bool
    """Whether any note has a tag."""


def tag_routes(site: Site) -> Iterator[tuple[str, Callable[[], Page]]]:
    """Yield the address of each page of tags with the function that makes it."""
    context, theirs = PageContext(site, _URI), site.templates.languages.tag()
    tagged = site.figures.coverage.undeclared.items()
    groups = [Group(tag, _tag_anchor(context, tag), tuple(notes), theirs) for tag, notes in tagged]
    tags = LongList(_URI, label_section(_URI, site.wording), divide(groups, by_time=False), {})
    yield _URI, partial(_tags_page, site, tags, None)
    for part in tags.division.parts:
        yield tags.uri_of(context, part), partial(_tags_page, site, tags, part)


def _tags_page(site: Site, tags: LongList[Note[Fields]], part: Part[Note[Fields]] | None) -> Page:
    """Return the page of all topics, and of all other tags with their notes; or that of one tag."""
    context = PageContext(site, tags.uri_of(PageContext(site, _URI), part) if part else _URI)
    values = TagsPage(
        title=site.wording.named(tags.title, part_title(part)) if part else tags.title,
        list=tags.view(context, part),
        topics=() if part else tuple(map(partial(_count_notes, context), site.figures.coverage.topics)),
        groups=tuple(
            view_group(group, context.rows(group.entries), seen, whole)
            for group, seen, whole in tags.groups(context, part)
        ),
        tagged=any(note.fields.all_tags for note in site.community.notes),
    )
    gettext, scripts = site.wording.gettext, () if part else SCRIPTS
    html = site.templates.fill(values)
    return Page(context.uri, values.title, html, gettext("Every note by topic and by tag."), scripts=scripts)


def _count_notes(context: PageContext, slug: str) -> TopicCount:
    return TopicCount(context.chip(slug), len(context.site.community.by_topic[slug]))


def link_tag(context: PageContext, tag: str) -> str:
    """Return the address of a tag's section on the page of tags."""
    return context.href(f"tags/#{_tag_anchor(context, tag)}")


def _tag_anchor(context: PageContext, tag: str) -> str:
    """Return the id of a tag's section on the page of tags."""
    return "tag-" + context.site.community.fold(tag)
