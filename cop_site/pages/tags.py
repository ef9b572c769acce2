"""The page of all tags."""

from __future__ import annotations

from cop_site.model.spelling.fold import fold
from cop_site.pages.context import Site
from cop_site.pages.page import Page


def tags_page(site: Site) -> Page:
    """Return the page of every topic and every other tag, with the notes that have it."""
    context = site.at("tags/")
    topics = [
        {"chip": context.chip(slug), "count": len(site.community.by_topic[slug])}
        for slug in site.figures.coverage.topics
    ]
    tags = [
        {"tag": tag, "anchor": tag_anchor(tag), "rows": context.rows(notes)}
        for tag, notes in site.figures.coverage.undeclared.items()
    ]
    html = site.templates.fill("tags", {"topics": topics, "tags": tags})
    return Page("tags/", "Tags", html, "Every note by topic and by tag.")


def tag_anchor(tag: str) -> str:
    """The id of a tag's section on the page of tags."""
    return "tag-" + fold(tag)
