"""The page of all tags."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.pages.context import PageContext, Site
from cop_site.pages.labels import label_section
from cop_site.pages.page import Page
from cop_site.pages.templates import PageValues
from cop_site.pages.views import Chip, Row


@dataclass(frozen=True, slots=True)
class TopicCount:
    """A topic with its number of notes."""

    chip: Chip
    count: int


@dataclass(frozen=True, slots=True)
class TagRows:
    """A tag that is not a topic, with its notes."""

    tag: str
    anchor: str
    """The id of its heading."""
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TagsPage(PageValues):
    """All topics and other tags."""

    template: ClassVar = "tags"

    topics: tuple[TopicCount, ...]
    tags: tuple[TagRows, ...]
    """Empty when all tags are topics."""
    tagged: bool
    """Whether any note has a tag."""


def tags_page(site: Site) -> Page:
    """Return the page of all topics, and of all other tags with their notes."""
    context, coverage = site.at("tags/"), site.figures.coverage
    values = TagsPage(
        topics=tuple(TopicCount(context.chip(slug), len(site.community.by_topic[slug])) for slug in coverage.topics),
        tags=tuple(
            TagRows(tag, _tag_anchor(context, tag), context.rows(notes)) for tag, notes in coverage.undeclared.items()
        ),
        tagged=any(note.fields.all_tags for note in site.community.notes),
    )
    gettext = site.wording.gettext
    return Page(
        "tags/",
        label_section("tags/", site.wording),
        site.templates.fill(values),
        gettext("Every note by topic and by tag."),
    )


def link_tag(context: PageContext, tag: str) -> str:
    """Return the address of a tag's section on the page of tags."""
    return context.href(f"tags/#{_tag_anchor(context, tag)}")


def _tag_anchor(context: PageContext, tag: str) -> str:
    """Return the id of a tag's section on the page of tags."""
    return "tag-" + context.site.community.fold(tag)
