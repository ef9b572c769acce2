"""What the pages of all notes share."""

from __future__ import annotations

from typing import Any

from cop_site.model.kinds import Fields
from cop_site.model.note import Note
from cop_site.pages.context import KIND_LABELS, PageContext
from cop_site.pages.days import view_day
from cop_site.pages.definitions import find_definitions
from cop_site.pages.learning_paths import SCRIPTS, find_positions
from cop_site.pages.page import Page
from cop_site.pages.tags import tag_anchor
from cop_site.pages.views import Link, shorten


def note_page(
    context: PageContext, note: Note[Fields], template: str, values: dict[str, Any], scripts: tuple[str, ...] = ()
) -> Page:
    """Return the page of a note: `values` is what only its template shows, `scripts` is what it always runs."""
    shared = _shared(context, note)
    html = context.site.templates.fill(template, {**shared, **values})
    scripts = scripts or (SCRIPTS if shared["on_paths"] else ())
    return Page(note.uri, note.title, html, shorten(note.summary), note.source.name, scripts=scripts)


def _shared(context: PageContext, note: Note[Fields]) -> dict[str, Any]:
    """What every note's page shows."""
    _, many, list_uri = KIND_LABELS[note.kind]
    return {
        "title": note.title,
        "list": Link(many, context.href(list_uri)) if list_uri else None,
        "topics": context.chips(note.topics),
        "tags": [Link(tag, context.href(f"tags/#{tag_anchor(tag)}")) for tag in note.free_tags],
        "authors": context.people(note.fields.authors),
        "body": context.site.bodies.of(note),
        "key": note.key,
        "on_paths": find_positions(context, note),
        "definitions": find_definitions(context, note),
    }


def link_meetup(context: PageContext, slug: str | None) -> Link | None:
    """Return a link to the meetup of that slug; None where there is none."""
    note = context.site.community.by_key.get(f"meetups/{slug}") if slug else None
    return context.link(note) if note else None


def view_review(context: PageContext, note: Note[Fields]) -> dict[str, Any] | None:
    """Return whether a note has to be looked at again, and by which day; None for notes that last."""
    freshness = context.site.figures.freshness.get(note.key)
    if freshness is None:
        return None
    return {"state": freshness.state.value, "due": view_day(freshness.due) if freshness.due else None}
