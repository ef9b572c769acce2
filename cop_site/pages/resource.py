"""The page of a resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from cop_site.model.kinds import Resource
from cop_site.model.note import Note
from cop_site.pages.context import PageContext
from cop_site.pages.note import NotePage, Review, fill_note, view_review
from cop_site.pages.page import Page
from cop_site.pages.site import Site
from cop_site.pages.views import Link, host_of


@dataclass(frozen=True, slots=True)
class ResourcePage(NotePage):
    """A resource to read, watch or use."""

    template: ClassVar = "resource"

    url: str
    """Its address; empty when the note itself is the resource."""
    host: str
    """The host of `url`, such as `example.org`; empty without one."""
    superseded_by: Link | None
    """The resource that replaces it; None when there is none."""
    review: Review | None
    """Its review state; None when it needs no review."""


def resource_page(site: Site, note: Note[Resource]) -> Page:
    """Return the page of one resource."""
    context, fields = PageContext(site, note.uri), note.fields
    newer = site.community.resources.get(fields.superseded_by or "")
    values = ResourcePage(
        url=fields.url or "",
        host=host_of(fields.url) if fields.url else "",
        superseded_by=context.link(newer) if newer else None,
        review=view_review(context, note),
    )
    return fill_note(context, note, values)
