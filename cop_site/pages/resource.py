"""The page of a resource."""

from __future__ import annotations

from typing import Any

from cop_site.model.kinds import Resource
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_minutes
from cop_site.pages.note import note_page, view_review
from cop_site.pages.page import Page
from cop_site.pages.views import host_of


def resource_page(site: Site, note: Note[Resource]) -> Page:
    """Return the page of one resource."""
    context = site.at(note.uri)
    return note_page(context, note, "resource", _resource(context, note.fields, note))


def _resource(context: PageContext, fields: Resource, note: Note[Resource]) -> dict[str, Any]:
    newer = context.site.community.resources.get(fields.superseded_by or "")
    return {
        "url": fields.url or "",
        "host": host_of(fields.url) if fields.url else "",
        "format": fields.format or "",
        "level": fields.level or "",
        "cost": fields.cost or "",
        "minutes": view_minutes(fields.minutes) if fields.minutes else "",
        "published": str(fields.published.year) if fields.published else "",
        "superseded_by": context.link(newer) if newer else None,
        "review": view_review(context, note),
    }
