"""The page of a practice."""

from __future__ import annotations

from typing import Any

from cop_site.model.kinds import Practice
from cop_site.model.note import Note
from cop_site.pages.context import PageContext, Site
from cop_site.pages.days import view_day
from cop_site.pages.note import note_page, view_review
from cop_site.pages.page import Page


def practice_page(site: Site, note: Note[Practice]) -> Page:
    """Return the page of one practice."""
    context = site.at(note.uri)
    return note_page(context, note, "practice", _practice(context, note.fields, note))


def _practice(context: PageContext, fields: Practice, note: Note[Practice]) -> dict[str, Any]:
    return {
        "state": fields.state,
        "owner": context.person(fields.owner) if fields.owner else None,
        "since": view_day(fields.since) if fields.since else None,
        "review": view_review(context, note),
    }
